"""All live sessions of this process: who sits where, what is kept of it.

A session stays at the desk while its page is away, so that a page that comes back finds it as it
left it. The store has what is needed to go on after the process is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from supple.app.ghosting import Ghost, Ghosting
from supple.app.live import LiveSession, Told
from supple.app.opening import Opening, opening_text
from supple.app.remembering import Remembering
from supple.app.showing_faults import Instant, Instants, Shown
from supple.core.coaching.guide import Guide, Place
from supple.core.events import Command
from supple.core.exercise import Exercise
from supple.core.framecode import decode
from supple.core.programme import Session, SessionEntry
from supple.core.recognising.kinds import PoseKinds
from supple.core.records import Record

SEATS_COUNT = 64
"""More sessions than a household has at once; the one longest away gives up its seat."""


class Tape(Protocol):
    """Where a live session's messages are kept, if the person agreed."""

    def text(self, message: str) -> None: ...

    def frames(self, message: bytes) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stored session, ready to be guided from `place` on."""

    session: Session
    person: str
    place: Place
    easier: Callable[[SessionEntry], SessionEntry | None]


def live_session(
    opened: Opened, exercises: Mapping[str, Exercise], learned: PoseKinds | None
) -> LiveSession:
    """A stored session, to be gone on with; live and replayed alike."""
    entries = opened.session.entries

    def guide(place: Place, camera: bool) -> Guide:
        return Guide(
            opened.session,
            exercises,
            camera=camera,
            place=place,
            easier=opened.easier,
            learned=learned,
        )

    first = exercises[entries[min(opened.place.entry, len(entries) - 1)].exercise]
    return LiveSession(guide, first, opened.place)


class Seat:
    """One session at the desk. Not safe for threads: one socket drives it at a time."""

    def __init__(
        self,
        live: LiveSession,
        remembering: Remembering,
        keep: Callable[[Sequence[Record]], None],
        now: Callable[[], str],
        tape: Tape | None,
    ) -> None:
        self._live, self._remembering = live, remembering
        self._keep, self._now, self._tape = keep, now, tape
        self._size = (640.0, 480.0)
        self._instants = Instants()
        self.ghosting = Ghosting()
        self.instant: Instant | None = None
        """What is worth showing of the set that was done last, until it is taken."""
        self.shown: list[Shown] = []
        """Faults that were shown, in memory only."""

    @property
    def over(self) -> bool:
        return self._live.over

    @property
    def waiting(self) -> bool:
        return self._live.waiting

    def join(
        self, text: str, *, width: float, height: float, last_event: int, camera: bool
    ) -> list[Told]:
        """The page's hello, `text` as it came."""
        self._size = (width, height)
        if self._tape is not None:
            self._tape.text(text)
        return self._live.join(last_event=last_event, camera=camera)

    def frames(self, message: bytes) -> tuple[int, list[Told]]:
        """A message of frames; the number of its last frame, and what came of it."""
        numbered = decode(message, width=self._size[0], height=self._size[1])
        if self._tape is not None:
            self._tape.frames(message)
        return numbered[-1].number, self._kept(self._live.frames(numbered))

    def ghost(self) -> Ghost | None:
        """What is new to the page about its ghost, after frames."""
        frame = self._live.frame
        return None if frame is None else self.ghosting.look(self._live.coach, frame)

    def tick(self, text: str, time_s: float) -> list[Told]:
        if self._tape is not None:
            self._tape.text(text)
        return self._kept(self._live.tick(time_s))

    def command(
        self, text: str, command: Command, time_s: float, criterion: str | None
    ) -> list[Told]:
        if self._tape is not None:
            self._tape.text(text)
        return self._kept(self._live.command(command, time_s, criterion))

    def leave(self) -> None:
        """Nobody comes back to this seat."""
        if self._tape is not None:
            self._tape.close()

    def _kept(self, told: list[Told]) -> list[Told]:
        over = self._instants.receive(
            [one.event for one in told],
            self._live.coach,
            self._live.frame,
            self.ghosting.sizing.size,
        )
        self.instant = over or self.instant
        records = self._remembering.records(told, self._now())
        if records:
            self._keep(records)
        return told


class Desk:
    """Finds or makes the seat of a session."""

    def __init__(
        self,
        *,
        exercises: Mapping[str, Exercise],
        opened: Callable[[str], Opened],
        keep: Callable[[Sequence[Record]], None],
        now: Callable[[], str],
        new_id: Callable[[], UUID],
        tape: Callable[[str], Tape | None],
        learned: PoseKinds | None = None,
    ) -> None:
        self._exercises, self._opened, self._keep = exercises, opened, keep
        self._now, self._new_id, self._tape = now, new_id, tape
        self._learned = learned
        self._seats: dict[str, Seat] = {}

    def seat(self, session: str) -> Seat:
        """The seat of a session. Raises NotFoundError, or InputError where it cannot go on."""
        seat = self._seats.pop(session, None)
        if seat is None or seat.over:
            seat = self._new_seat(session)
        self._seats[session] = seat
        while len(self._seats) > SEATS_COUNT:
            self._seats.pop(next(iter(self._seats))).leave()
        return seat

    def shown(self, session: str, number: int) -> Shown | None:
        """A fault that was shown in a session which is still at the desk, counted from 0."""
        seat = self._seats.get(session)
        kept = [] if seat is None else seat.shown
        return kept[number] if 0 <= number < len(kept) else None

    def forget(self, session: str) -> None:
        """The session is over or deleted."""
        seat = self._seats.pop(session, None)
        if seat is not None:
            seat.leave()

    def close(self) -> None:
        """The server ends: every seat is left, so that each recording is closed."""
        while self._seats:
            self._seats.popitem()[1].leave()

    def _new_seat(self, session: str) -> Seat:
        opened = self._opened(session)
        remembering = Remembering(person=opened.person, session=session, run=self._new_id())
        live = live_session(opened, self._exercises, self._learned)
        tape = self._tape(session)
        if tape is not None:
            tape.text(opening_text(Opening(at=self._now(), place=opened.place)))
        return Seat(live, remembering, self._keep, self._now, tape)
