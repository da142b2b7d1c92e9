"""A film's pictures, those to look at, cut into parts that can be followed side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from queue import SimpleQueue
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.app.standstill import SMALL_LONG_SIDE, Choice, Standstill

Picture = NDArray[np.uint8]
Timed = tuple[float, Picture]

WARM_COUNT: Final = 8
"""Looks after which a new tracker agrees with an old one to about 0.01 trunk lengths, tried on
films; to 0.005 it takes twice as many."""
PART_COUNT: Final = 240
"""Pictures in one part, at most."""
PART_MIN_COUNT: Final = 30
"""Fewer take longer to warm up for than to follow (ENG)."""
PART_BYTES: Final = 160 << 20
"""At most this much of pictures in one part, so that large ones make shorter parts."""
PARTS_STEP: Final = 2
"""Parts come in pairs, so that two cores are done at the same time."""


class Part:
    """Times of all its pictures, with whether they are looked at; and those that are.

    `warm` are the last ones of the part before. A part is handed out when it begins and fed while
    it is followed; `taken` waits for what is still to come.
    """

    def __init__(self, warm: Iterable[Timed]) -> None:
        self.warm = tuple(warm)
        self._warm_count = len(self.warm)
        self.times: list[tuple[float, bool]] = []
        self._pictures: SimpleQueue[Timed | None] = SimpleQueue()
        self._given_up = False

    @property
    def count(self) -> int:
        """Its pictures, with those that it warms up on, also once they are let go."""
        return self._warm_count + len(self.times)

    def feed(self, time_s: float, picture: Picture | None) -> None:
        """The next picture; None for one that is passed over."""
        self.times.append((time_s, picture is not None))
        if picture is not None:
            self._pictures.put((time_s, picture))

    def end(self) -> None:
        self._pictures.put(None)

    def give_up(self) -> None:
        """Nobody wants its frames any more."""
        self._given_up = True
        self.end()

    def taken(self) -> Iterator[Timed]:
        """Each picture once, and no longer kept than it is needed."""
        self.warm = ()
        for timed in iter(self._pictures.get, None):
            if self._given_up:
                return
            yield timed


def parts_of(
    pictures: Iterable[tuple[float, Picture | None]], promised_count: Callable[[], int]
) -> Iterator[Part]:
    """The parts, each as it begins. `promised_count` is asked once the first picture is there."""
    last: deque[Timed] = deque(maxlen=WARM_COUNT)
    part: Part | None = None
    most = 0
    for time_s, picture in pictures:
        if picture is not None:
            if part is None:
                most = _length(promised_count(), picture.nbytes)
            if part is None or part.count >= most:
                if part is not None:
                    part.end()
                part = Part(last)
                yield part
            last.append((time_s, picture))
        assert part is not None  # the first picture is never passed over
        part.feed(time_s, picture)
    if part is not None:
        part.end()


def _length(promised_count: int, picture_bytes: int) -> int:
    """How many pictures a part has, with those that it warms up on, so that all are even."""
    most = min(PART_COUNT, max(PART_MIN_COUNT + WARM_COUNT, PART_BYTES // picture_bytes))
    if promised_count < 2 * PART_MIN_COUNT:
        return most
    least = (promised_count - WARM_COUNT) / (most - WARM_COUNT)
    parts_count = PARTS_STEP * ceil(least / PARTS_STEP)
    return ceil((promised_count + WARM_COUNT * (parts_count - 1)) / parts_count)


def chosen(pictures: Iterable[Timed]) -> Iterator[tuple[float, Picture | None]]:
    """The same pictures, None where one is passed over."""
    standstill = Standstill()
    passed: Timed | None = None
    for time_s, picture in pictures:
        choice = standstill.choose(time_s, _small(picture))
        if passed is not None:
            yield passed if choice is Choice.LOOK_BACK else (passed[0], None)
            passed = None
        if choice is Choice.PASS:
            passed = time_s, picture
        else:
            yield time_s, picture
    if passed is not None:  # the last one is always looked at
        yield passed


def _small(picture: Picture) -> Picture:
    """Green for grey, of every second pixel: a sixth of the time that all of it would take."""
    height, width = picture.shape[:2]
    scale = SMALL_LONG_SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    green = np.ascontiguousarray(picture[::2, ::2, 1])
    return cv2.resize(green, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
