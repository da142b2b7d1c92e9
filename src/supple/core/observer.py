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

What lasts (the way in and out, bouncing, a repetition) is judged on the signal as it was read, not
on what the live filter makes of it; the ways only once they are over, in `summary`.

The coach adds the timeline and the cue policy; `supple check` uses the observer alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from math import inf, isnan, nan

import numpy as np

from supple.core.continuity import is_break, trunk_length
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
from supple.core.measures import Calibration, calibrated, merged
from supple.core.motion import Motion
from supple.core.movement import Movement
from supple.core.placing import Placing
from supple.core.pose import Frame
from supple.core.presence import Change, Presence
from supple.core.runup import RunUp
from supple.core.shape import fit
from supple.core.signals import OneEuro, RepetitionCounter
from supple.core.steadiness import Settled
from supple.core.track import Track
from supple.core.view import ViewEstimate, estimate_view

CALM_FOR_S = 1.0
REPETITION_KINDS = (Kind.REPS, Kind.CARDIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All that was seen of one exercise since the last `begin_set`."""

    view: str | None
    holds: tuple[Hold, ...]
    repetitions_count: int
    findings: tuple[Finding, ...]
    movement: Movement
    cannot_tell: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Memory:
    """What looks back; after a gap or a cut it starts anew."""

    track: Track = field(default_factory=Track)
    recent: deque[Frame] = field(default_factory=deque)
    sides: deque[ViewEstimate] = field(default_factory=lambda: deque(maxlen=15))
    filter: OneEuro = field(default_factory=OneEuro)


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
        self._motion = Motion(self.exercise)
        self._counter = RepetitionCounter(smallest_range=self._motion.smallest_range)
        self._repeated_s = -inf
        self._run_up = RunUp(self.exercise)
        self._settled = Settled()
        self._views: dict[str, int] = {}
        self._blind: dict[tuple[str, str], int] = {}
        self._judging = Judging(self.exercise, self._judging.ignored)

    def summary(self) -> Observed:
        """What this set came to so far."""
        holds = self._hold.all_holds()
        blind = sorted(self._blind, key=lambda pair: -self._blind[pair])
        came = self._motion.came(holds, self._counter.count)
        return Observed(
            view=max(self._views, key=lambda view: self._views[view], default=None),
            holds=holds,
            repetitions_count=self._counter.count,
            findings=self._judging.findings(came),
            movement=self._motion.figures(came),
            cannot_tell=tuple(blind),
        )

    # One frame

    def receive(self, frame: Frame) -> list[Event]:
        """What this frame changed. Frames must come in time order; older ones are ignored."""
        if self._last is not None and frame.time_s <= self._last.time_s:
            return []
        if self._last is not None and is_break(self._last, frame):
            self._start_anew()
        events: list[Event] = [*self._placing.receive(frame)]
        self._last = frame
        if not frame.found:
            return events + self._blind_frame(frame.time_s, "nobody")
        smooth = replace(frame, points=self._memory.filter(frame.time_s, frame.points))
        view = self._follow_view(smooth)
        self._calibrate(smooth)
        if self.exercise.kind in REPETITION_KINDS and not self.in_pose:
            begun = self._motion.counted(smooth, self.calibration)
            self._run_up.receive(smooth, self.calibration, begun)
        if not self.missing:
            return events + self._see(frame, smooth, view)
        # Somebody is there now, though a moment ago nobody was: that is not their fault.
        why = "placing" if self.missing[0] == "nobody" else self.missing[0]
        return events + self._blind_frame(frame.time_s, why)

    def _see(self, raw: Frame, frame: Frame, view: ViewEstimate) -> list[Event]:
        now_s = frame.time_s
        signal, other = self._motion.receive(raw, frame, self.calibration, self._memory.track)
        if other:
            self._counter.restart(smallest_range=self._motion.smallest_range)
        if not self.in_pose:
            self._judging.starts.receive(frame, self.calibration, view)
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

    def _start_anew(self) -> None:
        self._memory = _Memory()
        self._motion.cut()
        self._run_up.clear()
        self._judging.pause()
        self._settled.leave()

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
        seen_s = frame.time_s - self._memory.recent[0].time_s
        if seen_s < 0.8 * CALM_FOR_S or len(self._memory.recent) < 5:
            return
        points = np.stack([recent.points for recent in self._memory.recent])
        spread = np.nanmedian(np.nanstd(points, axis=0))
        trunk = trunk_length(frame.points)
        if trunk > 0 and spread < 0.02 * trunk:
            self.calibration = merged(self.calibration, calibrated(list(self._memory.recent)))
            self._memory.recent.clear()

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
        was_running = self._hold.running
        self._hold.skip(now_s)
        events: list[Event] = [self._held(now_s)] if was_running else []
        if first and self.in_pose:
            events.append(CannotTell(at_s=now_s, what="pose", why=why))
        if self._presence.receive(now_s, nan) is Change.LEFT:
            events += self._left(now_s, why)
        return events

    def _left(self, now_s: float, why: str) -> list[Event]:
        self._hold.leave()
        self._judging.pause()
        self._settled.leave()
        return [PoseLost(at_s=now_s, why=why)]

    def _judge(self, frame: Frame, view: ViewEstimate) -> None:
        """Criteria are read while the pose is there and settled, or while it is repeated."""
        repeating = self.exercise.kind in REPETITION_KINDS
        if self.in_pose and (repeating or self.holding):
            phase = PhaseKind.REPS if repeating else PhaseKind.HOLD
            self._judging.receive(frame, self.calibration, view, phase)
        if self.in_pose and not repeating and self._judging.of_stillness:
            stretch = self._settled.receive(frame.time_s, self._motion.history)
            if stretch is not None:
                self._judging.keep_still(frame.time_s, stretch, self._motion.noise.floor_deg)

    def _credit(self, now_s: float) -> list[Event]:
        before = (self._hold.running, int(self._hold.credited_s * 2))
        blocked = self._judging.blocked
        self._hold.receive(now_s, present=self.in_pose, signal=self._memory.track, blocked=blocked)
        if (self._hold.running, int(self._hold.credited_s * 2)) == before:
            return []
        return [self._held(now_s)]

    def _held(self, now_s: float) -> HoldCredited:
        return HoldCredited(
            at_s=now_s,
            credited_s=self._hold.credited_s,
            target_s=nan,
            running=self._hold.running,
            by="camera",
        )

    def _repeat(self, now_s: float, value: float) -> list[Event]:
        if not self.in_pose:
            return []
        for time_s, begun in self._run_up.take():
            self._counter.receive(time_s, begun)
        if isnan(value) or not self._counter.receive(now_s, value):
            return []
        peak_s, since_s = self._counter.peaks[-1][0], self._repeated_s
        self._repeated_s = now_s
        floor_deg = self._motion.noise.floor_deg
        self._judging.repeat(now_s, peak_s, since_s, self._motion.history, floor_deg)
        return [
            RepetitionCounted(at_s=now_s, count=self._counter.count, target_count=0, by="camera")
        ]

    def _sudden(self, now_s: float) -> list[Event]:
        speed = self._motion.sudden(now_s, self._memory.track)
        return [] if isnan(speed) else [SuddenMovement(at_s=now_s, speed_deg_per_s=speed)]
