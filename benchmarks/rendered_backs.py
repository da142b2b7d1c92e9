"""The line of the back against the known spine of our own body, in pictures of it.

The truth is the body's own skin line: of the trunk alone, cut down its middle, the outline of the
back over the same stretch of the chord from hip to shoulder as the eye looks at, smoothed and
turned into figures by the same formulas. So it knows no arm, no hair, no shirt, no camera and no
model.

The whole is told in degrees here, of the even arc that bows as far from its chord as the line
does: one measure for a bow of any length, which 5 degrees can be asked of.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import atan, degrees, isnan, nan
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from benchmarks.rendered_figures import Still, still, taken
from benchmarks.shares import share

from supple import wiring
from supple.core.body import Side, landmark
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import Placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.motion import together
from supple.core.figure.playing import in_order, playing
from supple.core.measuring.measures import calibrated, read
from supple.core.pose import Floats, Frame
from supple.core.seeing.back_line import (
    FROM_RATIO,
    POINT_COUNT,
    RAY_COUNT,
    TO_RATIO,
    smoothed,
)
from supple.core.seeing.back_shape import back_shape
from supple.core.seeing.kinematics import stance
from support.figure_room import CLOTHES, FigureRoom

POSES: Final = (
    ("cat_camel", "peak"), ("cat_camel", "other"), ("child_pose_forward", "hold"),
    ("child_pose_arms_back", "hold"), ("cobra", "hold"), ("cobra_low", "hold"),
    ("sphinx", "hold"), ("seated_fold", "hold"), ("seated_fold_easy", "hold"),
    ("standing_fold", "hold"), ("standing_fold_supported", "hold"),
    ("off_seated_cat_camel", "peak"), ("kneeling_tilt_supported", "hold"), ("bow", "hold"),
)  # fmt: skip
"""Spines that bend in the plane of the picture alone."""
TURNS_DEG: Final = (0.0, 5.0, 10.0, 15.0, 20.0, 25.0)
HEIGHTS_M: Final = (0.35, 0.7, 1.2)
WITHIN_DEG: Final = 5.0
STEPS_M: Final = np.arange(-0.1, 0.4, 0.0005)


class Bends(NamedTuple):
    """Degrees, + rounded; NaN is not told."""

    whole: float
    lower: float
    upper: float


MEASURED: Final = Bends("back_curvature_idx", "back_bend_lower_deg", "back_bend_upper_deg")  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One picture: what was told of its back, what is so."""

    pose: str
    clothes: str
    turn_deg: float
    height_m: float
    told: Bends
    so: Bends

    @property
    def errors(self) -> Bends:
        return Bends(*(a - b for a, b in zip(self.told, self.so, strict=True)))


def print_rendered_backs(_: Path, verbose: bool) -> None:
    """How much is told, how much of it within 5 degrees, bias and spread."""
    with tempfile.TemporaryDirectory() as folder, FigureRoom(plain=True) as room:
        cases = list(_cases(room, Path(folder)))
    heads = (f"{f'{name}: told':>13}{'within 5':>10}{'bias':>7}{'±':>6}" for name in Bends._fields)
    print(f"\n{'backs of our own body':36}{''.join(heads)}")
    _print_by("all", lambda _: "", cases)
    _print_by("turned", lambda case: f"{case.turn_deg:.0f} deg", cases)
    _print_by("camera", lambda case: f"{case.height_m:g} m", cases)
    _print_by("clothes", lambda case: case.clothes, cases)
    if verbose:
        _print_by("pose", lambda case: case.pose, cases)
    either = [error for case in cases for error in case.errors]
    wrong = sum(abs(error) > WITHIN_DEG for error in either if not isnan(error))
    print(f"within {WITHIN_DEG:g} deg or not told: {share(len(either) - wrong, len(either))}")


def _cases(room: FigureRoom, folder: Path) -> Iterator[Case]:
    """Every pose, turn and height; clothes and sides go round."""
    with wiring.pose_sources() as source_of:
        for one, height_m in posed():
            (frame,) = source_of(taken(room, one, folder)).frames()
            yield Case(
                pose=f"{one.exercise.id} {one.phase}", clothes=one.clothes,
                turn_deg=abs(one.turn_deg), height_m=height_m,
                told=told(frame), so=skin_bends(one.body),
            )  # fmt: skip


def posed() -> Iterator[tuple[Still, float]]:
    exercises, names = wiring.catalogue().exercises(), list(CLOTHES)
    count = 0
    for identifier, phase in POSES:
        exercise = exercises[identifier]
        figure, poses = playing(exercise), in_order(exercise)
        bodies = together(poses)
        number = figure.phases.index(phase)
        for turn_deg, height_m in product(TURNS_DEG, HEIGHTS_M):
            count += 1
            turned = turn_deg * (-1 if count % 2 else 1)
            clothes = names[count % len(names)]
            yield (
                still(exercise, figure, number, bodies[number], turned,
                      clothes=clothes, height_m=height_m),
                height_m,
            )  # fmt: skip


def told(frame: Frame) -> Bends:
    """What the product tells; NaN where it refuses."""
    if not frame.found or frame.back_line is None:
        return Bends(nan, nan, nan)
    known = calibrated([frame])
    readings = [read(name, frame, known).value for name in MEASURED]
    bends = bends_of(frame.back_line, stance(frame).ventral)
    return Bends(
        *(nan if isnan(value) else bend for value, bend in zip(readings, bends, strict=True))
    )


def bends_of(line: Floats, ventral: int) -> Bends:
    """The figures of a line, the whole in degrees."""
    shape = back_shape(line, ventral, float(np.linalg.norm(line[-1] - line[0])))
    return Bends(degrees(4 * atan(2 * shape.curvature_tl)), shape.lower_deg, shape.upper_deg)


def skin_bends(body: Placed) -> Bends:
    """The truth. In the plane of forward and up the front is always clockwise of the trunk."""
    return bends_of(skin_line(body), 1)


def skin_line(body: Placed) -> Floats:
    """The dorsal outline of the trunk, cut down its middle: 24 points, forward and up, metres."""
    marks = landmarks_m(body)[:, :2]
    hip, shoulder = (
        np.mean([marks[landmark(name, side)] for side in Side], axis=0)
        for name in ("hip", "shoulder")
    )
    chord = float(np.linalg.norm(shoulder - hip))
    along = (shoulder - hip) / chord
    out = np.array((-along[1], along[0]))
    skin = flesh()
    levels = skin.trunk_levels[:, 1]
    ways = np.linspace(FROM_RATIO, TO_RATIO, RAY_COUNT) * chord
    points = hip + ways[:, None, None] * along + STEPS_M[:, None] * out
    inside = _inside(points, skin.centres_m(body)[levels, :2], skin.radii_m[levels])
    reached = STEPS_M[inside.shape[1] - 1 - np.argmax(inside[:, ::-1], axis=1)]
    smooth, _ = smoothed(reached / chord, np.ones(RAY_COUNT))
    line = hip + ways[:, None] * along + chord * smooth[:, None] * out
    passed = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    at = np.linspace(0.0, passed[-1], POINT_COUNT)
    return np.column_stack([np.interp(at, passed, line[:, axis]) for axis in (0, 1)])


def _inside(points: Floats, centres: Floats, radii: Floats) -> np.ndarray:
    """Which points lie in the rounded pieces from each ball to the next."""
    found = np.zeros(points.shape[:-1], dtype=bool)
    for index in range(len(centres) - 1):
        way = centres[index + 1] - centres[index]
        off = points - centres[index]
        at = np.clip(off @ way / max(float(way @ way), 1e-9), 0.0, 1.0)
        apart = np.linalg.norm(off - at[..., None] * way, axis=-1)
        found |= apart <= radii[index] + at * (radii[index + 1] - radii[index])
    return found


def _print_by(name: str, key: Callable[[Case], str], cases: Sequence[Case]) -> None:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    for value, mine in groups.items():
        columns = np.array([case.errors for case in mine]).T
        print(f"{f'{name} {value}':36}" + "".join(map(_numbers, columns)))


def _numbers(errors: Floats) -> str:
    told_ones = errors[np.isfinite(errors)]
    if not len(told_ones):
        return f"{'0 %':>13}{'':>23}"
    within = 100 * np.mean(np.abs(told_ones) <= WITHIN_DEG)
    return (f"{100 * len(told_ones) / len(errors):11.0f} %{within:8.0f} %"
            f"{told_ones.mean():+7.1f}{told_ones.std():6.1f}")  # fmt: skip
