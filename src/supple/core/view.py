"""From where the camera sees the person, and what is wrong with its place. No measures.

The view is the turn of the body's left-right line (both shoulders, both hips) against the line of
sight: 0 when one side faces the camera, 90 when front, back or feet do. A single picture shows it
in the model's metric landmarks; where there are none, in how wide shoulders and hips look against
the trunk and the legs (which errs where somebody lies pointing at the camera). The model's
picture depth is not asked: on real photos it says half of the true turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import asin, atan2, degrees, hypot, isfinite, nan
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.exercise import Camera, View
from supple.core.kinematics import SEEN_VISIBILITY, distance, stance
from supple.core.pose import Frame

ViewName = Literal["side", "front", "oblique", "unknown"]

SIDE_MAX_DEG: Final = 35.0
NEARLY_SIDE_MAX_DEG: Final = 50.0
"""Turned up to here the near side can still be read, at a larger error: its width is seen at two
thirds, and an error of 7 degrees in the turn changes that by a seventh."""
FRONT_MIN_DEG: Final = 60.0

TRUNK_MIN_TL: Final = 0.65
"""Arched as far as a wheel, a trunk still looks 0.74 of its length (photos, side views)."""

AGREEMENT_MAX_RATIO: Final = 0.10
"""Landmarks that move further than this of the body on a re-crop are not to be trusted."""

BODY_MIN_RATIO: Final = 0.25
"""Body against the picture's diagonal (feasibility: body at least about 25 % of the frame)."""

_LAID_OUT: Final = ("ear", "shoulder", "hip", "knee", "ankle")

METRE: Final = 0.4
"""Picture heights a metre has in a picture made from metric landmarks."""

EDGE_RATIO: Final = 0.01
"""Landmarks may be guessed this far outside the picture (in picture heights) and still count."""

WIDTH_TL: Final = MappingProxyType({"shoulder": 1.05, "hip": 0.62})
"""Apparent width in a front view, trunk lengths: medians of the frontal photos."""

_JOINTS: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewEstimate:
    """`off_side_deg`: 0 side-on, 90 facing or turned away, NaN unknown.

    `near` is the person's side towards the camera. `facing_right`: the front of the body is
    clockwise of hip to shoulder, as in somebody upright who looks to the right; None from the
    front and where nothing tells. `points_away`: the trunk is seen from one of its ends.
    """

    view: ViewName
    off_side_deg: float
    near: Side
    facing_right: bool | None
    points_away: bool = False

    @property
    def from_side(self) -> bool:
        """Whether measures of a side view can be read: side-on, or not far off it."""
        if self.view == "oblique":
            return self.off_side_deg <= NEARLY_SIDE_MAX_DEG and not self.points_away
        return self.view == "side"


UNKNOWN: Final = ViewEstimate(view="unknown", off_side_deg=nan, near=Side.LEFT, facing_right=None)


@lru_cache(maxsize=64)
def estimate_view(frame: Frame) -> ViewEstimate:
    """Side, front or oblique, and how far off side-on the body is turned."""
    if not frame.found:
        return UNKNOWN
    off_deg = _off_side_deg(frame)
    body = stance(frame)
    if not isfinite(off_deg):
        return ViewEstimate(view="unknown", off_side_deg=nan, near=body.near, facing_right=None)
    view: ViewName = "oblique"
    points_away = _trunk_points_away(frame)
    if off_deg <= SIDE_MAX_DEG and not points_away:
        view = "side"
    elif off_deg >= FRONT_MIN_DEG:
        view = "front"
    facing = None if view == "front" or body.ventral == 0 else body.ventral > 0
    return ViewEstimate(
        view=view,
        off_side_deg=off_deg,
        near=body.near,
        facing_right=facing,
        points_away=points_away,
    )


def _trunk_points_away(frame: Frame) -> bool:
    """Whether the trunk looks much shorter than the legs say: then it points at the camera."""
    body = stance(frame)
    shoulder, hip = body.point("shoulder", body.near), body.point("hip", body.near)
    return distance(shoulder, hip) < TRUNK_MIN_TL * body.scale


def _off_side_deg(frame: Frame) -> float:
    """Mean turn of the shoulder line and the hip line, by metres, else by apparent width."""
    for turn_of in (_turn_in_metres_deg, _turn_by_width_deg):
        turns = [turn for name in WIDTH_TL if isfinite(turn := turn_of(frame, name))]
        if turns:
            return sum(turns) / len(turns)
    return nan


def _turn_in_metres_deg(frame: Frame, name: str) -> float:
    left, right = landmark(name, Side.LEFT), landmark(name, Side.RIGHT)
    across, down, away = (frame.world[left] - frame.world[right]).tolist()
    return degrees(atan2(hypot(across, down), abs(away))) if isfinite(away) else nan


def _turn_by_width_deg(frame: Frame, name: str) -> float:
    """Arc sine of apparent over true width; the true width is that of average proportions."""
    left, right = landmark(name, Side.LEFT), landmark(name, Side.RIGHT)
    apparent = hypot(*(frame.points[left] - frame.points[right]).tolist())
    ratio = apparent / (WIDTH_TL[name] * stance(frame).scale)
    return degrees(asin(min(1.0, ratio))) if isfinite(ratio) else nan


def missing(frame: Frame, camera: Camera) -> tuple[str, ...]:
    """What must be mended before the exercise can be judged, first things first; () is placed."""
    if not frame.found:
        return ("nobody",)
    gaps = [*_out_of_picture(frame), *_distance(frame)]
    if not gaps:
        gaps += _hidden(frame)
    gaps += _turned(frame, camera)
    if isfinite(frame.agreement) and frame.agreement > AGREEMENT_MAX_RATIO:
        gaps.append("unsteady")
    return tuple(dict.fromkeys(gaps))


def _out_of_picture(frame: Frame) -> list[str]:
    """Sides of the picture over which joints of the near side stand."""
    body = stance(frame)
    names = [landmark(name, body.near) for name in _JOINTS]
    points = frame.points[[*names, Landmark.NOSE]]
    gaps = []
    if (points[:, 0] < -EDGE_RATIO).any():
        gaps.append("out_left")
    if (points[:, 0] > frame.aspect_ratio + EDGE_RATIO).any():
        gaps.append("out_right")
    if (points[:, 1] > 1 + EDGE_RATIO).any():
        gaps.append("out_top")
    if (points[:, 1] < -EDGE_RATIO).any():
        gaps.append("out_bottom")
    if {"out_left", "out_right"} <= set(gaps) or {"out_top", "out_bottom"} <= set(gaps):
        return ["too_close"]
    return gaps


def _distance(frame: Frame) -> list[str]:
    """Too far where both the picture of the body and the body laid out are small.

    A folded body takes up little of the picture and is as near as it was when it stood.
    """
    extent = np.nanmax(frame.points, axis=0) - np.nanmin(frame.points, axis=0)
    near = stance(frame).near
    chain = frame.points[[landmark(name, near) for name in _LAID_OUT]]
    laid_out = float(np.hypot(*np.diff(chain, axis=0).T).sum())
    size = max(hypot(*extent.tolist()), laid_out)
    return ["too_far"] if size < BODY_MIN_RATIO * hypot(frame.aspect_ratio, 1.0) else []


def _hidden(frame: Frame) -> list[str]:
    """What of the near side is not seen although it is inside the picture."""
    body = stance(frame)
    seen = {name: body.sees(name, body.near) for name in (*_JOINTS, "ear")}
    if not (seen["shoulder"] and seen["hip"]):
        return ["too_dark"]
    gaps = []
    if not seen["ear"] and frame.visibility[Landmark.NOSE] < SEEN_VISIBILITY:
        gaps.append("head_hidden")
    if not (seen["knee"] and seen["ankle"]):
        gaps.append("feet_hidden")
    return gaps


def _turned(frame: Frame, camera: Camera) -> list[str]:
    # A twist shows from anywhere; its criteria say for themselves where they cannot be read.
    seen = estimate_view(frame).view
    if camera.view is View.FEET_END or seen == ("side" if camera.view is View.SIDE else "front"):
        return []
    return ["turn_side_on" if camera.view is View.SIDE else "turn_to_face"]


def turned_side_on(frame: Frame) -> Frame:
    """The same body from its metric landmarks, turned about the vertical until it is side-on.

    For recognising only: a single camera's depth is too rough to judge by. The camera is taken
    as level. A frame without metric landmarks comes back as it is.
    """
    world = frame.world
    leftwards = (
        world[Landmark.LEFT_SHOULDER]
        - world[Landmark.RIGHT_SHOULDER]
        + world[Landmark.LEFT_HIP]
        - world[Landmark.RIGHT_HIP]
    )
    across, _, away = leftwards.tolist()
    length = hypot(across, away)
    if not (isfinite(length) and length > 0):
        return frame
    # The nearer side stays near, so that no more is turned than must be.
    toward = 1.0 if away >= 0 else -1.0
    cosine, sine = toward * away / length, toward * across / length
    x = world[:, 0] * cosine - world[:, 2] * sine
    z = world[:, 0] * sine + world[:, 2] * cosine
    turned = np.column_stack((x, world[:, 1], z))
    middle = frame.aspect_ratio / 2
    points = np.column_stack((x * METRE + middle, 0.5 - world[:, 1] * METRE))
    return replace(frame, points=points, depth=z * METRE, world=turned, back_line=None, looks=())
