"""The coach of one exercise: frames, ticks and commands in, events out. No input or output.

Theory of operation
-------------------
The coach owns the timeline of one exercise of a session: placing the camera, getting ready,
entering, holding or repeating, leaving, switching sides, resting, until all sets are done. Time
comes only with what it is given (`Frame.time_s`, `Tick.time_s`), so the same input gives the same
events, always.

With a camera the observer says when the pose is reached, credits the hold and counts repetitions;
without one, and for exercises that are not judged yet, the clock does (`work`). Pain and stop
lead to *stopped* from every state, and nothing leads out of it: a new screen comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

from supple.core.body import Side
from supple.core.coaching.lookout import MOVING_ON, WORKING, Lookout
from supple.core.coaching.work import PATIENCE_S, Work
from supple.core.events import (
    ArmRaised,
    CameraCorrected,
    CannotTell,
    Command,
    Event,
    ExerciseDone,
    SetDone,
    SideDone,
    State,
    StateChanged,
    Stopped,
    Tick,
)
from supple.core.exercise import Exercise, Kind, PhaseKind
from supple.core.judging.observer import Observer
from supple.core.measuring.measures import Calibration
from supple.core.planning.pacing import READY_S, SWITCH_S, moving_s, phase_index
from supple.core.pose import Frame
from supple.core.programme import SessionEntry

PLACED_S = 1.5
PLACING_MAX_S = 45.0
READY_AGAIN_S = 4.0
LONGEST_STEP_S = 2.0
"""A longer gap between two inputs (a sleeping tab) is not counted as time spent in a pose."""

OVER = (State.STOPPED, State.DONE)
LEADS_NOWHERE = frozenset({*OVER, State.PAUSED})
"""Time alone changes nothing here."""
PHASES = {
    State.ENTERING: (PhaseKind.ENTER,),
    State.HOLDING: (PhaseKind.HOLD, PhaseKind.REPS),
    State.REPEATING: (PhaseKind.REPS, PhaseKind.HOLD),
    State.LEAVING: (PhaseKind.EXIT,),
}


class Coach:
    """One exercise, all its sets and sides."""

    def __init__(
        self,
        exercise: Exercise,
        entry: SessionEntry,
        *,
        camera: bool,
        calibration: Calibration | None = None,
        first_set: int = 0,
        first_side: int = 0,
        silenced: frozenset[str] = frozenset(),
        easier: str | None = None,
    ) -> None:
        self.exercise, self.entry, self.camera = exercise, entry, camera
        self.observer = Observer(exercise, calibration)
        self.lookout = Lookout(exercise, self.observer, easier)
        for criterion in silenced:
            self.lookout.silence(criterion)
        self.state = State.PLACING
        self.set_index, self.side_index = first_set, first_side
        self.now_s = -inf
        self._elapsed_s, self._lasts_s, self._placed_s = 0.0, inf, 0.0
        self._paused_from = State.PLACING
        self._until_back = False
        self._begin_work()

    # What goes in

    def begin(self, time_s: float) -> list[Event]:
        """The first events: where this exercise starts."""
        self.now_s = time_s
        return self._enter(State.PLACING if self._judging else State.GETTING_READY)

    def receive(self, given: Frame | Tick) -> list[Event]:
        """One frame of the camera, or time passing without one."""
        if self.state in OVER:
            return []
        step_s = min(max(0.0, given.time_s - self.now_s), LONGEST_STEP_S)
        self.now_s = max(self.now_s, given.time_s)
        events = self._watch(given) if isinstance(given, Frame) else []
        if self.state in LEADS_NOWHERE:
            return events
        self._elapsed_s += step_s
        return events + _ADVANCE[self.state](self, step_s)

    def command(
        self, command: Command, time_s: float, criterion: str | None = None
    ) -> list[Event]:
        """What the person asks for. Whatever makes no sense now changes nothing."""
        if self.state in OVER:
            return []
        self.now_s = max(self.now_s, time_s)
        if command is Command.CAMERA_WRONG:
            return self._camera_wrong(criterion)
        handle = _COMMANDS.get(command)
        return [] if handle is None else handle(self)

    # Sight

    @property
    def _judging(self) -> bool:
        return self.camera and self.exercise.judged

    def _watch(self, frame: Frame) -> list[Event]:
        command = self.lookout.arm(frame, self.state)
        events: list[Event] = []
        if command is not None:
            events.append(ArmRaised(at_s=self.now_s, command=command))
            events += self.command(command, self.now_s)
        if not self._judging or self.state in OVER:
            return events
        events += self.lookout.see(frame, self.state, self.work)
        return events + self._come_back() if self._until_back else events

    # The timeline

    def _advance_placing(self, step_s: float) -> list[Event]:
        self._placed_s = self._placed_s + step_s if self.observer.placed else 0.0
        if self._placed_s >= PLACED_S or not self._judging:
            return self._enter(State.GETTING_READY)
        if self._elapsed_s < PLACING_MAX_S:
            return []
        why = self.observer.missing[0] if self.observer.missing else "unsteady"
        told: list[Event] = [CannotTell(at_s=self.now_s, what="placement", why=why)]
        return told + self._enter(State.GETTING_READY)

    def _advance_waiting(self, _step_s: float) -> list[Event]:
        return self._go_on() if self._elapsed_s >= self._lasts_s else []

    def _go_on(self) -> list[Event]:
        """Out of getting ready, a rest or a switch of sides, into the pose."""
        if self.state is State.RESTING:
            self.set_index, self.side_index = self.set_index + 1, 0
            self._begin_work()
        elif self.state is State.SWITCHING_SIDES:
            self.side_index += 1
            self._begin_work()
        return self._enter(State.ENTERING)

    def _advance_entering(self, step_s: float) -> list[Event]:
        if self.work.by == "clock":
            done = self._elapsed_s >= self._lasts_s
            return self._enter(self._working_state()) if done else []
        self.work.wait(step_s)
        if self.observer.in_pose and self._elapsed_s >= 1.0:
            return self._enter(self._working_state())
        if self.work.absent:
            return self._pause_until_back()
        if self._elapsed_s < self._lasts_s + PATIENCE_S:
            return []
        return self.work.to_clock(self.now_s) + self._enter(self._working_state())

    def _advance_working(self, step_s: float) -> list[Event]:
        events = self.work.pass_time(self.now_s, step_s)
        if self.work.absent:
            return events + self._pause_until_back()
        if not (self.work.reached or self.work.given_up):
            return events
        if self.work.timed:
            events.append(self.work.credited(self.now_s, running=False))
        return events + self._enter(State.LEAVING)

    def _advance_leaving(self, _step_s: float) -> list[Event]:
        if self._elapsed_s < self._lasts_s:
            return []
        if self.work.more_holds and not self.work.given_up:
            self.work.next_hold()
            return self._enter(State.ENTERING)
        done: list[Event] = self.lookout.close(self.now_s) if self._judging else []
        done.append(self._set_done(skipped=False))
        if self.entry.sides:
            done.append(SideDone(at_s=self.now_s, side=self.entry.sides[self.side_index]))
        if self.side_index + 1 < len(self.entry.sides):
            return done + self._enter(State.SWITCHING_SIDES)
        if self.set_index + 1 < self.entry.sets_count:
            return done + self._enter(State.RESTING)
        return done + self._finish(skipped=False)

    def _finish(self, *, skipped: bool) -> list[Event]:
        done = ExerciseDone(at_s=self.now_s, skipped=skipped)
        return [*self._enter(State.DONE), done]

    def _set_done(self, *, skipped: bool) -> SetDone:
        return SetDone(
            at_s=self.now_s,
            set_index=self.set_index,
            side=self.entry.sides[self.side_index] if self.entry.sides else None,
            credited_s=self.work.total_s,
            repetitions_count=self.work.total_count,
            by=self.work.by,
            skipped=skipped,
            findings=self.observer.summary().findings if self._judging else (),
        )

    # States

    def _begin_work(self) -> None:
        """A new set or side: nothing of the last one counts, but to compare the sides."""
        side = self.entry.sides[self.side_index] if self.entry.sides else None
        self.observer.begin_set(
            other_side=self.side_index > 0,
            side=Side(side) if side in tuple(Side) else None,
        )
        self.lookout.cueing.begin_set()
        self.work = Work(self.entry, self.observer, judging=self._judging)

    def _enter(self, state: State) -> list[Event]:
        self.state, self._elapsed_s = state, 0.0
        self._lasts_s = self._duration_s(state)
        if state is State.ENTERING or state in WORKING:
            self.work.settle()
        sides = self.entry.sides
        return [
            StateChanged(
                at_s=self.now_s,
                state=state,
                set_index=self.set_index,
                set_count=self.entry.sets_count,
                side=sides[self.side_index] if sides else None,
                phase=phase_index(self.exercise, *PHASES.get(state, ())),
                lasts_s=nan if self._lasts_s == inf else self._lasts_s,
            )
        ]

    def _working_state(self) -> State:
        holds = self.exercise.kind in (Kind.STATIC_HOLD, Kind.ISOMETRIC)
        return State.HOLDING if holds or self.work.repeats_holds else State.REPEATING

    def _duration_s(self, state: State) -> float:
        """How long a state lasts if nothing intervenes."""
        first = self.set_index == 0 and self.side_index == 0
        if state is State.GETTING_READY:
            return READY_S if first else READY_AGAIN_S
        if state is State.RESTING:
            return self.entry.rest_s
        if state is State.SWITCHING_SIDES:
            return SWITCH_S
        if state is State.ENTERING or state is State.LEAVING:
            known = not first or self.work.hold_index > 0
            return moving_s(self.exercise, PHASES[state][0], known=known)
        return inf

    # Commands

    def _start(self) -> list[Event]:
        if self.state is State.PAUSED:
            return self._resume()
        if self.state is State.PLACING:
            return self._enter(State.GETTING_READY)
        return self._go_on() if self.state in MOVING_ON else []

    def _pause(self) -> list[Event]:
        if self.state is State.PAUSED:
            return []
        self._paused_from = self.state
        return self._enter(State.PAUSED)

    def _pause_until_back(self) -> list[Event]:
        """Nobody is there: it waits, and goes on by itself when somebody is back."""
        events = self._pause()
        self._until_back = True
        return events

    def _come_back(self) -> list[Event]:
        return self._resume() if self.observer.placed and self.state is State.PAUSED else []

    def _resume(self) -> list[Event]:
        """Back to where it was; into a pose the way is shown again."""
        if self.state is not State.PAUSED:
            return []
        self._until_back = False
        back = self._paused_from
        return self._enter(State.ENTERING if back in WORKING else back)

    def _skip(self) -> list[Event]:
        if self.state in (State.RESTING, State.SWITCHING_SIDES):
            return self._go_on()
        return [self._set_done(skipped=True), *self._finish(skipped=True)]

    def _stop(self) -> list[Event]:
        return [*self._enter(State.STOPPED), Stopped(at_s=self.now_s, reason="stop")]

    def _pain(self) -> list[Event]:
        return [*self._enter(State.STOPPED), Stopped(at_s=self.now_s, reason="pain")]

    def _without_camera(self) -> list[Event]:
        self.camera = False
        self.work.by = "clock"
        return self._enter(State.GETTING_READY) if self.state is State.PLACING else []

    def _with_camera(self) -> list[Event]:
        self.camera = True
        return []

    def _camera_wrong(self, criterion: str | None) -> list[Event]:
        """About the cue named or the last one said; without one the clock goes on for this set."""
        about = criterion or self.lookout.cueing.last
        if about is not None:
            self.lookout.silence(about)
            return [CameraCorrected(at_s=self.now_s, about=about)]
        if not self._judging:
            return []
        told: list[Event] = [CameraCorrected(at_s=self.now_s, about="pose")]
        return told + self.work.to_clock(self.now_s, for_all=True)


Advance = Callable[[Coach, float], list[Event]]

_ADVANCE: dict[State, Advance] = {
    State.PLACING: Coach._advance_placing,
    State.GETTING_READY: Coach._advance_waiting,
    State.ENTERING: Coach._advance_entering,
    State.HOLDING: Coach._advance_working,
    State.REPEATING: Coach._advance_working,
    State.LEAVING: Coach._advance_leaving,
    State.RESTING: Coach._advance_waiting,
    State.SWITCHING_SIDES: Coach._advance_waiting,
}
_COMMANDS: dict[Command, Callable[[Coach], list[Event]]] = {
    Command.START: Coach._start,
    Command.PAUSE: Coach._pause,
    Command.RESUME: Coach._resume,
    Command.SKIP: Coach._skip,
    Command.STOP: Coach._stop,
    Command.PAIN: Coach._pain,
    Command.WITHOUT_CAMERA: Coach._without_camera,
    Command.WITH_CAMERA: Coach._with_camera,
}
