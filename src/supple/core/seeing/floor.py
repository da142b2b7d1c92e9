"""Where the floor is, from the body that rests on it. One picture, no calibration.

A landmark is a joint's centre, so the floor is a little below it: each has a thickness. The floor
is level with the lowest underside; between two contacts (hands and feet of a bridge) it is the
line under the body, which also holds where the camera looks down or stands tilted.
"""

from __future__ import annotations

from math import isfinite, nan
from types import MappingProxyType
from typing import Final

from supple.core.seeing.kinematics import SEEN_VISIBILITY, Stance, cross

THICKNESS_TL: Final = MappingProxyType(
    {
        "shoulder": 0.17, "elbow": 0.07, "wrist": 0.06, "index": 0.03, "hip": 0.20, "knee": 0.10,
        "ankle": 0.08, "heel": 0.03, "foot_index": 0.03,
    }
)  # fmt: skip
"""Height of a joint's centre over the floor that it touches, trunk lengths (hip, shoulder: the
lying figures of check_ideal_poses; the rest from average limb girths, ENG)."""

_ARM: Final = ("elbow", "wrist", "index")
_LEGS_AND_TRUNK: Final = tuple(name for name in THICKNESS_TL if name not in _ARM)
ARM_ASIDE_TL: Final = 0.15
"""By so much lower a camera that looks down by 15 degrees sees a hand that rests 0.6 trunk lengths
aside."""

CONTACTS_APART_TL: Final = 0.6
SLOPE_MAX_RATIO: Final = 0.36
"""Rise over run; a steeper line (20 degrees) under a body is no floor."""


def floor_level(body: Stance) -> float:
    """Height of the lowest underside of the near side, in picture heights; NaN if none is seen.

    A near arm may rest well aside of the body, where a camera that looks down sees the floor
    lower: it counts where it is lower than that explains.
    """
    legs = min((y for _, y in _undersides(body, *_LEGS_AND_TRUNK)), default=nan)
    arms = min((y for _, y in _undersides(body, *_ARM)), default=nan)
    if not isfinite(legs) or not isfinite(arms):
        return arms if isfinite(arms) else legs
    return min(legs, arms + ARM_ASIDE_TL * body.scale)


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
