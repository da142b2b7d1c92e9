"""How far the landmarks of pictures of our own body are from where its joints are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from benchmarks.rendered_figures import Still
from benchmarks.shares import share
from numpy.typing import NDArray

from supple.core.body import MIRRORED, Side, landmark
from supple.core.exercise import View
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame
from supple.core.seeing.kinematics import stance

JOINTS: Final = (
    "ear", "shoulder", "elbow", "wrist", "index", "hip", "knee", "ankle", "heel", "foot_index"
)  # fmt: skip
VIEWS: Final = {
    "from the side": (View.SIDE,),
    "from the front or the feet": (View.FRONT, View.FEET_END),
}


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A picture, and what was told of it."""

    still: Still
    told: Frame


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """Of the landmarks, trunk lengths: `far` (33,); `signed` (33, 2) towards the head and towards
    the front of the body, NaN where it faces the camera; whether each is `seen` (33,).
    """

    far: Floats
    signed: Floats
    seen: NDArray[np.bool_]
    exchanged: bool


def print_landmarks(pairs: Sequence[Pair]) -> None:
    """By joint and view, what is seen and what lies behind another part apart."""
    for name, views in VIEWS.items():
        mine = [pair for pair in pairs if pair.still.exercise.camera.view in views]
        for from_deg, to_deg, told in ((0, 15, "best or 15 deg off"), (16, 90, "further off")):
            some = [pair for pair in mine if from_deg <= abs(pair.still.turn_deg) <= to_deg]
            if some:
                _print_table(f"{name}, {told}", [errors_tl(pair) for pair in some])


def errors_tl(pair: Pair) -> Errors:
    """How far what was told is from the truth."""
    truth = pair.still.truth
    off = (pair.told.points - truth.points) / pair.still.trunk
    other = (pair.told.points[list(MIRRORED)] - truth.points) / pair.still.trunk
    return Errors(
        far=np.linalg.norm(off, axis=1),
        signed=off @ _axes(truth),
        seen=truth.visibility > SEEN_VISIBILITY,
        exchanged=bool(_mean(other) < _mean(off)),
    )


def _axes(truth: Frame) -> Floats:
    """Towards the head and towards the front, as columns; the front NaN where it is not aside."""
    hips, shoulders = (
        np.mean([truth.points[landmark(name, side)] for side in Side], axis=0)
        for name in ("hip", "shoulder")
    )
    along = (shoulders - hips) / max(float(np.linalg.norm(shoulders - hips)), 1e-9)
    ventral = stance(truth).ventral or np.nan
    return np.array([[along[0], ventral * along[1]], [along[1], -ventral * along[0]]])


def _mean(off: Floats) -> float:
    return float(np.mean(np.linalg.norm(off, axis=1)))


def _print_table(name: str, errors: Sequence[Errors]) -> None:
    exchanged = share(sum(error.exchanged for error in errors), len(errors))
    print(f"\nlandmarks of our own body {name}, trunk lengths; "
          f"{len(errors)} pictures, left and right exchanged in {exchanged}")  # fmt: skip
    print(f"{'':12}{'seen: n':>9}{'median':>8}{'p90':>7}{'to head':>9}{'to front':>10}"
          f"{'hidden: n':>12}{'median':>8}{'p90':>7}")  # fmt: skip
    for joint in (*JOINTS, "all"):
        names = JOINTS if joint == "all" else (joint,)
        columns = [int(landmark(each, side)) for each in names for side in Side]
        far, signed, seen = (
            np.concatenate([getattr(error, part)[columns] for error in errors])
            for part in ("far", "signed", "seen")
        )
        print(f"{joint:12}{_numbers(far[seen], signed[seen])}{_numbers(far[~seen])}")


def _numbers(far: Floats, signed: Floats | None = None) -> str:
    if not len(far):
        return f"{0:9}" + " " * (34 if signed is not None else 15)
    told = f"{len(far):9}{np.median(far):8.3f}{np.quantile(far, 0.9):7.3f}"
    if signed is None:
        return "   " + told
    bias = np.nanmedian(signed, axis=0) if np.isfinite(signed).all(axis=1).any() else (0, 0)
    return told + f"{bias[0]:+9.3f}{bias[1]:+10.3f}"
