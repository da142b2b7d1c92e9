"""Measures that a camera which looks down or askew would mislead, on the figure before it."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.app.posing import before, seen_by, standing_and_lying
from supple.core.exercise import Pose
from supple.core.figure.lens import Lens, sighting
from supple.core.figure.modelling import pose_of, settled_pose, with_fault
from supple.core.figure.proportions import AVERAGE
from supple.core.measuring.measures import Reading, read


def seen(measure: str, pose: Pose, lens: Lens) -> Reading:
    camera = sighting(lens, np.array((0.0, 0.4, 0.0)))
    body = before(camera, settled_pose(pose).body, AVERAGE)
    frame = seen_by(camera, body, with_back=False)
    return read(measure, frame, standing_and_lying(camera, with_back=False))


def the_pose(exercise_id: str, fault: str = "") -> Pose:
    exercise = own().exercise(exercise_id)
    pose = pose_of(exercise, "hold")
    assert pose is not None
    faults = [each for each in exercise.fault_poses if each.criterion == fault]
    return with_fault(pose, faults[0]) if faults else pose


@pytest.mark.parametrize("askew_deg", [-15.0, 0.0, 15.0])
def test_a_straight_head_is_straight_where_the_body_lies_askew(askew_deg: float) -> None:
    lens = Lens(azimuth_deg=90.0 + askew_deg, distance_m=2.6, height_m=0.4)
    assert seen("head_turn_idx", the_pose("glute_bridge"), lens).value < 0.25
    assert seen("head_turn_idx", the_pose("glute_bridge", "head_still"), lens).value > 0.65


@pytest.mark.parametrize("height_m", [0.3, 0.5, 0.8])
@pytest.mark.parametrize("askew_deg", [-15.0, 0.0, 15.0])
def test_a_head_on_the_floor_is_down_between_elbow_and_wrist(
    askew_deg: float, height_m: float
) -> None:
    lens = Lens(azimuth_deg=90.0 + askew_deg, distance_m=2.6, height_m=height_m)
    resting = seen("head_floor_gap_tl", the_pose("elbow_bridge", "head_free"), lens).value
    free = seen("head_floor_gap_tl", the_pose("elbow_bridge"), lens).value
    assert isnan(resting) or resting < 0.2
    assert isnan(free) or free > 0.3
