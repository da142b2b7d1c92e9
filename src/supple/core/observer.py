"""What the eye sees of one exercise, frame by frame: the one judge of live and recorded alike.

Theory of operation
-------------------
Each frame goes through the same steps, and a step that cannot answer ends the frame with a reason
instead of a guess:

1. time: frames that do not come later than the last one are ignored; after a gap or a jump (a cut
   in a video, another person) everything that looks back starts anew;
2. placement: is the body in view as this exercise needs it (view.missing)?
3. smoothing (One-Euro), view (side, front, oblique) and calibration from calm stretches;
4. fit: is this the pose (shape.fit), with hysteresis (presence)?
5. time or repetitions: a still pose is a hold (holdtime), a cycle is a repetition;
6. criteria: the readings of each criterion that applies now go to its tally;
7. movement: the speed of the primary signal, and whether it was sudden.

The coach adds the timeline and the cue policy; `supple check` uses the observer alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from math import hypot, isnan, nan

import numpy as np

from supple.core import movement
from supple.core.body import Landmark
from supple.core.events import (
    CannotTell,
    Event,
    Finding,
    HoldCredited,
    PoseLost,
    PoseReached,
    RepetitionCounted,
    SuddenMovement,
)
from supple.core.exercise import Exercise, Kind, PhaseKind
from supple.core.holdtime import Hold, HoldTime
from supple.core.judging import Judging
from supple.core.measures import MEASURES, Calibration, Reading, calibrated, merged, read
from supple.core.placing import Placing
from supple.core.pose import Floats, Frame
from supple.core.presence import Change, Presence
from supple.core.shape import fit
from supple.core.signals import OneEuro, RepetitionCounter
from supple.core.track import Track
from supple.core.view import ViewEstimate, estimate_view

GAP_S = 1.0
"""Longer than this between frames, and what was before says nothing about now."""
JUMP_BODY_RATIO = 0.35
"""A median landmark that moves this far (in trunk lengths) in one frame is a cut, not a person."""
CALM_FOR_S = 1.0
REPETITION_KINDS = (Kind.REPS, Kind.CARDIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All that was seen of one exercise since the last `begin_set`."""

    view: str | None
    holds: tuple[Hold, ...]
    repetitions_count: int
    findings: tuple[Finding, ...]
    movement: movement.Movement
    cannot_tell: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Memory:
    """What looks back; after a gap or a cut it starts anew."""

    track: Track = field(default_factory=Track)
    recent: deque[Frame] = field(default_factory=deque)
    sides: deque[ViewEstimate] = field(default_factory=lambda: deque(maxlen=15))
    filter: OneEuro = field(default_factory=OneEuro)
    fast_frames: int = 0


class Observer:
    """Follows one exercise. State over time, no timeline."""

    def __init__(self, exercise: Exercise, calibration: Calibration | None = None) -> None:
        self.exercise = exercise
        self.calibration = calibration or Calibration()
        self._presence = Presence()
        self._hold = HoldTime()
        self._placing = Placing(exercise.camera)
        self._judging = Judging(exercise, frozenset())
        self._last: Frame | None = None
        self._memory = _Memory()
        self.begin_set()

    # What the coach asks

    @property
    def in_pose(self) -> bool:
        return self._presence.reached

    @property
    def holding(self) -> bool:
        return self._hold.holding

    @property
    def credited_s(self) -> float:
        return self._hold.credited_s

    @property
    def repetitions_count(self) -> int:
        return self._counter.count

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What stands as a fail right now, in the order of the exercise file."""
        return self._judging.faults

    @property
    def missing(self) -> tuple[str, ...]:
        """What the camera does not see; empty where it sees what this exercise needs."""
        return self._placing.missing

    @property
    def placed(self) -> bool:
        return self._placing.placed

    def ignore(self, criterion: str) -> None:
        """The camera was wrong about this one: it is seen on, but stops nothing any more."""
        self._judging.ignored |= {criterion}

    def begin_set(self) -> None:
        """Forget what this set came to; the calibration and the view stay."""
        self._presence.clear()
        self._hold.clear()
        self._counter = RepetitionCounter()
        self._history: list[tuple[float, float]] = []
        self._sudden_at_s = -float("inf")
        self._sudden_count = 0
        self._views: dict[str, int] = {}
        self._blind: dict[tuple[str, str], int] = {}
        self._judging = Judging(self.exercise, self._judging.ignored)

    def summary(self) -> Observed:
        """What this set came to so far."""
        holds = self._hold.all_holds()
        blind = sorted(self._blind, key=lambda pair: -self._blind[pair])
        return Observed(
            view=max(self._views, key=lambda view: self._views[view], default=None),
            holds=holds,
            repetitions_count=self._counter.count,
            findings=tuple(self._judging.findings()),
            movement=movement.summarise(self._history, holds, self._sudden_count),
            cannot_tell=tuple(blind),
        )

    # One frame

    def receive(self, frame: Frame) -> list[Event]:
        """What this frame changed. Frames must come in time order; older ones are ignored."""
        if self._last is not None and frame.time_s <= self._last.time_s:
            return []
        if self._last is not None and self._is_break(self._last, frame):
            self._memory = _Memory()
        events: list[Event] = [*self._placing.receive(frame)]
        self._last = frame
        if not frame.found:
            return events + self._blind_frame(frame.time_s, "nobody")
        smooth = replace(frame, points=self._memory.filter(frame.time_s, frame.points))
        view = self._follow_view(smooth)
        self._calibrate(smooth)
        if not self.missing:
            return events + self._see(smooth, view)
        # Somebody is there now, though a moment ago nobody was: that is not their fault.
        why = "placing" if self.missing[0] == "nobody" else self.missing[0]
        return events + self._blind_frame(frame.time_s, why)

    def _see(self, frame: Frame, view: ViewEstimate) -> list[Event]:
        now_s = frame.time_s
        signal = self._signal(frame)
        self._memory.track.add(now_s, signal.value)
        self._history.append((now_s, signal.value))
        fitness = fit(self.exercise, frame, self.calibration)
        if isnan(fitness):
            return self._blind_frame(now_s, signal.why or "pose_not_clear")
        events = self._presence_events(now_s, fitness)
        self._judge(frame, view)
        if self.exercise.kind in REPETITION_KINDS:
            events += self._repeat(now_s, signal.value)
        else:
            events += self._credit(now_s)
        return events + self._sudden(now_s)

    # Steps

    def _is_break(self, last: Frame, frame: Frame) -> bool:
        if frame.time_s - last.time_s > GAP_S:
            return True
        if not (last.found and frame.found):
            return False
        moved = np.nanmedian(np.hypot(*(frame.points - last.points).T))
        trunk = _trunk_length(last.points)
        return bool(moved > JUMP_BODY_RATIO * trunk) if trunk > 0 else False

    def _follow_view(self, frame: Frame) -> ViewEstimate:
        view = estimate_view(frame)
        self._memory.sides.append(view)
        self._views[view.view] = self._views.get(view.view, 0) + 1
        off_deg = float(np.median([side.off_side_deg for side in self._memory.sides]))
        return replace(view, off_side_deg=off_deg)

    def _calibrate(self, frame: Frame) -> None:
        """Neutral values come from calm stretches: standing, kneeling or lying still."""
        self._memory.recent.append(frame)
        while frame.time_s - self._memory.recent[0].time_s > CALM_FOR_S:
            self._memory.recent.popleft()
        if (
            frame.time_s - self._memory.recent[0].time_s < 0.8 * CALM_FOR_S
            or len(self._memory.recent) < 5
        ):
            return
        points = np.stack([recent.points for recent in self._memory.recent])
        spread = np.nanmedian(np.nanstd(points, axis=0))
        trunk = _trunk_length(frame.points)
        if trunk > 0 and spread < 0.02 * trunk:
            self.calibration = merged(self.calibration, calibrated(list(self._memory.recent)))
            self._memory.recent.clear()

    def _signal(self, frame: Frame) -> Reading:
        for name in (self.exercise.primary_signal, self.exercise.fallback_signal):
            if name in MEASURES and name is not None and MEASURES[name].unit == "deg":
                reading = read(name, frame, self.calibration)
                if not isnan(reading.value):
                    return reading
        return Reading(nan, "primary_signal_hidden")

    def _presence_events(self, now_s: float, fitness: float) -> list[Event]:
        change = self._presence.receive(now_s, fitness)
        if change is Change.REACHED:
            if self.calibration.start_points is None and self._last is not None:
                start = self._last.points
                self.calibration = replace(self.calibration, start_points=start)
            return [PoseReached(at_s=now_s)]
        return self._left(now_s, "pose_left") if change is Change.LEFT else []

    def _blind_frame(self, now_s: float, why: str) -> list[Event]:
        """A frame that cannot be judged: the grace of the presence decides when that is a loss."""
        key = ("pose", why)
        first = key not in self._blind
        if why != "placing":
            self._blind[key] = self._blind.get(key, 0) + 1
        self._hold.skip(now_s)
        events: list[Event] = []
        if first and self.in_pose:
            events.append(CannotTell(at_s=now_s, what="pose", why=why))
        if self._presence.receive(now_s, nan) is Change.LEFT:
            events += self._left(now_s, why)
        return events

    def _left(self, now_s: float, why: str) -> list[Event]:
        self._hold.leave()
        self._judging.pause()
        return [PoseLost(at_s=now_s, why=why)]

    def _judge(self, frame: Frame, view: ViewEstimate) -> None:
        """Criteria are read while the pose is there and settled, or while it is repeated."""
        repeating = self.exercise.kind in REPETITION_KINDS
        if self.in_pose and (repeating or self.holding):
            phase = PhaseKind.REPS if repeating else PhaseKind.HOLD
            self._judging.receive(frame, self.calibration, view, phase)

    def _credit(self, now_s: float) -> list[Event]:
        before = (self._hold.running, int(self._hold.credited_s * 2))
        blocked = self._judging.blocked
        self._hold.receive(now_s, present=self.in_pose, signal=self._memory.track, blocked=blocked)
        if (self._hold.running, int(self._hold.credited_s * 2)) == before:
            return []
        return [
            HoldCredited(
                at_s=now_s,
                credited_s=self._hold.credited_s,
                target_s=nan,
                running=self._hold.running,
                by="camera",
            )
        ]

    def _repeat(self, now_s: float, value: float) -> list[Event]:
        if not self.in_pose or isnan(value) or not self._counter.receive(now_s, value):
            return []
        return [
            RepetitionCounted(at_s=now_s, count=self._counter.count, target_count=0, by="camera")
        ]

    def _sudden(self, now_s: float) -> list[Event]:
        speed = abs(self._memory.track.speed_per_s(movement.SUDDEN_WINDOW_S))
        if speed > movement.IMPOSSIBLE_DEG_PER_S:
            self._memory.track.clear()
            self._memory.fast_frames = 0
            return []
        limit = movement.sudden_limit_deg_per_s(self.exercise)
        self._memory.fast_frames = self._memory.fast_frames + 1 if speed > limit else 0
        if self._memory.fast_frames < 2 or now_s - self._sudden_at_s < movement.SUDDEN_APART_S:
            return []
        self._sudden_at_s = now_s
        self._sudden_count += 1
        return [SuddenMovement(at_s=now_s, speed_deg_per_s=speed)]


def _trunk_length(points: Floats) -> float:
    shoulder = (points[Landmark.LEFT_SHOULDER] + points[Landmark.RIGHT_SHOULDER]) / 2
    hip = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2
    return hypot(*(shoulder - hip))
