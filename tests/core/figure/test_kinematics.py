"""Where parts are: a standing body, single joints, mirrors, several postures at once."""

from __future__ import annotations

import numpy as np
import pytest

from supple.core.figure.kinematics import INDEX, Placed, placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.posture import ANGLE_COUNT, FURTHEST_HIGH, FURTHEST_LOW, mirrored, posture
from supple.core.figure.proportions import Proportions, Sex, standing_m
from supple.core.figure.skeleton import PART_NAMES, PARTS
from supple.core.pose import Floats

OVER = np.array([1.0, 1.0, -1.0])


def joint(body: Placed, part: str) -> Floats:
    return body.joints_m[INDEX[part]]


def some_postures(count: int) -> Floats:
    share = np.random.default_rng(4).uniform(0, 1, (count, ANGLE_COUNT))
    return FURTHEST_LOW + share * (FURTHEST_HIGH - FURTHEST_LOW)


def test_angles_of_zero_are_quiet_standing() -> None:
    body, standing = placed(posture({})), standing_m()

    for name in PART_NAMES:
        assert joint(body, name) == pytest.approx(standing[name] - standing["pelvis"], abs=1e-12)


def test_every_part_comes_after_its_parent() -> None:
    seen = {""}
    for part in PARTS:
        assert part.parent in seen
        seen.add(part.name)


@pytest.mark.parametrize(
    ("angle", "part", "way"),
    [
        ("hip_flexion_deg", "left_shank", (1, 0, 0)),
        ("shoulder_flexion_deg", "left_forearm", (1, 0, 0)),
        ("hip_abduction_deg", "left_shank", (0, 0, -1)),
        ("hip_abduction_deg", "right_shank", (0, 0, 1)),
        ("shoulder_abduction_deg", "right_forearm", (0, 0, 1)),
        ("knee_flexion_deg", "left_foot", (-1, 0, 0)),
        ("elbow_flexion_deg", "left_hand", (1, 0, 0)),
        ("ankle_dorsiflexion_deg", "left_toes", (0, 1, 0)),
        ("lumbar_flexion_deg", "head", (1, 0, 0)),
        ("lumbar_bend_deg", "head", (0, 0, 1)),
        ("pelvis_tilt_deg", "head", (1, 0, 0)),
        ("girdle_lift_deg", "right_upper_arm", (0, 1, 0)),
    ],
)
def test_an_angle_turns_its_part_the_way_its_name_says(
    angle: str, part: str, way: tuple[int, int, int]
) -> None:
    moved = joint(placed(posture({angle: 20})), part) - joint(placed(posture({})), part)

    assert moved @ np.array(way) > 0.02


def test_the_trunk_turns_to_the_left() -> None:
    nose = landmarks_m(placed(posture({"thoracic_turn_deg": 30, "lumbar_turn_deg": 10})))[0]

    assert nose[2] < -0.02


def test_bones_keep_their_lengths_in_every_posture() -> None:
    standing, bodies = placed(posture({})), placed(some_postures(50))
    for part in PARTS:
        if part.parent:
            mine, parent = INDEX[part.name], INDEX[part.parent]
            length = np.linalg.norm(standing.joints_m[mine] - standing.joints_m[parent])
            lengths = np.linalg.norm(bodies.joints_m[:, mine] - bodies.joints_m[:, parent], axis=1)
            assert lengths == pytest.approx(length), part.name


def test_a_mirrored_posture_is_the_mirror_image() -> None:
    angles = some_postures(50)
    here, there = placed(angles), placed(mirrored(angles))
    for part in PART_NAMES:
        swapped = part.replace("left_", "?").replace("right_", "left_").replace("?", "right_")
        image = there.joints_m[:, INDEX[swapped]] * OVER
        assert here.joints_m[:, INDEX[part]] == pytest.approx(image), part


def test_several_postures_are_placed_as_each_alone() -> None:
    angles = some_postures(3)

    together = placed(angles)

    for index, one in enumerate(angles):
        assert together.joints_m[index] == pytest.approx(placed(one).joints_m)


def test_a_raised_arm_lifts_its_shoulder() -> None:
    body = placed(posture({"left_shoulder_flexion_deg": 170}))

    assert joint(body, "left_upper_arm")[1] > joint(body, "right_upper_arm")[1] + 0.03


def test_longer_legs_leave_the_height_as_it_is() -> None:
    for ratio in (0.94, 1.06):
        standing = standing_m(Proportions(sex=Sex.MAN, height_m=1.8, leg_ratio=ratio))
        usual = standing_m(Proportions(sex=Sex.MAN, height_m=1.8))
        head_top = 1.8 - standing["head"][1]
        assert (standing["pelvis"][1] > usual["pelvis"][1]) == (ratio > 1)
        assert 0.1 < head_top < 0.25
