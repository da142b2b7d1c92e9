"""Landmark recordings (.supple): a live session's messages, kept as they came.

The file begins with `MAGIC`. Then come entries: kind u8 (1 a JSON text, 2 a message of frames),
three bytes of zero, length u32, CRC-32 u32, all little-endian, and the message itself. Each entry
is written in one piece, so a recording that a kill cut off is whole up to its last entry; it is
read that far and says so. No picture is ever in it: landmarks only.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final
from zlib import crc32

from supple.core.errors import MessageError, PoseError, Problem
from supple.core.framecode import Numbered, decode
from supple.core.pose import Frame

MAGIC: Final = b"SUPPLE1\n"
SUFFIX: Final = ".supple"
_ENTRY: Final = struct.Struct("<B3xII")
_TEXT: Final = 1
_FRAMES: Final = 2
_LENGTH_AT_MOST: Final = 1 << 21
_PAUSE_S: Final = 2.0
"""Between the frames of a page and those of the page opened anew: long enough to be a break."""


class RecordingWriter:
    """Writes a recording live; a file that is there already is gone on with."""

    def __init__(self, path: Path) -> None:
        self._path = path
        whole = _whole_length(path) if path.exists() else 0
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._file = os.fdopen(descriptor, "r+b", buffering=0)
        self._file.truncate(whole)
        self._file.seek(whole)
        if not whole:
            self._file.write(MAGIC)

    def __enter__(self) -> RecordingWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def text(self, message: str) -> None:
        """One JSON text: the hello, a tick or a command, as it came."""
        self._write(_TEXT, message.encode())

    def frames(self, message: bytes) -> None:
        """One binary message of frames, as it came."""
        self._write(_FRAMES, message)

    def close(self) -> None:
        """Nothing more is written; closing twice is no fault."""
        self._file.close()

    def _write(self, kind: int, payload: bytes) -> None:
        self._file.write(_ENTRY.pack(kind, len(payload), crc32(payload)) + payload)


class Recording:
    """A recording read back: as messages to replay, or as frames (app.ports.PoseSource)."""

    kind = "recording"

    def __init__(self, path: Path) -> None:
        self._path = path
        self.cut_short = ""
        self.analysed_count = 0

    def entries(self) -> Iterator[str | bytes]:
        """Texts and messages of frames in the order in which they came.

        Raises PoseError where the file cannot be read or is no recording at all.
        """
        count = 0
        with _opened(self._path) as file:
            for kind, payload in _whole_entries(file):
                count += 1
                yield payload.decode(errors="replace") if kind == _TEXT else payload
            if file.read(1):
                self.cut_short = (
                    f"The recording breaks off after {count} whole messages; those were judged."
                )

    def frames(self) -> Iterator[Frame]:
        """Every frame once, on one clock that never runs backwards.

        Raises PoseError where there is no frame, or one without the page's hello before it.
        """
        clock = _Clock()
        self.analysed_count = 0
        size: tuple[float, float] | None = None
        for entry in self.entries():
            if isinstance(entry, str):
                hello = _hello(entry)
                if hello is not None:
                    size, anew = hello
                    clock.begin(anew=anew)
                continue
            if size is None:
                raise self._problem(
                    "frames come before the page's hello, so their size is unknown"
                )
            try:
                numbered = decode(entry, width=size[0], height=size[1])
            except MessageError as error:
                self.cut_short = (
                    f"A message of the recording cannot be used ({error.problems[0].what}); "
                    "what came before was judged."
                )
                return
            for frame in clock.new_ones(numbered):
                self.analysed_count += 1
                yield frame
        if clock.count == 0:
            raise self._problem("the recording holds no frames; record it with the camera on")

    def _problem(self, what: str) -> PoseError:
        return PoseError([Problem(str(self._path), what)])


class _Clock:
    """Frames sent again are passed over; a page opened anew goes on after the last frame."""

    def __init__(self) -> None:
        self.count = 0
        self._last_number = -1
        self._last_s = 0.0
        self._offset_s: float | None = 0.0

    def begin(self, *, anew: bool) -> None:
        if anew and self.count:
            self._last_number, self._offset_s = -1, None

    def new_ones(self, numbered: list[Numbered]) -> Iterator[Frame]:
        for number, frame in numbered:
            if number <= self._last_number:
                continue
            self._last_number = number
            if self._offset_s is None:
                self._offset_s = self._last_s + _PAUSE_S - frame.time_s
            self._last_s = frame.time_s + self._offset_s
            self.count += 1
            yield replace(frame, time_s=self._last_s)


def is_recording(path: Path) -> bool:
    """Whether a file is a landmark recording: by its name, else by its first bytes."""
    if path.suffix.lower() == SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _whole_length(path: Path) -> int:
    """Bytes up to the end of the last whole entry; a file not yet begun has none."""
    if path.stat().st_size < len(MAGIC):
        return 0
    with _opened(path) as file:
        for _ in _whole_entries(file):
            pass
        return file.tell()


def _whole_entries(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Entries up to the first that is broken; the file is left standing there."""
    while True:
        start = file.tell()
        head = file.read(_ENTRY.size)
        if len(head) == _ENTRY.size:
            kind, length, check = _ENTRY.unpack(head)
            if kind in (_TEXT, _FRAMES) and length <= _LENGTH_AT_MOST:
                payload = file.read(length)
                if len(payload) == length and crc32(payload) == check:
                    yield kind, payload
                    continue
        file.seek(start)
        return


def _opened(path: Path) -> BinaryIO:
    def problem(what: str) -> PoseError:
        return PoseError([Problem(str(path), what)])

    if path.is_dir():
        raise problem("it is a folder; name a file in it")
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise problem("there is no such file; check the path") from None
    except OSError as error:
        raise problem(f"it cannot be opened ({error.strerror})") from None
    head = file.read(len(MAGIC))
    if head != MAGIC:
        file.close()
        empty = "the file is empty; copy or record it again"
        raise problem("it is not a landmark recording of Supple" if head else empty)
    return file


def _hello(text: str) -> tuple[tuple[float, float], bool] | None:
    """The picture's size and whether the page began anew, if this text is a hello."""
    try:
        message = json.loads(text)
        if message["type"] != "hello":
            return None
        size = (float(message["width"]), float(message["height"]))
        return size, not message.get("last_event")
    except (ValueError, TypeError, KeyError):
        return None
