"""A landmark recording replayed through the coach as it is now: what it saw, and what it said.

The messages of the page go through the same live session that they went through then, so the
events are those that were told. Nothing is kept of it, and nothing is judged here.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from supple.app.derived import ScreenRow
from supple.app.desk import Opened, live_session
from supple.app.film import Film
from supple.app.live import LiveSession, Told
from supple.app.opening import TYPE, Opening, opening_of
from supple.app.people import screen_of
from supple.app.ports import RecordingFiles, Store
from supple.app.progress import plan_now
from supple.core.coaching.guide import Place
from supple.core.errors import MessageError, NotFoundError, PoseError
from supple.core.events import Command
from supple.core.exercise import Exercise
from supple.core.framecode import decode
from supple.core.planning.easing import easier_entry
from supple.core.programme import Experience, Screen
from supple.core.recognising.kinds import PoseKinds

KEPT_COUNT = 2  # replays of the last recordings that were looked at: making one takes seconds
LONG_GAP_S = 5.0
CUT_S = 2.0
"""A gap longer than the first (a laptop that slept) is shown as the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something that the coach told, at a time of the film."""

    film_s: float
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A recording replayed. `film` is as app.film says; `cut_short` where a part is unreadable."""

    film: bytes
    frames_count: int
    seconds_s: float
    happened: tuple[Happened, ...]
    cut_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replays:
    """Replays the recordings of sessions. Who may see them is for the asker to find out."""

    store: Store
    files: RecordingFiles
    exercises: Mapping[str, Exercise]
    learned: PoseKinds | None = None
    _kept: OrderedDict[tuple[str, int], Replay] = field(default_factory=OrderedDict)

    def of(self, session: str) -> Replay:
        """The recording of a session, replayed. Raises NotFoundError where it cannot be."""
        try:
            messages = list(self.files.messages(session))
        except PoseError:
            messages = []
        if not messages:
            raise NotFoundError("This recording is not there any more, or cannot be read.")
        key = (session, sum(len(message) for message in messages))
        found = self._kept.pop(key, None) or replayed(messages, self._opener(session))
        self._kept[key] = found
        while len(self._kept) > KEPT_COUNT:
            self._kept.popitem(last=False)
        return found

    def _opener(self, session: str) -> Callable[[Opening], LiveSession]:
        """Opens the session as it stood at an instant: its plan, and the answers of then."""
        records = self.store.session(session)
        if not records:
            raise NotFoundError("The session of this recording is not there any more.")
        screens = self.store.rows(ScreenRow, person=records[0].person)

        def opened(opening: Opening) -> LiveSession:
            screen = _screen_at(screens, opening.at)
            known = [one for one in records if one.at <= opening.at or not opening.at]
            plan = plan_now(known, self.exercises, screen)
            if plan is None or any(one.exercise not in self.exercises for one in plan.entries):
                raise NotFoundError("An exercise of this recording is not there any more.")
            easier = partial(easier_entry, exercises=self.exercises, screen=screen)
            person = records[0].person
            as_then = Opened(session=plan, person=person, place=opening.place, easier=easier)
            return live_session(as_then, self.exercises, self.learned)

        return opened


def replayed(messages: Sequence[str | bytes], opened: Callable[[Opening], LiveSession]) -> Replay:
    """The messages of a recording through the sessions that `opened` makes for them."""
    reel = _Reel(opened)
    cut_short = False
    try:
        for message in messages:
            if isinstance(message, bytes):
                reel.frames(message)
            else:
                reel.text(message)
    except (MessageError, ValueError, TypeError, KeyError):
        cut_short = True  # what came before was whole
    return Replay(
        film=reel.film.bytes(),
        frames_count=reel.film.count,
        seconds_s=reel.clock.now_s,
        happened=tuple(reel.happened),
        cut_short=cut_short,
    )


class _Clock:
    """The film's seconds: those of the session, without long gaps, over all its seats."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._session_s: float | None = None
        self._begun = False

    def anew(self) -> None:
        """Another seat, whose session counts from its own start."""
        self._session_s = None

    def __call__(self, session_s: float) -> float:
        if self._session_s is None:
            self._session_s = session_s
            self.now_s += CUT_S if self._begun else 0.0
            self._begun = True
            return self.now_s
        passed_s = session_s - self._session_s
        if passed_s <= 0.0:
            return max(0.0, self.now_s + passed_s)
        self._session_s = session_s
        self.now_s += passed_s if passed_s <= LONG_GAP_S else CUT_S
        return self.now_s


class _Reel:
    """The live session as it was, and the film of it."""

    def __init__(self, opened: Callable[[Opening], LiveSession]) -> None:
        self.film = Film()
        self.clock = _Clock()
        self.happened: list[Happened] = []
        self._opened = opened
        self._live: LiveSession | None = None
        self._size = (640.0, 480.0)
        self._last_s = -float("inf")

    def frames(self, message: bytes) -> None:
        if self._live is None:
            return
        numbered = decode(message, width=self._size[0], height=self._size[1])
        told = self._live.frames(numbered)
        offset_s = self._live.offset_s
        for _, frame in numbered:
            session_s = frame.time_s + (offset_s or 0.0)
            if offset_s is not None and session_s > self._last_s:
                self._last_s = session_s
                self.film.add(frame, self.clock(session_s))
        self._keep(told)

    def text(self, text: str) -> None:
        message: Any = json.loads(text)
        kind = message["type"]
        if kind == TYPE:
            self._open(opening_of(message))
            return
        if self._live is None:  # a recording from before seats were noted on it
            self._open(Opening(at="", place=Place()))
        if kind == "hello":
            self._join(message)
        elif kind == "tick":
            self._keep(self._session.tick(float(message["time_s"])))
        elif kind == "command":
            about = message.get("criterion")
            command, time_s = Command(message["command"]), float(message["time_s"])
            self._keep(self._session.command(command, time_s, about))

    @property
    def _session(self) -> LiveSession:
        assert self._live is not None
        return self._live

    def _open(self, opening: Opening) -> None:
        self._live = self._opened(opening)
        self._last_s = -float("inf")
        self.clock.anew()

    def _join(self, message: Mapping[str, Any]) -> None:
        """What the page missed is told to it again, and was kept when it was told first."""
        self._size = (float(message.get("width", 640)), float(message.get("height", 480)))
        last_event, camera = int(message.get("last_event", 0)), bool(message.get("camera", True))
        self._session.join(last_event=last_event, camera=camera)

    def _keep(self, told: Sequence[Told]) -> None:
        self.happened += [Happened(film_s=self.clock(one.event.at_s), told=one) for one in told]


def _screen_at(screens: Sequence[ScreenRow], at: str) -> Screen:
    """The answers as they were at an instant, the first ones before that."""
    then = [row for row in screens if row.at <= at] or list(screens[:1])
    if then:
        return screen_of(then[-1])
    return Screen(
        codes=frozenset(), red_flags=frozenset(), experience=Experience.BEGINNER, answered_at=""
    )
