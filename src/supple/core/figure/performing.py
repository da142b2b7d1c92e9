"""A figure that does an exercise: poses and ways one after the other, frame by frame.

What is otherwise in a fault is told by its fault pose; of a fault in time by its `motion`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.core.exercise import Exercise, FaultPose, Kind, PhaseKind, Pose
from supple.core.figure.kinematics import Placed
from supple.core.figure.modelling import with_fault
from supple.core.figure.motion import Way, way
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats

BEFORE_S: Final = 2.0
AFTER_S: Final = 1.0
WAY_S: Final = 4.0
"""Where a file names no time for the way in or out."""
PERIOD_S: Final = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """How somebody does an exercise: a hold of `hold_s`, or so many repetitions."""

    hold_s: float = 8.0
    repetitions_count: int = 4
    fault: FaultPose | None = None
    other_side: bool = False

    def motion(self, name: str, usual: float) -> float:
        return self.fault.motion.get(name, usual) if self.fault else usual


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A stretch of the performance: a way gone through from one share to another."""

    way: Way
    duration_s: float
    first: float
    last: float
    holds: bool = False


def performed(
    exercise: Exercise,
    doing: Doing | None = None,
    proportions: Proportions = AVERAGE,
    *,
    rate_hz: float = 15.0,
) -> Iterator[tuple[float, Placed]]:
    """The times and bodies of somebody doing an exercise, from its start to its end.

    Raises
    ------
    ValueError
        If the exercise has no pose that it is done in.
    """
    done = doing or Doing()
    pieces = _pieces(exercise, done, proportions)
    begun_s, index = 0.0, 0
    for piece in pieces:
        ends_s = begun_s + piece.duration_s
        count = max(int(np.ceil(ends_s * rate_hz - 1e-9)) - index, 0)
        times = (index + np.arange(count)) / rate_hz
        shares = (times - begun_s) / piece.duration_s
        bodies = piece.way.at(piece.first + shares * (piece.last - piece.first))
        bodies = bodies.shifted(_wandered(piece, shares, done))
        for number, time_s in enumerate(times):
            yield float(time_s), Placed(bodies.turned[number], bodies.joints_m[number])
        begun_s, index = ends_s, index + count


def _pieces(exercise: Exercise, doing: Doing, proportions: Proportions) -> Sequence[_Piece]:
    poses = {pose.phase: pose for pose in exercise.poses}
    if doing.fault is not None and doing.fault.phase in poses:
        poses[doing.fault.phase] = with_fault(poses[doing.fault.phase], doing.fault)

    def between(before: Pose, after: Pose) -> Way:
        return way(before, after, proportions, other_side=doing.other_side)

    if exercise.kind in (Kind.REPS, Kind.CARDIO):
        return _repetitions(poses, between, doing)
    held = poses.get("hold")
    if held is None:
        raise ValueError(f"{exercise.id} has no pose for its hold")
    start = poses.get("start", held)
    there, back = between(start, held), between(held, poses.get("exit", start))
    enter_s = doing.motion("enter_s", _target_s(exercise, PhaseKind.ENTER))
    exit_s = doing.motion("exit_s", _target_s(exercise, PhaseKind.EXIT))
    return (
        _Piece(there, BEFORE_S, 0.0, 0.0),
        _Piece(there, enter_s, 0.0, 1.0),
        _Piece(back, doing.hold_s, 0.0, 0.0, holds=True),
        _Piece(back, exit_s, 0.0, 1.0),
        _Piece(back, AFTER_S, 1.0, 1.0),
    )


def _repetitions(
    poses: Mapping[str, Pose], between: Callable[[Pose, Pose], Way], doing: Doing
) -> Sequence[_Piece]:
    """From the start to the peak, over the other end where there is one, and back, again."""
    stations = [poses[phase] for phase in ("start", "peak", "other") if phase in poses]
    if len(stations) < 2:
        raise ValueError("repetitions go between two poses at least")
    ways = [
        between(before, after)
        for before, after in zip(stations, [*stations[1:], stations[0]], strict=True)
    ]
    each_s = doing.motion("period_s", PERIOD_S) / len(ways)
    once = [_Piece(one, each_s, 0.0, 1.0) for one in ways]
    return (
        _Piece(ways[0], BEFORE_S, 0.0, 0.0),
        *once * doing.repetitions_count,
        _Piece(ways[0], AFTER_S, 0.0, 0.0),
    )


def _wandered(piece: _Piece, shares: Floats, doing: Doing) -> Floats:
    """How far the body is from where it should be, metres (n, 3)."""
    away = np.zeros((len(shares), 3))
    if piece.holds:
        away[:, 0] = doing.motion("shift_forward_m", 0.0) * shares
        away[:, 2] = doing.motion("shift_right_m", 0.0) * shares
    return away


def _target_s(exercise: Exercise, kind: PhaseKind) -> float:
    for phase in exercise.phases:
        if phase.kind is kind and phase.time_target_s is not None:
            return phase.time_target_s
    return WAY_S
