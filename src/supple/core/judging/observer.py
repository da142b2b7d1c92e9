"""What the eye sees of one exercise, frame by frame: the one judge of live and recorded alike.

Theory of operation
-------------------
Each frame goes through the same steps, and a step that cannot answer ends the frame with a reason
instead of a guess:

1. time: frames that do not come later than the last one are ignored, and so is a single odd one;
   after a gap or a jump (a cut in a video, another person) everything that looks back starts anew;
2. guards: is the body in view as this exercise needs it (guards.missing), do its limbs keep
   their length (limbs)?
3. smoothing (One-Euro), view (side, front, oblique) and calibration from calm stretches;
4. fit: is this the pose (shape.fit), with hysteresis (presence)?
5. time or repetitions: a still pose is a hold (holdtime), a cycle is a repetition;
6. criteria: the readings of each criterion that applies now go to its tally;
7. movement: the speed of the primary signal, and whether it was sudden; which side is worked.

What lasts (the way in and out, bouncing, a repetition) is judged on the signal as it was read, not
on what the live filter makes of it; the ways only once they are over, in `summary`.

The coach adds the timeline and the cue policy; `supple check` uses the observer alone.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import isnan, nan
from statistics import median

from supple.core.body import Side
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
from supple.core.following.breath import Breath
from supple.core.following.calm import Calm
from supple.core.following.counting import Counting
from supple.core.following.holdtime import Hold, HoldTime
from supple.core.following.movement import Movement
from supple.core.following.presence import Change, Presence
from supple.core.following.second_view import SecondView
from supple.core.following.steadiness import Settled
from supple.core.following.working_side import working_side
from supple.core.judging.both_sides import BothSides
from supple.core.judging.judging import Judging
from supple.core.judging.motion import Motion
from supple.core.judging.placing import Placing
from supple.core.measuring.measures import Calibration
from supple.core.pose import Floats, Frame
from supple.core.recognising.shape import fit
from supple.core.seeing.continuity import Continuity, Sequel
from supple.core.seeing.guards import missing
from supple.core.seeing.limbs import Limbs
from supple.core.seeing.view import ViewEstimate, estimate_view
from supple.core.series.signals import OneEuro
from supple.core.series.track import Track

FOLLOWS = Sequel.FOLLOWS
USELESS = (Sequel.LATE, Sequel.ODD)
REPETITION_KINDS = (Kind.REPS, Kind.CARDIO)
VIEW_FOR_S = 0.5
"""The turn of the body is the median of so long; a body turns slower than a landmark trembles."""
LIKE_RATIO = 0.35
"""A fit over this may be the pose already; under it a reached one is left."""
TOLD_HOLD_S = 1.5
"""A shorter hold is a stop on the way (or a photo in a row of photos) and not told of."""
BREATH_EVERY_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All that was seen of one exercise since the last `begin_set`.

    `view`: from where most of what was judged was seen, or, where nothing was, most of all.
    `peaks_s`: when each repetition was at its far end. `sides`: the sides of the person that a
    sided exercise was done on, as far as they could be told; the one done longest first.
    """

    view: str | None
    holds: tuple[Hold, ...]
    repetitions_count: int
    findings: tuple[Finding, ...]
    movement: Movement
    cannot_tell: tuple[tuple[str, str], ...]
    peaks_s: tuple[float, ...] = ()
    sides: tuple[Side, ...] = ()


@dataclass(slots=True)
class _Memory:
    """What looks back; after a gap or a cut it starts anew."""

    track: Track = field(default_factory=Track)
    turns: deque[tuple[float, float]] = field(default_factory=deque)
    filter: OneEuro = field(default_factory=OneEuro)


class Observer:
    """Follows one exercise. State over time, no timeline."""

    def __init__(self, exercise: Exercise, calibration: Calibration | None = None) -> None:
        self.exercise = exercise
        self.told_side: Side | None = None
        self._calm = Calm(calibration)
        self._presence = Presence()
        self._hold = HoldTime()
        self._placing = Placing(exercise.camera)
        self._continuity = Continuity()
        self._limbs = Limbs()
        self._memory = _Memory()
        self._ignored: frozenset[str] = frozenset()
        self.begin_set()

    # What the coach asks

    @property
    def calibration(self) -> Calibration:
        return self._calm.calibration

    @property
    def _repeats(self) -> bool:
        return self.exercise.kind in REPETITION_KINDS

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
        return self._counting.count

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
        self._ignored |= {criterion}
        self._judging.ignored = self._ignored

    def begin_set(self, *, other_side: bool = False, side: Side | None = None) -> None:
        """Forget what this set came to; the calibration and the view stay.

        `other_side`: the set goes on with the other side of the body, and what was read of the
        first is kept to compare. `side`: the one that is to be worked, where that is known.
        """
        self._presence.clear()
        self._hold.clear()
        self._motion = Motion(self.exercise)
        self._counting = Counting(self.exercise, smallest_range=self._motion.smallest_range)
        self._settled = Settled()
        self._second_view = SecondView(self.exercise)
        self._breath, self._breath_s = Breath(), nan
        self._views: Counter[str] = Counter()
        self._judged_views: Counter[str] = Counter()
        self._sides: Counter[Side] = Counter()
        self._blind: dict[tuple[str, str], int] = {}
        self.told_side = side
        if not other_side:
            self._both_sides = BothSides(self.exercise)
        self._judging = Judging(self.exercise, self._ignored, self._both_sides)

    def summary(self) -> Observed:
        """What this set came to so far."""
        holds = self._hold.all_holds()
        blind = sorted(self._blind, key=lambda pair: -self._blind[pair])
        if self._counting.doubtful(self._motion.history):
            blind.append(("repetitions", "out_of_rhythm"))
        came = self._motion.came(holds, self._counting.count)
        return Observed(
            view=next(
                (view for view, _ in (self._judged_views or self._views).most_common(1)), None
            ),
            holds=tuple(hold for hold in holds if hold.end_s - hold.start_s >= TOLD_HOLD_S),
            repetitions_count=self._counting.count,
            findings=self._judging.findings(came),
            movement=self._motion.figures(came),
            cannot_tell=tuple(blind),
            peaks_s=self._counting.peaks_s,
            sides=self._worked(),
        )

    def _worked(self) -> tuple[Side, ...]:
        """A side that was seen for less than a tenth of the time was a sway."""
        least = 0.1 * self._sides.total()
        return tuple(side for side, count in self._sides.most_common() if count > least)

    # One frame

    def receive(self, frame: Frame) -> list[Event]:
        """What this frame changed. Frames must come in time order; older ones are ignored."""
        sequel = self._continuity.receive(frame)
        if sequel in USELESS:
            return []
        events = [] if sequel is FOLLOWS else self._start_anew(frame.time_s, sequel)
        events += self._placing.receive(frame)
        self._judging.lapse(frame.time_s)
        if not frame.found:
            return events + self._blind_frame(frame.time_s, "nobody")
        points = self._memory.filter(frame.time_s, frame.points)
        view = self._follow_view(frame)
        odd = self._limbs.receive(frame)
        if self._limbs.another_body():
            self._calm.forget()
        if odd:
            return events + self._blind_frame(frame.time_s, odd)
        self._calm.receive(frame, points)
        missing_now = self._placing.missing
        if not missing_now:
            return events + self._see(frame, frame.filtered(points), view)
        why = missing_now[0]
        if why == "nobody":
            # Somebody is there now, though a moment ago nobody was: that is not their fault.
            why = "placing"
            self._foresee(frame, points)
        if self._second_view.receive(frame, view, missing_now):
            phase = PhaseKind.REPS if self._repeats else PhaseKind.HOLD
            smooth = frame.filtered(points)
            self._judging.receive(smooth, self.calibration, self._lately(view), phase)
        return events + self._blind_frame(frame.time_s, why)

    def _foresee(self, raw: Frame, points: Floats) -> None:
        """What is repeated while it is still made sure that somebody is there counts as well."""
        if not self._repeats or missing(raw, self.exercise.camera):
            return
        frame = raw.filtered(points)
        self._motion.receive(raw, frame, self.calibration, self._memory.track)
        fitness = fit(self.exercise, frame, self.calibration)
        self._counting.wait(raw.time_s, self._motion.counted_value, rising=fitness > LIKE_RATIO)

    def _see(self, raw: Frame, frame: Frame, view: ViewEstimate) -> list[Event]:
        now_s = frame.time_s
        signal, other = self._motion.receive(raw, frame, self.calibration, self._memory.track)
        if other:
            self._counting.restart(smallest_range=self._motion.smallest_range)
        if not self.in_pose:
            self._judging.starts.receive(frame, self.calibration, lambda: self._lately(view))
        fitness = fit(self.exercise, frame, self.calibration)
        if isnan(fitness):
            return self._blind_frame(now_s, signal.why or "pose_not_clear")
        events = self._presence_events(raw, fitness)
        self._judge(raw, frame, view)
        if self._repeats:
            events += self._repeat(now_s, fitness)
        else:
            events += self._credit(now_s)
        return events + self._sudden(now_s) + self._restless(now_s)

    # Steps

    def _start_anew(self, now_s: float, sequel: Sequel) -> list[Event]:
        """After a gap or a cut. After a cut it is another film: what was held is over."""
        self._memory = _Memory()
        self._calm.cut()
        self._limbs.cut()
        self._motion.cut()
        self._counting.restart()
        self._judging.pause()
        self._settled.leave()
        self._second_view.leave()
        if sequel is Sequel.GAP or not self.in_pose:
            return []
        self._presence.clear()
        return self._left(now_s, "jumped")

    def _follow_view(self, frame: Frame) -> ViewEstimate:
        view = estimate_view(frame)
        turns = self._memory.turns
        turns.append((frame.time_s, view.off_side_deg))
        while frame.time_s - turns[0][0] > VIEW_FOR_S:
            turns.popleft()
        self._views[view.view] += 1
        return view

    def _lately(self, view: ViewEstimate) -> ViewEstimate:
        """The view of this frame with the turn that the body had over the last moment."""
        return view.turned_by(_middle([turn for _, turn in self._memory.turns]))

    def _presence_events(self, raw: Frame, fitness: float) -> list[Event]:
        change = self._presence.receive(raw.time_s, fitness)
        if change is Change.REACHED:
            if self.calibration.start_points is None:
                self._calm.calibration = replace(self.calibration, start_points=raw.points)
            return [PoseReached(at_s=raw.time_s)]
        return self._left(raw.time_s, "pose_left") if change is Change.LEFT else []

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
        self._breath.leave()
        return [PoseLost(at_s=now_s, why=why)]

    def _judge(self, raw: Frame, frame: Frame, view: ViewEstimate) -> None:
        """Criteria are read while the pose is there and settled, or while it is repeated."""
        repeating = self._repeats
        if self.in_pose and (repeating or self.holding):
            phase = PhaseKind.REPS if repeating else PhaseKind.HOLD
            view = self._lately(view)
            self._judging.receive(frame, self.calibration, view, phase)
            self._judged_views[view.view] += 1
            side = working_side(self.exercise, frame)
            if side is not None:
                self._sides[side] += 1
            compare = self._both_sides.move if repeating else self._both_sides.hold
            compare(frame, self.calibration, view, side or self.told_side)
        if self.in_pose and not repeating:
            self._keep_still(raw)

    def _keep_still(self, raw: Frame) -> None:
        now_s = raw.time_s
        if self._judging.of_stillness:
            stretch = self._settled.receive(now_s, self._motion.history)
            if stretch is not None:
                self._judging.keep_still(now_s, stretch, self._motion.noise.judged_deg)
        if not (self._judging.of_breath and self.holding):
            self._breath.leave()
            self._breath_s = now_s
            return
        self._breath.receive(raw)
        if now_s - self._breath_s >= BREATH_EVERY_S:
            self._breath_s = now_s
            self._judging.breathe(now_s, self._breath.longest_gap())

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

    def _repeat(self, now_s: float, fitness: float) -> list[Event]:
        value = self._motion.counted_value
        if not self.in_pose:
            self._counting.wait(now_s, value, rising=fitness > LIKE_RATIO)
            return []
        done = self._counting.receive(now_s, value)
        floor_deg = self._motion.noise.judged_deg
        for one in done:
            self._judging.repeat(now_s, one.peak_s, one.since_s, self._motion.history, floor_deg)
        count = self._counting.count
        return [
            RepetitionCounted(at_s=now_s, count=count, target_count=0, by="camera") for _ in done
        ]

    def _sudden(self, now_s: float) -> list[Event]:
        speed = self._motion.sudden(now_s, self._memory.track)
        if isnan(speed):
            return []
        self._judging.sudden(now_s, speed, settled=self.in_pose)
        return [SuddenMovement(at_s=now_s, speed_deg_per_s=speed)]

    def _restless(self, now_s: float) -> list[Event]:
        """Says once a set that noise keeps it from judging speed and stillness."""
        key = ("movement", "too_noisy")
        if key in self._blind or not (self.in_pose and self._judging.of_movement):
            return []
        if not self._motion.noise.too_high:
            return []
        self._blind[key] = 1
        return [CannotTell(at_s=now_s, what="movement", why="too_noisy")]


def _middle(values: Sequence[float]) -> float:
    """The median; NaN if one of them is."""
    return nan if isnan(sum(values)) else median(values)
