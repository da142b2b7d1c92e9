"""Sessions: planned, made, gone on with, and how they felt. Use cases over the store.

No session begins while there are no answers to the safety screen, while a stop sign stands, or
after pain until the screen is answered again; new sessions as little as interrupted ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID, uuid5

from supple.app.derived import ScreenRow, SessionRow
from supple.app.desk import Opened
from supple.app.entering import Checks
from supple.app.instants import after
from supple.app.people import People, Person
from supple.app.plain import plain_session
from supple.app.ports import Store
from supple.app.progress import place, plan_now
from supple.app.script import script
from supple.core.coaching.guide import Place
from supple.core.errors import InputError, NotFoundError, Problem
from supple.core.exercise import Exercise
from supple.core.planning.easing import easier_entry
from supple.core.planning.session import make_session
from supple.core.programme import Programme, Screen, Session
from supple.core.records import Record, RecordKind

OVER = ("finished", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A session that was begun and can go on: where, in which plan."""

    id: str
    at: str
    plan: Session
    at_entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """What is done today."""

    store: Store
    people: People
    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    now: Callable[[], str]
    new_id: Callable[[], UUID]

    def plan(
        self,
        person: str,
        programme: str,
        *,
        optional: frozenset[str] = frozenset(),
        warmed_up: bool = False,
        left_out: frozenset[str] = frozenset(),
    ) -> Session:
        """What a programme would be today. Raises InputError where nobody may begin."""
        return make_session(
            self._programme(programme),
            self.exercises,
            _screen_of(self.people.find(person)),
            warmed_up=warmed_up,
            optional=optional,
            left_out_by_person=left_out,
            done_before=self.store.exercises_done(person),
        )

    def make(
        self,
        person: str,
        programme: str,
        *,
        optional: frozenset[str] = frozenset(),
        warmed_up: bool = False,
        left_out: frozenset[str] = frozenset(),
        camera: bool = True,
    ) -> str:
        """Today's session, kept; its id. Raises InputError where there is nothing to begin."""
        _may_begin(self.people.find(person))
        plan = self.plan(
            person, programme, optional=optional, warmed_up=warmed_up, left_out=left_out
        )
        if not plan.entries:
            raise _refusal("nothing of this programme suits your answers today; choose another")
        session = str(self.new_id())
        data = {"programme": programme, "session": plain_session(plan), "camera": camera}
        self._keep(RecordKind.SESSION_MADE, person, session, data)
        return session

    def going(self, person: str) -> Going | None:
        """The session that was begun last, where it was interrupted and can go on."""
        rows = self.store.rows(SessionRow, person=person)
        begun = [row for row in rows if row.state != "made"]
        if not begun or begun[-1].state in OVER:
            return None
        row = begun[-1]
        try:
            opened = self.opened(row.session)
        except InputError:
            return None
        at_entry = min(opened.place.entry, len(opened.session.entries) - 1)
        return Going(id=row.session, at=row.at, plan=opened.session, at_entry=at_entry)

    def script(self, session: str, language: str | None = None) -> dict[str, object]:
        """All that the player shows and says of a session, as plain data."""
        row = self._row(session)
        person = self.people.find(row.person)
        return script(
            row,
            self._opened(row),
            self.exercises,
            self.programmes,
            language=language or person.language,
            settings=person.settings,
        )

    def opened(self, session: str) -> Opened:
        """A session to be guided on from where it was.

        Raises NotFoundError, or InputError where it is over or may not go on.
        """
        row = self._row(session)
        _may_begin(self.people.find(row.person))
        if row.state in OVER:
            raise _refusal("this session is over; begin a new one from today's page")
        return self._opened(row)

    def begun(self, session: str, *, pain_before_nrs: float | None = None) -> None:
        """The session begins; kept once, so that going on does not begin it again."""
        checks = Checks()
        pain = checks.scale("pain before", pain_before_nrs)
        checks.settle()
        data = {} if pain is None else {"pain_before_nrs": pain}
        row = self._row(session)
        own = str(uuid5(UUID(session), "begun" if pain is None else "pain before"))
        self._keep(RecordKind.SESSION_STARTED, row.person, session, data, own)

    def keep(self, records: Sequence[Record]) -> None:
        """What a live session remembers of its events."""
        self.store.append(*(self._in_order(record) for record in records))

    def felt(
        self,
        session: str,
        *,
        effort_cr10: float | None = None,
        pain_before_nrs: float | None = None,
        pain_after_nrs: float | None = None,
        words: str = "",
    ) -> None:
        """How it felt; told again, the last counts. Raises InputError with every fault."""
        checks = Checks()
        told: dict[str, object] = {
            "effort_cr10": checks.scale("effort", effort_cr10),
            "pain_before_nrs": checks.scale("pain before", pain_before_nrs),
            "pain_after_nrs": checks.scale("pain after", pain_after_nrs),
            "words": checks.words("words", words),
        }
        checks.settle()
        self._keep(RecordKind.SESSION_FELT, self._row(session).person, session, told)

    def _in_order(self, record: Record) -> Record:
        """Pain always counts as later than the answers, also where the clock was set back."""
        if record.kind is not RecordKind.SESSION_STOPPED:
            return record
        screens = self.store.rows(ScreenRow, person=record.person)
        at = after(record.at, screens[-1].at if screens else None)
        return replace(record, at=at)

    def _opened(self, row: SessionRow) -> Opened:
        records = self.store.session(row.session)
        screen = _screen_of(self.people.find(row.person))
        plan = plan_now(records, self.exercises, screen)
        if plan is None:
            raise _no_session(row.session)
        gone = {entry.exercise for entry in plan.entries} - set(self.exercises)
        if gone:
            names = ", ".join(sorted(gone))
            raise _refusal(f"it holds exercises that are no longer here ({names}); begin anew")
        easier = partial(easier_entry, exercises=self.exercises, screen=screen)
        at = place(plan.entries, records) if row.state not in OVER else Place()
        return Opened(session=plan, person=row.person, place=at, easier=easier)

    def _row(self, session: str) -> SessionRow:
        found = self.store.rows(SessionRow, session=session)
        if not found:
            raise _no_session(session)
        return found[0]

    def _programme(self, programme: str) -> Programme:
        found = self.programmes.get(programme)
        if found is None:
            raise NotFoundError(f'There is no programme "{programme[:60]}" here.')
        return found

    def _keep(
        self,
        kind: RecordKind,
        person: str,
        session: str,
        data: Mapping[str, object],
        own: str | None = None,
    ) -> None:
        self.store.append(
            Record(
                id=own or str(self.new_id()),
                kind=kind,
                at=self.now(),
                person=person,
                session=session,
                data=data,
            )
        )


def _screen_of(person: Person) -> Screen:
    if person.screen is None:
        raise _refusal("answer the questions about your back and health first; they take a minute")
    return person.screen


def _may_begin(person: Person) -> None:
    """Raises InputError with the sentence that says what comes first."""
    if _screen_of(person).red_flags:
        raise _refusal("what you answered needs to be looked at by a professional first")
    if person.locked:
        raise _refusal("your last session ended with pain; answer the questions again first")


def _refusal(what: str) -> InputError:
    return InputError([Problem("session", what)])


def _no_session(session: str) -> NotFoundError:
    return NotFoundError(f'There is no session "{session[:60]}" here; it may have been deleted.')
