"""A body moving: from one pose to the next as people move, and back.

A way between two poses runs through joint angles, each by the same share of its way, slow at both
ends (the minimum-jerk course of Flash & Hogan 1985, J Neurosci 5:1688). In between it rests on
what both poses rest on, and sinks into nothing: some moments of it are settled as poses are, and
the rest lies smoothly between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from scipy.interpolate import PchipInterpolator

from supple.core.exercise import Pose
from supple.core.figure.contacts import Settled, Touch, settled
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

LEG_COLUMNS: Final = [
    index
    for index, name in enumerate(COLUMN_NAMES)
    if any(joint in name for joint in ("hip_", "knee_", "ankle_", "toes_"))
]

BETWEEN: Final = 9
"""Moments between two poses that are settled."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """From one settled pose to another. `at` takes shares of the time, 0 to 1."""

    angles: PchipInterpolator
    places: PchipInterpolator
    proportions: Proportions

    def at(self, shares: Floats) -> Placed:
        """The body at shares (n,) of the time of the way."""
        course = eased(np.clip(shares, 0.0, 1.0))
        body = placed(self.angles(course), self.proportions)
        return body.shifted(self.places(course) - body.joints_m[..., 0, :])

    def apart(self, upper: Floats, legs: Floats) -> Placed:
        """The body with its upper part at other shares (n,) of the time than its legs."""
        angles, of_legs = self.angles_at(upper), self.angles_at(legs)
        angles[:, LEG_COLUMNS] = of_legs[:, LEG_COLUMNS]
        body = placed(angles, self.proportions)
        return body.shifted(self.places(eased(np.clip(legs, 0.0, 1.0))) - body.joints_m[..., 0, :])

    @property
    def furthest_deg(self) -> float:
        """How far the angle goes that goes furthest."""
        return float(np.ptp(self.angles(np.array((0.0, 1.0))), axis=0).max())

    def angles_at(self, shares: Floats) -> Floats:
        """The angles (n, ANGLE_COUNT) of the body at shares (n,) of the time of the way."""
        return np.asarray(self.angles(eased(np.clip(shares, 0.0, 1.0))))


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

    The body is moved along the floor so that what both poses rest on slides as little as it can.
    """
    ends = [settled_pose(pose, proportions, other_side=other_side) for pose in (before, after)]
    shared = rests_on(_both(before, after), other_side=other_side)
    shares = np.linspace(0.0, 1.0, BETWEEN + 2)
    moments = [ends[0]]
    gave_way = np.zeros(ANGLE_COUNT)
    for share in shares[1:-1]:
        said = ends[0].angles_deg * (1 - share) + ends[1].angles_deg * share
        moments.append(settled(said, shared, proportions, begin_deg=said + gave_way))
        gave_way = moments[-1].angles_deg - said
    moments.append(ends[1])
    return Way(
        angles=PchipInterpolator(shares, [moment.angles_deg for moment in moments]),
        places=PchipInterpolator(shares, _places(moments, shared)),
        proportions=proportions,
    )


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
            shared = rests_on(_both(poses[index - 1], pose), other_side=other_side)
            body = body.shifted(anchor_m(bodies[-1], shared) - anchor_m(body, shared))
        bodies.append(body)
    return bodies


def _both(before: Pose, after: Pose) -> list[str]:
    """What two poses rest on alike."""
    return [words for words in before.touches if words in after.touches]


def _places(moments: Sequence[Settled], resting: Sequence[Touch]) -> Floats:
    """Where the hips' middle is at each moment (n, 3), what rests standing where it was."""
    anchors = [anchor_m(moment.body, resting) for moment in moments]
    places = [moment.body.joints_m[0] for moment in moments]
    return np.array([
        place + (anchors[0] - anchor) for place, anchor in zip(places, anchors, strict=True)
    ])  # fmt: skip


def anchor_m(body: Placed, resting: Sequence[Touch]) -> Floats:
    """The middle of what rests, on the floor (3,); of the hips where nothing does all the way."""
    parts = [INDEX[touch.part] for touch in resting] or [0]
    return np.asarray(body.joints_m[parts].mean(axis=0) * np.array((1.0, 0.0, 1.0)))
