"""Helper bones lie between the parts that they help, and never flip."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from supple.core.figure.bones import BONE_INDEX, BONES, bone_turns
from supple.core.figure.kinematics import placed
from supple.core.figure.posture import posture
from supple.core.figure.skeleton import PART_NAMES
from supple.core.pose import Floats


def turns(**said: float) -> Floats:
    angles = posture(said)
    return bone_turns(angles, placed(angles))


def between_deg(found: Floats, one: str, other: str) -> float:
    first, second = (Rotation.from_quat(found[BONE_INDEX[name]]) for name in (one, other))
    return float(np.degrees((first.inv() * second).magnitude()))


def test_the_first_bones_are_the_parts() -> None:
    assert tuple(bone.name for bone in BONES[: len(PART_NAMES)]) == PART_NAMES


def test_in_standing_no_bone_is_turned() -> None:
    assert turns() == pytest.approx(np.tile((0.0, 0.0, 0.0, 1.0), (len(BONES), 1)))


@pytest.mark.parametrize(
    ("angle", "half", "parent", "part"),
    [
        ("knee_flexion_deg", "left_knee_half", "left_thigh", "left_shank"),
        ("elbow_flexion_deg", "right_elbow_half", "right_upper_arm", "right_forearm"),
        ("hip_flexion_deg", "right_hip_half", "pelvis", "right_thigh"),
    ],
)
def test_a_half_bone_is_half_way(angle: str, half: str, parent: str, part: str) -> None:
    found = turns(**{angle: 140.0})

    assert between_deg(found, parent, half) == pytest.approx(70.0)
    assert between_deg(found, half, part) == pytest.approx(70.0)


def test_a_forearm_turns_about_itself_little_by_little() -> None:
    found = turns(forearm_pronation_deg=80.0)

    assert between_deg(found, "left_forearm_swing", "left_upper_arm") == pytest.approx(0.0)
    assert between_deg(found, "left_forearm_swing", "left_forearm_half") == pytest.approx(40.0)
    assert between_deg(found, "left_forearm_half", "left_forearm") == pytest.approx(40.0)


def test_an_arm_that_goes_over_the_top_never_flips() -> None:
    arms = [turns(shoulder_flexion_deg=float(angle)) for angle in range(150, 215, 5)]
    steps = [
        abs(float(np.sum(before[bone] * after[bone])))
        for before, after in pairwise(arms)
        for bone in range(len(BONES))
    ]

    assert min(steps) > np.cos(np.radians(5.0))
