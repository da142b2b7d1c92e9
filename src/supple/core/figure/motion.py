"""A body moving: from one pose to the next as people move, and back.

A way between two poses runs through joint angles, each by the same share of its way, slow at both
ends (the minimum-jerk course of Flash & Hogan 1985, J Neurosci 5:1688). In between it rests on
what both poses rest on, sinks into nothing and passes through nothing (figure.course).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from scipy.interpolate import BSpline

from supple.core.exercise import Pose
from supple.core.figure.contacts import Touch
from supple.core.figure.course import course
from supple.core.figure.kinematics import INDEX, Placed, placed
from supple.core.figure.modelling import rests_on, settled_pose
from supple.core.figure.posture import ANGLE_COUNT, COLUMN_NAMES
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats

FAULT_MOTIONS: Final[Mapping[str, str]] = MappingProxyType({
    "enter_s": "seconds that the way in takes",
    "exit_s": "seconds that the way out takes",
    "period_s": "seconds that a repetition takes",
    "arms_first_s": "seconds by which the arms are there before the legs",
    "shift_forward_m": "metres that the body wanders forward",
    "shift_right_m": "metres that the body wanders to its right",
    "bounce_deg": "degrees by which it bounces in the pose",
})  # fmt: skip
"""How a fault of time or movement may be told in an exercise file."""

MEDIAN_ROUNDS: Final = 30
OF_LEGS: Final = [
    *(
        index
        for index, name in enumerate(COLUMN_NAMES)
        if any(joint in name for joint in ("hip_", "knee_", "ankle_", "toes_"))
    ),
    *range(ANGLE_COUNT, ANGLE_COUNT + 3),
]
"""Of what a way runs through: the angles of the legs, and where the hips are."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """From one settled pose to another. `at` takes shares of the time, 0 to 1."""

    curves: BSpline
    proportions: Proportions

    def at(self, shares: Floats) -> Placed:
        """The body at shares (n,) of the time of the way."""
        now = self._now(shares)
        return placed(now[..., :ANGLE_COUNT], self.proportions).shifted(now[..., ANGLE_COUNT:])

    def apart(self, upper: Floats, legs: Floats) -> Placed:
        """The body with its upper part at other shares (n,) of the time than its legs."""
        above, below = self._now(upper), self._now(legs)
        above[..., OF_LEGS] = below[..., OF_LEGS]
        return placed(above[..., :ANGLE_COUNT], self.proportions).shifted(above[..., ANGLE_COUNT:])

    @property
    def furthest_deg(self) -> float:
        """How far the angle goes that goes furthest."""
        return float(np.ptp(self.angles_at(np.array((0.0, 1.0))), axis=0).max())

    def angles_at(self, shares: Floats) -> Floats:
        """The angles (n, ANGLE_COUNT) of the body at shares (n,) of the time of the way."""
        return self._now(shares)[..., :ANGLE_COUNT]

    def _now(self, shares: Floats) -> Floats:
        return np.asarray(self.curves(eased(np.clip(shares, 0.0, 1.0))))


def eased(shares: Floats) -> Floats:
    """Shares of a way by shares of its time, slow at both ends."""
    return np.asarray(shares**3 * (10.0 - 15.0 * shares + 6.0 * shares**2))


def uneased(courses: Floats) -> Floats:
    """Shares of a way's time by shares of the way: `eased` the other way round."""
    times = np.linspace(0.0, 1.0, 1001)
    return np.interp(courses, eased(times), times)


def way(
    before: Pose, after: Pose, proportions: Proportions = AVERAGE, *, other_side: bool = False
) -> Way:
    """The way from one pose to another on a body.

    It begins where the first is settled; the second is moved along the floor so that what both
    rest on stays in place.
    """
    first, last = (
        settled_pose(pose, proportions, other_side=other_side) for pose in (before, after)
    )
    shared = both_rest_on(before, after, other_side=other_side)
    moved = drift_m(first.body, last.body, shared)
    last = replace(last, body=last.body.shifted(moved))
    return Way(course(first, last, shared, proportions), proportions)


def together(
    poses: Sequence[Pose], proportions: Proportions = AVERAGE, *, other_side: bool = False
) -> list[Placed]:
    """Poses in one room, one after the other: what a pose and the one before it rest on alike
    stays where it was.
    """
    bodies: list[Placed] = []
    for index, pose in enumerate(poses):
        body = settled_pose(pose, proportions, other_side=other_side).body
        if bodies:
            shared = both_rest_on(poses[index - 1], pose, other_side=other_side)
            body = body.shifted(drift_m(bodies[-1], body, shared))
        bodies.append(body)
    return bodies


def both_rest_on(before: Pose, after: Pose, *, other_side: bool = False) -> tuple[Touch, ...]:
    """What two poses rest on alike."""
    first, second = (rests_on(pose.touches, other_side=other_side) for pose in (before, after))
    return tuple(touch for touch in first if touch in second)


def drift_m(before: Placed, after: Placed, resting: Sequence[Touch]) -> Floats:
    """How the second of two bodies is to be moved along the floor (3,), so that as much as can be
    of what rests stays in place: a hand that is put elsewhere does not pull the knees along.
    """
    parts = [INDEX[touch.part] for touch in resting] or [0]
    apart = (before.joints_m[parts] - after.joints_m[parts]) * np.array((1.0, 0.0, 1.0))
    middle = apart.mean(axis=0)
    for _ in range(MEDIAN_ROUNDS):  # the median of places (Weiszfeld)
        weight = 1.0 / np.maximum(np.linalg.norm(apart - middle, axis=-1), 0.002)
        middle = (apart * weight[:, None]).sum(axis=0) / weight.sum()
    return np.asarray(middle)


def anchor_m(body: Placed, resting: Sequence[Touch]) -> Floats:
    """The middle of what rests, on the floor (3,); of the hips where nothing does all the way."""
    parts = [INDEX[touch.part] for touch in resting] or [0]
    return np.asarray(body.joints_m[parts].mean(axis=0) * np.array((1.0, 0.0, 1.0)))
