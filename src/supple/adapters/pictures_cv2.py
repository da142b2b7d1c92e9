"""Photos and videos as upright pictures with their times, by OpenCV. Nothing of people in them.

Pictures come as (height, width, 3) bytes in OpenCV's order (blue, green, red), at most
`LONG_SIDE_AT_MOST` pixels long: the model looks at 256 x 256 of them, more only costs time.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.app.picture_size import told_size
from supple.core.errors import PoseError, Problem

Picture = NDArray[np.uint8]

LONG_SIDE_AT_MOST: Final = 1280
RATE_AT_MOST_HZ: Final = 30.0
"""A person moves no faster than thirty pictures a second show; faster films are thinned."""
JPEG_STARTS: Final = b"\xff\xd8\xff"
JPEG_PIXELS_AT_MOST: Final = 120_000_000
"""More is refused: it would fill the memory. Phones make up to 108 million."""
PHOTO_PIXELS_AT_MOST: Final = 60_000_000
"""The same for all other kinds, which are only decoded whole."""
PHOTO_WHOLE_PIXELS_AT_MOST: Final = 16_000_000
"""Larger JPEGs are decoded at a half, a quarter or an eighth, which their format allows."""
PHOTO_BYTES_AT_MOST: Final = 500_000_000
VIDEO_PIXELS_AT_MOST: Final = 40_000_000
"""A little more than 8K; a single decoded picture of more would fill the memory."""
CUT_SHORT_FROM_S: Final = 0.25
"""Containers may promise a frame or two that the decoder never gives: less is no cut."""

PHOTO_SUFFIXES: Final = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".tif", ".tiff", ".avif",
     ".heic", ".heif")
)  # fmt: skip
VIDEO_SUFFIXES: Final = frozenset(
    (".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".3gp", ".mpg", ".mpeg", ".ts", ".mts",
     ".wmv", ".flv", ".ogv")
)  # fmt: skip


class Photo:
    """One picture: EXIF rotation applied, grey made colour, transparency laid on light grey."""

    kind = "photo"
    cut_short = ""
    rate_hz = float("nan")

    def __init__(self, path: Path) -> None:
        self._path = path

    def pictures(self) -> Generator[tuple[float, Picture], None, None]:
        """The one picture, at time 0. Raises PoseError where it cannot be read."""
        path = _readable(self._path)
        try:
            if path.stat().st_size > PHOTO_BYTES_AT_MOST:
                raise _unreadable(path, "it is too large for a photo; save it smaller")
            data = path.read_bytes()
        except OSError as error:
            raise _unreadable(path, f"it cannot be read ({error.strerror})") from None
        yield 0.0, _fitted(self._decoded(data))

    def _decoded(self, data: bytes) -> Picture:
        width, height = told_size(data) or (0, 0)
        jpeg = data[:3] == JPEG_STARTS
        if width * height > (JPEG_PIXELS_AT_MOST if jpeg else PHOTO_PIXELS_AT_MOST):
            raise _unreadable(
                self._path,
                f"it is {width} x {height} pixels, too many to look at; save it smaller",
            )
        encoded = np.frombuffer(data, dtype=np.uint8)
        try:
            if jpeg:  # never transparent, and may be decoded smaller
                picture = cv2.imdecode(encoded, _jpeg_flag(width * height))
            else:
                raw = cv2.imdecode(encoded, cv2.IMREAD_UNCHANGED)
                if raw is not None and raw.ndim == 3 and raw.shape[2] == 4:
                    return _without_transparency(_fitted(raw))
                readable, raw = raw is not None, None  # not both in memory at once
                picture = cv2.imdecode(encoded, cv2.IMREAD_COLOR) if readable else None
        except cv2.error:  # more pixels than OpenCV takes, or not a picture at all
            picture = None
        if picture is None:
            raise _unreadable(self._path, _why_no_photo(data[:16]))
        return picture.astype(np.uint8, copy=False)


class Video:
    """The pictures of a video at the times that its container gives, turned as it says."""

    kind = "video"

    def __init__(
        self,
        path: Path,
        *,
        rate_at_most_hz: float = RATE_AT_MOST_HZ,
        long_side_at_most: int = LONG_SIDE_AT_MOST,
    ) -> None:
        self._path = path
        self._long_side_at_most = long_side_at_most
        self._rate_at_most_hz = rate_at_most_hz
        self.cut_short = ""
        self.rate_hz = float("nan")
        self.promised_count = 0
        self._reached_s = 0.0

    def pictures(self) -> Generator[tuple[float, Picture], None, None]:
        """Pictures in time order; `cut_short` is known after the last.

        Raises PoseError where not one picture can be read.
        """
        capture = self._opened()
        try:
            self.rate_hz = capture.get(cv2.CAP_PROP_FPS)
            promised_s = float("nan")  # of a rate that makes no sense nothing follows
            if 0.1 <= self.rate_hz <= 1000:
                promised_s = capture.get(cv2.CAP_PROP_FRAME_COUNT) / self.rate_hz
                kept_hz = min(self.rate_hz, self._rate_at_most_hz)
                self.promised_count = max(0, round(promised_s * kept_hz))
            else:
                self.rate_hz = 30.0
            last_s = float("nan")
            for last_s, picture in self._thinned(capture):
                yield last_s, _soon_fitted(picture, self._long_side_at_most)
        finally:
            capture.release()
        if np.isnan(last_s):
            raise _unreadable(self._path, "it holds no picture that can be read")
        reached_s = self._reached_s + 1 / self.rate_hz
        if promised_s - reached_s > CUT_SHORT_FROM_S:
            self.cut_short = (
                f"The video breaks off at {reached_s:.1f} s of {promised_s:.1f} s; "
                "what came before was judged."
            )

    def _thinned(self, capture: cv2.VideoCapture) -> Iterator[tuple[float, Picture]]:
        last_s, index = -np.inf, 0
        apart_s = 0.9 / self._rate_at_most_hz  # so that 30.4 a second are all kept
        while capture.grab():
            time_s = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
            if index and time_s <= 0:  # a container without times
                time_s = index / self.rate_hz
            index += 1
            self._reached_s = max(time_s, self._reached_s)
            if time_s - last_s < apart_s:
                continue
            good, picture = capture.retrieve()
            if not good or picture.size == 0:
                continue
            last_s = time_s
            yield time_s, _coloured(picture)

    def _opened(self) -> cv2.VideoCapture:
        path = _readable(self._path)
        with path.open("rb") as file:
            head = file.read(4096)
        if _is_text(head):  # FFmpeg would film the words
            raise _unreadable(
                path, "it is text, not a video; name a video, a photo or a recording"
            )
        capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
        if not capture.isOpened():
            capture.release()
            if head[4:8] == b"ftyp":
                raise _unreadable(
                    path, "it breaks off before its index, so nothing of it can be shown; "
                    "copy or record it again"
                )  # fmt: skip
            raise _unreadable(
                path, "it is not a video that can be read (MP4, MOV, WebM, MKV, AVI)"
            )
        width, height = (
            round(capture.get(side))
            for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
        )
        if width * height > VIDEO_PIXELS_AT_MOST:
            capture.release()
            raise _unreadable(
                path, f"it is {width} x {height} pixels, too many to look at; save it smaller"
            )
        return capture


def is_photo(path: Path) -> bool:
    """Whether a file is to be read as a photo: by its name, else by its first bytes."""
    suffix = path.suffix.lower()
    if suffix in PHOTO_SUFFIXES or suffix in VIDEO_SUFFIXES:
        return suffix in PHOTO_SUFFIXES
    return path.is_file() and bool(cv2.haveImageReader(str(path)))


def _readable(path: Path) -> Path:
    """The path, if there is a file with something in it that may be opened."""
    try:
        if path.is_dir():
            raise _unreadable(path, "it is a folder; name a file in it")
        if not path.exists():
            raise _unreadable(path, "there is no such file; check the path")
        if not path.is_file():
            raise _unreadable(path, "it is no file but a device or a pipe; name a file")
        with path.open("rb") as file:
            if not file.read(1):
                raise _unreadable(path, "the file is empty; copy or record it again")
    except OSError as error:
        raise _unreadable(path, f"it cannot be opened ({error.strerror})") from None
    return path


def _unreadable(path: Path, what: str) -> PoseError:
    return PoseError([Problem(str(path), what)])


def _jpeg_flag(pixels_count: int) -> int:
    """How much smaller a JPEG of so many pixels is decoded."""
    flags = (
        cv2.IMREAD_COLOR,
        cv2.IMREAD_REDUCED_COLOR_2,
        cv2.IMREAD_REDUCED_COLOR_4,
        cv2.IMREAD_REDUCED_COLOR_8,
    )
    for step, flag in enumerate(flags):
        if pixels_count <= PHOTO_WHOLE_PIXELS_AT_MOST * 4**step:
            return flag
    return flags[-1]


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head[:-4].decode() if len(head) == 4096 else head.decode()
    except UnicodeDecodeError:
        return False
    return True


def _why_no_photo(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "this kind of photo (HEIC) cannot be read; save it as JPEG or PNG"
    if head[:3] == JPEG_STARTS or head[:8] == b"\x89PNG\r\n\x1a\n":
        return "the photo is cut off or damaged; copy or take it again"
    return "it is not a photo that can be read (JPEG, PNG, WebP, BMP, TIFF)"


def _without_transparency(raw: NDArray[Any]) -> Picture:
    most = np.iinfo(raw.dtype).max if raw.dtype.kind == "u" else 1.0
    share = raw.astype(np.float32) / np.float32(most)
    opaque = share[:, :, 3:]
    flat: NDArray[np.float32] = share[:, :, :3] * opaque + np.float32(0.85) * (1 - opaque)
    return (flat * 255).round().astype(np.uint8)


def _coloured(picture: NDArray[Any]) -> Picture:
    if picture.ndim == 2 or picture.shape[2] == 1:
        return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR).astype(np.uint8, copy=False)
    return picture.astype(np.uint8, copy=False)


def _fitted(
    picture: NDArray[Any],
    long_side_at_most: int = LONG_SIDE_AT_MOST,
    interpolation: int = cv2.INTER_AREA,
) -> NDArray[Any]:
    """At most so many pixels long; both sides at least 2, for a line is no picture."""
    height, width = picture.shape[:2]
    scale = long_side_at_most / max(height, width)
    if scale >= 1:
        return picture
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    return cv2.resize(picture, size, interpolation=interpolation)


def _soon_fitted(picture: Picture, long_side_at_most: int) -> Picture:
    """The same for the pictures of a film, which are many: mixing odd numbers of pixels takes
    five times as long as halving does and then picking between the nearest."""
    while max(picture.shape) >= 2 * long_side_at_most:
        half = (max(2, picture.shape[1] // 2), max(2, picture.shape[0] // 2))
        picture = cv2.resize(picture, half, interpolation=cv2.INTER_AREA).astype(np.uint8)
    return _fitted(picture, long_side_at_most, cv2.INTER_LINEAR).astype(np.uint8, copy=False)
