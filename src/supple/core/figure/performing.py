"""A figure that does an exercise: poses and ways one after the other, frame by frame.

What is otherwise in a fault is told by its fault pose; of a fault in time by its `motion`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from supple.core.exercise import Exercise, FaultPose, Kind, PhaseKind, Pose
from supple.core.figure.kinematics import Placed
from supple.core.figure.modelling import with_fault
from supple.core.figure.motion import Way, eased, uneased, way
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats

BEFORE_S: Final = 2.0
AFTER_S: Final = 1.0
WAY_S: Final = 4.0
"""Where a file names no time for the way in or out."""
PERIOD_S: Final = 4.0
"""Where a file names no tempo."""
BOUNCE_HZ: Final = 1.0

FAR_ENDS: Final = ("peak", "other")

Shift = tuple[float, float]
NOWHERE: Final = (0.0, 0.0)
LEVEL: Final = np.array((1.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """How somebody does an exercise: a hold of `hold_s`, or so many repetitions."""

    hold_s: float = 8.0
    repetitions_count: int = 4
    fault: FaultPose | None = None
    other_side: bool = False

    def motion(self, name: str, usual: float) -> float:
        return self.fault.motion.get(name, usual) if self.fault else usual

    @property
    def shift_m(self) -> Shift:
        """How far the body wanders, forward and to its right."""
        right_m = self.motion("shift_right_m", 0.0)
        return self.motion("shift_forward_m", 0.0), -right_m if self.other_side else right_m


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A stretch of the performance: a way gone through from one share to another.

    `arms_first_s`: by so much the upper body is ahead of the legs. `bounce`: the share of the way
    by which it bounces. `shifts_m`: how far the body has wandered, forward and right, at both
    ends.
    """

    way: Way
    begins_s: float
    duration_s: float
    first: float
    last: float
    arms_first_s: float = 0.0
    bounce: float = 0.0
    shifts_m: tuple[Shift, Shift] = (NOWHERE, NOWHERE)

    @property
    def ends_s(self) -> float:
        return self.begins_s + self.duration_s

    def bodies(self, times: Floats) -> Placed:
        """The body at times (n,) of the performance."""
        since_s = times - self.begins_s
        lasts_s = self.duration_s - self.arms_first_s
        legs = self._share((since_s - self.arms_first_s) / lasts_s)
        away = np.zeros((len(times), 3))
        for axis, ends_m in zip((0, 2), zip(*self.shifts_m, strict=True), strict=True):
            away[:, axis] = np.interp(eased(since_s / self.duration_s), (0.0, 1.0), ends_m)
        if not self.arms_first_s:
            return self.way.at(legs).shifted(away)
        return self.way.apart(self._share(since_s / lasts_s), legs).shifted(away)

    def _share(self, parts: Floats) -> Floats:
        parts = np.clip(parts, 0.0, 1.0)
        swing = 0.5 - 0.5 * np.cos(2.0 * np.pi * BOUNCE_HZ * parts * self.duration_s)
        bounced = uneased(self.bounce * swing)
        return np.asarray(self.first + parts * (self.last - self.first) + bounced)


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """Somebody doing an exercise from its start to its end.

    `held_s`: when the hold begins and ends; `peaks_s`: when each repetition is at its far end.
    """

    pieces: Sequence[_Piece]
    held_s: tuple[float, float] | None = None
    peaks_s: tuple[float, ...] = ()

    @property
    def ends_s(self) -> float:
        return self.pieces[-1].ends_s

    def frames(self, rate_hz: float) -> Iterator[tuple[float, Placed]]:
        """Times and bodies, so many a second; each piece goes on where the last one ended."""
        index, hips_m = 0, None
        for piece in self.pieces:
            count = max(int(np.ceil(piece.ends_s * rate_hz - 1e-9)) - index, 0)
            times = (index + np.arange(count)) / rate_hz
            bodies = piece.bodies(np.array([piece.begins_s, *times, piece.ends_s]))
            hips = bodies.joints_m[:, 0] * LEVEL
            away_m = np.zeros(3) if hips_m is None else hips_m - hips[0]
            bodies, hips_m = bodies.shifted(np.tile(away_m, (count + 2, 1))), hips[-1] + away_m
            for number, time_s in enumerate(times, start=1):
                yield float(time_s), Placed(bodies.turned[number], bodies.joints_m[number])
            index += count


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
    return performance(exercise, doing or Doing(), proportions).frames(rate_hz)


def performance(
    exercise: Exercise, doing: Doing, proportions: Proportions = AVERAGE
) -> Performance:
    """The same, with when it holds and when it is at its far end.

    Raises
    ------
    ValueError
        If the exercise has no pose that it is done in.
    """
    poses = {pose.phase: pose for pose in exercise.poses}
    if doing.fault is not None:
        for phase in _faulty_phases(exercise, doing.fault):
            if phase in poses:
                poses[phase] = with_fault(poses[phase], doing.fault)

    def between(before: Pose, after: Pose) -> Way:
        return _way(_key(before), _key(after), proportions, doing.other_side)

    if exercise.kind in (Kind.REPS, Kind.CARDIO):
        return _repetitions(exercise, poses, between, doing)
    held = poses.get("hold")
    if held is None:
        raise ValueError(f"{exercise.id} has no pose for its hold")
    start = poses.get("start", held)
    there, back = between(start, held), between(held, poses.get("exit", start))
    arms_first_s = doing.motion("arms_first_s", 0.0)
    enter_s = doing.motion("enter_s", _target_s(exercise, PhaseKind.ENTER)) + arms_first_s
    exit_s = doing.motion("exit_s", _target_s(exercise, PhaseKind.EXIT))
    bounce = doing.motion("bounce_deg", 0.0) / max(back.furthest_deg, 1e-9)
    arrives_s = BEFORE_S + enter_s
    leaves_s = arrives_s + doing.hold_s
    return Performance(
        pieces=(
            _Piece(there, 0.0, BEFORE_S, 0.0, 0.0),
            _Piece(there, BEFORE_S, enter_s, 0.0, 1.0, arms_first_s=arms_first_s),
            _Piece(
                back,
                arrives_s,
                doing.hold_s,
                0.0,
                0.0,
                bounce=bounce,
                shifts_m=(NOWHERE, doing.shift_m),
            ),
            _Piece(back, leaves_s, exit_s, 0.0, 1.0, shifts_m=(doing.shift_m, doing.shift_m)),
            _Piece(
                back, leaves_s + exit_s, AFTER_S, 1.0, 1.0, shifts_m=(doing.shift_m, doing.shift_m)
            ),
        ),
        held_s=(arrives_s, leaves_s),
    )


def _faulty_phases(exercise: Exercise, fault: FaultPose) -> tuple[str, ...]:
    """Where a fault shows: what is asked all along a repetition is broken at both of its ends."""
    asked = {each.id: each.phase for each in exercise.all_criteria}.get(fault.criterion)
    along = asked in ("reps", "any") and fault.touches is None and fault.phase != "start"
    return (*FAR_ENDS, fault.phase) if along else (fault.phase,)


Key = tuple[tuple[tuple[str, float], ...], tuple[str, ...]]


def _key(pose: Pose) -> Key:
    return tuple(sorted(pose.angles.items())), pose.touches


@lru_cache(maxsize=256)
def _way(before: Key, after: Key, proportions: Proportions, other_side: bool) -> Way:
    first, last = (
        Pose(phase="start", angles=dict(angles), touches=resting)
        for angles, resting in (before, after)
    )
    return way(first, last, proportions, other_side=other_side)


def _repetitions(
    exercise: Exercise,
    poses: Mapping[str, Pose],
    between: Callable[[Pose, Pose], Way],
    doing: Doing,
) -> Performance:
    """From the start to the peak, over the other end where there is one, and back, again."""
    stations = [phase for phase in ("start", "peak", "other") if phase in poses]
    if len(stations) < 2:
        raise ValueError("repetitions go between two poses at least")
    faulty = doing.fault.phase if doing.fault else ""
    usual_s = exercise.dose.tempo_s or PERIOD_S
    each_s = doing.motion("period_s", usual_s) / len(stations)
    ends = list(zip(stations, [*stations[1:], stations[0]], strict=True))
    ways = [between(poses[before], poses[after]) for before, after in ends]
    durations = [each_s] * len(ways)
    durations[0] = doing.motion("enter_s", each_s)
    durations[-1] = doing.motion("exit_s", each_s)
    pieces = [_Piece(ways[0], 0.0, BEFORE_S, 0.0, 0.0)]
    peaks = []
    for _ in range(doing.repetitions_count):
        for way_there, phases, lasts_s in zip(ways, ends, durations, strict=True):
            shifts = [doing.shift_m if phase == faulty else NOWHERE for phase in phases]
            begins_s = pieces[-1].ends_s
            pieces.append(
                _Piece(way_there, begins_s, lasts_s, 0.0, 1.0, shifts_m=(shifts[0], shifts[1]))
            )
            if phases[1] == "peak":
                peaks.append(pieces[-1].ends_s)
    pieces.append(_Piece(ways[0], pieces[-1].ends_s, AFTER_S, 0.0, 0.0))
    return Performance(pieces=pieces, peaks_s=tuple(peaks))


def _target_s(exercise: Exercise, kind: PhaseKind) -> float:
    for phase in exercise.phases:
        if phase.kind is kind and phase.time_target_s is not None:
            return phase.time_target_s
    return WAY_S
