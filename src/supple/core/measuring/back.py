"""The formulas on the line of the back: how much it rounds or arches, and where.

Each is taken from what the same back showed in quiet standing, where that was seen: a neutral back
is hollow below and rounded above, and a seat and a shirt add to it. Where it was not seen, the
value is that of the line itself, and the register's error has room for the neutral of people.
"""

from __future__ import annotations

from functools import lru_cache
from math import isfinite
from typing import Final

from supple.core.measuring.distances import trunk_length
from supple.core.pose import Frame
from supple.core.seeing.back_shape import BackShape, back_shape
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.sight import Sight, Unseen

WHOLE_OFF_SIDE_MAX_DEG: Final = 30.0
HALF_OFF_SIDE_MAX_DEG: Final = 20.0
"""Turned more, the outline is that of a shoulder blade and a flank: of made bodies the spread of
the whole has then grown by half, and the upper half reads 16 degrees too hollow
(benchmarks/back_line.py)."""


def back_curvature_idx(sight: Sight, calibration: Calibration) -> float:
    """How far the line bows away from its chord, + rounded, - hollow."""
    return _from_neutral(sight, calibration, WHOLE_OFF_SIDE_MAX_DEG).curvature_tl


def back_bend_lower_deg(sight: Sight, calibration: Calibration) -> float:
    """By how much the lower half of the line turns."""
    return _from_neutral(sight, calibration, HALF_OFF_SIDE_MAX_DEG).lower_deg


def back_bend_upper_deg(sight: Sight, calibration: Calibration) -> float:
    """By how much the upper half of the line turns."""
    return _from_neutral(sight, calibration, HALF_OFF_SIDE_MAX_DEG).upper_deg


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
