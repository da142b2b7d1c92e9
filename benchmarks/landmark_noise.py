"""How the pose model's landmarks err, one by one: the noise that the laws are tried with.

    python -m benchmarks.landmark_noise

*Quick*: how a landmark trembles in the real videos while the body rests, its slow bend taken off,
and how soon it forgets. *Bias*: what stays the same over a hold: the disagreement with the heavy
model about a photo (the share of one of two, by the square root of two) and the spread of the
looks at it, in quadrature.

Each is told against the landmark that it hangs on (the knee against the hip, the ankle against the
knee), for where one lies the next does too: a leg that is set too low is too low all along. Trunk
lengths, one standard deviation by what 68 % lie within: where the model is sure of the landmark
(`SURE_VISIBILITY`) and where it guesses (under `SEEN_VISIBILITY`). What it printed stands in
tests/laws/noise.py.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.errors import WITHIN_ONE_SD
from benchmarks.still_noise import still_stretches
from benchmarks.two_models import Looked, looked_at
from tests.laws.noise import HANGS_ON, TRUNK

from supple.core.body import LANDMARK_COUNT, MIRRORED, Landmark
from supple.core.pose import Floats, Frame
from supple.core.seeing.continuity import trunk_length
from supple.core.seeing.kinematics import SEEN_VISIBILITY
from supple.core.seeing.sight import SURE_VISIBILITY

LIKENESS_S: Final = (0.1, 0.2, 0.4)
CLASSES: Final = ("sure", "guessed")
Residuals = dict[tuple[str, int, str], list[Floats]]
"""By kind, landmark (of a pair the left one) and class."""


def main() -> None:
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    quick, likeness = _quick(data)
    bias, lines = _bias(data)
    _print_likeness(likeness)
    names = {_one_of_pair(index) for index in range(LANDMARK_COUNT)}
    print(f"\n{'trunk lengths':18}" + "".join(f"{kind:>24}" for kind in ("quick", "bias")))
    print(f"{'':18}" + f"{'sure':>8}{'guessed':>8}{'n':>8}" * 2)
    for index in sorted(names):
        row = f"{Landmark(index).name.lower():18}"
        for found, size in ((quick, _middle), (bias, _together)):
            for which in CLASSES:
                row += f"{size(found.get(('points', index, which), [])):8.4f}"
            row += f"{len(found.get(('points', index, 'sure'), [])):8d}"
        print(row)
    for kind in ("depth", "world", "visibility"):
        for name, found, size in (("quick", quick, _middle), ("bias", bias, _together)):
            told = [
                size([one for index in names for one in found.get((kind, index, which), [])])
                for which in CLASSES
            ]
            print(f"{kind:12}{name:8}sure {told[0]:.4f}  guessed {told[1]:.4f}")
    print(f"line of the back, bow and wave: {_middle(lines[0]):.4f} {_middle(lines[1]):.4f} "
          f"({len(lines[0])} photos)")  # fmt: skip


def _quick(data: Path) -> tuple[Residuals, dict[float, list[float]]]:
    found: Residuals = defaultdict(list)
    likeness: dict[float, list[float]] = defaultdict(list)
    for stretch in still_stretches(data):
        times = np.array([frame.time_s for frame in stretch])
        seen = np.array([frame.visibility for frame in stretch])
        for kind, values in _in_trunks(stretch, stretch).items():
            rest = _without_bend(times, _hung(values))
            for index in range(LANDMARK_COUNT):
                which = _class_of(float(np.median(seen[:, index])))
                if which:
                    found[kind, _one_of_pair(index), which].append(rest[:, index].std(axis=0))
                if which == "sure" and kind == "points":
                    for apart_s in LIKENESS_S:
                        likeness[apart_s] += _likeness(times, rest[:, index], apart_s)
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


def _bias(data: Path) -> tuple[Residuals, tuple[list[Floats], list[Floats]]]:
    found: Residuals = defaultdict(list)
    bow: list[Floats] = []
    wave: list[Floats] = []
    for photo in looked_at(data, everything=False):
        if photo.folder == "_other_poses" or not photo.both_sure or len(photo.ours.looks) < 3:
            continue
        seen = np.minimum(photo.ours.visibility, photo.heavy.visibility)
        for kind, values in _errors(photo).items():
            for index in range(LANDMARK_COUNT):
                which = _class_of(float(seen[index]))
                if which:
                    found[kind, _one_of_pair(index), which].append(values[:, index])
        line = _line_apart(photo)
        if line is not None:
            bow.append(line[:1])
            wave.append(line[1:])
    return found, (bow, wave)


def _errors(photo: Looked) -> dict[str, Floats]:
    """Trunk lengths (2, 33, axes): what the heavy model says otherwise, and the looks' spread."""
    ours, heavy, *looks = (
        {kind: _hung(values)[0] for kind, values in _in_trunks([frame], [photo.ours]).items()}
        for frame in (photo.ours, photo.heavy, *photo.ours.looks)
    )
    return {
        kind: np.stack(
            (
                (heavy[kind] - ours[kind]) / np.sqrt(2.0),
                np.std([look[kind] for look in looks], axis=0, ddof=1),
            )
        )
        for kind in ours
    }


def _hung(values: Floats) -> Floats:
    """Places (n, 33, axes) against what they hang on; depth and visibility as they are."""
    if values.shape[-1] == 1:
        return values
    middle = values[:, list(TRUNK)].mean(axis=1)
    return np.stack(
        [
            values[:, index] - (middle if parent is None else values[:, parent])
            for index, parent in enumerate(HANGS_ON)
        ],
        axis=1,
    )


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


def _one_of_pair(index: int) -> int:
    return min(index, MIRRORED[index])


def _class_of(visibility: float) -> str:
    if visibility >= SURE_VISIBILITY:
        return "sure"
    return "guessed" if visibility < SEEN_VISIBILITY else ""


def _together(values: Sequence[Floats]) -> float:
    """Of what is apart, and of the spread of the looks, in quadrature."""
    if not values:
        return float("nan")
    apart, spread = np.concatenate(values, axis=-1)
    return float(np.hypot(np.quantile(np.abs(apart), WITHIN_ONE_SD), np.median(spread)))


def _middle(values: Sequence[Floats]) -> float:
    """One standard deviation, by what 68 % of all coordinates lie within."""
    if not values:
        return float("nan")
    return float(np.quantile(np.abs(np.concatenate(values)), WITHIN_ONE_SD))


if __name__ == "__main__":
    main()
