"""What the coach makes of one frame: a raised arm, the observer's events, the one cue to say."""

from __future__ import annotations

from collections.abc import Sequence

from supple.core.coaching.cueing import NOTHING, Cueing
from supple.core.coaching.gesture import RaisedArm
from supple.core.coaching.work import Work
from supple.core.events import (
    CannotTell,
    Command,
    Cue,
    CueResolved,
    EasierOffered,
    Event,
    Finding,
    HoldCredited,
    Placement,
    RepetitionCounted,
    Result,
    State,
)
from supple.core.exercise import Exercise, Severity
from supple.core.judging.aftermath import OF_WAYS
from supple.core.judging.observer import Observer
from supple.core.pose import Frame

MOVING_ON = (State.PLACING, State.GETTING_READY, State.RESTING, State.SWITCHING_SIDES)
WORKING = (State.HOLDING, State.REPEATING)
BUSY = (State.ENTERING, State.LEAVING, *WORKING)
ENTERING = State.ENTERING
URGENT = (Severity.SAFETY,)
"""Said on the way in and out too."""
LYING = ("prone", "supine", "supine_hook", "quadruped", "cobra", "bow", "plow", "bridge")


class Lookout:
    """Watches for the coach. State over time: the arm, and what was said."""

    def __init__(self, exercise: Exercise, observer: Observer, easier: str | None) -> None:
        self.cueing = Cueing()
        self._exercise, self._observer, self._easier = exercise, observer, easier
        self._arm = RaisedArm()

    def arm(self, frame: Frame, state: State) -> Command | None:
        """What a raised arm asks for in this state; None where there was none.

        In upright exercises arms go up by themselves; while one is done it means nothing.
        """
        if state in BUSY and self._exercise.start_posture not in LYING:
            return None
        if not self._arm.receive(frame):
            return None
        if state is State.PAUSED:
            return Command.RESUME
        return Command.START if state in MOVING_ON else Command.PAUSE

    def see(self, frame: Frame, state: State, work: Work) -> list[Event]:
        """What the eye says, as far as it concerns this state.

        Counts are the work's to tell; what a single frame could not tell is of no use to anybody
        until it lasts, and then the work tells that too.
        """
        working = state in WORKING
        busy = working or state is ENTERING
        now_s = frame.time_s
        seen = self._observer.receive(frame)
        counted = work.look(working=working)
        events: list[Event] = []
        for event in seen:
            if isinstance(event, HoldCredited):
                if working and work.by == "camera":
                    events.append(work.credited(now_s, running=event.running))
            elif isinstance(event, Placement) or (busy and _lasts(event)):
                events.append(event)
        if counted:
            events.append(work.counted(now_s))
        if working:
            return events + self._cue(now_s, self._observer.faults)
        if state in BUSY:
            urgent = [fault for fault in self._observer.faults if fault.severity in URGENT]
            return events + self._cue(now_s, urgent)
        return events

    def close(self, now_s: float) -> list[Event]:
        """A set is over: what only then is known of its safety, and was not said."""
        late = {
            criterion.id for criterion in self._exercise.all_criteria if criterion.phase in OF_WAYS
        }
        failed = [
            found
            for found in self._observer.summary().findings
            if found.result is Result.FAIL and found.criterion in late
        ]
        fault = self.cueing.closing(now_s, failed)
        return [] if fault is None else [self._said(now_s, fault)]

    def silence(self, criterion: str) -> None:
        """The camera was wrong about this: it is neither said nor held against anybody."""
        self.cueing.silence(criterion)
        self._observer.ignore(criterion)

    def _cue(self, now_s: float, faults: Sequence[Finding]) -> list[Event]:
        choice = self.cueing.choose(now_s, faults)
        if choice is NOTHING:
            return []
        events: list[Event] = [
            CueResolved(at_s=now_s, criterion=criterion) for criterion in choice.resolved
        ]
        if choice.say is not None:
            events.append(self._said(now_s, choice.say))
        if choice.offer_easier and self._easier is not None:
            events.append(EasierOffered(at_s=now_s, exercise=self._easier))
        return events

    def _said(self, now_s: float, fault: Finding) -> Cue:
        words = self._exercise.words().cues.get(fault.criterion, "")
        return Cue(at_s=now_s, criterion=fault.criterion, severity=fault.severity, text=words)


def _lasts(event: Event) -> bool:
    """Counts are the work's to tell; a frame that could not be told is nobody's matter yet."""
    if isinstance(event, CannotTell):
        return event.what == "movement"
    return not isinstance(event, RepetitionCounted)
