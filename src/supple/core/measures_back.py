"""The formulas on the line of the back: how much it rounds or arches, and where.

Each is taken from what the same back showed in quiet standing, where that was seen: a neutral back
is hollow below and rounded above, and a seat and a shirt add to it. Where it was not seen, the
value is that of the line itself, and the register's error has room for the neutral of people.
"""

from __future__ import annotations

from math import isfinite
from typing import Final

import numpy as np

from supple.core.back_shape import BackShape, back_shape
from supple.core.calibration import Calibration
from supple.core.measures_distances import trunk_length
from supple.core.sight import Sight, Unseen

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
    line = sight.frame.back_line
    if line is None or not np.isfinite(line).all():
        raise Unseen("needs_back_line")
    off_deg = sight.view.off_side_deg
    if isfinite(off_deg) and off_deg > off_side_max_deg:
        raise Unseen("wrong_view")
    now = back_shape(line, sight.ventral(), trunk_length(sight, calibration))
    neutral = calibration.back_neutral or BackShape(0.0, 0.0, 0.0)
    return BackShape(*(value - rest for value, rest in zip(now, neutral, strict=True)))
