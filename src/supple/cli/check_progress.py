"""How far a check of many files is: one line on standard error."""

from __future__ import annotations

from time import monotonic
from typing import Final, TextIO

REDRAWN_S: Final = 0.25
TOLD_S: Final = 30.0
"""Where nobody watches (a log), a line this often."""


class Progress:
    """Counts files; on a terminal it keeps one line up to date, else it says a line at times."""

    def __init__(self, count: int, stream: TextIO | None) -> None:
        """`stream` None says nothing."""
        self._count = count
        self._stream = stream
        self._watched = stream is not None and stream.isatty()
        self._every_s = REDRAWN_S if self._watched else TOLD_S
        self._done = 0
        self._started_s = self._said_s = monotonic()
        self._drawn = False

    def step(self) -> None:
        """One file more is done."""
        self._done += 1
        now_s = monotonic()
        over = self._done == self._count
        if self._stream is None or over or now_s - self._said_s < self._every_s:
            return
        self._said_s = now_s
        text = progress_words(self._done, self._count, now_s - self._started_s)
        if self._watched:
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()
            self._drawn = True
        else:
            print(text, file=self._stream)

    def clear(self) -> None:
        """Takes the line away, so that something else can be written."""
        if self._drawn and self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False


def progress_words(done: int, count: int, taken_s: float) -> str:
    """Such as `12 of 400 files, 3.1 a second, about 2 minutes left`."""
    rate_hz = done / taken_s if taken_s > 0 else 0.0
    words = f"{done} of {count} files"
    if rate_hz <= 0:
        return words
    pace = f"{rate_hz:.1f} a second" if rate_hz >= 0.1 else f"{rate_hz * 60:.1f} a minute"
    return f"{words}, {pace}, about {duration_words((count - done) / rate_hz)} left"


def duration_words(seconds: float) -> str:
    """Such as `40 seconds`, `3 minutes`, `2 hours`."""
    for size_s, name in ((3600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size_s or (seconds >= size_s and name == "hour"):
            number = round(seconds / size_s)
            return f"{number} {name}{'s' * (number != 1)}"
    number = round(seconds)
    return f"{number} second{'s' * (number != 1)}"
