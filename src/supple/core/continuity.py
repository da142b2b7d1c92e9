"""Whether one frame follows on the last: a gap or a jump makes it another film. No state."""

from __future__ import annotations

from math import hypot

import numpy as np

from supple.core.body import Landmark
from supple.core.pose import Floats, Frame

GAP_S = 1.0
"""Longer than this between frames, and what was before says nothing about now."""
JUMP_BODY_RATIO = 0.35
"""A median landmark that moves this far (in trunk lengths) in one frame is a cut, not a person."""


def is_break(last: Frame, frame: Frame) -> bool:
    """Whether what was before `frame` says nothing about it."""
    if frame.time_s - last.time_s > GAP_S:
        return True
    if not (last.found and frame.found):
        return False
    moved = np.nanmedian(np.hypot(*(frame.points - last.points).T))
    trunk = trunk_length(last.points)
    return bool(moved > JUMP_BODY_RATIO * trunk) if trunk > 0 else False


def trunk_length(points: Floats) -> float:
    """Middle of the shoulders to middle of the hips, in the unit of the points."""
    shoulder = (points[Landmark.LEFT_SHOULDER] + points[Landmark.RIGHT_SHOULDER]) / 2
    hip = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2
    return hypot(*(shoulder - hip))
