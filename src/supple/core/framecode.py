"""One message of landmark frames as bytes: the live socket's and the recordings' own layout.

Little-endian. A header of 16 bytes (version u8, flags u8, frames u16, number of the first frame
u32, somebody else u8, 7 bytes reserved and zero), then for each frame: time f64 in seconds, 33 x
(x, y, z, visibility) f32 as the model gives them, 33 x (x, y, z) f32 in metres, agreement f32 in
body lengths, and with flag 1 the back line, 24 x (x, y) f32. So 936 or 1,128 bytes a frame.
Somebody else is how large another body in the picture looks, in hundredths of the person's own
size, 0 where there is none; it holds for all frames of the message. NaN landmarks say that nobody
was found. Whatever the bytes are, `decode` gives frames or raises MessageError: it is what
strangers' messages meet first.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from supple.core.body import LANDMARK_COUNT
from supple.core.errors import MessageError, Problem
from supple.core.pose import Floats, Frame, empty_frame, frame_from_picture

VERSION: Final = 1
BACK_LINE_FLAG: Final = 1
BACK_LINE_COUNT: Final = 24
FRAMES_AT_MOST_COUNT: Final = 600
"""A minute at ten a second: more than any page holds back while its line is down."""

TIME_AT_MOST_S: Final = 1e9
REACH_AT_MOST: Final = 100.0
"""Pictures or metres off: farther than any model places a landmark of a picture it saw."""

SECOND_PERSON_STEP_RATIO: Final = 0.01
SECOND_PERSON_STEPS_COUNT: Final = 255

_HEADER: Final = struct.Struct("<BBHIB7s")
_FIELDS: Final = [
    ("time_s", "<f8"),
    ("landmarks", "<f4", (LANDMARK_COUNT, 4)),
    ("world", "<f4", (LANDMARK_COUNT, 3)),
    ("agreement", "<f4"),
]
_PLAIN: Final = np.dtype(_FIELDS)
_LINED: Final = np.dtype([*_FIELDS, ("back_line", "<f4", (BACK_LINE_COUNT, 2))])


class Numbered(NamedTuple):
    """A frame and its number in the session, counted by the page."""

    number: int
    frame: Frame


def encode(frames: Sequence[Frame], *, first_number: int) -> bytes:
    """Frames as one message, numbered from `first_number` on; back lines if any frame has one."""
    lined = any(frame.back_line is not None for frame in frames)
    rows = np.zeros(len(frames), dtype=_LINED if lined else _PLAIN)
    for row, frame in zip(rows, frames, strict=True):
        aspect = frame.aspect_ratio
        row["time_s"] = frame.time_s
        row["landmarks"][:, :2] = _fractions(frame.points, aspect)
        row["landmarks"][:, 2] = frame.depth / aspect
        row["landmarks"][:, 3] = frame.visibility
        row["world"] = frame.world
        row["agreement"] = frame.agreement
        if lined:
            line = frame.back_line
            row["back_line"] = np.nan if line is None else _fractions(line, aspect)
    flags = BACK_LINE_FLAG if lined else 0
    others = max((frame.second_person_ratio for frame in frames), default=0.0)
    step = min(SECOND_PERSON_STEPS_COUNT, round(others / SECOND_PERSON_STEP_RATIO))
    header = _HEADER.pack(VERSION, flags, len(frames), first_number, step, bytes(7))
    return header + rows.tobytes()


def decode(message: bytes, *, width: float, height: float) -> list[Numbered]:
    """The frames of one message.

    Parameters
    ----------
    message
        One whole binary message.
    width, height
        The picture's size in pixels, as the page's hello said.

    Raises
    ------
    MessageError
        For every message that is not as the layout says; nothing of it is used.
    """
    if not (0 < width < np.inf and 0 < height < np.inf):
        raise _malformed(f"the picture is {width} by {height}; both must be above zero")
    first, others, rows = _rows(message)
    with np.errstate(all="ignore"):  # a signalling NaN is a NaN like any other
        values = {name: rows[name].astype(np.float64) for name in rows.dtype.names or ()}
    _check(values)
    return [
        Numbered(
            first + index,
            _frame(values, index, width=width, height=height, second_person_ratio=others),
        )
        for index in range(len(rows))
    ]


def _rows(message: bytes) -> tuple[int, float, NDArray[Any]]:
    if len(message) < _HEADER.size:
        raise _malformed(f"{len(message)} bytes are too few for its header of {_HEADER.size}")
    version, flags, count, first, others, reserved = _HEADER.unpack_from(message)
    if version != VERSION:
        raise _malformed(f"version {version} is not known; this server speaks {VERSION}")
    if flags & ~BACK_LINE_FLAG or any(reserved):
        raise _malformed("flags or reserved bytes are set that this version does not know")
    if not 1 <= count <= FRAMES_AT_MOST_COUNT:
        raise _malformed(f"it holds {count} frames; 1 to {FRAMES_AT_MOST_COUNT} are allowed")
    if first + count > 1 << 32:
        raise _malformed("its frame numbers run past 32 bits")
    layout = _LINED if flags & BACK_LINE_FLAG else _PLAIN
    expected = _HEADER.size + count * layout.itemsize
    if len(message) != expected:
        raise _malformed(f"it is {len(message)} bytes long; {count} frames take {expected}")
    rows = np.frombuffer(message, dtype=layout, offset=_HEADER.size)
    return first, others * SECOND_PERSON_STEP_RATIO, rows


def _check(values: dict[str, Floats]) -> None:
    times = values["time_s"]
    if not (np.isfinite(times).all() and (np.abs(times) <= TIME_AT_MOST_S).all()):
        raise _malformed("a time is not a finite number of seconds")
    if (np.diff(times) < 0).any():
        raise _malformed("its times run backwards")
    missing = np.isnan(values["landmarks"][:, :, :3])
    if (missing.any(axis=(1, 2)) != missing.all(axis=(1, 2))).any():
        raise _malformed("a frame has some landmarks and lacks others; give all 33 or NaN for all")
    for name, most in (("landmarks", REACH_AT_MOST), ("world", REACH_AT_MOST),
                       ("agreement", np.finfo(np.float32).max),
                       ("back_line", REACH_AT_MOST)):  # fmt: skip
        if name in values and (np.abs(values[name]) > most).any():
            raise _malformed(f"a number among its {name.replace('_', ' ')} is out of all bounds")
    found = ~missing.any(axis=(1, 2))
    visibility = values["landmarks"][found, :, 3]
    if not ((visibility >= -0.01) & (visibility <= 1.01)).all():
        raise _malformed("a visibility is not between 0 and 1")
    if (values["agreement"] < 0).any():
        raise _malformed("an agreement is below zero")


def _frame(
    values: dict[str, Floats],
    index: int,
    *,
    width: float,
    height: float,
    second_person_ratio: float,
) -> Frame:
    time_s = float(values["time_s"][index])
    landmarks = values["landmarks"][index]
    if np.isnan(landmarks[0, 0]):
        return empty_frame(time_s=time_s, aspect_ratio=width / height)
    landmarks[:, 3] = np.clip(landmarks[:, 3], 0.0, 1.0)
    line = values["back_line"][index] if "back_line" in values else None
    return frame_from_picture(
        time_s=time_s,
        landmarks=landmarks,
        world=values["world"][index],
        width=width,
        height=height,
        agreement=float(values["agreement"][index]),
        back_line=None if line is None or np.isnan(line).any() else line,
        second_person_ratio=second_person_ratio,
    )


def _fractions(points: Floats, aspect_ratio: float) -> Floats:
    return np.column_stack((points[:, 0] / aspect_ratio, 1.0 - points[:, 1]))


def _malformed(what: str) -> MessageError:
    return MessageError([Problem("frame message", what)])
