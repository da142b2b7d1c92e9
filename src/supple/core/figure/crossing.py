"""From one exercise to the next: out of the pose that one waits in, through stations, into the
pose that the other begins with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from supple.core.exercise import Exercise, Pose
from supple.core.figure.bones import bone_turns
from supple.core.figure.kinematics import placed
from supple.core.figure.modelling import fingerprint, settled_pose
from supple.core.figure.motion import Way, way
from supple.core.figure.playing import Moments, in_order
from supple.core.figure.stations import Stations
from supple.core.pose import Floats

AT_REST: Final = ("start", "enter", "hold", "peak")
"""The pose that somebody waits in, the best first; js/player/drawing.js shows the same."""
INTO_S: Final = 1.8
"""From a station into an exercise, or out of it."""
FRAMES: Final = 8
"""Frames of each leg, beside the first."""
EVEN_DEG: Final = 4.0
FLAT: Final = np.array((1.0, 0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """The way over in legs of `FRAMES` frames each, in the room of the second exercise.

    `durations_s` are the legs'. `begins_m` (3,): what takes a place in the first exercise's room
    into the second's.
    """

    moments: Moments
    durations_s: tuple[float, ...]
    begins_m: Floats


def waiting(exercise: Exercise) -> Pose:
    """The pose that somebody waits in before and after an exercise that has poses."""
    by_phase = {pose.phase: pose for pose in in_order(exercise)}
    return next((by_phase[one] for one in AT_REST if one in by_phase), exercise.poses[0])


def even(pose: Pose) -> bool:
    """Whether a pose is its own mirror image, as nearly as one sees."""
    angles = [settled_pose(pose, other_side=side).angles_deg for side in (False, True)]
    return bool(np.abs(angles[0] - angles[1]).max() < EVEN_DEG)


@dataclass(frozen=True, slots=True)
class Crossings:
    """How a body goes over, by the stations that there are. Legs are settled once and kept."""

    stations: Stations
    _ways: dict[tuple[str, str], Way] = field(default_factory=dict)

    def of(self, before: Exercise, after: Exercise) -> Crossing:
        """From one exercise to another; both have poses."""
        poses, durations = self._plan(before, after)
        shares = np.linspace(0.0, 1.0, FRAMES + 1)
        angles, places, at = [], [], np.zeros(3)
        for number, (first, last) in enumerate(pairwise(poses)):
            course, backward = self._leg(first, last)
            times = shares[::-1] if backward else shares
            hips = course.at(times).joints_m[:, 0]
            hips = hips + (at - hips[0]) * FLAT
            new = slice(0 if number == 0 else 1, None)
            angles.append(course.angles_at(times)[new])
            places.append(hips[new])
            at = hips[-1]
        starts, ends = (settled_pose(pose).body.joints_m[0] for pose in (poses[0], poses[-1]))
        moved = (ends - at) * FLAT
        said = np.concatenate(angles)
        return Crossing(
            Moments(bone_turns(said, placed(said)), np.concatenate(places) + moved),
            durations_s=durations,
            begins_m=moved - starts * FLAT,
        )

    def _plan(self, before: Exercise, after: Exercise) -> tuple[list[Pose], tuple[float, ...]]:
        """Poses one after the other, and how long it takes to each; from and to the same station
        nobody goes to the station first.
        """
        names = self.stations.route(self.stations.of(before), self.stations.of(after))
        first, last = waiting(before), waiting(after)
        if len(names) == 1:
            return [first, last], (INTO_S,)
        between = [self.stations.duration_s(*pair) for pair in pairwise(names)]
        poses = [first, *(self.stations.poses[name] for name in names), last]
        return poses, (INTO_S, *between, INTO_S)

    def _leg(self, before: Pose, after: Pose) -> tuple[Way, bool]:
        """A way, and whether it is gone through backward."""
        there, back = fingerprint(before), fingerprint(after)
        if (back, there) in self._ways:
            return self._ways[back, there], True
        if (there, back) not in self._ways:
            self._ways[there, back] = way(before, after)
        return self._ways[there, back], False
