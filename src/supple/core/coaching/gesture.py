"""A raised arm, seen from a distance: the way to pause or go on without a key.

One arm straight up beside the head with the trunk upright, the other arm down, for a second.
"""

from __future__ import annotations

from math import hypot

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Frame
from supple.core.seeing.kinematics import stance

RAISED_FOR_S = 1.0
APART_S = 3.0
SEEN = 0.5
UPRIGHT_RATIO = 0.85

_LEFT_SHOULDER, _RIGHT_SHOULDER = int(Landmark.LEFT_SHOULDER), int(Landmark.RIGHT_SHOULDER)
_LEFT_HIP, _RIGHT_HIP = int(Landmark.LEFT_HIP), int(Landmark.RIGHT_HIP)


class RaisedArm:
    """Says once that an arm was raised, then waits until it is down again."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._told_at_s = -float("inf")
        self._armed = True

    def receive(self, frame: Frame) -> bool:
        if not arm_is_raised(frame):
            self._since_s = None
            self._armed = True
            return False
        if self._since_s is None:
            self._since_s = frame.time_s
        long_enough = frame.time_s - self._since_s >= RAISED_FOR_S
        if not (long_enough and self._armed and frame.time_s - self._told_at_s >= APART_S):
            return False
        self._armed = False
        self._told_at_s = frame.time_s
        return True


def arm_is_raised(frame: Frame) -> bool:
    """Exactly one wrist well above the head, its elbow above the shoulder, the trunk upright."""
    if not frame.found or not _upright(frame):
        return False
    raised = [_raised(frame, side) for side in Side]
    return raised.count(True) == 1


def _upright(frame: Frame) -> bool:
    points = stance(frame).points
    left, right = points[_LEFT_SHOULDER], points[_RIGHT_SHOULDER]
    left_hip, right_hip = points[_LEFT_HIP], points[_RIGHT_HIP]
    across = left[0] + right[0] - left_hip[0] - right_hip[0]
    up = left[1] + right[1] - left_hip[1] - right_hip[1]
    length = hypot(across, up)
    return length > 0 and up / length > UPRIGHT_RATIO


def _raised(frame: Frame, side: Side) -> bool:
    body = stance(frame)
    points, seen = body.points, body.visibility
    wrist, elbow = landmark("wrist", side), landmark("elbow", side)
    shoulder = landmark("shoulder", side)
    if min(seen[wrist], seen[elbow], seen[shoulder], seen[Landmark.NOSE]) < SEEN:
        return False
    head_y = points[Landmark.NOSE][1]
    reach = abs(points[shoulder][1] - head_y)
    above_head = points[wrist][1] > head_y + 0.5 * reach
    return above_head and points[elbow][1] > points[shoulder][1]
