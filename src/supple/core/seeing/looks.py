"""Several looks at one picture made into one frame, with what their spread tells.

A photo does not move, so it can be looked at again: a little padded, mirrored, smaller, upside
down. Each look is the same model asked anew, and errs a little differently. The median of the
looks that agree is nearer to a better model's answer than any one of them (tuned photos, against
the heavy model: the median distance of near joints falls by 12 %, the tenth that is worst by 17
%), and how far they are apart tells how exact the points of this photo are. Looks that find
another body than most do are left out; where no body is found by most, the frame says so by its
`agreement`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Final

import numpy as np

from supple.core.body import Side, landmark
from supple.core.pose import Floats, Frame
from supple.core.seeing.others import JOINTS

SAME_BODY_RATIO: Final = 0.10
"""Looks whose joints are nearer than this, in body lengths, see the same body (feasibility)."""

_CHAIN: Final = ("ear", "shoulder", "hip", "knee", "ankle")


def body_length(points: Floats) -> float:
    """Ear, shoulder, hip, knee, ankle of the side that looks longer; unit of `points` (33, 2)."""
    chains = ([landmark(name, side) for name in _CHAIN] for side in Side)
    return max(float(np.hypot(*np.diff(points[chain], axis=0).T).sum()) for chain in chains)


def apart_ratio(first: Frame, second: Frame) -> float:
    """Mean distance of the main joints of two looks, in body lengths."""
    moved = first.points[list(JOINTS)] - second.points[list(JOINTS)]
    length = max(body_length(first.points), body_length(second.points))
    return float(np.hypot(*moved.T).mean()) / length if length > 0 else 1.0


def settled(looks: Sequence[Frame]) -> Frame:
    """One frame from looks at one picture that found somebody, all in that picture's place.

    Points, depth, visibility and metres are medians over the largest group of looks that see the
    same body; the group is kept in the frame's `looks`. `agreement` is the median distance of all
    looks from it, in body lengths; 1 where there was one look only, since nothing agrees with it.
    """
    group = _agreeing(looks)
    middle = replace(
        group[0],
        points=np.median([look.points for look in group], axis=0),
        depth=np.median([look.depth for look in group], axis=0),
        visibility=np.median([look.visibility for look in group], axis=0),
        world=np.median([look.world for look in group], axis=0),
        looks=tuple(group),
    )
    apart = [apart_ratio(look, middle) for look in looks]
    agreement = float(np.median(apart)) if len(looks) > 1 else 1.0
    return replace(middle, agreement=min(agreement, 1.0) if isfinite(agreement) else 1.0)


def _agreeing(looks: Sequence[Frame]) -> list[Frame]:
    """The largest group around one look; the first of equal ones."""
    groups = (
        [other for other in looks if apart_ratio(look, other) < SAME_BODY_RATIO] for look in looks
    )
    return max(groups, key=len) or [looks[0]]
