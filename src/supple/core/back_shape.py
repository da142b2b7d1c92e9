"""The shape of a line of the back in three numbers: how far it bows, and how each half turns.

Of the line as the camera sees it, over clothes; never of vertebrae. + is rounded, - hollow.
"""

from __future__ import annotations

from math import degrees
from typing import Final, NamedTuple

import numpy as np

from supple.core.pose import Floats

ARC_RATIO: Final = 1.5
"""The largest distance of an even arc from its chord, over the mean one."""


class BackShape(NamedTuple):
    """`curvature_tl`: mean distance of the line from its chord times 1.5, trunk lengths.

    Of an even arc that is its largest distance; unlike the largest distance itself it does not
    jump where a back is hollow below and rounded above. `lower_deg`, `upper_deg`: by how much the
    lower and the upper half of the line turn.
    """

    curvature_tl: float
    lower_deg: float
    upper_deg: float


def back_shape(line: Floats, ventral: int, trunk_length: float) -> BackShape:
    """The shape of a line.

    Parameters
    ----------
    line
        Shape (24, 2), hip to neck, y up, any length unit.
    ventral
        +1 where the front of the body is clockwise of hip to neck, else -1.
    trunk_length
        In the same unit.
    """
    middle = len(line) // 2
    mean = float(np.sum(_offsets(line))) / (len(line) - 1)  # both ends count half, and are 0
    # The chord runs from hip to neck, so the back is anticlockwise of it where ventral is +1.
    return BackShape(
        curvature_tl=ventral * ARC_RATIO * mean / trunk_length,
        lower_deg=ventral * _turn_deg(line[:middle]),
        upper_deg=ventral * _turn_deg(line[middle:]),
    )


def _offsets(line: Floats) -> Floats:
    """Distances of the points from the chord, + anticlockwise of it; NaN without a chord."""
    (x, y), chord = (line - line[0]).T, line[-1] - line[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((chord[0] * y - chord[1] * x) / np.hypot(*chord))


def _turn_deg(line: Floats) -> float:
    """By how much the best parabola over the chord turns from end to end, + to the right."""
    chord = line[-1] - line[0]
    length = float(np.hypot(*chord))
    if length == 0:
        return float("nan")
    along = (line - line[0]) @ chord / length**2
    bend, slope, _ = np.polyfit(along, _offsets(line) / length, 2)
    return degrees(float(np.arctan(slope) - np.arctan(2 * bend + slope)))
