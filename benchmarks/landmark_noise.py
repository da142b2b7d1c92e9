"""How the pose model's landmarks err, one by one: the noise that the laws are tried with.

    python -m benchmarks.landmark_noise

*Quick*: how a landmark trembles in the real videos while the body rests, its slow bend taken off,
and how soon it forgets. *Bias*: what stays the same over a hold: the disagreement with the heavy
model about a photo (the share of one of two, by the square root of two) and the spread of the
looks at it, in quadrature.

Where one landmark lies wrong the next does too, so each is told by how far it *follows* the one
that it hangs on (the wrist the elbow), and by what it is off besides. Trunk lengths against the
middle of the trunk, one standard deviation (of the bias by what 68 % lie within): where the model
is sure of the landmark (`SURE_VISIBILITY`) and where it guesses (under `SEEN_VISIBILITY`). What it
printed stands in tests/laws/noise.py.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.errors import WITHIN_ONE_SD
from benchmarks.still_noise import still_stretches
from benchmarks.two_models import Looked, looked_at
from tests.laws.noise import HANGS_ON, TRUNK

from supple.core.body import LANDMARK_COUNT, MIRRORED, Landmark
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame
from supple.core.seeing.continuity import trunk_length
from supple.core.seeing.sight import SURE_VISIBILITY

LIKENESS_S: Final = (0.1, 0.2, 0.4)
STILL_SHARE: Final = 0.8
STILL_TL: Final = 0.0125
"""Where more than a fifth of all landmarks go further, a leg is moved while the chest rests: the
stretches part here (ENG: by eye of their list)."""
CLASSES: Final = ("sure", "guessed")
KINDS: Final = ("points", "world", "depth", "visibility")
FARTHEST: Final = 3.0
"""Standard deviations; further off it is another thing that was seen, and follows nothing."""


@dataclass(slots=True)
class Errors:
    """What landmarks are off by, one after the other: (n, 33, axes) by kind, and visibility."""

    by_kind: dict[str, list[Floats]] = field(default_factory=lambda: defaultdict(list))
    seen: list[Floats] = field(default_factory=list)

    def add(self, errors: Mapping[str, Floats], visibility: Floats) -> None:
        """Errors (n, 33, axes) by kind, of a body that is so visible (33,)."""
        for kind, values in errors.items():
            self.by_kind[kind].append(_centred(values))
        self.seen += [visibility] * len(errors["points"])

    def of(self, kind: str, index: int, which: str) -> tuple[Floats, Floats]:
        """What a landmark, and its like on the other side, is off by, and what it hangs on."""
        values, seen = np.concatenate(self.by_kind[kind]), np.array(self.seen)
        mine, others = [], []
        for one in {index, MIRRORED[index]}:
            told = seen[:, one] >= SURE_VISIBILITY
            if which == "guessed":
                told = seen[:, one] < SEEN_VISIBILITY
            parent = HANGS_ON[one]
            mine.append(values[told, one].ravel())
            followed = np.zeros_like(values[:, one]) if parent is None else values[:, parent]
            others.append(followed[told].ravel())
        return np.concatenate(mine), np.concatenate(others)


def main() -> None:
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    quick, likeness = _quick(data)
    apart, spread, lines = _bias(data)
    _print_likeness(likeness)
    head = "".join(f"{name:>9}" for name in ("follows", "quick", "bias", "guessed:", "", "n"))
    print(f"\n{'trunk lengths':18}{head}")
    ratios: dict[tuple[str, str], list[float]] = defaultdict(list)
    for index in sorted({min(index, MIRRORED[index]) for index in range(LANDMARK_COUNT)}):
        sides = [errors.of("points", index, "sure") for errors in (apart, spread)]
        follows = sum(_follows(*both) for both in sides) / 2.0
        row = f"{Landmark(index).name.lower():18}{follows:9.2f}"
        for which in CLASSES:
            points, metres = (
                _own(kind, index, which, follows, (quick, apart, spread))
                for kind in ("points", "world")
            )
            row += f"{points[0]:9.4f}{points[1]:9.4f}"
            for name, each, whole in zip(("quick", "bias"), metres, points, strict=True):
                ratios[name, which].append(each / whole)
        print(row + f"{len(sides[0][0]) // 2:9d}")
    for (name, which), each in ratios.items():
        print(f"metres, {name}, {which}: {np.nanmedian(each):.2f} of that")
    for kind in ("depth", "visibility"):
        for which in CLASSES:
            own = [
                _own(kind, index, which, 0.0, (quick, apart, spread))
                for index in range(LANDMARK_COUNT)
            ]
            print(f"{kind:12}{which:8} quick and bias", np.nanmedian(own, axis=0).round(4))
    print(f"line of the back, bow and wave: {_middle(lines[:, 0]):.4f} {_middle(lines[:, 1]):.4f} "
          f"({len(lines)} photos)")  # fmt: skip


def _own(
    kind: str, index: int, which: str, follows: float, errors: Sequence[Errors]
) -> tuple[float, float]:
    """What a landmark is off by besides what it follows in: quick, and bias."""
    quick, apart, spread = (
        mine - follows * other for mine, other in (each.of(kind, index, which) for each in errors)
    )
    trembles = float(np.sqrt(np.mean(np.square(quick)))) if len(quick) else float("nan")
    return trembles, float(np.hypot(_middle(apart), _middle(spread)))


def _quick(data: Path) -> tuple[Errors, dict[float, list[float]]]:
    found = Errors()
    likeness: dict[float, list[float]] = defaultdict(list)
    for stretch in still_stretches(data):
        times = np.array([frame.time_s for frame in stretch])
        seen = np.median([frame.visibility for frame in stretch], axis=0)
        rests = {
            kind: _without_bend(times, _centred(values))
            for kind, values in _in_trunks(stretch, stretch).items()
        }
        sure = rests["points"][:, seen >= SURE_VISIBILITY]
        if np.quantile(sure.std(axis=0), STILL_SHARE) > STILL_TL:
            continue
        found.add(rests, seen)
        for apart_s in LIKENESS_S:
            for index in range(sure.shape[1]):
                likeness[apart_s] += _likeness(times, sure[:, index], apart_s)
    return found, likeness


def _in_trunks(stretch: Sequence[Frame], of: Sequence[Frame]) -> dict[str, Floats]:
    """Points (n, 33, 2), depth (n, 33, 1), metres (n, 33, 3) in trunk lengths `of`; visibility."""
    trunk = float(np.median([trunk_length(frame.points) for frame in of]))
    metres = float(np.median([_trunk_m(frame) for frame in of]))
    return {
        "points": np.array([frame.points for frame in stretch]) / trunk,
        "depth": np.array([frame.depth for frame in stretch])[..., None] / trunk,
        "world": np.array([frame.world for frame in stretch]) / metres,
        "visibility": np.array([frame.visibility for frame in stretch])[..., None],
    }


def _without_bend(times: Floats, values: Floats) -> Floats:
    flat = values.reshape(len(times), -1)
    bends = np.polynomial.polynomial.polyfit(times - times[0], flat, 2)
    slow = np.polynomial.polynomial.polyval(times - times[0], bends).T
    return np.asarray((flat - slow).reshape(values.shape))


def _likeness(times: Floats, rest: Floats, apart_s: float) -> Iterator[float]:
    """How alike a coordinate is to itself so much later."""
    later = np.arange(times[0], times[-1] - apart_s, apart_s / 2)
    for column in rest.T:
        first, second = np.interp(later, times, column), np.interp(later + apart_s, times, column)
        if first.std() > 0 and second.std() > 0:
            yield float(np.corrcoef(first, second)[0, 1])


def _bias(data: Path) -> tuple[Errors, Errors, Floats]:
    apart, spread, lines = Errors(), Errors(), list[Floats]()
    for photo in looked_at(data, everything=False):
        if photo.folder == "_other_poses" or not photo.both_sure or len(photo.ours.looks) < 3:
            continue
        seen = np.minimum(photo.ours.visibility, photo.heavy.visibility)
        ours = _in_trunks([photo.ours], [photo.ours])
        heavy = _in_trunks([photo.heavy], [photo.ours])
        looks = _in_trunks(photo.ours.looks, [photo.ours])
        apart.add({kind: (heavy[kind] - ours[kind]) / sqrt(2.0) for kind in KINDS}, seen)
        count = len(photo.ours.looks)
        spread.add(
            {
                kind: (looks[kind] - looks[kind].mean(axis=0)) * sqrt(count / (count - 1))
                for kind in KINDS
            },
            seen,
        )
        line = _line_apart(photo)
        if line is not None:
            lines.append(line)
    return apart, spread, np.array(lines)


def _centred(values: Floats) -> Floats:
    """Places (n, 33, axes) against the middle of the trunk; depth and visibility as they are."""
    if values.shape[-1] == 1:
        return values
    return np.asarray(values - values[:, list(TRUNK)].mean(axis=1, keepdims=True))


def _follows(mine: Floats, others: Floats) -> float:
    """How much of what the other is off by this one is off by as well."""
    if not np.any(others):
        return 0.0
    near = (np.abs(mine) <= FARTHEST * _middle(mine)) & (
        np.abs(others) <= FARTHEST * _middle(others)
    )
    return float(mine[near] @ others[near] / (others[near] @ others[near]))


def _line_apart(photo: Looked) -> Floats | None:
    """How far the line of the back bows, and waves, otherwise in the heavy model's picture."""
    lines = (photo.ours.back_line, photo.heavy.back_line)
    if lines[0] is None or lines[1] is None:
        return None
    ours, heavy = lines
    away = (heavy - ours) / trunk_length(photo.ours.points)
    chord = (ours[-1] - ours[0]) / np.linalg.norm(ours[-1] - ours[0])
    across = away @ np.array((-chord[1], chord[0]))
    share = np.linspace(0.0, np.pi, len(across))
    straight = np.interp(share, (0.0, np.pi), (across[0], across[-1]))
    return np.array(
        [2.0 * np.mean((across - straight) * np.sin(times * share)) for times in (1, 2)]
    ) / np.sqrt(2.0)


def _print_likeness(likeness: dict[float, list[float]]) -> None:
    for apart_s, values in likeness.items():
        middle = float(np.median(values))
        print(f"{apart_s:g} s later alike by {middle:.2f}: "
              f"forgets in {-apart_s / np.log(middle):.2f} s")  # fmt: skip


def _trunk_m(frame: Frame) -> float:
    middle = [
        frame.world[[left, MIRRORED[left]]].mean(axis=0)
        for left in (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP)
    ]
    return float(np.linalg.norm(middle[0] - middle[1]))


def _middle(values: Floats) -> float:
    """One standard deviation, by what 68 % of all lie within."""
    return float(np.quantile(np.abs(values), WITHIN_ONE_SD)) if len(values) else float("nan")


if __name__ == "__main__":
    main()
