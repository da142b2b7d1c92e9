"""The use cases over a real store in a folder of the test, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from supple.adapters.catalogue_toml import own
from supple.adapters.programmes_toml import read_programmes
from supple.adapters.recording import Recording, RecordingWriter
from supple.adapters.recordings_folder import RecordingsFolder
from supple.adapters.store_sql import SqlStore, open_store
from supple.app.desk import Desk
from supple.app.history import History
from supple.app.instants import instant
from supple.app.people import People
from supple.app.recordings import Recordings
from supple.app.replaying import Replays
from supple.app.sessions import Sessions
from supple.core.exercise import Exercise
from supple.core.programme import Experience, Programme, Screen

EXERCISES: Mapping[str, Exercise] = own().exercises
PROGRAMMES: Mapping[str, Programme] = read_programmes()


@dataclass
class Clock:
    """A second later each time it is asked."""

    at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> str:
        self.at += timedelta(seconds=1)
        return instant(self.at)


@dataclass
class Household:
    """Everything in its place, as the wiring puts it."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    new_id: Callable[[], UUID] = field(init=False)

    def __post_init__(self) -> None:
        numbers = count(1)
        self.new_id = lambda: UUID(int=next(numbers))
        self.open()

    def again(self) -> None:
        """The server ended and was started again."""
        self.store.close()
        self.open()

    def open(self) -> None:
        """Put everything in its place."""
        self.store: SqlStore = open_store(f"sqlite:///{self.folder / 'supple.sqlite3'}")
        self.files = RecordingsFolder(
            folder=self.folder / "recordings",
            write=RecordingWriter,
            read=lambda path: Recording(path).frames(),
            replay=lambda path: Recording(path).entries(),
        )
        kept = {"store": self.store, "now": self.clock, "new_id": self.new_id}
        left = {"files": self.files, "leave": self._leave}
        self.people = People(**kept, **left)
        self.history = History(**kept, **left)
        self.recordings = Recordings(**kept, people=self.people, files=self.files)
        self.replays = Replays(store=self.store, files=self.files, exercises=EXERCISES)
        self.sessions = Sessions(
            **kept, people=self.people, exercises=EXERCISES, programmes=PROGRAMMES
        )
        self.desk = Desk(
            exercises=EXERCISES,
            opened=self.sessions.opened,
            keep=self.sessions.keep,
            now=self.clock,
            new_id=self.new_id,
            tape=self.recordings.tape,
        )

    def _leave(self, session: str) -> None:
        self.desk.forget(session)

    def somebody(self, name: str = "Ada", **answers: object) -> str:
        """A person who answered the screen."""
        person = self.people.make(name).id
        self.people.answer(person, screen(**answers))
        return person


def screen(**answers: object) -> Screen:
    told: dict[str, object] = {
        "codes": frozenset(),
        "red_flags": frozenset(),
        "experience": Experience.OFFICE,
        "answered_at": "",
    }
    return Screen(**(told | answers))
