"""A body laid on landmarks has the angles that the view shows, and a bad one is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.core.exercise import Exercise
from supple.core.figure.contacts import Settled
from supple.core.figure.fitting import Fitted, fitted
from supple.core.figure.lens import Lens, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, settled_pose, with_fault
from supple.core.figure.posture import COLUMN, FURTHEST_HIGH, FURTHEST_LOW
from supple.core.pose import Frame, empty_frame

EXERCISES = own().exercises
FROM_THE_LEFT = 90.0


def meant(exercise: Exercise, *, other_side: bool = False) -> Settled:
    pose = pose_of(exercise, "hold")
    assert pose is not None
    return settled_pose(pose, other_side=other_side)


def with_(exercise: Exercise, criterion: str) -> Settled:
    """The hold with a fault."""
    pose = pose_of(exercise, "hold")
    assert pose is not None
    fault = next(one for one in exercise.fault_poses if one.criterion == criterion)
    return settled_pose(with_fault(pose, fault))


def seen(body: Settled, azimuth_deg: float = FROM_THE_LEFT, **lens: float) -> Frame:
    camera = sighting(Lens(azimuth_deg=azimuth_deg, **lens), middle_m(body.body))
    return frame_of(body.body, camera)


def fit(frame: Frame, begin: Settled, azimuth_deg: float = FROM_THE_LEFT) -> Fitted | None:
    """Where nothing is known of the camera but about where it stands."""
    camera = sighting(Lens(azimuth_deg=azimuth_deg, distance_m=3.0), middle_m(begin.body))
    return fitted(frame, begin.angles_deg, camera)


@pytest.mark.parametrize(
    ("name", "criterion", "angle", "within_deg"),
    [
        ("cobra", "legs_long", "left_knee_flexion_deg", 8.0),
        ("sphinx", "forearms_down", "left_elbow_flexion_deg", 8.0),
        ("superman", "knees_straight", "left_knee_flexion_deg", 8.0),
        ("legs_up", "perpendicular", "left_hip_flexion_deg", 15.0),
    ],
)
def test_a_fault_is_found_from_the_pose_as_it_is_meant(
    name: str, criterion: str, angle: str, within_deg: float
) -> None:
    exercise = EXERCISES[name]
    truth = with_(exercise, criterion)
    frame = seen(truth, FROM_THE_LEFT + 8.0, distance_m=3.6)

    found = fit(frame, meant(exercise))

    assert found is not None
    assert found.good
    column = COLUMN[angle]
    assert found.angles_deg[column] == pytest.approx(truth.angles_deg[column], abs=within_deg)
    away_deg = abs(meant(exercise).angles_deg[column] - truth.angles_deg[column])
    assert away_deg > 2 * within_deg  # it had to be found


def test_the_pose_itself_stays_as_it_is() -> None:
    pose = meant(EXERCISES["cobra"])

    found = fit(seen(pose), pose)

    assert found is not None
    assert found.off < 0.1
    assert np.abs(found.angles_deg - pose.angles_deg).max() < 4.0


def test_noise_of_landmarks_moves_it_by_some_degrees_and_leaves_it_a_fit() -> None:
    exercise = EXERCISES["cobra"]
    truth, chance = with_(exercise, "legs_long"), np.random.default_rng(3)
    still = seen(truth)
    knee = COLUMN["left_knee_flexion_deg"]

    for _ in range(5):
        trembles = chance.normal(0.0, 0.008, still.points.shape)
        world = still.world + chance.normal(0.0, 0.04, still.world.shape)
        found = fit(replace(still, points=still.points + trembles, world=world), meant(exercise))
        assert found is not None
        assert found.good
        assert found.angles_deg[knee] == pytest.approx(truth.angles_deg[knee], abs=15.0)


def test_from_the_other_side_the_other_knee_is_found() -> None:
    exercise = EXERCISES["cobra"]
    truth = with_(exercise, "legs_long")

    found = fit(seen(truth, -90.0), meant(exercise), -90.0)

    assert found is not None
    right = COLUMN["right_knee_flexion_deg"]
    assert found.angles_deg[right] == pytest.approx(truth.angles_deg[right], abs=8.0)


def test_no_joint_goes_past_its_end() -> None:
    exercise = EXERCISES["bow"]

    found = fit(seen(with_(exercise, "head_not_back")), meant(exercise))

    assert found is not None
    assert (found.angles_deg > FURTHEST_LOW - 1.0).all()
    assert (found.angles_deg < FURTHEST_HIGH + 1.0).all()


def test_without_the_models_metres_the_picture_is_enough() -> None:
    exercise = EXERCISES["cobra"]
    truth = with_(exercise, "legs_long")
    frame = seen(truth)

    found = fit(replace(frame, world=np.full((33, 3), np.nan)), meant(exercise))

    assert found is not None
    knee = COLUMN["left_knee_flexion_deg"]
    assert found.angles_deg[knee] == pytest.approx(truth.angles_deg[knee], abs=8.0)


def test_points_that_are_no_body_are_no_fit() -> None:
    pose = meant(EXERCISES["cobra"])
    frame = seen(pose)
    scattered = np.random.default_rng(5).uniform(0.2, 0.8, frame.points.shape)

    found = fit(replace(frame, points=scattered), pose)

    assert found is not None
    assert not found.good


def test_nobody_and_hardly_anything_of_somebody_are_refused() -> None:
    pose = meant(EXERCISES["cobra"])
    frame = seen(pose)
    hidden = replace(frame, visibility=np.where(np.arange(33) < 28, 0.1, 0.9))

    assert fit(empty_frame(time_s=0.0, aspect_ratio=1.5), pose) is None
    assert fit(hidden, pose) is None
