"""The frames of a film, sooner than one picture after the other.

A pose model that tracks needs about 18 ms a picture on one core, whatever is in it. Two things
save time. Pictures that show nothing new are passed over (app.standstill), and their frames lie
evenly between those on either side. And the film is cut into parts that are tracked at the same
time, each by a tracker of its own that first warms up on the end of the part before.

Where the parts begin depends on the pictures alone, never on how many cores there are: the same
film gives the same frames on one core and on eight.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from ctypes import CDLL
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final, NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.app.standstill import SMALL_LONG_SIDE, Choice, Standstill
from supple.core.pose import Frame
from supple.core.seeing.continuity import trunk_length

Picture = NDArray[np.uint8]

LOOK_ANEW_S: Final = 0.5
"""How often a tracked body is looked for anew: a tracker holds on to what is long gone."""
WARM_COUNT: Final = 15
"""Looks after which a new tracker agrees with an old one to 0.01 trunk lengths, tried on films."""
JOIN_S: Final = 1.0
"""How long the small rest of a difference between two trackers takes to go away (ENG)."""
JOIN_RATIO: Final = 0.05
"""Trackers further apart than this, in trunk lengths, do not see the same (ENG)."""
PART_COUNT: Final = 120
"""Looks in one part, about."""
PART_BYTES: Final = 160 << 20
"""At most this much of pictures in one part, so that large ones make shorter parts."""


class Pictures(Protocol):
    """A film: pictures (height, width, 3; blue, green, red) with times in seconds."""

    @property
    def kind(self) -> str: ...
    @property
    def cut_short(self) -> str: ...
    def pictures(self) -> Generator[tuple[float, Picture], None, None]: ...


class Eye(Protocol):
    """Follows one person from picture to picture. Made for one part of a film."""

    def look(self, time_s: float, picture: Picture, *, anew: bool) -> Frame:
        """The frame of a picture; with `anew` its agreement too, if somebody is in it."""
        ...

    def close(self) -> None: ...


class PoseFromFilm:
    """Keeps app.ports.PoseSource for a video."""

    def __init__(
        self,
        pictures: Pictures,
        eye: Callable[[], Eye],
        *,
        threads_count: int = 1,
        every_picture: bool = False,
    ) -> None:
        """`eye` makes one. `every_picture`: one eye looks at all of them, for comparison."""
        self.source = pictures
        self._eye = eye
        self._threads_count = threads_count
        self._every_picture = every_picture
        self.analysed_count = 0

    @property
    def kind(self) -> str:
        return self.source.kind

    @property
    def cut_short(self) -> str:
        return self.source.cut_short

    def frames(self) -> Iterator[Frame]:
        """A frame for every picture, in time order, also those with nobody in them.

        `analysed_count` grows by every picture that was looked at.
        Raises PoseError where the pictures or the model cannot be read.
        """
        self.analysed_count = 0
        return completed(self._all_seen() if self._every_picture else self._seen())

    def _all_seen(self) -> Iterator[tuple[float, Frame]]:
        with closing(self.source.pictures()) as pictures, closing(self._eye()) as eye:
            for frame in _followed(eye, pictures):
                self.analysed_count += 1
                yield frame.time_s, frame

    def _seen(self) -> Iterator[tuple[float, Frame | None]]:
        """Times of pictures in order, with their frames where they were looked at."""
        _few_heaps()
        running: deque[tuple[_Part, Future[_Tracked]]] = deque()
        last: Frame | None = None
        with closing(self.source.pictures()) as pictures:
            parts = parts_of(_chosen(pictures))
            first = next(parts, None)  # before a tracker is made: most faults are the file's
            with ThreadPoolExecutor(self._threads_count) as threads:
                try:
                    for part in chain([first] if first else [], parts):
                        running.append((part, threads.submit(self._track, part)))
                        if len(running) > self._threads_count:
                            last = yield from self._told(*running[0], last)
                            running.popleft()
                    while running:
                        last = yield from self._told(*running[0], last)
                        running.popleft()
                finally:
                    for part, _ in running:
                        part.given_up = True

    def _told(
        self, part: _Part, tracking: Future[_Tracked], last: Frame | None
    ) -> Generator[tuple[float, Frame | None], None, Frame | None]:
        """What came of a part, joined to the last frame of the one before; returns its own."""
        tracked = tracking.result()
        frames = iter(joined(tracked.frames, tracked.seam, last))
        for time_s, looked in part.times:
            self.analysed_count += looked
            frame = next(frames) if looked else None
            last = frame or last
            yield time_s, frame
        return last

    def _track(self, part: _Part) -> _Tracked:
        seam: Frame | None = None
        with closing(self._eye()) as eye:
            for _ in range(part.warm_count):
                seam = eye.look(*part.pictures.popleft(), anew=False)
            return _Tracked(list(_followed(eye, part.taken())), seam)


class _Tracked(NamedTuple):
    """The frames of a part, and its tracker's own of the last picture of the part before."""

    frames: list[Frame]
    seam: Frame | None


@dataclass(slots=True)
class _Part:
    """Times of all its pictures, with whether they are looked at; and those that are.

    The first `warm_count` of `pictures` are the end of the part before.
    """

    pictures: deque[tuple[float, Picture]]
    warm_count: int
    times: list[tuple[float, bool]] = field(default_factory=list)
    given_up: bool = False

    @property
    def looks_count(self) -> int:
        return len(self.pictures) - self.warm_count

    def taken(self) -> Iterator[tuple[float, Picture]]:
        """Each picture once, and no longer kept than it is needed."""
        while self.pictures and not self.given_up:
            yield self.pictures.popleft()


def _followed(eye: Eye, pictures: Iterable[tuple[float, Picture]]) -> Iterator[Frame]:
    """Every picture looked at, and one in each `LOOK_ANEW_S` anew."""
    turn: int | None = None
    for time_s, picture in pictures:
        frame = eye.look(time_s, picture, anew=_turn(time_s) != turn)
        turn = _turn(time_s) if frame.found else None
        yield frame


def joined(frames: Iterable[Frame], seam: Frame | None, last: Frame | None) -> Iterator[Frame]:
    """The frames of a part without a step to those of the part before.

    `seam` and `last` are the two trackers' frames of one picture. What is between them goes away
    over `JOIN_S`; where it is no small thing, they see something else and nothing is joined.
    """
    if seam is None or last is None or not _alike(seam, last):
        yield from frames
        return
    points, depth = last.points - seam.points, last.depth - seam.depth
    world = last.world - seam.world
    until_s = seam.time_s + JOIN_S
    for frame in frames:
        if not frame.found:
            until_s = frame.time_s  # whoever comes next is seen anew
        share = (until_s - frame.time_s) / JOIN_S
        if share <= 0:
            yield frame
            continue
        yield replace(
            frame,
            points=frame.points + share * points,
            depth=frame.depth + share * depth,
            world=frame.world + share * world,
        )


def _alike(seam: Frame, last: Frame) -> bool:
    if not (seam.found and last.found) or seam.aspect_ratio != last.aspect_ratio:
        return False
    moved = float(np.median(np.hypot(*(last.points - seam.points).T)))
    return moved < JOIN_RATIO * trunk_length(last.points)


def parts_of(pictures: Iterable[tuple[float, Picture | None]]) -> Iterator[_Part]:
    """Cuts a film where a look anew is due; a picture that is None is passed over."""
    last: deque[tuple[float, Picture]] = deque(maxlen=WARM_COUNT)
    part = _Part(deque(), 0)
    for time_s, picture in pictures:
        if picture is not None:
            full = part.looks_count >= min(PART_COUNT, max(30, PART_BYTES // picture.nbytes))
            if full and _turn(time_s) != _turn(last[-1][0]):
                yield part
                part = _Part(deque(last), len(last))
            part.pictures.append((time_s, picture))
            last.append((time_s, picture))
        part.times.append((time_s, picture is not None))
    if part.times:
        yield part


def completed(seen: Iterable[tuple[float, Frame | None]]) -> Iterator[Frame]:
    """Frames for all times: those passed over lie between the two that were looked at.

    The agreement of a look anew holds until the next, or until nobody is seen.
    """
    last: Frame | None = None
    agreed = float("nan")
    passed_s: list[float] = []
    for time_s, frame in seen:
        if frame is None:
            passed_s.append(time_s)
            continue
        between = [_between(last, frame, at_s) for at_s in passed_s] if last is not None else []
        passed_s.clear()
        yield from between
        if not frame.found:
            agreed = float("nan")
        elif not np.isnan(frame.agreement):
            agreed = frame.agreement
        last = replace(frame, agreement=agreed)
        yield last


def _between(before: Frame, after: Frame, at_s: float) -> Frame:
    """The frame at a time between two that are alike; as before where they cannot be mixed."""
    if not (before.found and after.found) or before.aspect_ratio != after.aspect_ratio:
        return replace(before, time_s=at_s)
    share = (at_s - before.time_s) / (after.time_s - before.time_s)
    line = before.back_line
    if line is not None and after.back_line is not None:
        line = line + share * (after.back_line - line)
    return replace(
        before,
        time_s=at_s,
        points=before.points + share * (after.points - before.points),
        depth=before.depth + share * (after.depth - before.depth),
        visibility=before.visibility + share * (after.visibility - before.visibility),
        world=before.world + share * (after.world - before.world),
        back_line=line,
    )


def _chosen(
    pictures: Iterable[tuple[float, Picture]],
) -> Iterator[tuple[float, Picture | None]]:
    """The same pictures, None where one is passed over."""
    standstill = Standstill()
    passed: tuple[float, Picture] | None = None
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
    height, width = picture.shape[:2]
    scale = SMALL_LONG_SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)


def _turn(time_s: float) -> int:
    return int(time_s // LOOK_ANEW_S)


def _few_heaps() -> None:
    """Two heaps for all threads, where the C library is glibc.

    It gives each new thread another, and each tracker has threads: what was freed would stay in
    all of them, 900 MB after ten minutes of film instead of 600.
    """
    with suppress(OSError, AttributeError, TypeError):  # another library: nothing to do
        CDLL(None).mallopt(_ARENA_MAX, 2)


_ARENA_MAX: Final = -8
"""M_ARENA_MAX of malloc.h."""
