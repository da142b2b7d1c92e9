"""From where the camera sees the person. No measures and no guards.

The view is the turn of the body's left-right line (both shoulders, both hips) against the line of
sight: 0 when one side faces the camera, 90 when front, back or feet do. Two witnesses tell it, and
each errs alone: the model's metric landmarks, and how wide shoulders and hips look against the
trunk and the legs (which errs where somebody lies pointing at the camera). Their mean parts
photos from the side and oblique ones better than either (0.97 of all pairs in the right order;
metres alone 0.92). The model's picture depth is not asked: on real photos it says half of the
true turn. `benchmarks/views.py` prints how right all this is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import asin, atan2, degrees, dist, hypot, isfinite, nan
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Frame
from supple.core.seeing.kinematics import Stance, metres, stance

ViewName = Literal["side", "front", "oblique", "unknown"]

SIDE_MAX_DEG: Final = 34.0
"""The estimate says some degrees too little of a body turned 20 to 65 (judged by eye on photos),
so that this is a true turn of about 40: up to there a hip angle holds (feasibility)."""
NEARLY_SIDE_MAX_DEG: Final = 56.0
"""Turned up to here the near side can still be read, at a larger error: its width is seen at two
thirds, and an error of 7 degrees in the turn changes that by a seventh."""
FRONT_MIN_DEG: Final = 60.0
"""Photos of people who stand facing the camera read 74 and more, labelled front ones 88, oblique
ones 34 +-17."""

ERROR_DEG: Final = 9.0
"""One standard deviation of the angle about its bias, by eye on the oblique photos."""

TRUNK_MIN_TL: Final = 0.65
"""Arched as far as a wheel, a trunk still looks 0.74 of its length (photos, side views)."""

WIDTH_ADDS_MAX_DEG: Final = 10.0
"""What a width may say beyond the metres; no right skeleton of an oblique photo needs more."""

METRE: Final = 0.4
"""Picture heights a metre has in a picture made from metric landmarks."""

WIDTH_TL: Final = MappingProxyType({"shoulder": 0.74, "hip": 0.42})
"""Apparent width in a front view, trunk lengths: medians of photos of people who stand or sit
upright and whom the metres say to face the camera. (Who leans to the camera looks wider, for the
trunk that widths are measured by is then shortened.)"""

_LINES: Final = tuple(
    (int(landmark(name, Side.LEFT)), int(landmark(name, Side.RIGHT)), width_tl)
    for name, width_tl in WIDTH_TL.items()
)
"""The left-right lines: from where to where, and how wide they are."""


class ViewEstimate(NamedTuple):
    """`off_side_deg`: 0 side-on, 90 facing or turned away, NaN unknown; `off_side_error_deg` is
    one standard deviation of it, larger where shoulders and hips are not turned alike (a twist).

    `near` is the person's side towards the camera. `points_away`: the trunk is seen from one of
    its ends.
    """

    view: ViewName
    off_side_deg: float
    near: Side
    off_side_error_deg: float = nan
    points_away: bool = False

    @property
    def from_side(self) -> bool:
        """Whether measures of a side view can be read: side-on, or not far off it."""
        if self.view == "oblique":
            return self.off_side_deg <= NEARLY_SIDE_MAX_DEG and not self.points_away
        return self.view == "side"

    def turned_by(self, off_side_deg: float) -> ViewEstimate:
        """The same view with another turn, as of some frames together."""
        return self._replace(off_side_deg=off_side_deg)


UNKNOWN: Final = ViewEstimate(view="unknown", off_side_deg=nan, near=Side.LEFT)


@lru_cache(maxsize=64)  # small, and asked for again of all the frames of a calm second
def estimate_view(frame: Frame) -> ViewEstimate:
    """Side, front or oblique, and how far off side-on the body is turned.

    A frame that went through a filter has the view of the frame as it came: guards and criteria
    then never disagree about it. What lasts takes the median over a moment anyhow.
    """
    if frame.unfiltered is not None:
        return estimate_view(frame.unfiltered)
    if not frame.found:
        return UNKNOWN
    body = stance(frame)
    turns = _turns_deg(body, metres(frame))
    if not turns:
        return UNKNOWN._replace(near=body.near)
    off_deg = sum(turns) / len(turns)
    twist_deg = max(turns) - min(turns)
    view: ViewName = "oblique"
    points_away = _trunk_points_away(body)
    if off_deg <= SIDE_MAX_DEG and not points_away:
        view = "side"
    elif off_deg >= FRONT_MIN_DEG:
        view = "front"
    error_deg = hypot(ERROR_DEG, twist_deg / 2.0)
    return ViewEstimate(view, off_deg, body.near, error_deg, points_away)


def _trunk_points_away(body: Stance) -> bool:
    """Whether the trunk looks much shorter than the legs say: then it points at the camera."""
    return body.lengths[0] < TRUNK_MIN_TL * body.scale


def _turns_deg(body: Stance, world: Sequence[Sequence[float]]) -> list[float]:
    """Those of the turns of `_LINES` that can be told."""
    points, scale = body.points, body.scale
    turns = []
    for left, right, width_tl in _LINES:
        width_ratio = dist(points[left], points[right]) / (width_tl * scale)
        turn_deg = _turn_deg(_turn_in_metres_deg(world[left], world[right]), width_ratio)
        if isfinite(turn_deg):
            turns.append(turn_deg)
    return turns


def _turn_deg(metres_deg: float, width_ratio: float) -> float:
    """Turn of one left-right line: the mean of what metres and apparent width say of it.

    The width says it by the arc sine of apparent over true width; the true width is that of
    average proportions.

    Of somebody lying pointing at the camera trunk and legs look short, and so the width too large.
    """
    if not isfinite(width_ratio):
        return metres_deg
    width_deg = degrees(asin(min(1.0, width_ratio)))
    if not isfinite(metres_deg):
        return width_deg
    return (metres_deg + min(width_deg, metres_deg + WIDTH_ADDS_MAX_DEG)) / 2.0


def _turn_in_metres_deg(left: Sequence[float], right: Sequence[float]) -> float:
    """What the metric landmarks say of one left-right line; NaN where there are none."""
    across, down, away = left[0] - right[0], left[1] - right[1], left[2] - right[2]
    return degrees(atan2(hypot(across, down), abs(away)))


def metric_turn_deg(frame: Frame) -> float:
    """By how much shoulders and hips face the camera by the metric landmarks alone: 0 side-on, 90
    facing or turned away, NaN where there are none. From the front widths tell little of a turn.
    """
    world = metres(frame)
    turns = [_turn_in_metres_deg(world[left], world[right]) for left, right, _ in _LINES]
    return sum(turns) / len(turns)


def turned_side_on(frame: Frame) -> Frame:
    """The same body from its metric landmarks, turned about the vertical until it is side-on.

    For recognising only: a single camera's depth is too rough to judge by. The camera is taken
    as level. A frame without metric landmarks comes back as it is.
    """
    across, away = _leftwards(frame)
    # The nearer side stays near, so that no more is turned than must be.
    toward = 1.0 if away >= 0 else -1.0
    return _turned(frame, toward * away, toward * across)


def turned_to_face(frame: Frame) -> Frame:
    """The same, turned until it faces the camera."""
    across, away = _leftwards(frame)
    return _turned(frame, across, -away)


def _leftwards(frame: Frame) -> tuple[float, float]:
    """From the right to the left side of the body, across the picture and out of it, metres."""
    world = frame.world
    across, _, away = (
        world[Landmark.LEFT_SHOULDER]
        - world[Landmark.RIGHT_SHOULDER]
        + world[Landmark.LEFT_HIP]
        - world[Landmark.RIGHT_HIP]
    ).tolist()
    return across, away


def _turned(frame: Frame, cosine: float, sine: float) -> Frame:
    """Turned about the vertical by the angle of this cosine and sine, of any common length."""
    world = frame.world
    length = hypot(cosine, sine)
    if not (isfinite(length) and length > 0):
        return frame
    cosine, sine = cosine / length, sine / length
    x = world[:, 0] * cosine - world[:, 2] * sine
    z = world[:, 0] * sine + world[:, 2] * cosine
    turned = np.column_stack((x, world[:, 1], z))
    middle = frame.aspect_ratio / 2
    points = np.column_stack((x * METRE + middle, 0.5 - world[:, 1] * METRE))
    return replace(
        frame,
        points=points,
        depth=z * METRE,
        world=turned,
        back_line=None,
        looks=(),
        unfiltered=None,
    )
