"""From one exercise to the next: out of the pose that one waits in, through stations, into the
pose that the other begins with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np

from supple.core.exercise import Exercise, Pose
from supple.core.figure.bones import bone_turns
from supple.core.figure.kinematics import placed
from supple.core.figure.modelling import settled_pose
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


def crossing(before: Exercise, after: Exercise, stations: Stations) -> Crossing:
    """How a body goes over from one exercise to another; both have poses."""
    first, last = waiting(before), waiting(after)
    names = stations.route(stations.of(before), stations.of(after))
    through = [stations.poses[name] for name in names] if len(names) > 1 else []
    durations = [INTO_S]
    if through:
        between = [stations.duration_s(*pair) for pair in pairwise(names)]
        durations = [INTO_S, *between, INTO_S]
    legs = [_leg(*pair) for pair in pairwise((first, *through, last))]
    shares = np.linspace(0.0, 1.0, FRAMES + 1)
    angles, places = [], []
    at = np.zeros(3)
    for number, (leg, backward) in enumerate(legs):
        times = (1.0 - shares if backward else shares)[0 if number == 0 else 1 :]
        hips = leg.at(times).joints_m[:, 0]
        began = leg.at(np.array([float(backward)])).joints_m[0, 0]
        hips = hips + (at - began) * FLAT
        angles.append(leg.angles_at(times))
        places.append(hips)
        at = hips[-1]
    ends = settled_pose(last).body.joints_m[0]
    moved = (ends - at) * FLAT
    course = np.concatenate(angles)
    begins = (moved - settled_pose(first).body.joints_m[0]) * FLAT
    turns = bone_turns(course, placed(course))
    return Crossing(Moments(turns, np.concatenate(places) + moved), tuple(durations), begins)


FLAT: Final = np.array((1.0, 0.0, 1.0))


def _leg(before: Pose, after: Pose) -> tuple[Way, bool]:
    """A way, and whether it is gone through backward: each is settled once, whichever way."""
    there, back = _key(before), _key(after)
    return (_way(there, back), False) if there <= back else (_way(back, there), True)


_Key = tuple[str, tuple[tuple[str, float], ...], tuple[str, ...]]


def _key(pose: Pose) -> _Key:
    return pose.phase, tuple(sorted(pose.angles.items())), tuple(pose.touches)


@lru_cache(maxsize=512)
def _way(before: _Key, after: _Key) -> Way:
    first, last = (Pose(phase=key[0], angles=dict(key[1]), touches=key[2]) for key in (before, after))
    return way(first, last)
