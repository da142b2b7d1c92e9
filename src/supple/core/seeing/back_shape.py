"""The shape of a line of the back in three numbers: how far it bows, and how each half turns.

Of the line as the camera sees it, over clothes; never of vertebrae. + is rounded, - hollow.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import asin, degrees, dist, hypot, nan
from typing import Final, NamedTuple

import numpy as np

from supple.core.pose import Floats

Point = tuple[float, float]

ARC_RATIO: Final = 1.5
"""The largest distance of an even arc from its chord, over the mean one."""

HALF_COUNT: Final = 12
_SHARES = np.linspace(0.0, 1.0, HALF_COUNT)
_PARABOLA: Final = np.linalg.pinv(np.vander(_SHARES, 3, increasing=True))[1:].tolist()
"""Gives the slope at the start and the bend of the best parabola through 12 even points."""


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
    places: list[Point] = [(x, y) for x, y in line.tolist()]
    # The chord runs from hip to neck, so the back is anticlockwise of it where ventral is +1.
    # Both ends are on the chord and count half each.
    mean = sum(_offsets(places)) / (len(places) - 1)
    return BackShape(
        curvature_tl=ventral * ARC_RATIO * mean / trunk_length,
        lower_deg=ventral * _turn_deg(places[:HALF_COUNT]),
        upper_deg=ventral * _turn_deg(places[HALF_COUNT:]),
    )


def _offsets(places: Sequence[Point]) -> list[float]:
    """Distances of the points from the chord, + anticlockwise of it; NaN without a chord."""
    (x, y), (last_x, last_y) = places[0], places[-1]
    along_x, along_y = last_x - x, last_y - y
    length = hypot(along_x, along_y)
    if length == 0:
        return [nan] * len(places)
    return [(along_x * (at_y - y) - along_y * (at_x - x)) / length for at_x, at_y in places]


def _turn_deg(places: Sequence[Point]) -> float:
    """By how much the direction of a line of evenly spaced points turns from end to end.

    + to the right. Of the best parabola over the way along the line, whose slope against the
    chord is the sine of its direction: exact for an arc, and steady where the line trembles.
    """
    length = sum(dist(first, second) for first, second in pairwise(places))
    if length == 0:
        return nan
    offsets = _offsets(places)
    slope, bend = (
        sum(share * offset for share, offset in zip(row, offsets, strict=True)) / length
        for row in _PARABOLA
    )
    first, last = (min(max(value, -1.0), 1.0) for value in (slope, slope + 2.0 * bend))
    return degrees(asin(first) - asin(last))
