"""The people of a household: their names, settings and answers to the safety screen. No accounts.

Use cases over the store. After a session that pain ended, a person is `locked` until the screen
is answered again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supple.app.derived import HaltRow, ProfileRow, RecordingRow, ScreenRow, SessionRow
from supple.app.entering import BREATH_LEAST_S, BREATH_MOST_S, Checks
from supple.app.instants import after
from supple.app.locales import DEFAULT_LANGUAGE
from supple.app.ports import RecordingFiles, Store
from supple.core.errors import NotFoundError
from supple.core.programme import Experience, Screen
from supple.core.records import Record, RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How somebody likes it. `keep_recordings` is their consent to keep landmarks."""

    breath_in_s: float = 4.0
    breath_out_s: float = 6.0
    keep_recordings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who practises. `screen` is None until the safety screen was answered.

    `locked` is "pain" while a session that pain ended stands after the last answers, else empty;
    `locked_by` is that session, empty where it was deleted since.
    """

    id: str
    name: str
    language: str
    made_at: str
    settings: Preferences
    screen: Screen | None
    locked: str = ""
    locked_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who there is, and what they tell of themselves. `leave` ends what is live of a session."""

    store: Store
    files: RecordingFiles
    leave: Callable[[str], None]
    now: Callable[[], str]
    new_id: Callable[[], UUID]
    preferences: Preferences = Preferences()

    def everyone(self) -> list[Person]:
        """All people, the first made first."""
        screens = {row.person: row for row in self.store.rows(ScreenRow)}
        halts = {row.person: row for row in self.store.rows(HaltRow)}
        return [
            self._person(row, screens.get(row.person), halts.get(row.person))
            for row in self.store.rows(ProfileRow)
        ]

    def find(self, person: str) -> Person:
        """One person. Raises NotFoundError."""
        found = self.store.rows(ProfileRow, person=person)
        if not found:
            raise NotFoundError(f'There is nobody with the id "{person[:60]}" here.')
        screens = self.store.rows(ScreenRow, person=person)
        halts = self.store.rows(HaltRow, person=person)
        return self._person(found[0], next(reversed(screens), None), next(reversed(halts), None))

    def make(self, name: str, language: str = DEFAULT_LANGUAGE) -> Person:
        """A new person. Raises InputError."""
        checks = Checks()
        called = checks.name("name", name)
        checks.settle()
        person = str(self.new_id())
        self._keep(RecordKind.PROFILE_MADE, person, {"name": called, "language": language})
        return self.find(person)

    def rename(self, person: str, name: str) -> None:
        """Another name. Raises InputError, NotFoundError."""
        checks = Checks()
        called = checks.name("name", name)
        checks.settle()
        self._keep(RecordKind.PROFILE_CHANGED, self.find(person).id, {"name": called})

    def change(
        self,
        person: str,
        *,
        breath_in_s: float | None = None,
        breath_out_s: float | None = None,
        keep_recordings: bool | None = None,
    ) -> None:
        """Other settings; what is None stays. Raises InputError, NotFoundError."""
        checks = Checks()
        given = {
            "breath_in_s": checks.between(
                "breath in", breath_in_s, BREATH_LEAST_S, BREATH_MOST_S, " seconds"
            ),
            "breath_out_s": checks.between(
                "breath out", breath_out_s, BREATH_LEAST_S, BREATH_MOST_S, " seconds"
            ),
            "keep_recordings": keep_recordings,
        }
        checks.settle()
        settings = {name: value for name, value in given.items() if value is not None}
        if settings:
            data = {"settings": settings}
            self._keep(RecordKind.PROFILE_CHANGED, self.find(person).id, data)
        if keep_recordings is False:
            self._end_recordings(person)

    def answer(self, person: str, screen: Screen) -> None:
        """The safety screen, answered in full (again). It opens what pain had locked."""
        halts = self.store.rows(HaltRow, person=self.find(person).id)
        at = after(self.now(), halts[-1].at if halts else None)
        data = {
            "codes": sorted(screen.codes),
            "red_flags": sorted(screen.red_flags),
            "experience": str(screen.experience),
        }
        self._keep(RecordKind.SCREEN_ANSWERED, person, data, at)

    def stop_signs(self, person: str, red_flags: Iterable[str]) -> None:
        """Stop signs were ticked and the rest was not asked: what was answered before stays."""
        before = self.find(person).screen
        self.answer(
            person,
            Screen(
                codes=frozenset() if before is None else before.codes,
                red_flags=frozenset(red_flags),
                experience=Experience.BEGINNER if before is None else before.experience,
                answered_at=self.now(),
            ),
        )

    def delete(self, person: str) -> None:
        """Everything of a person is gone: records, rows, recordings. Raises NotFoundError."""
        self.find(person)
        sessions = {row.session for row in self.store.rows(SessionRow, person=person)}
        sessions |= {row.session for row in self.store.rows(RecordingRow, person=person)}
        for session in sorted(sessions):
            self.leave(session)
            self.files.delete(session)
        self._keep(RecordKind.PROFILE_DELETED, person, {})

    def _end_recordings(self, person: str) -> None:
        """What is being recorded right now ends too; the session itself goes on."""
        for row in self.store.rows(SessionRow, person=person):
            if row.state in ("made", "running"):
                self.leave(row.session)

    def _keep(
        self, kind: RecordKind, person: str, data: Mapping[str, object], at: str = ""
    ) -> None:
        self.store.append(
            Record(
                id=str(self.new_id()),
                kind=kind,
                at=at or self.now(),
                person=person,
                session="",
                data=data,
            )
        )

    def _person(self, row: ProfileRow, screen: ScreenRow | None, halt: HaltRow | None) -> Person:
        locked = halt is not None and (screen is None or halt.at >= screen.at)
        usual = self.preferences
        return Person(
            id=row.person,
            name=row.name,
            language=row.language,
            made_at=row.at,
            settings=Preferences(
                breath_in_s=usual.breath_in_s if row.breath_in_s is None else row.breath_in_s,
                breath_out_s=usual.breath_out_s if row.breath_out_s is None else row.breath_out_s,
                keep_recordings=row.keep_recordings,
            ),
            screen=None if screen is None else screen_of(screen),
            locked="pain" if locked else "",
            locked_by=self._standing(halt) if halt is not None and locked else "",
        )

    def _standing(self, halt: HaltRow) -> str:
        """The session of a halt, if it is there still."""
        return halt.session if self.store.rows(SessionRow, session=halt.session) else ""


def screen_of(row: ScreenRow) -> Screen:
    known = {choice.value for choice in Experience}
    return Screen(
        codes=frozenset(row.codes),
        red_flags=frozenset(row.red_flags),
        # A way of practising that this version does not know is met as carefully as a newcomer.
        experience=Experience(row.experience) if row.experience in known else Experience.BEGINNER,
        answered_at=row.at,
    )
