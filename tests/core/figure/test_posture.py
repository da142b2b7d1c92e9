"""Postures in words: said, read back, mirrored, refused."""

from __future__ import annotations

import numpy as np
import pytest

from supple.core.errors import CatalogueError
from supple.core.figure.angles import ANGLES
from supple.core.figure.posture import (
    ANGLE_COUNT,
    COLUMN,
    FURTHEST_HIGH,
    FURTHEST_LOW,
    beyond_deg,
    mirrored,
    posture,
    said,
)


def test_what_is_not_said_is_as_in_standing() -> None:
    assert not posture({}).any()


def test_an_angle_without_a_side_is_of_both_and_a_side_of_its_own_overrides_it() -> None:
    angles = posture({"left_knee_flexion_deg": 20, "knee_flexion_deg": 90})

    assert angles[COLUMN["left_knee_flexion_deg"]] == 20
    assert angles[COLUMN["right_knee_flexion_deg"]] == 90


def test_said_is_posture_the_other_way() -> None:
    words = {"left_hip_flexion_deg": 80.0, "lumbar_bend_deg": 12.0, "elbow_flexion_deg": 30.0}

    assert said(posture(words)) == words


def test_a_mirror_exchanges_the_sides_and_turns_bends_over() -> None:
    angles = mirrored(posture({"left_hip_flexion_deg": 80, "lumbar_bend_deg": 12}))

    assert said(angles) == {"right_hip_flexion_deg": 80.0, "lumbar_bend_deg": -12.0}


def test_a_mirror_twice_changes_nothing() -> None:
    angles = np.linspace(FURTHEST_LOW, FURTHEST_HIGH, 5)

    assert np.array_equal(mirrored(mirrored(angles)), angles)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(CatalogueError) as error:
        posture({"knee_flexion": 10, "elbow_flexion_deg": 300})

    assert [problem.where for problem in error.value.problems] == [
        "knee_flexion",
        "elbow_flexion_deg",
    ]
    assert "did you mean" in str(error.value)
    assert "out of reach" in str(error.value)


def test_reach_is_at_least_what_people_reach_on_average() -> None:
    for angle in ANGLES:
        assert angle.furthest_low <= angle.low < angle.high <= angle.furthest_high, angle.name


def test_beyond_is_how_far_an_angle_is_past_its_end() -> None:
    angles = np.zeros(ANGLE_COUNT)
    column = COLUMN["left_elbow_flexion_deg"]
    angles[column] = FURTHEST_HIGH[column] + 7

    assert beyond_deg(angles)[column] == 7
    assert beyond_deg(angles).sum() == 7
