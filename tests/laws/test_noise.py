"""The measured noise, and a few poses before a camera that sees with it. All of them:
`python -m tests.laws noise`."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.core.exercise import Severity
from supple.core.figure.lens import Lens, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, settled_pose
from supple.core.pose import Frame
from supple.core.seeing.continuity import trunk_length
from tests.laws.noise import BIAS, FORGETS_S, POINTS_TL, QUICK, Noise
from tests.laws.trying import reference, with_noise

POSES = ("cobra", "standing_fold", "glute_bridge", "legs_up")
EVERY = 30
STEP_S = 0.1


def exact(identifier: str = "cobra") -> Frame:
    pose = pose_of(own().exercise(identifier), "hold")
    assert pose is not None
    body = settled_pose(pose).body
    return frame_of(body, sighting(Lens(), middle_m(body)))


def off_tl(frame: Frame, count: int = 400) -> np.ndarray:
    """What the hip's place is off by (count, times, 2), trunk lengths."""
    times = range(4)
    noises = [Noise(seed) for seed in range(count)]
    seen = np.array([
        [noise(replace(frame, time_s=STEP_S * time)).points[23] for time in times]
        for noise in noises
    ])  # fmt: skip
    return (seen - frame.points[23]) / trunk_length(frame.points)


def test_a_landmark_is_off_by_what_was_measured() -> None:
    off = off_tl(exact())
    _, *sizes = POINTS_TL["hip"]
    assert off.mean(axis=1).std() == pytest.approx(sizes[BIAS], rel=0.1)
    assert np.diff(off, axis=1).std() == pytest.approx(
        sizes[QUICK] * np.sqrt(2 - 2 * exp(-STEP_S / FORGETS_S)), rel=0.1
    )


def test_the_same_seed_gives_the_same_noise() -> None:
    first, second, other = (Noise(seed)(exact()).points for seed in (1, 1, 2))
    assert (first == second).all()
    assert (first != other).any()


def test_a_foot_that_is_off_is_off_with_its_ankle() -> None:
    frame = exact()
    off = np.array([Noise(seed)(frame).points - frame.points for seed in range(400)])
    ankle, heel, wrist = (off[:, index].ravel() for index in (27, 29, 15))
    assert np.corrcoef(ankle, heel)[0, 1] > 0.6
    assert abs(np.corrcoef(wrist, heel)[0, 1]) < 0.2


@pytest.mark.parametrize("identifier", POSES)
def test_nothing_of_safety_is_said_of_a_reference_pose_that_is_seen_with_noise(
    identifier: str,
) -> None:
    exercise = own().exercise(identifier)
    for pose in exercise.poses:
        tried = reference(exercise, pose, {"noise": with_noise}, every=EVERY)["noise"]
        unsafe = f"{Severity.SAFETY} fail"
        assert [one for one in tried.against if one[2] == unsafe] == []
