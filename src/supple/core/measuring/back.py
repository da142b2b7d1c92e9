"""The formulas on the line of the back: how much it rounds or arches, and where.

Each is taken from what the same back showed in quiet standing, where that was seen: a neutral back
is hollow below and rounded above, and a seat and a shirt add to it. Where it was not seen, the
value is that of the line itself, and the register's error has room for the neutral of people.
"""

from __future__ import annotations

from functools import lru_cache
from math import isfinite
from typing import Final

import numpy as np

from supple.core.measuring.distances import trunk_length
from supple.core.pose import Frame
from supple.core.seeing.back_line import evenly
from supple.core.seeing.back_shape import BackShape, back_shape
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.sight import Sight, Unseen

WHOLE_OFF_SIDE_MAX_DEG: Final = 30.0
HALF_OFF_SIDE_MAX_DEG: Final = 20.0
"""Turned more, the outline is that of a shoulder blade and a flank
(benchmarks/rendered_backs.py)."""

HALF_MOVED_MAX_DEG: Final = 12.0
"""By so much, the error of a half in the register, a half may turn more or less where the ends of
the line are moved. A back that bends in one place, near where the halves meet, gives the bend to
either of them by a few hundredths of a trunk's length, and that is as far as joints move from look
to look: by 0.03 to 0.04, one of the line's points."""


def back_curvature_idx(sight: Sight, calibration: Calibration) -> float:
    """How far the line bows away from its chord, + rounded, - hollow."""
    return _from_neutral(sight, calibration, WHOLE_OFF_SIDE_MAX_DEG).curvature_tl


def back_bend_lower_deg(sight: Sight, calibration: Calibration) -> float:
    """By how much the lower half of the line turns."""
    value = _from_neutral(sight, calibration, HALF_OFF_SIDE_MAX_DEG).lower_deg
    if _moved(sight.frame).lower_deg > HALF_MOVED_MAX_DEG:
        raise Unseen("halves_unclear")
    return value


def back_bend_upper_deg(sight: Sight, calibration: Calibration) -> float:
    """By how much the upper half of the line turns."""
    value = _from_neutral(sight, calibration, HALF_OFF_SIDE_MAX_DEG).upper_deg
    if _moved(sight.frame).upper_deg > HALF_MOVED_MAX_DEG:
        raise Unseen("halves_unclear")
    return value


def _from_neutral(sight: Sight, calibration: Calibration, off_side_max_deg: float) -> BackShape:
    if sight.frame.back_line is None:
        raise Unseen("needs_back_line")
    off_deg = sight.view.off_side_deg
    if isfinite(off_deg) and off_deg > off_side_max_deg:
        raise Unseen("wrong_view")
    now = _shape(sight.frame, sight.ventral(), trunk_length(sight, calibration))
    neutral = calibration.back_neutral or BackShape(0.0, 0.0, 0.0)
    return BackShape(*(value - rest for value, rest in zip(now, neutral, strict=True)))


@lru_cache(maxsize=16)
def _shape(frame: Frame, ventral: int, trunk: float) -> BackShape:
    """Once a frame, for all that is read from it."""
    assert frame.back_line is not None
    return back_shape(frame.back_line, ventral, trunk)


@lru_cache(maxsize=16)
def _moved(frame: Frame) -> BackShape:
    """How far the figures change where the line begins and ends a point lower or higher."""
    assert frame.back_line is not None
    line = frame.back_line
    told = np.array(
        [back_shape(evenly(part), 1, 1.0) for part in (line[2:], line[1:-1], line[:-2])]
    )
    return BackShape(*np.ptp(told, axis=0).tolist())
