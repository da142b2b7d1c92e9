"""An exercise's poses on a body: settled, mirrored, with a fault.

A pose that rests is found once for each person and kept, for it is asked for again and again. How
the average body rests in our own poses comes with them (`Rest`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

import numpy as np

from supple.core.exercise import Exercise, FaultPose, Pose, Rest
from supple.core.figure.contacts import Settled, Touch, settled, touches
from supple.core.figure.kinematics import placed
from supple.core.figure.posture import mirrored, posture
from supple.core.figure.proportions import AVERAGE, Proportions

TELLING = ("hold", "peak", "other", "enter", "exit", "start")
"""What an exercise is known by, first."""


def pose_of(exercise: Exercise, phase: str) -> Pose | None:
    """The pose of a phase, or None where the file has none."""
    return next((pose for pose in exercise.poses if pose.phase == phase), None)


def telling_pose(exercise: Exercise) -> Pose | None:
    """The pose that an exercise is known by."""
    return min(exercise.poses, key=lambda pose: TELLING.index(pose.phase), default=None)


def settled_pose(
    pose: Pose, proportions: Proportions = AVERAGE, *, other_side: bool = False
) -> Settled:
    """A pose on a body; `other_side` with left and right exchanged."""
    rest = pose.rest
    if rest is not None and proportions == AVERAGE and rest.of == fingerprint(pose):
        return _found_before(rest, other_side)
    return _settled(tuple(sorted(pose.angles.items())), pose.touches, proportions, other_side)


def with_fault(pose: Pose, fault: FaultPose) -> Pose:
    """The pose of a fault: the reference pose with what is otherwise."""
    return Pose(
        phase=pose.phase,
        angles={**pose.angles, **fault.angles},
        touches=pose.touches if fault.touches is None else fault.touches,
        props=pose.props,
        rest=fault.rest,
    )


def with_rests(exercise: Exercise, rests: Mapping[str, Rest]) -> Exercise:
    """An exercise whose poses and faults know how they rest, where that is among `rests`, by
    fingerprint.
    """
    poses = {pose.phase: pose for pose in exercise.poses}
    return replace(
        exercise,
        poses=tuple(replace(pose, rest=rests.get(fingerprint(pose))) for pose in exercise.poses),
        fault_poses=tuple(
            replace(fault, rest=rests.get(fingerprint(with_fault(poses[fault.phase], fault))))
            if fault.phase in poses
            else fault
            for fault in exercise.fault_poses
        ),
    )


def fingerprint(pose: Pose) -> str:
    """Of all of a pose that says how it rests."""
    said = sorted((name, float(angle_deg)) for name, angle_deg in pose.angles.items())
    return sha256(repr((said, pose.touches)).encode()).hexdigest()[:16]


@lru_cache(maxsize=1024)
def _found_before(rest: Rest, other_side: bool) -> Settled:
    angles_deg = np.array(rest.angles_deg)
    found = Settled(
        angles_deg=angles_deg,
        body=placed(angles_deg).shifted(np.array((*rest.place_m, 0.0))),
        gap_m=rest.gap_m,
        sunk_m=rest.sunk_m,
        overlap_m=rest.overlap_m,
    )
    return _exchanged(found, AVERAGE) if other_side else found


@lru_cache(maxsize=4096)
def _settled(
    angles: tuple[tuple[str, float], ...],
    resting: tuple[str, ...],
    proportions: Proportions,
    other_side: bool,
) -> Settled:
    if other_side:
        return _exchanged(_settled(angles, resting, proportions, False), proportions)
    return settled(posture(dict(angles)), touches(resting), proportions)


def _exchanged(found: Settled, proportions: Proportions) -> Settled:
    """What rests with left and right exchanged, as in a mirror."""
    angles_deg = mirrored(found.angles_deg)
    way = found.body.joints_m[0] * np.array((1.0, 1.0, -1.0))
    return replace(found, angles_deg=angles_deg, body=placed(angles_deg, proportions).shifted(way))


def rests_on(said: Sequence[str], *, other_side: bool = False) -> tuple[Touch, ...]:
    """Touches from words, with left and right exchanged where it is the other side."""
    return touches([_other_side(words) for words in said] if other_side else said)


def _other_side(words: str) -> str:
    exchanged = {"left": "right", "right": "left"}
    for before, after in exchanged.items():
        words = words.replace(f"{before}_", f"<{after}>")
    return words.replace("<", "").replace(">", "_")
