"""An exercise's moving figure: its poses, the ways between them, and what stands around.

Poses come first and quickly; a way is settled moment by moment and takes longer. All is of one
body in one room: what a pose and the one before it rest on alike stays where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np

from supple.core.exercise import Exercise, FaultPose, Pose, View
from supple.core.figure.bones import bone_turns
from supple.core.figure.contacts import Surface, touches
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, Placed, placed
from supple.core.figure.modelling import pose_of, settled_pose, with_fault
from supple.core.figure.motion import together, way
from supple.core.figure.muscles import Area, areas
from supple.core.pose import Floats

ORDER: Final = ("start", "enter", "peak", "other", "hold", "exit")
"""As a body goes through them."""
FAULT: Final = "fault"
FRAMES: Final = 16
"""Frames that a way is told in, beside its first."""
AZIMUTH_DEG: Final = {View.SIDE: -68.0, View.FRONT: -16.0, View.FEET_END: -52.0}
"""From the person's right and a little before them, who then faces right, as one reads; from the
feet's end where the feet are forward."""
ABOVE_DEG: Final = {View.SIDE: 14.0, View.FRONT: 12.0, View.FEET_END: 34.0}


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Bones as quaternions x, y, z, w: `turns` (n, BONES, 4); `places_m` (n, 3) is the middle of
    the hips.
    """

    turns: Floats
    places_m: Floats


@dataclass(frozen=True, slots=True)
class Thing:
    """A chair, wall, block or mat on the floor: where its middle is, and how it is turned to the
    left, degrees; a chair's back is behind 0. `size_m`: of a mat, length and width.
    """

    kind: str
    forward_m: float
    right_m: float
    turn_deg: float = 0.0
    size_m: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Playing:
    """The poses of an exercise by phase, and what there is to see beside.

    `low_m`, `high_m` (3,): the box that the body is in, in all poses. The camera looks from
    `azimuth_deg` (figure.lens) and from `above_deg`. `held`: what the hands hold, "strap" or
    "rope". `stretched`: where it stretches.
    """

    phases: tuple[str, ...]
    poses: Moments
    things: tuple[Thing, ...]
    held: tuple[str, ...]
    stretched: tuple[Area, ...]
    low_m: Floats
    high_m: Floats
    azimuth_deg: float
    above_deg: float


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The way from one phase to another, at even times."""

    before: str
    after: str
    moments: Moments


def playing(exercise: Exercise) -> Playing:
    """The figure of an exercise that has poses, without the ways."""
    poses = in_order(exercise)
    bodies = together(poses)
    skin = flesh()
    balls = np.concatenate([skin.centres_m(body) for body in bodies])
    radii = np.tile(skin.radii_m, len(bodies))[:, None]
    low, high = (balls - radii).min(axis=0), (balls + radii).max(axis=0)
    view = exercise.camera.view
    return Playing(
        phases=tuple(pose.phase for pose in poses),
        poses=_moments([settled_pose(pose).angles_deg for pose in poses], bodies),
        things=(*_mats(exercise, low, high), *_things(poses, bodies)),
        held=tuple(dict.fromkeys(prop for pose in poses for prop in pose.props)),
        stretched=tuple(areas(exercise.stretches)),
        low_m=low,
        high_m=high,
        azimuth_deg=_azimuth_deg(exercise, bodies),
        above_deg=ABOVE_DEG[view],
    )


def passages(exercise: Exercise) -> list[Passage]:
    """The ways from each phase to the next, and from the last to the first where there are more
    than two. They meet in the poses of `playing`.
    """
    poses = in_order(exercise)
    bodies = dict(zip((pose.phase for pose in poses), together(poses), strict=True))
    pairs = list(pairwise(poses))
    if len(poses) > 2:
        pairs.append((poses[-1], poses[0]))
    return [_passage(before, after, bodies) for before, after in pairs]


def in_order(exercise: Exercise) -> list[Pose]:
    """The poses, one of each phase, as a body goes through them."""
    by_phase = {pose.phase: pose for pose in reversed(exercise.poses)}
    return [by_phase[phase] for phase in ORDER if phase in by_phase]


def _azimuth_deg(exercise: Exercise, bodies: Sequence[Placed]) -> float:
    """The best side; from behind where a wall would be in the way or the feet are behind."""
    azimuth = AZIMUTH_DEG[exercise.camera.view]
    walled = any(words.endswith(" on wall") for pose in exercise.poses for words in pose.touches)
    feet = [INDEX["left_foot"], INDEX["right_foot"]]
    forward = np.mean([body.joints_m[feet, 0].mean() - body.joints_m[0, 0] for body in bodies])
    if walled or (exercise.camera.view is View.FEET_END and forward < 0.0):
        return -180.0 - azimuth
    return azimuth


def _passage(before: Pose, after: Pose, bodies: dict[str, Placed]) -> Passage:
    course = way(before, after)
    shares = np.linspace(0.0, 1.0, FRAMES + 1)
    angles, hips = course.angles_at(shares), course.at(shares).joints_m[:, 0]
    # The way ends where the poses stand, in the exercise's room.
    starts = bodies[before.phase].joints_m[0]
    ends = (
        bodies[after.phase].joints_m[0] if after.phase in bodies else hips[-1] + starts - hips[0]
    )
    passed = shares[:, None] ** 2 * (3.0 - 2.0 * shares[:, None])
    places = hips + (starts - hips[0]) * (1.0 - passed) + (ends - hips[-1]) * passed
    return Passage(before.phase, after.phase, Moments(bone_turns(angles, placed(angles)), places))


def into_fault(exercise: Exercise, fault: FaultPose) -> Passage:
    """The way from what is meant into a fault that a pose shows, as the phase `FAULT`.

    Raises
    ------
    ValueError
        If the exercise has no pose of the fault's phase.
    """
    poses = in_order(exercise)
    bodies = dict(zip((pose.phase for pose in poses), together(poses), strict=True))
    meant = pose_of(exercise, fault.phase)
    if meant is None:
        raise ValueError(f"{exercise.id} has no pose for {fault.phase}")
    return _passage(meant, replace(with_fault(meant, fault), phase=FAULT), bodies)


def _moments(angles_deg: Sequence[Floats], bodies: Sequence[Placed]) -> Moments:
    body = Placed(
        np.stack([body.turned for body in bodies]), np.stack([body.joints_m for body in bodies])
    )
    return Moments(bone_turns(np.stack(angles_deg), body), body.joints_m[:, 0])


# What stands around

MAT_M: Final = (1.83, 0.62)
MAT_MOST_M: Final = 0.8
"""Wider ones there are not: arms and legs lie beside it."""


def _mats(exercise: Exercise, low: Floats, high: Floats) -> list[Thing]:
    if not any("mat" in thing for thing in exercise.equipment):
        return []
    middle, wide = (low + high) / 2, high - low
    size = (max(MAT_M[0], float(wide[0]) + 0.1), min(max(MAT_M[1], float(wide[2])), MAT_MOST_M))
    return [Thing("mat", float(middle[0]), float(middle[2]), 0.0, size)]


def _things(poses: Sequence[Pose], bodies: Sequence[Placed]) -> list[Thing]:
    """Of each kind what the first pose that touches it says; blocks one for each part on one."""
    found: dict[str, list[Thing]] = {}
    for pose, body in zip(poses, bodies, strict=True):
        resting = touches(pose.touches)
        for surface, place in ((Surface.SEAT, _chair), (Surface.WALL, _wall)):
            parts = [INDEX[touch.part] for touch in resting if touch.on == surface]
            if parts and surface not in found:
                found[surface] = [place(pose, body, parts)]
        blocks = sorted({INDEX[one.part] for one in resting if one.on == Surface.BLOCK})
        if blocks and Surface.BLOCK not in found:
            found[Surface.BLOCK] = [
                Thing("block", float(body.joints_m[part, 0]), float(body.joints_m[part, 2]))
                for part in blocks
            ]
    return [thing for things in found.values() for thing in things]


SITS_M: Final = 0.3
SEAT_FORWARD_M: Final = 0.08
"""Who sits has the seat's middle so far before the hips."""


def _chair(_: Pose, body: Placed, parts: list[int]) -> Thing:
    """Its back behind who sits, or beyond what rests on it."""
    flat = np.array((1.0, 0.0, 1.0))
    at, hips = body.joints_m[parts].mean(axis=0) * flat, body.joints_m[0] * flat
    away = at - hips
    if INDEX["pelvis"] in parts or np.linalg.norm(away) < SITS_M:
        facing = body.turned[INDEX["pelvis"]][:, 0] * flat
        at = hips + SEAT_FORWARD_M * facing / max(float(np.linalg.norm(facing)), 1e-9)
    else:
        facing = -away
    turn = float(np.degrees(np.arctan2(-facing[2], facing[0])))
    return Thing("chair", float(at[0]), float(at[2]), turn)


def _wall(pose: Pose, body: Placed, parts: list[int]) -> Thing:
    """Where it stood when the pose was settled: at forward 0, before the body was moved along."""
    moved = body.joints_m[0] - settled_pose(pose).body.joints_m[0]
    return Thing("wall", float(moved[0]), float(body.joints_m[parts, 2].mean()))
