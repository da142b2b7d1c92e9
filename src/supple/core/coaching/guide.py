"""A whole session: the coach of each exercise in turn, and what passes from one to the next.

What was learnt of the body (calibration) and what the camera was wrong about go along; so does
the choice of camera. After pain or stop nothing is accepted any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from supple.core.coaching.coach import Coach
from supple.core.coaching.lookout import WORKING
from supple.core.events import (
    Command,
    EasierChosen,
    EntryStarted,
    Event,
    ExerciseDone,
    SessionDone,
    State,
    Tick,
)
from supple.core.exercise import Exercise
from supple.core.measuring.measures import Calibration
from supple.core.pose import Frame
from supple.core.programme import Session, SessionEntry
from supple.core.recognising.kinds import PoseKinds
from supple.core.recognising.noticing import Noticing

BACK_TO_LAST_S = 5.0
"""Back within this long of an exercise's start goes to the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a session somebody is."""

    entry: int = 0
    set_index: int = 0
    side_index: int = 0


class Guide:
    """Walks the entries of a session."""

    def __init__(
        self,
        session: Session,
        exercises: Mapping[str, Exercise],
        *,
        camera: bool,
        place: Place | None = None,
        easier: Callable[[SessionEntry], SessionEntry | None] = lambda _entry: None,
        learned: PoseKinds | None = None,
    ) -> None:
        self._entries = list(session.entries)
        self._exercises = exercises
        self._easier = easier
        self._learned = learned
        self._noticing: Noticing | None = None
        self._camera = camera
        self._silenced: frozenset[str] = frozenset()
        self._calibration = Calibration()
        self._started_s = 0.0
        self.place = place or Place()
        self.coach: Coach | None = None
        self.over = not self._entries or self.place.entry >= len(self._entries)

    def begin(self, time_s: float) -> list[Event]:
        """Starts (or goes on) at the place given."""
        if self.over:
            return [SessionDone(at_s=time_s)]
        return self._begin_entry(time_s)

    def receive(self, given: Frame | Tick) -> list[Event]:
        if self.over or self.coach is None:
            return []
        events = self.coach.receive(given)
        if isinstance(given, Frame) and self._noticing is not None:
            events += self._notice(given, self.coach, self._noticing)
        return self._follow(events, given.time_s)

    def _notice(self, frame: Frame, coach: Coach, noticing: Noticing) -> list[Event]:
        """While a pose is asked for and is not there: another one that is."""
        if coach.state not in (State.ENTERING, *WORKING) or coach.observer.in_pose:
            noticing.clear()
            return []
        return noticing.receive(frame) if coach.observer.placed else []

    def command(
        self, command: Command, time_s: float, criterion: str | None = None
    ) -> list[Event]:
        if self.over or self.coach is None:
            return []
        if command is Command.BACK:
            return self._back(time_s)
        if command is Command.EASIER:
            return self._take_easier(time_s)
        events = self.coach.command(command, time_s, criterion)
        self._camera = self.coach.camera
        return self._follow(events, time_s)

    @property
    def entry(self) -> SessionEntry:
        return self._entries[self.place.entry]

    def _follow(self, events: list[Event], time_s: float) -> list[Event]:
        """What the coach's events mean for the session."""
        assert self.coach is not None
        self.place = replace(
            self.place, set_index=self.coach.set_index, side_index=self.coach.side_index
        )
        if self.coach.state is State.STOPPED:
            self.over = True
            return events
        if not any(isinstance(event, ExerciseDone) for event in events):
            return events
        if self.place.entry + 1 >= len(self._entries):
            self.over = True
            return [*events, SessionDone(at_s=time_s)]
        self._keep()
        self.place = Place(entry=self.place.entry + 1)
        return events + self._begin_entry(time_s)

    def _begin_entry(self, time_s: float) -> list[Event]:
        exercise = self._exercises[self.entry.exercise]
        softer = self._easier(self.entry)
        self.coach = Coach(
            exercise,
            self.entry,
            camera=self._camera,
            calibration=self._calibration,
            first_set=min(self.place.set_index, self.entry.sets_count - 1),
            first_side=min(self.place.side_index, max(len(self.entry.sides) - 1, 0)),
            silenced=self._silenced,
            easier=None if softer is None else softer.exercise,
        )
        if self._learned is not None and exercise.judged:
            self._noticing = Noticing(exercise, self._exercises.values(), self._learned)
        else:
            self._noticing = None
        self._started_s = time_s
        started = EntryStarted(at_s=time_s, entry=self.place.entry, exercise=exercise.id)
        return [started, *self.coach.begin(time_s)]

    def _keep(self) -> None:
        """What the next exercise may know: the body's measures, not where a set started."""
        assert self.coach is not None
        self._calibration = replace(self.coach.observer.calibration, start_points=None)
        self._silenced = self.coach.lookout.cueing.silenced

    def _back(self, time_s: float) -> list[Event]:
        early = time_s - self._started_s < BACK_TO_LAST_S
        self._keep()
        self.place = Place(entry=max(0, self.place.entry - (1 if early else 0)))
        return self._begin_entry(time_s)

    def _take_easier(self, time_s: float) -> list[Event]:
        softer = self._easier(self.entry)
        if softer is None:
            return []
        chosen = EasierChosen(
            at_s=time_s,
            entry=self.place.entry,
            exercise=self.entry.exercise,
            instead=softer.exercise,
        )
        self._keep()
        self._entries[self.place.entry] = softer
        self.place = Place(entry=self.place.entry)
        return [chosen, *self._begin_entry(time_s)]
