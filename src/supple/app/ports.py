"""The doors to the outside, as promises. Adapters keep them; wiring chooses which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from supple.app.derived import Row
from supple.core.exercise import Exercise
from supple.core.programme import Programme
from supple.core.records import Record

if TYPE_CHECKING:  # what it is made of takes long to load, and the ports only name it
    from supple.core.pose import Frame

R = TypeVar("R", bound=Row)


class CatalogueSource(Protocol):
    """Where exercises, programmes and sources come from."""

    def exercises(self) -> Mapping[str, Exercise]:
        """All exercises by id. Raises CatalogueError with every fault of every file."""
        ...

    def programmes(self) -> Mapping[str, Programme]: ...

    def sources(self) -> Mapping[str, str]:
        """Citation texts by key."""
        ...


class Store(Protocol):
    """The record of what happened, and the rows derived from it. Safe to call from several
    threads and processes. What fails raises StoreError with one sentence for a person.
    """

    def append(self, *records: Record) -> int:
        """Keeps what is not there yet, all or nothing; returns how many were new.

        The rows derived from the records are there when it returns. SESSION_DELETED and
        PROFILE_DELETED remove every other record of that session or person for good, and
        whatever is sent for them afterwards is not kept. Raises InputError for records that no
        database could keep.
        """
        ...

    def history(self, person: str) -> Sequence[Record]:
        """All records of a person, by instant, then id."""
        ...

    def session(self, session: str) -> Sequence[Record]:
        """All records of a session, by instant, then id."""
        ...

    def rows(
        self, kind: type[R], *, person: str | None = None, session: str | None = None
    ) -> list[R]:
        """Derived rows of a kind, by instant, then key; all of them, or somebody's."""
        ...

    def exercises_done(self, person: str) -> frozenset[str]:
        """Exercises of which the person did a set."""
        ...

    def rebuild(self) -> Mapping[str, int]:
        """Derives every row again from the record; how many of each table there are now."""
        ...


class RecordingFiles(Protocol):
    """Landmark recordings on the disk, one a session."""

    def name(self, session: str) -> str:
        """What the file of a session is called."""
        ...

    def open(self, session: str) -> Tape:
        """A recording to write to; one that is there already is gone on with."""
        ...

    def messages(self, session: str) -> Iterator[str | bytes]:
        """Texts and messages of frames as they came. Raises PoseError where there is no file."""
        ...

    def extent(self, session: str) -> Extent | None:
        """How much is in it, None where there is no file."""
        ...

    def delete(self, session: str) -> None:
        """The file is gone afterwards, whether or not there was one."""
        ...


class Tape(Protocol):
    """Where a live session's messages are kept."""

    def text(self, message: str) -> None: ...

    def frames(self, message: bytes) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a landmark recording holds."""

    frames_count: int
    seconds_s: float


class PoseSource(Protocol):
    """A photo, a video or a landmark recording as frames."""

    @property
    def kind(self) -> str:
        """ "photo", "video" or "recording"."""
        ...

    def frames(self) -> Iterator[Frame]:
        """Frames in time order, also those with nobody in them."""
        ...

    @property
    def analysed_count(self) -> int:
        """How many frames were looked at, not laid between others (known after the last)."""
        ...

    @property
    def cut_short(self) -> str:
        """Empty, or a sentence saying where the file broke off (known after the last frame)."""
        ...
