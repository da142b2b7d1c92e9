"""What BlazePose says of a trunk against what optical motion capture measured (Keraal).

Both are laid on one clock by where the hands are, which no figure of the trunk is made of; so is
seen whether the picture was a mirror's, as some cameras make it. The picture's proportions are not
recorded and taken as 16:9, as such cameras have; the 4.1 degrees of the data's own first
comparison only come out with it. One person, one recording of each exercise: nothing is fitted to
them, and they prove nothing of other bodies. Metric landmarks are not recorded either, so the view
is told by how wide the body looks, and some instants are refused that a live camera would judge.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import degrees
from pathlib import Path
from typing import Final

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark
from supple.core.measuring.measures import MEASURES, Calibration, read
from supple.core.pose import Floats, Frame, frame_from_picture, mirrored

WIDTH, HEIGHT = 16, 9
LONGEST_LAG_RATIO: Final = 0.15
NAMES: Final = {"CTK": "hiding face", "ELK": "flank stretch", "RTK": "torso rotation"}
TARGETS: Final = {
    "chest": 4, "right_shoulder": 7, "left_shoulder": 8, "right_hand": 9, "left_hand": 10,
    "hips": 13, "right_thigh": 5, "left_thigh": 6,
}  # fmt: skip
GOAL_TILT_DEG: Final = 3.0
GOAL_TURN_DEG: Final = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One exercise, seen both ways at the same instants.

    `frames`: what the camera saw. `targets`: by name (times, 3), millimetres: x the way the
    person faces, y towards the person's left, z up.
    """

    name: str
    frames: tuple[Frame, ...]
    targets: dict[str, Floats]


def print_mocap(data: Path, verbose: bool) -> None:
    """All recordings of a folder; which exercise one is, its name says."""
    del verbose  # there is nothing more to name
    print("\nmocap: camera against Vicon, one person (nothing here is tuned on it, nothing kept)")
    for recording in recordings(data / "mocap"):
        print(f"{recording.name} ({len(recording.frames)} instants)")
        print_tilt(recording)
        print_turn(recording)
        print_head(recording)


def recordings(folder: Path) -> Iterator[Recording]:
    """Every pair of files of one recording that is there."""
    for seen in sorted(folder.glob("*-BP-*.json")):
        measured = seen.with_name(seen.name.replace("-BP-", "-Vicon-")).with_suffix(".txt")
        if measured.is_file():
            code = next((code for code in NAMES if f"-{code}-" in seen.name), "")
            frames, targets = _frames(seen), _targets(measured)
            yield _on_one_clock(NAMES.get(code, seen.stem), frames, targets)


def _frames(path: Path) -> list[Frame]:
    positions = json.loads(path.read_text(encoding="utf-8"))["positions"]
    frames = []
    for number in sorted(positions, key=float):
        points = np.full((LANDMARK_COUNT, 4), np.nan)
        for name, place in positions[number].items():
            points[Landmark[name.upper()]] = [*place, 1.0]
        frames.append(
            frame_from_picture(
                time_s=float(number), landmarks=points, width=WIDTH, height=HEIGHT
            )
        )  # fmt: skip
    return frames


def _targets(path: Path) -> dict[str, Floats]:
    rows = np.loadtxt(path)
    return {name: rows[:, 7 * index : 7 * index + 3] for name, index in TARGETS.items()}


def _on_one_clock(name: str, frames: list[Frame], targets: dict[str, Floats]) -> Recording:
    """Both span the same movement; what is left of a shift is found by the hands."""
    count = len(frames)
    even = np.linspace(0.0, 1.0, count)
    slow = {
        key: np.stack([np.interp(even, np.linspace(0, 1, len(v)), axis) for axis in v.T], axis=1)
        for key, v in targets.items()
    }
    longest = round(LONGEST_LAG_RATIO * count)
    measured = np.hstack([slow[f"{side}_hand"][:, 1:] for side in ("left", "right")])
    ways = {"": frames, ", a mirror's picture": [mirrored(frame) for frame in frames]}
    hands = [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]
    best = (-np.inf, "", 0)
    for how, turned in ways.items():
        seen = np.array([frame.points[hands].ravel() for frame in turned])
        for lag in range(-longest, longest + 1):
            best = max(best, (_likeness(seen, measured, lag), how, lag))
    _, how, lag = best
    first, last = max(0, lag), count + min(0, lag)
    return Recording(
        name=name + how,
        frames=tuple(ways[how][first:last]),
        targets={key: v[first - lag : last - lag] for key, v in slow.items()},
    )


def _likeness(seen: Floats, measured: Floats, lag: int) -> float:
    """Sideways and up, of both hands, so many instants apart."""
    count = len(seen)
    one = seen[max(0, lag) : count + min(0, lag)]
    two = measured[max(0, -lag) : count + min(0, -lag)]
    return float(sum(np.corrcoef(a, b)[0, 1] for a, b in zip(one.T, two.T, strict=True)))


# Tilt to the side


def print_tilt(recording: Recording) -> None:
    """The tilt as it is measured and as the plain line from hips to shoulders has it."""
    measures: dict[str, Callable[[Frame], float]] = {
        "plain line": _plain_tilt_deg,
        "as measured": tilt_deg,
    }
    for against, true in true_tilts_deg(recording).items():
        for how, of in measures.items():
            seen = np.array([of(frame) for frame in recording.frames])
            goal = (
                f"  (goal: at most {GOAL_TILT_DEG:g})"
                if (against, recording.name[:5]) == ("shoulders over pelvis", "flank")
                else ""
            )
            print(f"  tilt, {how:12} against {against:22} {_error(seen, true)}{goal}")


def true_tilts_deg(recording: Recording) -> dict[str, Floats]:
    """The tilt that Vicon measured, by what may be called the trunk; + to the right."""
    shoulders = _middle(recording, "shoulder")
    ways = {
        "shoulders over pelvis": shoulders - recording.targets["hips"],
        "shoulders over thighs": shoulders - _middle(recording, "thigh"),
        "chest over pelvis": recording.targets["chest"] - recording.targets["hips"],
    }
    # y is to the left, and a tilt to the right is positive.
    return {
        against: np.asarray(np.degrees(np.arctan2(-way[:, 1], way[:, 2])))
        for against, way in ways.items()
    }


def tilt_deg(frame: Frame) -> float:
    """The tilt as it is measured, NaN where it is not told."""
    return read("trunk_lateral_tilt_deg", frame, Calibration()).value


def _plain_tilt_deg(frame: Frame) -> float:
    shoulder = frame.points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hip = frame.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    return -degrees(np.arctan2(*(shoulder - hip)))


# Turn about the spine


def print_turn(recording: Recording) -> None:
    """The turn of the shoulder line; refused, and this is why."""
    refused = MEASURES["thorax_rotation_deg"].refused
    print(f"  turn of the shoulders, raw {_error(*turns_deg(recording))}")
    print(f"  (goal: at most {GOAL_TURN_DEG:g}, or refused)")
    print(f"  turn, as judged: {'refused as ' + refused if refused else 'not refused'}")


def turns_deg(recording: Recording) -> tuple[Floats, Floats]:
    """Of the shoulder line since the start, as the camera has it and as Vicon has it."""
    true = _turn_deg(recording.targets["left_shoulder"] - recording.targets["right_shoulder"])
    pair = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
    across = np.array([np.subtract(*frame.points[pair, 0]) for frame in recording.frames])
    away = np.array([np.subtract(*frame.depth[pair]) for frame in recording.frames])
    seen = np.degrees(np.unwrap(np.arctan2(away, across)))
    return _from_start(seen), _from_start(true)


def _turn_deg(leftwards: Floats) -> Floats:
    """To the left is positive: the left shoulder goes back."""
    return np.asarray(np.degrees(np.unwrap(np.arctan2(-leftwards[:, 0], leftwards[:, 1]))))


def _from_start(angles: Floats) -> Floats:
    return np.asarray(angles - np.median(angles[: max(3, len(angles) // 10)]))


# Head


def print_head(recording: Recording) -> None:
    """How far the hands are lifted against the trunk: what of hiding the face can be compared."""
    shoulders = _middle(recording, "shoulder")
    length = np.median(np.linalg.norm(shoulders - recording.targets["hips"], axis=1))
    for side in ("left", "right"):
        true = (recording.targets[f"{side}_hand"] - shoulders)[:, 2] / length
        seen = np.array([_hand_tl(frame, side) for frame in recording.frames])
        r = np.corrcoef(seen, true)[0, 1]
        print(
            f"  {side} hand over the shoulders: r {r:.3f}, "
            f"error {np.mean(np.abs(seen - true)):.2f} trunk lengths of {np.ptp(true):.2f}"
        )


def _hand_tl(frame: Frame, side: str) -> float:
    shoulder = frame.points[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hip = frame.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    wrist = frame.points[Landmark[f"{side.upper()}_WRIST"]]
    return float((wrist - shoulder)[1] / np.hypot(*(shoulder - hip)))


def _middle(recording: Recording, name: str) -> Floats:
    return (recording.targets[f"left_{name}"] + recording.targets[f"right_{name}"]) / 2


def _error(seen: Floats, true: Floats) -> str:
    told = np.isfinite(seen)
    if not told.any():
        return "not told"
    seen, true = seen[told], true[told]
    off = seen - true
    return (
        f"mean absolute error {np.mean(np.abs(off)):5.2f}, bias {np.mean(off):5.2f}, "
        f"r {np.corrcoef(seen, true)[0, 1]:.3f}, range {np.ptp(seen):3.0f} of "
        f"{np.ptp(true):3.0f}, {told.sum()} of {len(told)} told"
    )
