"""The formulas on the line of the back: how much it rounds or arches, and where.

Each is taken from what the same back showed in quiet standing, where that was seen: a neutral back
is hollow below and rounded above, and a seat and a shirt add to it. Where it was not seen, the
value is that of the line itself, and the register's error has room for the neutral of people.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, degrees, isfinite
from typing import Final

import numpy as np

from supple.core.measuring.distances import trunk_length
from supple.core.pose import Floats, Frame
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

THIRD_COUNT: Final = 9
"""Points of either end of the line by which its lean is told: a third of it."""
FOLDED_MIN_DEG: Final = 20.0
"""Less of a lean of the upper back is sitting or standing up, which has no hinge."""


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


def back_hinge_ratio(sight: Sight, _: Calibration) -> float:
    """How much of the lean of the upper back the lower back has already.

    A back that tips from the hips leans alike all along. Who cannot tip the pelvis rounds instead:
    the lower back stays upright, and the lean comes above it. A deep fold rounds a little more
    than a shallow one with nothing wrong, which a share allows for and a bend does not.
    """
    _squarely(sight, WHOLE_OFF_SIDE_MAX_DEG)
    line, ventral = sight.frame.back_line, sight.ventral()
    assert line is not None
    lower, upper = (
        _lean_deg(part[-1] - part[0], ventral, sight.width_ratio)
        for part in (line[:THIRD_COUNT], line[-THIRD_COUNT:])
    )
    upper += 360.0 if upper < -90.0 else 0.0  # head down, past the vertical
    if upper < FOLDED_MIN_DEG:
        raise Unseen("not_folded")
    return lower / upper


def _lean_deg(way: Floats, ventral: int, width_ratio: float) -> float:
    """Of a direction from the vertical, + towards the front of the body, -180 to 180."""
    return degrees(atan2(ventral * width_ratio * float(way[0]), float(way[1])))


def _squarely(sight: Sight, off_side_max_deg: float) -> None:
    """Raises Unseen where there is no line, or the body is turned too far off side-on for it."""
    if sight.frame.back_line is None:
        raise Unseen("needs_back_line")
    off_deg = sight.view.off_side_deg
    if isfinite(off_deg) and off_deg > off_side_max_deg:
        raise Unseen("wrong_view")


def _from_neutral(sight: Sight, calibration: Calibration, off_side_max_deg: float) -> BackShape:
    _squarely(sight, off_side_max_deg)
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
