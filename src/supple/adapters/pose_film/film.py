"""A film followed in parts at the same time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from ctypes import CDLL
from typing import Final, NamedTuple, Protocol

from supple.adapters.pose_film.frames import completed, joined
from supple.adapters.pose_film.parts import Part, Picture, chosen, parts_of
from supple.app.standstill import turn
from supple.core.pose import Frame


class Pictures(Protocol):
    """A film: pictures (height, width, 3; blue, green, red) with times in seconds.

    `promised_count`: how many pictures it says it has, known with the first; 0 where it does not.
    """

    @property
    def kind(self) -> str: ...
    @property
    def cut_short(self) -> str: ...
    @property
    def promised_count(self) -> int: ...
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
        running: deque[tuple[Part, Future[_Tracked]]] = deque()
        last: Frame | None = None
        with (
            closing(self.source.pictures()) as pictures,
            ThreadPoolExecutor(self._threads_count) as threads,
        ):
            try:
                # No tracker is made before the first picture is there: most faults are the file's.
                for part in parts_of(chosen(pictures), lambda: self.source.promised_count):
                    running.append((part, threads.submit(self._track, part)))
                    if len(running) > self._threads_count:
                        last = yield from self._told(*running[0], last)
                        running.popleft()
                while running:
                    last = yield from self._told(*running[0], last)
                    running.popleft()
            finally:
                for part, _ in running:
                    part.give_up()

    def _told(
        self, part: Part, tracking: Future[_Tracked], last: Frame | None
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

    def _track(self, part: Part) -> _Tracked:
        seam: Frame | None = None
        with closing(self._eye()) as eye:
            for time_s, picture in part.warm:
                seam = eye.look(time_s, picture, anew=False)
            since = turn(seam.time_s) if seam is not None and seam.found else None
            return _Tracked(list(_followed(eye, part.taken(), since)), seam)


class _Tracked(NamedTuple):
    """The frames of a part, and its tracker's own of the last picture of the part before."""

    frames: list[Frame]
    seam: Frame | None


def _followed(
    eye: Eye, pictures: Iterable[tuple[float, Picture]], last: int | None = None
) -> Iterator[Frame]:
    """Every picture looked at, and the first of each turn anew; `last` is the turn that was."""
    for time_s, picture in pictures:
        frame = eye.look(time_s, picture, anew=turn(time_s) != last)
        last = turn(time_s) if frame.found else None
        yield frame


def _few_heaps() -> None:
    """Two heaps for all threads, where the C library is glibc.

    It gives each new thread another, and each tracker has threads: what was freed would stay in
    all of them, 900 MB after ten minutes of film instead of 600.
    """
    with suppress(OSError, AttributeError, TypeError):  # another library: nothing to do
        CDLL(None).mallopt(_ARENA_MAX, 2)


_ARENA_MAX: Final = -8
"""M_ARENA_MAX of malloc.h."""
