"""What each guard refuses and lets pass, on bodies that are made for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.exercise import Camera, View
from supple.core.pose import Frame, empty_frame, mirrored
from supple.core.seeing.guards import GUARDS, missing, trunk_away_deg
from tests.core.figures import FIGURES
from tests.core.seeing.test_view import STANDING, turned
from tests.core.sticks import frame_of

SIDE_CAMERA = Camera(view=View.SIDE)
FRONT_CAMERA = Camera(view=View.FRONT)


def bent_to_the_camera(frame: Frame, fold_deg: float) -> Frame:
    """The same frontal body with its trunk and arms bent forward about the hips."""
    angle = np.radians(fold_deg)
    world = frame.world.copy()
    upper = [*range(23)]
    height = world[upper, 1]
    away = world[upper, 2]
    world[upper, 1] = height * np.cos(angle) - away * np.sin(angle)
    world[upper, 2] = height * np.sin(angle) + away * np.cos(angle)
    shift = (frame.points - frame.world[:, :2] * (1, -1))[0]
    return replace(frame, world=world, points=world[:, :2] * (1, -1) + shift)


def test_a_whole_body_from_the_right_view_is_placed() -> None:
    assert missing(frame_of(STANDING), SIDE_CAMERA) == ()


def test_nobody_is_said_before_anything_else() -> None:
    assert missing(empty_frame(time_s=0, aspect_ratio=1.5), SIDE_CAMERA) == ("nobody",)


def test_the_wrong_view_is_said_in_the_direction_to_turn() -> None:
    front = turned(STANDING, 90)
    assert missing(front, SIDE_CAMERA) == ("turn_side_on",)
    assert missing(front, Camera(view=View.FRONT)) == ()
    assert missing(frame_of(STANDING), Camera(view=View.FRONT)) == ("turn_to_face",)


def test_what_is_out_of_the_picture_is_said() -> None:
    assert missing(frame_of(STANDING, at=(0.9, -0.3)), SIDE_CAMERA) == ("out_bottom",)
    assert "out_left" in missing(frame_of(STANDING, at=(-0.2, 0.25)), SIDE_CAMERA)
    assert missing(frame_of(STANDING, scale=0.5, at=(0.9, -0.1)), SIDE_CAMERA)[0] == "too_close"


def test_somebody_small_is_too_far() -> None:
    assert missing(frame_of(STANDING, scale=0.08, at=(0.9, 0.4)), SIDE_CAMERA) == ("too_far",)


def test_hidden_feet_and_a_dark_picture_are_said() -> None:
    frame = frame_of(STANDING)
    visibility = frame.visibility.copy()
    visibility[Landmark.RIGHT_ANKLE] = 0.2
    assert missing(replace(frame, visibility=visibility), SIDE_CAMERA) == ("feet_hidden",)
    dark = replace(frame, visibility=np.full(LANDMARK_COUNT, 0.3))
    assert "too_dark" in missing(dark, SIDE_CAMERA)


def test_landmarks_that_do_not_agree_with_themselves_are_unsteady() -> None:
    assert missing(replace(frame_of(STANDING), agreement=0.2), SIDE_CAMERA) == ("unsteady",)


@pytest.mark.parametrize("ratio", [0.5, 0.9, 2.0])
def test_somebody_else_about_as_large_is_said_first(ratio: float) -> None:
    two = replace(frame_of(STANDING, scale=0.08, at=(0.9, 0.4)), second_person_ratio=ratio)
    assert missing(two, SIDE_CAMERA) == ("second_person", "too_far")


def test_somebody_far_behind_or_a_picture_on_the_wall_stops_nothing() -> None:
    assert missing(replace(frame_of(STANDING), second_person_ratio=0.4), SIDE_CAMERA) == ()


@pytest.mark.parametrize("fold_deg", [70, 90, 110])
def test_a_fold_towards_the_camera_is_refused_where_it_is_done_facing_it(fold_deg: float) -> None:
    folded = bent_to_the_camera(turned(STANDING, 90), fold_deg)
    assert "frontal_fold" in missing(folded, FRONT_CAMERA)
    assert "frontal_fold" in missing(mirrored(folded), FRONT_CAMERA)
    assert missing(folded, SIDE_CAMERA)[-1] == "turn_side_on"
    assert "frontal_fold" not in missing(folded, Camera(view=View.FEET_END))


def test_upright_or_a_little_bent_is_no_fold() -> None:
    assert missing(turned(STANDING, 90), FRONT_CAMERA) == ()
    bent = bent_to_the_camera(turned(STANDING, 90), 35)
    assert trunk_away_deg(bent) == pytest.approx(35)
    assert "frontal_fold" not in missing(bent, FRONT_CAMERA)


def test_limbs_that_nobody_has_are_refused() -> None:
    frame = turned(STANDING, 0)
    world = frame.world.copy()
    elbow, shoulder = Landmark.LEFT_ELBOW, Landmark.LEFT_SHOULDER
    world[elbow] = world[shoulder] + 0.3 * (world[elbow] - world[shoulder])
    assert missing(replace(frame, world=world), SIDE_CAMERA) == ("body_unclear",)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure.exercise} {figure.label}")
def test_no_textbook_pose_is_refused_for_its_limbs(figure: object) -> None:
    gaps = missing(frame_of(figure.stick), SIDE_CAMERA)  # type: ignore[attr-defined]
    assert not {"body_unclear", "frontal_fold", "unsteady"} & set(gaps)


def test_every_guard_says_where_its_threshold_comes_from() -> None:
    codes = [code for guard in GUARDS for code in guard.codes]
    assert len(codes) == len(set(codes))
    assert all(guard.source for guard in GUARDS)


def test_a_frame_without_metres_is_refused_for_nothing_that_only_metres_tell() -> None:
    flat = replace(turned(STANDING, 90), world=np.full((LANDMARK_COUNT, 3), np.nan))
    assert missing(flat, FRONT_CAMERA) == ()
    upside_down = replace(flat, points=flat.points * (1, -1) + (0, 1.1))
    assert "frontal_fold" in missing(upside_down, FRONT_CAMERA)


def test_the_far_side_may_be_hidden() -> None:
    frame = frame_of(STANDING, near=Side.RIGHT)
    visibility = frame.visibility.copy()
    for name in ("shoulder", "hip", "knee", "ankle"):
        visibility[landmark(name, Side.LEFT)] = 0.05
    assert missing(replace(frame, visibility=visibility), SIDE_CAMERA) == ()
