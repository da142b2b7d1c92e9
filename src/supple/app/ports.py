"""The doors to the outside, as promises. Adapters keep them; wiring chooses which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from supple.core.exercise import Exercise
from supple.core.pose import Frame
from supple.core.programme import Programme
from supple.core.records import Record


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
    """The record of what happened. Safe to call from several threads."""

    def append(self, *records: Record) -> int:
        """Keeps what is not there yet, all or nothing; returns how many were new."""
        ...

    def history(self, person: str) -> Sequence[Record]:
        """All records of a person, by instant, then id."""
        ...

    def session(self, session: str) -> Sequence[Record]: ...


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
    def cut_short(self) -> str:
        """Empty, or a sentence saying where the file broke off (known after the last frame)."""
        ...


