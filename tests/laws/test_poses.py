"""Every exercise's own poses, on one body before its best camera. Many bodies and cameras:
`python -m tests.laws`."""

from __future__ import annotations

from functools import cache

import pytest

from supple.adapters.catalogue_toml import own
from supple.app.posing import PoseReading, read_pose
from supple.core.events import Result
from supple.core.exercise import GRAVE, Exercise, FaultPose
from supple.core.figure.modelling import pose_of, settled_pose, with_fault
from supple.core.figure.posture import beyond_deg

EXERCISES = tuple(own().values())
STILL_FAULTS = [
    pytest.param(exercise, fault, id=f"{exercise.id}-{fault.criterion}")
    for exercise in EXERCISES
    for fault in exercise.fault_poses
    if not fault.motion
]
by_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)


@cache
def readings(exercise_id: str, phase: str, fault: int = -1) -> tuple[PoseReading, ...]:
    exercise = own().exercise(exercise_id)
    pose = pose_of(exercise, phase)
    assert pose is not None
    if fault >= 0:
        pose = with_fault(pose, exercise.fault_poses[fault])
    return tuple(read_pose(exercise, phase, settled_pose(pose)))


@by_exercise
def test_every_pose_rests_where_it_should(exercise: Exercise) -> None:
    assert exercise.poses
    for pose in exercise.poses:
        rests = settled_pose(pose)
        assert rests.gap_m < 0.005, pose.phase
        assert rests.sunk_m < 0.015, pose.phase
        assert rests.overlap_m < 0.03, pose.phase
        assert beyond_deg(rests.angles_deg).max() < 2.0, pose.phase


@by_exercise
def test_no_grave_criterion_fails_in_a_reference_pose(exercise: Exercise) -> None:
    failed = [
        (pose.phase, reading.criterion.id, reading.value)
        for pose in exercise.poses
        for reading in readings(exercise.id, pose.phase)
        if reading.criterion.severity in GRAVE and reading.result is Result.FAIL
    ]
    assert failed == []


@by_exercise
def test_every_grave_criterion_has_a_fault_pose(exercise: Exercise) -> None:
    wanted = {each.id for each in exercise.criteria if each.severity in GRAVE}
    assert wanted <= {fault.criterion for fault in exercise.fault_poses}


@pytest.mark.parametrize(("exercise", "fault"), STILL_FAULTS)
def test_a_fault_pose_fails_its_own_criterion_where_it_can_be_read(
    exercise: Exercise, fault: FaultPose
) -> None:
    told = readings(exercise.id, fault.phase, exercise.fault_poses.index(fault))
    results = {reading.criterion.id: reading.result for reading in told}
    own_result = results.get(fault.criterion, Result.CANNOT_TELL)
    assert own_result in (Result.FAIL, Result.CANNOT_TELL)
