"""An exercise's poses on a body: settled, mirrored, with a fault.

A pose that rests is found once for each person and kept, for it is asked for again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from supple.core.exercise import Exercise, FaultPose, Pose
from supple.core.figure.contacts import Settled, Touch, settled, touches
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
    return _settled(tuple(sorted(pose.angles.items())), pose.touches, proportions, other_side)


def with_fault(pose: Pose, fault: FaultPose) -> Pose:
    """The pose of a fault: the reference pose with what is otherwise."""
    resting = pose.touches if fault.touches is None else fault.touches
    return Pose(phase=pose.phase, angles={**pose.angles, **fault.angles}, touches=resting)


@lru_cache(maxsize=4096)
def _settled(
    angles: tuple[tuple[str, float], ...],
    resting: tuple[str, ...],
    proportions: Proportions,
    other_side: bool,
) -> Settled:
    said = posture(dict(angles))
    rests = rests_on(resting, other_side=other_side)
    return settled(mirrored(said) if other_side else said, rests, proportions)


def rests_on(said: Sequence[str], *, other_side: bool = False) -> tuple[Touch, ...]:
    """Touches from words, with left and right exchanged where it is the other side."""
    return touches([_other_side(words) for words in said] if other_side else said)


def _other_side(words: str) -> str:
    exchanged = {"left": "right", "right": "left"}
    for before, after in exchanged.items():
        words = words.replace(f"{before}_", f"<{after}>")
    return words.replace("<", "").replace(">", "_")
