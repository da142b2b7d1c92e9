"""The pose that is due lies on the viewer where they are, in their size, and says what matches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.core.body import Landmark, Side
from supple.core.drawing.ghost import paths
from supple.core.figure.ghost import LIMBS, Shape, azimuth_of, matches, picture_metre, shape, spot
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Lens, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, settled_pose
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.figure.sizing import FURTHEST, LEAST_COUNT, Sizing, lengths_m, size_of
from supple.core.pose import Frame, empty_frame
from supple.core.seeing.view import estimate_view

COBRA = own().exercises["cobra"]
TALL = Proportions(height_m=1.9, leg_ratio=1.08, arm_ratio=1.04)


def body(phase: str, person: Proportions = AVERAGE) -> Placed:
    pose = pose_of(COBRA, phase)
    assert pose is not None
    return settled_pose(pose, person).body


def seen(phase: str, azimuth_deg: float = 90.0, person: Proportions = AVERAGE) -> Frame:
    there = body(phase, person)
    lens = Lens(azimuth_deg=azimuth_deg, distance_m=3.6)
    return frame_of(there, sighting(lens, middle_m(there, person)), person)


def held(azimuth_deg: float = 90.0, person: Proportions = AVERAGE) -> Shape:
    there = body("hold", person)
    return shape(there, azimuth_deg=azimuth_deg, height_m=0.6, proportions=person)


@pytest.mark.parametrize("person", [AVERAGE, TALL])
@pytest.mark.parametrize("azimuth_deg", [90.0, -90.0])
def test_on_somebody_in_the_pose_it_lies_on_their_landmarks(
    person: Proportions, azimuth_deg: float
) -> None:
    frame = seen("hold", azimuth_deg, person)
    size = size_of(np.array([lengths_m(frame)]))
    one = held(azimuth_deg, size.proportions)

    where = spot(frame, one, size)

    assert where is not None
    laid = one.marks * where.metre + np.array((where.x, where.y))
    trunk = np.linalg.norm(frame.points[Landmark.LEFT_HIP] - frame.points[Landmark.LEFT_SHOULDER])
    near = frame.visibility > 0.5
    assert np.abs(laid - frame.points)[near].max() < 0.15 * trunk


def test_somebody_who_lies_matches_with_the_legs_and_not_with_the_trunk() -> None:
    match = matches(seen("start"), held())

    assert match["left_leg"] > 0.8
    assert match["trunk"] < 0.2
    assert set(match) == set(LIMBS)


def test_in_the_pose_all_of_it_matches() -> None:
    assert min(matches(seen("hold"), held()).values()) > 0.9


def test_a_limb_that_is_not_seen_goes_with_the_others() -> None:
    frame = seen("hold")
    arm = [Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST]
    points, visibility = frame.points.copy(), frame.visibility.copy()
    points[arm] += 0.3
    visibility[arm] = 0.1

    assert matches(replace(frame, points=points), held())["left_arm"] < 0.5
    unseen = replace(frame, points=points, visibility=visibility)
    assert matches(unseen, held())["left_arm"] > 0.9


@pytest.mark.parametrize(
    ("stands_at_deg", "told_deg"), [(90, 90), (-90, -90), (70, 90), (0, 0), (180, 180)]
)
def test_it_is_seen_from_where_the_camera_stands(stands_at_deg: float, told_deg: float) -> None:
    upright = settled_pose(replace(COBRA.poses[0], phase="start", angles={}, touches=("soles",)))
    lens = Lens(azimuth_deg=stands_at_deg, height_m=0.9)
    frame = frame_of(upright.body, sighting(lens, middle_m(upright.body)))
    view = estimate_view(frame)

    assert azimuth_of(frame, view.off_side_deg, view.near) == told_deg


def test_where_the_turn_is_not_told_nothing_is() -> None:
    assert np.isnan(azimuth_of(seen("hold"), float("nan"), Side.LEFT))


def test_without_metres_or_anybody_there_is_no_place_for_it() -> None:
    nobody = empty_frame(time_s=0.0, aspect_ratio=1.5)
    size = size_of(np.array([lengths_m(seen("hold"))]))

    assert np.isnan(picture_metre(nobody))
    assert spot(nobody, held(), size) is None
    flat = replace(seen("hold"), world=np.full((33, 3), np.nan))
    assert spot(flat, held(), size) is None


def test_a_size_waits_for_enough_frames_and_is_never_far_from_average() -> None:
    sizing, frame = Sizing(), seen("hold", person=TALL)
    for _ in range(LEAST_COUNT - 1):
        sizing.receive(frame)
    assert sizing.size is None
    sizing.receive(frame)

    size = sizing.size
    assert size is not None
    assert 1.0 < size.proportions.leg_ratio <= TALL.leg_ratio
    giant = size_of(np.array([(0.3, 1.6, 1.2)])).proportions
    assert max(giant.leg_ratio, giant.arm_ratio) <= 1.0 + FURTHEST + 1e-9


def test_what_is_not_seen_says_nothing_of_a_size() -> None:
    sizing = Sizing()
    for _ in range(3 * LEAST_COUNT):
        sizing.receive(empty_frame(time_s=0.0, aspect_ratio=1.5))
    assert sizing.size is None


def test_its_drawing_has_a_path_for_each_limb_and_is_small() -> None:
    drawn = paths(held())

    assert set(drawn) == set(LIMBS)
    assert all(path.startswith("M") and path.endswith("Z") for path in drawn.values())
    assert sum(map(len, drawn.values())) < 8000
