"""How long a person's limbs are against each other, and skeletons that nobody has. One frame."""

from __future__ import annotations

from math import dist
from types import MappingProxyType
from typing import Final

from supple.core.body import Side, landmark
from supple.core.pose import Frame
from supple.core.seeing.kinematics import metres

LENGTHS_TL: Final = MappingProxyType(
    {
        ("shoulder", "hip"): 1.0,
        ("hip", "knee"): 0.85,
        ("knee", "ankle"): 0.85,
        ("shoulder", "elbow"): 0.65,
        ("elbow", "wrist"): 0.51,
    }
)
"""Segments in trunk lengths: Drillis and Contini 1966, as in Winter 2009, table 4.1 (of stature:
shoulder to hip 0.288, thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146)."""

SHARE_MIN_RATIO: Final = 0.5
SHARE_MAX_RATIO: Final = 1.6
"""A metric segment against its published share: right skeletons read 0.54 to 1.31 of it."""

ASYMMETRY_MAX_RATIO: Final = 1.75
"""The longer against the shorter side in metres: right skeletons read up to 1.56 on photos."""


def _of_both_sides(start: str, end: str) -> tuple[int, int, int, int, float]:
    left, right = (
        (int(landmark(start, side)), int(landmark(end, side))) for side in (Side.LEFT, Side.RIGHT)
    )
    return (*left, *right, LENGTHS_TL[start, end])


_TRUNK: Final = _of_both_sides("shoulder", "hip")
_COMPARED: Final = tuple(
    _of_both_sides(*segment)
    for segment in (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"))
)
"""A forearm towards the camera is too often misjudged in metres to tell anything."""


def impossible(frame: Frame) -> bool:
    """Whether the metric skeleton of a frame is none that a person has; False without metres."""
    body = metres(frame)
    start, end, other_start, other_end, _ = _TRUNK
    trunk = dist(body[start], body[end]) + dist(body[other_start], body[other_end])
    if not trunk > 0:
        return False
    for start, end, other_start, other_end, share_tl in _COMPARED:
        left, right = dist(body[start], body[end]), dist(body[other_start], body[other_end])
        share = (left + right) / (trunk * share_tl)
        if not SHARE_MIN_RATIO <= share <= SHARE_MAX_RATIO:
            return True
        if max(left, right) > ASYMMETRY_MAX_RATIO * min(left, right):
            return True
    return False
