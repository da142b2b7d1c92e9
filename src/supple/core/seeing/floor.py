"""Where the floor is, from the body that rests on it. One picture, no calibration.

A landmark is a joint's centre, so the floor is a little below it: each has a thickness. The floor
is level with the lowest underside; between two contacts (hands and feet of a bridge) it is the
line under the body, which also holds where the camera looks down or stands tilted.
"""

from __future__ import annotations

from itertools import pairwise
from math import isfinite, nan
from types import MappingProxyType
from typing import Final

from supple.core.pose import SEEN_VISIBILITY
from supple.core.seeing.kinematics import Stance, cross

THICKNESS_TL: Final = MappingProxyType(
    {
        "shoulder": 0.17, "elbow": 0.07, "wrist": 0.06, "index": 0.03, "hip": 0.20, "knee": 0.10,
        "ankle": 0.08, "heel": 0.03, "foot_index": 0.03,
    }
)  # fmt: skip
"""Height of a joint's centre over the floor that it touches, trunk lengths (hip, shoulder: the
lying figures of check_ideal_poses; the rest from average limb girths, ENG)."""

_LEGS_AND_TRUNK: Final = ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")
"""A hand may rest well aside of them, where a camera that looks down sees the floor lower."""

CONTACTS_APART_TL: Final = 0.6
LINE_MIN_TL: Final = 1.2
"""From here on the thickness of what rests, known to some 0.05, tilts a line by less than 3
degrees and tells its ends."""
SLOPE_MAX_RATIO: Final = 0.36
"""Rise over run; a steeper line (20 degrees) under a body is no floor."""


Line = tuple[float, float, float]
"""Of the floor: x and height of a place on it, and its rise over run."""


def floor_level(body: Stance) -> float:
    """Height of the lowest underside of the near side, in picture heights; NaN if none is seen."""
    return min((y for _, y in _undersides(body, *THICKNESS_TL)), default=nan)


def floor_line(body: Stance) -> Line:
    """The floor under a body as a line.

    Along somebody who lies it tilts where a camera that looks down sees them turned a little, by
    as much as the height of a head. Where legs and trunk do not rest far enough apart to tell, it
    is level, at the lowest underside.
    """
    resting = _lower_hull(_undersides(body, *_LEGS_AND_TRUNK))
    for left, right in pairwise(resting):
        run, rise = right[0] - left[0], right[1] - left[1]
        if run >= LINE_MIN_TL * body.scale and abs(rise) <= SLOPE_MAX_RATIO * run:
            return *left, rise / run
    return 0.0, floor_level(body), 0.0


def floor_under(body: Stance, x: float) -> float:
    """Height of the floor at a place between two contacts, NaN where that cannot be told.

    Two that are too near each other, as elbow and wrist, give no slope: then the line goes from
    one of them to the next that is far enough.
    """
    hull = _lower_hull(_undersides(body, *THICKNESS_TL))
    for first in range(len(hull) - 1):
        if not hull[first][0] <= x <= hull[first + 1][0]:
            continue
        ends = ((first, first + 1), (first - 1, first + 1), (first, first + 2))
        for left, right in ((hull[i], hull[k]) for i, k in ends if i >= 0 and k < len(hull)):
            run, rise = right[0] - left[0], right[1] - left[1]
            if run >= CONTACTS_APART_TL * body.scale and abs(rise) <= SLOPE_MAX_RATIO * run:
                return left[1] + rise * (x - left[0]) / run
    return nan


def _undersides(body: Stance, *names: str) -> list[tuple[float, float]]:
    points, visibility, at, scale = body.points, body.visibility, body.at, body.scale
    if not isfinite(scale):
        return []
    below: list[tuple[float, float]] = []
    for name in names:
        index = at[name]
        x, y = points[index]
        if visibility[index] >= SEEN_VISIBILITY and isfinite(x):
            below.append((x, y - THICKNESS_TL[name] * scale))
    return below


def _lower_hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The lower side of the convex hull, left to right (monotone chain)."""
    hull: list[tuple[float, float]] = []
    for point in sorted(points):
        while len(hull) >= 2 and cross(hull[-2], hull[-1], point) <= 0:
            hull.pop()
        hull.append(point)
    return hull
