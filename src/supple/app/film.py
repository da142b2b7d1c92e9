"""The frames of a recording as one compact film, for drawing them again. Nothing is judged.

Little-endian. A header of 32 bytes: "FILM", version u8, points a frame u8, bytes a frame u16,
then which landmark each point is, u8 each, 0 after the last. Then for each frame: seconds f32,
near side u8 (0 both alike, 1 left, 2 right), found u8, the picture's width in thousandths of its
height u16, the points (x, y) i16 in 4096ths of the picture's height with y down, and their
visibility u8 in 255ths, filled up with zeros to a multiple of four bytes.
"""

from __future__ import annotations

import struct
from collections import Counter, deque

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Frame
from supple.core.seeing.view import estimate_view

VERSION = 1
_JOINTS = ("ear", "shoulder", "elbow", "wrist", "index", "hip", "knee", "ankle", "heel")
POINTS = (
    Landmark.NOSE,
    *(landmark(name, side) for name in (*_JOINTS, "foot_index") for side in Side),
)
"""What is drawn of a body: nose, ears, and the joints down to fingers and toes."""

UNIT = 4096.0
FAR_MOST = 7.99
_HEADER = struct.Struct("<4sBBH24s")
_ROW = np.dtype(
    {
        "names": ["time_s", "near", "found", "width", "points", "visibility"],
        "formats": ["<f4", "u1", "u1", "<u2", ("<i2", (len(POINTS), 2)), ("u1", (len(POINTS),))],
        "itemsize": -(-(8 + 5 * len(POINTS)) // 4) * 4,
        "offsets": [0, 4, 5, 6, 8, 8 + 4 * len(POINTS)],
    }
)
_NEAR_OF = {Side.LEFT: 1, Side.RIGHT: 2}
_SMOOTHED_COUNT = 15
"""The near side is that of most of this many frames: one that is unsure makes no flicker."""


class Film:
    """A film as it grows, frame by frame."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []
        self._near: deque[int] = deque(maxlen=_SMOOTHED_COUNT)

    @property
    def count(self) -> int:
        return len(self._rows)

    def add(self, frame: Frame, time_s: float) -> None:
        """One more frame, at `time_s` on the film's clock."""
        row = np.zeros((), dtype=_ROW)
        row["time_s"] = time_s
        row["width"] = min(65535, round(frame.aspect_ratio * 1000))
        row["found"] = frame.found
        if frame.found:
            seen = estimate_view(frame)
            self._near.append(0 if seen.view == "front" else _NEAR_OF[seen.near])
            row["near"] = Counter(self._near).most_common(1)[0][0]
            points = frame.points[list(POINTS)] * (1.0, -1.0) + (0.0, 1.0)
            row["points"] = np.clip(points, -FAR_MOST, FAR_MOST) * UNIT
            seen_well = np.nan_to_num(frame.visibility[list(POINTS)])
            row["visibility"] = np.clip(seen_well, 0.0, 1.0) * 255.0
        self._rows.append(row.tobytes())

    def bytes(self) -> bytes:
        """The whole of it."""
        which = bytes(POINTS)
        header = _HEADER.pack(b"FILM", VERSION, len(POINTS), _ROW.itemsize, which)
        return header + b"".join(self._rows)
