"""The formulas of measured angles, degrees. Definitions and errors are in the register.

Each takes a Sight and the calibration and raises Unseen where the frame does not show enough.
Signs are the body's own, so a mirrored picture reads the same (sideways tilts read the opposite).
"""

from __future__ import annotations

from collections.abc import Callable
from math import acos, atan2, degrees, hypot, isfinite

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Floats
from supple.core.seeing.calibration import Calibration, face_deg, neck_deg
from supple.core.seeing.kinematics import (
    Point,
    direction_deg,
    distance,
    elevation_deg,
    from_horizontal_deg,
    from_vertical_deg,
    included_deg,
    wrapped_deg,
)
from supple.core.seeing.sight import Sight, Unseen

Formula = Callable[[Sight, Calibration], float]

POINTS_AWAY_RATIO = 0.6
"""A trunk that points at the camera at least so much is seen from the feet (or the head)."""

ACROSS_MIN_DEG = 50.0
"""A trunk that leans so far from the vertical, upright or head down, lies across the picture."""

NECK_MIN_TL = 0.20
"""Half of the usual ear to shoulder; shorter, a slip of an ear's width turns it by 20 degrees."""

PELVIS_OF_TRUNK_RATIO = 0.2
"""From the hip joints up to the lowest joint of the spine: 94 mm in men and 107 mm in women, of
about 500 from hips to shoulders (Dumas et al., J Biomech 2007, rounded)."""

STANDING_NECK_DEG = -12.0
"""Neutral neck where nobody stood still to tell their own: 12 forward (check_ideal_poses)."""


STANDING_FACE_DEG = -20.0
"""The same of the face: the nose is below the ear (photos of upright people: -33 to -5)."""

FACE_MIN_TL = 0.10
"""Half of the usual ear to nose in a profile; shorter, the face is turned to or away from us."""


def included(first: str, corner: str, last: str) -> Formula:
    """A formula for the angle at a joint, 0 to 180; from the front each side has its own."""

    def formula(sight: Sight, _: Calibration) -> float:
        return included_deg(sight.joint(first), sight.joint(corner), sight.joint(last))

    return formula


def line_from_vertical(start: str, end: str) -> Formula:
    """A formula for the angle of a line between two joints from the vertical, 0 to 90."""

    def formula(sight: Sight, _: Calibration) -> float:
        return from_vertical_deg(sight.joint(start), sight.joint(end))

    return formula


def _trunk(sight: Sight) -> tuple[Point, Point]:
    return sight.middle("hip"), sight.middle("shoulder")


def hip_angle_signed_deg(sight: Sight, _: Calibration) -> float:
    """Trunk against thigh through the front of the body, -45 to 315."""
    hip = sight.joint("hip")
    thigh = direction_deg(hip, sight.joint("knee"))
    trunk = direction_deg(hip, sight.joint("shoulder"))
    angle = (sight.ventral() * (trunk - thigh)) % 360.0
    return angle - 360.0 if angle > 315.0 else angle


def shoulder_flexion_signed_deg(sight: Sight, _: Calibration) -> float:
    """Arm against trunk through the front of the body, -95 to 265."""
    shoulder = sight.joint("shoulder")
    down = direction_deg(shoulder, sight.joint("hip"))
    arm = direction_deg(shoulder, sight.joint("elbow"))
    angle = (sight.ventral() * (arm - down)) % 360.0
    return angle - 360.0 if angle > 265.0 else angle


def trunk_incline_deg(sight: Sight, _: Calibration) -> float:
    """Elevation of hip to shoulder, -90 to 90."""
    return elevation_deg(*_trunk(sight))


def inverted_trunk_deg(sight: Sight, _: Calibration) -> float:
    """Shoulder to hip, 0 lying on the back, 90 stacked, -90 to 270."""
    hip, shoulder = _trunk(sight)
    angle = direction_deg(shoulder, hip)
    if sight.ventral() < 0:
        angle = 180.0 - angle
    return angle - 360.0 if angle > 270.0 else angle + 360.0 if angle < -90.0 else angle


def trunk_lean_back_deg(sight: Sight, _: Calibration) -> float:
    """Hip to shoulder from the vertical, + towards the back, -180 to 180."""
    return sight.ventral() * wrapped_deg(direction_deg(*_trunk(sight)) - 90.0)


def trunk_tilt_deg(sight: Sight, _: Calibration) -> float:
    """Hip to shoulder from the vertical, 0 to 180."""
    return abs(wrapped_deg(direction_deg(*_trunk(sight)) - 90.0))


def trunk_lateral_tilt_deg(sight: Sight, _: Calibration) -> float:
    """The foot of the spine to mid-shoulder from the vertical, + towards the person's right.

    The pelvis does not bend: from the hip joints up to the lowest joint of the spine the trunk
    goes square to the hip line, and what is above it tilts (decision 19).
    """
    across = sight.on("shoulder", Side.RIGHT)[0] - sight.on("shoulder", Side.LEFT)[0]
    left, right = sight.on("hip", Side.LEFT), sight.on("hip", Side.RIGHT)
    facing = across + right[0] - left[0]
    if facing == 0:
        raise Unseen("facing_unknown")
    hip, shoulder = _trunk(sight)
    width, length = distance(left, right), distance(hip, shoulder)
    up = (left[1] - right[1], right[0] - left[0]) if width else (0.0, 1.0)
    if up[0] * (shoulder[0] - hip[0]) + up[1] * (shoulder[1] - hip[1]) < 0:
        up = (-up[0], -up[1])
    share = PELVIS_OF_TRUNK_RATIO * length / (width or 1.0)
    foot = (hip[0] + share * up[0], hip[1] + share * up[1])
    tilt_deg = wrapped_deg(direction_deg(foot, shoulder) - 90.0)
    return -tilt_deg if facing > 0 else tilt_deg


def thigh_from_horizontal_deg(sight: Sight, _: Calibration) -> float:
    """Elevation of hip to knee, -90 to 90."""
    return elevation_deg(sight.joint("hip"), sight.joint("knee"))


def leg_from_horizontal_deg(sight: Sight, _: Calibration) -> float:
    """Hip to ankle, 0 level and away from the head, 90 up, -180 to 180."""
    angle = direction_deg(sight.joint("hip"), sight.joint("ankle"))
    return angle if sight.head() < 0 else wrapped_deg(180.0 - angle)


def upper_arm_lean_deg(sight: Sight, _: Calibration) -> float:
    """Shoulder to elbow from hanging down, + towards the head end."""
    shoulder, elbow = sight.joint("shoulder"), sight.joint("elbow")
    return wrapped_deg(sight.head() * (direction_deg(shoulder, elbow) + 90.0))


def forearm_from_horizontal_deg(sight: Sight, _: Calibration) -> float:
    """Elbow to wrist from the horizontal, 0 to 90."""
    return from_horizontal_deg(sight.joint("elbow"), sight.joint("wrist"))


def _long_enough(sight: Sight) -> None:
    """Raises Unseen where the ear is so near the shoulder that the neck has no sure direction."""
    if distance(sight.joint("shoulder"), sight.joint("ear")) < NECK_MIN_TL * sight.body.scale:
        raise Unseen("neck_foreshortened")


def head_back_deg(sight: Sight, _: Calibration) -> float:
    """Shoulder to ear from the vertical, + towards the back of the body."""
    _long_enough(sight)
    neck = direction_deg(sight.joint("shoulder"), sight.joint("ear"))
    return sight.ventral() * wrapped_deg(neck - 90.0)


def neck_ext_deg(sight: Sight, calibration: Calibration) -> float:
    """Neck against trunk, less the person's own standing neutral, + extension."""
    for name in ("hip", "shoulder", "ear"):
        sight.joint(name)
    sight.ventral()
    _long_enough(sight)
    neutral = calibration.standing_neck_deg
    return wrapped_deg(neck_deg(sight.body) - (STANDING_NECK_DEG if neutral is None else neutral))


def head_ext_deg(sight: Sight, calibration: Calibration) -> float:
    """The face against the trunk, less the person's own standing neutral, + tipped back.

    The neck's line from shoulder to ear tells little where the arms reach back or up and take the
    shoulder with them; the face's, from ear to nose, does not depend on them.
    """
    for name in ("hip", "shoulder"):
        sight.joint(name)
    sight.ventral()
    if distance(sight.joint("ear"), sight.nose()) < FACE_MIN_TL * sight.body.scale:
        raise Unseen("neck_foreshortened")
    neutral = calibration.standing_face_deg
    return wrapped_deg(face_deg(sight.body) - (STANDING_FACE_DEG if neutral is None else neutral))


def foot_angle_deg(sight: Sight, _: Calibration) -> float:
    """Shank against sole, 0 to 180: 90 with the foot at a right angle, more when pointed."""
    shank = direction_deg(sight.joint("ankle"), sight.joint("knee"))
    sole = direction_deg(sight.joint("heel"), sight.joint("foot_index"))
    return abs(wrapped_deg(shank - sole))


def shoulder_level_deg(sight: Sight, _: Calibration) -> float:
    """Slope of the shoulder line, 0 to 90."""
    return _level(sight, "shoulder")


def pelvis_level_deg(sight: Sight, _: Calibration) -> float:
    """Slope of the hip line, 0 to 90."""
    return _level(sight, "hip")


def _level(sight: Sight, name: str) -> float:
    """Slope of a line across the body; where the body lies across the picture it has none."""
    in_plane = _points_away_ratio(sight) < POINTS_AWAY_RATIO
    if in_plane and from_vertical_deg(*_trunk(sight)) > ACROSS_MIN_DEG:
        raise Unseen("wrong_view")
    left, right = sight.on(name, Side.LEFT), sight.on(name, Side.RIGHT)
    return from_horizontal_deg(left, right)


def _points_away_ratio(sight: Sight) -> float:
    """How much of the trunk runs along the line of sight, 0 to 1; 1 where metres are missing."""
    shoulders = sight.frame.world[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
    hips = sight.frame.world[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    across, down, away = (shoulders - hips).tolist()
    length = hypot(across, down, away)
    return abs(away) / length if length > 0 else 1.0


def leg_spread_deg(sight: Sight, _: Calibration) -> float:
    """Between the two lines from hip to ankle."""
    left = direction_deg(sight.on("hip", Side.LEFT), sight.on("ankle", Side.LEFT))
    right = direction_deg(sight.on("hip", Side.RIGHT), sight.on("ankle", Side.RIGHT))
    return abs(wrapped_deg(left - right))


def knee_line_deg(sight: Sight, _: Calibration) -> float:
    """How far the left knee is above the right one, as a slope: 0 level, -90 to 90."""
    return elevation_deg(sight.on("knee", Side.RIGHT), sight.on("knee", Side.LEFT))


def knees_drop_deg(sight: Sight, _: Calibration) -> float:
    """Mid-hip to mid-knee from the vertical: 0 up, 90 on the floor."""
    if _points_away_ratio(sight) < POINTS_AWAY_RATIO:
        raise Unseen("wrong_view")
    hips = [sight.on("hip", side) for side in Side]
    knees = [sight.on("knee", side) for side in Side]
    hip = ((hips[0][0] + hips[1][0]) / 2, (hips[0][1] + hips[1][1]) / 2)
    knee = ((knees[0][0] + knees[1][0]) / 2, (knees[0][1] + knees[1][1]) / 2)
    return abs(wrapped_deg(direction_deg(hip, knee) - 90.0))


def thorax_rotation_deg(sight: Sight, _: Calibration) -> float:
    """Shoulder line against hip line about the trunk, from the metric landmarks, 0 to 180."""
    for name in ("shoulder", "hip"):
        for side in Side:
            sight.on(name, side)
    world = sight.frame.world
    shoulders = world[Landmark.LEFT_SHOULDER] - world[Landmark.RIGHT_SHOULDER]
    hips = world[Landmark.LEFT_HIP] - world[Landmark.RIGHT_HIP]
    above = world[Landmark.LEFT_SHOULDER] + world[Landmark.RIGHT_SHOULDER]
    below = world[Landmark.LEFT_HIP] + world[Landmark.RIGHT_HIP]
    axis = above - below
    length = float(np.linalg.norm(axis))
    if not (isfinite(length) and length > 0):
        return _rotation_by_width(sight)
    axis = axis / length
    return _between_deg(shoulders - axis * (shoulders @ axis), hips - axis * (hips @ axis))


def _between_deg(first: Floats, second: Floats) -> float:
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    if not lengths > 0:
        raise Unseen("no_depth")
    return degrees(acos(max(-1.0, min(1.0, float(first @ second) / lengths))))


def _rotation_by_width(sight: Sight) -> float:
    """Without metres: how narrow the shoulders look against the hips (0.59 of their width)."""
    if not sight.from_front:
        raise Unseen("wrong_view")
    shoulders = distance(sight.on("shoulder", Side.LEFT), sight.on("shoulder", Side.RIGHT))
    hips = distance(sight.on("hip", Side.LEFT), sight.on("hip", Side.RIGHT))
    if hips == 0:
        raise Unseen("no_depth")
    return degrees(acos(min(1.0, shoulders / hips * 0.59)))


def of_sides(
    choose: Callable[[list[float]], float], first: str, corner: str, last: str
) -> Formula:
    """A formula for the smaller or larger angle at a joint, of the sides that are seen."""

    def formula(sight: Sight, _: Calibration) -> float:
        angles = [included_deg(*(sight.joint(name) for name in (first, corner, last)))]
        far = sight.body.near.other
        if all(sight.body.sees(name, far) for name in (first, corner, last)):
            angles.append(included_deg(*(sight.on(name, far) for name in (first, corner, last))))
        return choose(angles)

    return formula


def _metric(sight: Sight, name: str, side: Side) -> Floats:
    """A seen landmark in metres. Raises Unseen."""
    sight.on(name, side)
    point = sight.frame.world[landmark(name, side)]
    if not isfinite(point[0]):
        raise Unseen("no_depth")
    return np.asarray(point)


def _metric_trunk(sight: Sight) -> Floats:
    """From mid-hip to mid-shoulder in metres; as the near side is seen, the far one is taken."""
    for name in ("shoulder", "hip"):
        _metric(sight, name, sight.body.near)
    world = sight.frame.world
    shoulders = world[Landmark.LEFT_SHOULDER] + world[Landmark.RIGHT_SHOULDER]
    return np.asarray((shoulders - world[Landmark.LEFT_HIP] - world[Landmark.RIGHT_HIP]) / 2)


def _rise_deg(way: Floats) -> float:
    """Elevation of a direction in metres (y down), the camera taken as level."""
    across, down, away = way.tolist()
    return degrees(atan2(-down, hypot(across, away)))


def trunk_rise_space_deg(sight: Sight, _: Calibration) -> float:
    """Elevation of the trunk from the metric landmarks, -90 to 90."""
    return _rise_deg(_metric_trunk(sight))


def chest_up_space_deg(sight: Sight, _: Calibration) -> float:
    """Elevation of the way the chest looks: 90 at the ceiling, -90 at the floor."""
    trunk = _metric_trunk(sight)
    world = sight.frame.world
    leftwards = world[Landmark.LEFT_SHOULDER] - world[Landmark.RIGHT_SHOULDER]
    return _rise_deg(np.cross(leftwards, trunk))


def smaller_in_space(first: str, corner: str, last: str) -> Formula:
    """A formula for the smaller angle at a joint of both sides, from the metric landmarks."""

    def formula(sight: Sight, _: Calibration) -> float:
        found = []
        for side in Side:
            if all(sight.body.sees(name, side) for name in (first, corner, last)):
                start, middle, end = (_metric(sight, n, side) for n in (first, corner, last))
                found.append(_between_deg(start - middle, end - middle))
        if not found:
            raise Unseen(f"{sight.body.near}_{last}_hidden")
        return min(found)

    return formula
