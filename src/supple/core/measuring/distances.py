"""The formulas of measured distances, in the person's own trunk lengths, and of ratios.

The trunk length is the calibrated one, else what this frame shows of it. Heights are above the
calibrated floor, else above the lowest landmark that is seen; between two contacts with the floor
some are over the line through them.
"""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, isfinite, nan

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.floor import THICKNESS_TL, floor_level, floor_under
from supple.core.seeing.kinematics import Point, cross, distance, included_deg, midpoint
from supple.core.seeing.sight import Sight, Unseen
from supple.core.seeing.view import WIDTH_TL

Formula = Callable[[Sight, Calibration], float]

ARM_DOWN_MAX_DEG = 100.0

LEVEL_WIDTH_MAX_RATIO = 1.155
"""The width of a body turned by 30 degrees. There a camera that looks down by 13 degrees, as most
do, tilts the floor by 7, which is 0.13 trunk lengths over one of them."""

HEAD_WIDTH_TO_NOSE_RATIO = 1.25
"""Ear to ear against ear to nose, both seen squarely."""

EARS_OF_SHOULDERS_RATIO = 0.42
"""Ear to ear against shoulder to shoulder."""

FORESHORTENED_RATIO = 0.75
"""Of the trunk that the shoulders' width tells. A body that lies pointing at the camera shows a
tenth to a third of its length, and lengths in trunks are then many times what they are."""

STRAIGHT_MAX_IDX = 0.25
"""A head that reads less looks straight."""


def trunk_length(sight: Sight, calibration: Calibration) -> float:
    """In picture heights. Raises Unseen where neither calibration nor frame tells."""
    length = calibration.trunk_length
    if length is None:
        length = sight.body.scale
    if not (isfinite(length) and length > 0):
        raise Unseen("trunk_hidden")
    if sight.from_front and length < FORESHORTENED_RATIO * _length_by_width(sight):
        raise Unseen("wrong_view")
    return length


def _length_by_width(sight: Sight) -> float:
    """What the trunk of somebody of average proportions measures who is so wide."""
    left, right = (sight.body.point("shoulder", side) for side in (Side.LEFT, Side.RIGHT))
    return distance(left, right) / WIDTH_TL["shoulder"]


def floor_y(sight: Sight, calibration: Calibration, x: float) -> float:
    """Height of the floor at a place; without calibration, of the body's lowest underside.

    Raises Unseen where the body is turned so far that a camera which looks down tilts the floor
    under it too much.
    """
    height, slope, known_x = calibration.floor_y, calibration.floor_slope, calibration.floor_x
    if height is None:
        height = floor_level(sight.body)
    elif slope and known_x is not None:
        height += slope * (x / sight.width_ratio - known_x)
    if not isfinite(height) or sight.width_ratio > LEVEL_WIDTH_MAX_RATIO:
        raise Unseen("floor_unknown")
    return height


def floor_at(sight: Sight, calibration: Calibration, x: float) -> float:
    """Height of the floor at a place: of the line through two contacts, else as it is known."""
    level = floor_under(sight.body, x)
    return level if isfinite(level) else floor_y(sight, calibration, x)


def gap(first: str, second: str) -> Formula:
    """A formula for the distance of two joints of the near side; "nose" has no side."""

    def formula(sight: Sight, calibration: Calibration) -> float:
        ends = distance(_named(sight, first), _named(sight, second))
        return ends / trunk_length(sight, calibration)

    return formula


def _named(sight: Sight, name: str) -> Point:
    return sight.nose() if name == "nose" else sight.joint(name)


def above_floor(*names: str) -> Formula:
    """A formula for the height of the lowest of these over the floor."""

    def formula(sight: Sight, calibration: Calibration) -> float:
        x, y = min((_named(sight, name) for name in names), key=lambda point: point[1])
        return (y - floor_y(sight, calibration, x)) / trunk_length(sight, calibration)

    return formula


def head_floor_gap_tl(sight: Sight, calibration: Calibration) -> float:
    """Height of nose or ear, the lower, over the floor between hands and feet, else the floor."""
    head = min(sight.nose(), sight.joint("ear"), key=lambda point: point[1])
    level = floor_at(sight, calibration, head[0])
    return (head[1] - level) / trunk_length(sight, calibration)


def pelvis_rise_tl(sight: Sight, calibration: Calibration) -> float:
    """Hip over its height in prone rest; unless that was seen, over the floor between contacts."""
    length = trunk_length(sight, calibration)
    hip = sight.joint("hip")
    baseline = calibration.prone_hip_y
    if baseline is None:
        baseline = floor_at(sight, calibration, hip[0]) + THICKNESS_TL["hip"] * length
    return (hip[1] - baseline) / length


def chest_rise_tl(sight: Sight, calibration: Calibration) -> float:
    """Shoulder over its height in prone rest; unless that was seen, of any lying figure."""
    length = trunk_length(sight, calibration)
    baseline = calibration.prone_shoulder_y
    shoulder = sight.joint("shoulder")
    if baseline is None:
        resting = floor_y(sight, calibration, shoulder[0])
        baseline = resting + THICKNESS_TL["shoulder"] * length
    return (shoulder[1] - baseline) / length


def hand_foot_gap_tl(sight: Sight, calibration: Calibration) -> float:
    """Negative where the fingers are past the toes along the leg."""
    fingers, toes, hip = sight.joint("index"), sight.joint("foot_index"), sight.joint("hip")
    along = (fingers[0] - toes[0]) * (toes[0] - hip[0]) + (fingers[1] - toes[1]) * (
        toes[1] - hip[1]
    )
    apart = distance(fingers, toes) / trunk_length(sight, calibration)
    return -apart if along > 0 else apart


def wrist_shoulder_dx_tl(sight: Sight, calibration: Calibration) -> float:
    """Wrist ahead of the shoulder, + towards the head end."""
    ahead = sight.joint("wrist")[0] - sight.joint("shoulder")[0]
    return sight.head() * ahead / trunk_length(sight, calibration)


def body_shift_tl(sight: Sight, calibration: Calibration) -> float:
    """Sideways way of the hips from the start of the set.

    Not of the shoulders, which a trunk that rounds, turns or leans takes along with the hips in
    their place.
    """
    moved = sight.middle("hip")[0] - _start(sight, calibration, "hip")[0]
    return abs(moved) / trunk_length(sight, calibration)


def foot_shift_tl(sight: Sight, calibration: Calibration) -> float:
    """Way of the ankle since the start of the set."""
    then = _start(sight, calibration, "ankle")
    return distance(sight.middle("ankle"), then) / trunk_length(sight, calibration)


def _start(sight: Sight, calibration: Calibration, name: str) -> Point:
    start = calibration.start_points
    if start is None:
        raise Unseen("needs_start_of_set")

    def at(side: Side) -> Point:
        x, y = start[landmark(name, side)].tolist()
        return (x * sight.width_ratio, y)

    if sight.from_front:
        return midpoint(at(Side.LEFT), at(Side.RIGHT))
    return at(sight.side or sight.body.near)


def shrug_index(sight: Sight, calibration: Calibration) -> float:
    """Ear to shoulder, against the same in quiet standing.

    Only with the arms below the shoulders: a raised arm takes the shoulder to the ear with nobody
    shrugging (half the standing distance in most photos of child's pose).
    """
    neutral = calibration.ear_shoulder_gap
    if neutral is None:
        raise Unseen("needs_standing_still")
    hip, shoulder, elbow = (sight.joint(name) for name in ("hip", "shoulder", "elbow"))
    if not included_deg(hip, shoulder, elbow) <= ARM_DOWN_MAX_DEG:
        raise Unseen("arms_raised")
    return distance(sight.joint("ear"), shoulder) / neutral


def knee_width_ratio(sight: Sight, _: Calibration) -> float:
    """Knees apart against hips apart."""
    knees = distance(sight.on("knee", Side.LEFT), sight.on("knee", Side.RIGHT))
    hips = distance(sight.on("hip", Side.LEFT), sight.on("hip", Side.RIGHT))
    return knees / hips if hips > 0 else nan


def head_turn_idx(sight: Sight, _: Calibration) -> float:
    """0 facing straight (ahead, or to the side in a profile), towards 1 turned a quarter.

    In a profile the ears come apart across the neck where the head turns. Along it they do so
    where somebody lies askew to the camera, with the head straight. A camera that looks down parts
    them across the neck too, as it does the shoulders: where less than a turn is left without
    that, it may be the camera's alone, and nothing is told. The far shoulder is a guess, so that a
    reading is never mended by it.
    """
    nose, left, right = sight.nose(), sight.on("ear", Side.LEFT), sight.on("ear", Side.RIGHT)
    between = midpoint(left, right)
    ears, face = distance(left, right), distance(nose, between)
    if sight.from_front:
        return abs(nose[0] - between[0]) / ears if ears > 0 else nan
    seen = hypot(ears, HEAD_WIDTH_TO_NOSE_RATIO * face)
    shoulder, ear = sight.joint("shoulder"), sight.joint("ear")
    neck = distance(shoulder, ear)
    if seen == 0 or neck == 0:
        return nan
    body = sight.body
    first, second = (body.point("shoulder", side) for side in (Side.LEFT, Side.RIGHT))
    ears_across, shoulders_across = (
        (cross(shoulder, ear, one) - cross(shoulder, ear, other)) / neck
        for one, other in ((left, right), (first, second))
    )
    turn_idx = float(abs(ears_across) / seen)
    left_idx = abs(ears_across - EARS_OF_SHOULDERS_RATIO * shoulders_across) / seen
    if turn_idx > STRAIGHT_MAX_IDX > left_idx:
        raise Unseen("wrong_view")
    return turn_idx


def over(upper: str, lower: str) -> Formula:
    """A formula for how much higher one joint is than another."""

    def formula(sight: Sight, calibration: Calibration) -> float:
        height = sight.middle(upper)[1] - sight.middle(lower)[1]
        return height / trunk_length(sight, calibration)

    return formula


def hip_over_lower_ankle_tl(sight: Sight, calibration: Calibration) -> float:
    """Height of the hip over the lower ankle of the sides that are seen."""
    far = sight.body.near.other
    ankle_y = sight.joint("ankle")[1]
    if sight.body.sees("ankle", far):
        ankle_y = min(ankle_y, sight.on("ankle", far)[1])
    return (sight.joint("hip")[1] - ankle_y) / trunk_length(sight, calibration)


def hip_over_ankle_space_tl(sight: Sight, _: Calibration) -> float:
    """Height of mid-hip over the lower ankle, both from the metric landmarks (y down)."""
    sight.joint("hip")
    sight.joint("ankle")
    world = sight.frame.world
    hips = (world[Landmark.LEFT_HIP] + world[Landmark.RIGHT_HIP]) / 2
    shoulders = (world[Landmark.LEFT_SHOULDER] + world[Landmark.RIGHT_SHOULDER]) / 2
    length = float(np.linalg.norm(shoulders - hips))
    if not (isfinite(length) and length > 0):
        raise Unseen("no_depth")
    lowest = max(float(world[Landmark.LEFT_ANKLE, 1]), float(world[Landmark.RIGHT_ANKLE, 1]))
    return (lowest - float(hips[1])) / length


def height_gap(name: str) -> Formula:
    """A formula for how much higher a joint of one side is than that of the other."""

    def formula(sight: Sight, calibration: Calibration) -> float:
        left, right = sight.on(name, Side.LEFT), sight.on(name, Side.RIGHT)
        return abs(left[1] - right[1]) / trunk_length(sight, calibration)

    return formula


def hands_apart_tl(sight: Sight, calibration: Calibration) -> float:
    """From wrist to wrist."""
    apart = distance(sight.on("wrist", Side.LEFT), sight.on("wrist", Side.RIGHT))
    return apart / trunk_length(sight, calibration)


def hand_head_gap_tl(sight: Sight, calibration: Calibration) -> float:
    """From the nose to the wrist that is nearer to it, of the sides that are seen."""
    nose = sight.nose()
    gaps = [distance(sight.joint("wrist"), nose)]
    far = (sight.side or sight.body.near).other
    if sight.body.sees("wrist", far):
        gaps.append(distance(sight.on("wrist", far), nose))
    return min(gaps) / trunk_length(sight, calibration)


def hip_rise_tl(sight: Sight, calibration: Calibration) -> float:
    """How far the hip has risen since the start of the set: tells hops."""
    risen = sight.middle("hip")[1] - _start(sight, calibration, "hip")[1]
    return risen / trunk_length(sight, calibration)
