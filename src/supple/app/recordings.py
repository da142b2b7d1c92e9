"""Landmark recordings: kept only while the person agrees, listed, deleted one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from supple.app.derived import RecordingRow, SessionRow
from supple.app.people import People
from supple.app.ports import Extent, RecordingFiles, Store, Tape
from supple.core.errors import NotFoundError, StoreError
from supple.core.records import Record, RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording that is kept. `id` is that of its session."""

    id: str
    session: str
    programme: str
    at: str
    file: str
    frames_count: int
    seconds_s: float


class KeptTape:
    """Writes a recording and tells when it is closed; once closed it takes nothing more.

    A disk that is full ends the recording, never the session.
    """

    def __init__(self, tape: Tape, closed: Callable[[], None]) -> None:
        self._tape: Tape | None = tape
        self._closed, self._lock = closed, Lock()

    def text(self, message: str) -> None:
        """A text of the page, as it came."""
        self._write(lambda tape: tape.text(message))

    def frames(self, message: bytes) -> None:
        """Frames of the page, as they came."""
        self._write(lambda tape: tape.frames(message))

    def close(self) -> None:
        """Closing twice is no fault."""
        with self._lock:
            tape, self._tape = self._tape, None
        if tape is not None:
            tape.close()
            self._closed()

    def _write(self, write: Callable[[Tape], None]) -> None:
        try:
            with self._lock:
                if self._tape is not None:
                    write(self._tape)
        except OSError:
            self.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordings:
    """Whose recordings there are."""

    store: Store
    people: People
    files: RecordingFiles
    now: Callable[[], str]
    new_id: Callable[[], UUID]

    def tape(self, session: str) -> Tape | None:
        """Where to keep a live session's messages.

        None where the person does not agree, or there is no room: the session goes on without.
        """
        rows = self.store.rows(SessionRow, session=session)
        if not rows or not self.people.find(rows[0].person).settings.keep_recordings:
            return None
        person = rows[0].person
        # Remembered before there is a file, so that no file is ever forgotten.
        self._keep(session, person, self.files.extent(session))
        try:
            tape = self.files.open(session)
        except StoreError:
            data = {"file": self.files.name(session)}
            self._append(RecordKind.RECORDING_DELETED, person, session, data)
            return None
        return KeptTape(tape, lambda: self._closed(session, person))

    def kept(self, person: str) -> list[Recording]:
        """The recordings of a person, the newest first."""
        programmes = {
            row.session: row.programme for row in self.store.rows(SessionRow, person=person)
        }
        return [
            self._recording(row, programmes.get(row.session, ""))
            for row in reversed(self.store.rows(RecordingRow, person=person))
        ]

    def delete(self, person: str, recording: str) -> None:
        """The file is gone; that it was deleted is remembered. Raises NotFoundError."""
        rows = self.store.rows(RecordingRow, session=recording)
        if not rows or rows[0].person != person:
            raise NotFoundError(f'There is no recording "{recording[:60]}" here.')
        self.files.delete(recording)
        data = {"file": rows[0].file}
        self._append(RecordKind.RECORDING_DELETED, person, recording, data)

    def _recording(self, row: RecordingRow, programme: str) -> Recording:
        # A server that was killed could not say how much it kept.
        extent = None if row.frames_count else self.files.extent(row.session)
        return Recording(
            id=row.session,
            session=row.session,
            programme=programme,
            at=row.at,
            file=row.file,
            frames_count=row.frames_count if extent is None else extent.frames_count,
            seconds_s=row.seconds_s if extent is None else extent.seconds_s,
        )

    def _closed(self, session: str, person: str) -> None:
        extent = self.files.extent(session)
        if extent is not None:
            self._keep(session, person, extent)

    def _keep(self, session: str, person: str, extent: Extent | None) -> None:
        known = extent or Extent(frames_count=0, seconds_s=0.0)
        data = {
            "file": self.files.name(session),
            "frames_count": known.frames_count,
            "seconds_s": round(known.seconds_s, 2),
        }
        self._append(RecordKind.RECORDING_KEPT, person, session, data)

    def _append(
        self, kind: RecordKind, person: str, session: str, data: Mapping[str, object]
    ) -> None:
        self.store.append(
            Record(
                id=str(self.new_id()),
                kind=kind,
                at=self.now(),
                person=person,
                session=session,
                data=data,
            )
        )
