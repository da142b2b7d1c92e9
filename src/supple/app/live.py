"""One live session between a page and the guide: numbering, replays, and one clock.

The page may reload, lose its line, or say things twice; the server may be killed. What holds:
events are numbered from 1 and kept, so a page that comes back is told what it missed; a frame
that is sent again is judged once; a page that starts anew (it saw no event) goes on at the set
where the session was; and the guide's clock never runs backwards, although each page load counts
its seconds from its own start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from supple.core.coaching.coach import Coach
from supple.core.coaching.guide import Guide, Place
from supple.core.events import Command, Event, Placement, Tick
from supple.core.exercise import Exercise
from supple.core.framecode import Numbered
from supple.core.judging.observer import Observer
from supple.core.pose import Frame

KEPT_EVENTS_COUNT = 2000
"""About an hour of a session; a page that missed more starts anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with its number in the session."""

    number: int
    event: Event


class LiveSession:
    """Between the socket and the guide. Not safe for threads: one socket drives it."""

    def __init__(
        self, make_guide: Callable[[Place, bool], Guide], first: Exercise, place: Place
    ) -> None:
        self._make_guide = make_guide
        self._first = first
        self._preview = Observer(first)
        self._guide: Guide | None = None
        self._place = place
        self._camera = True
        self.frame: Frame | None = None
        self._kept: deque[Told] = deque(maxlen=KEPT_EVENTS_COUNT)
        self._number = 0
        self._frame_number = -1
        self._now_s = 0.0
        self._offset_s: float | None = None

    @property
    def coach(self) -> Coach | None:
        """Who leads now; None before the start. `frame` is the last one that they were shown."""
        return None if self._guide is None else self._guide.coach

    @property
    def over(self) -> bool:
        return self._guide is not None and self._guide.over

    @property
    def waiting(self) -> bool:
        """Nothing runs yet, or any more: a START is needed."""
        return self._guide is None

    @property
    def offset_s(self) -> float | None:
        """From the page's seconds to the session's; None until the page told a time."""
        return self._offset_s

    @property
    def place(self) -> Place:
        """Where the session is; before the start, where it will go on."""
        return self._place if self._guide is None else self._guide.place

    def join(self, *, last_event: int, camera: bool) -> list[Told]:
        """A page said hello. What it missed, or nothing if it starts anew."""
        known = self._guide is not None and 0 < last_event <= self._number
        if known:
            return [told for told in self._kept if told.number > last_event]
        self._place, self._guide = self.place, None
        self._camera = camera
        self._preview = Observer(self._first)  # a new page has not heard what is missing
        self._number = max(self._number, last_event)
        self._frame_number = -1
        self._offset_s = None
        return []

    def frames(self, numbered: Sequence[Numbered]) -> list[Told]:
        """Frames in order; those that were here before are passed over."""
        told: list[Told] = []
        for number, frame in numbered:
            if number > self._frame_number:
                self._frame_number = number
                told += self._see(replace(frame, time_s=self._clock(frame.time_s)))
        return told

    def tick(self, time_s: float) -> list[Told]:
        now_s = self._clock(time_s)
        return [] if self._guide is None else self._tell(self._guide.receive(Tick(time_s=now_s)))

    def command(self, command: Command, time_s: float, criterion: str | None) -> list[Told]:
        """The first START begins the session (or goes on with it)."""
        now_s = self._clock(time_s)
        if self._guide is not None:
            return self._tell(self._guide.command(command, now_s, criterion))
        if command is Command.WITHOUT_CAMERA or command is Command.WITH_CAMERA:
            self._camera = command is Command.WITH_CAMERA
        if command is not Command.START:
            return []
        self._guide = self._make_guide(self._place, self._camera)
        return self._tell(self._guide.begin(now_s))

    def _see(self, frame: Frame) -> list[Told]:
        """Before the start the camera is only tried: is the body in view?"""
        self.frame = frame
        if self._guide is not None:
            return self._tell(self._guide.receive(frame))
        seen = self._preview.receive(frame)
        return self._tell([event for event in seen if isinstance(event, Placement)])

    def _tell(self, events: Sequence[Event]) -> list[Told]:
        told = []
        for event in events:
            self._number += 1
            told.append(Told(number=self._number, event=event))
        self._kept.extend(told)
        return told

    def _clock(self, time_s: float) -> float:
        """The page's seconds on the session's clock."""
        if self._offset_s is None:
            self._offset_s = self._now_s - time_s
        self._now_s = max(self._now_s, time_s + self._offset_s)
        return time_s + self._offset_s
