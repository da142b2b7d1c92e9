from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.core.body import LANDMARK_COUNT, PAIRED, Landmark, Side, landmark
from supple.core.pose import Frame, mirrored
from supple.core.seeing.kinematics import stance
from supple.core.seeing.view import estimate_view, turned_side_on, turned_to_face
from tests.core.figures import FIGURES
from tests.core.sticks import SCALE, Stick, frame_of, joints

STANDING = Stick(
    hip=(0.0, 1.70), trunk=90, neck=78, upper_arm=-88, forearm=-85, thigh=-90, shank=-90, foot=0
)
ARM = ("shoulder", "elbow", "wrist", "pinky", "index", "thumb")
METRES_TL = 0.5
"""A trunk length in metres."""

SHOULDERS_UP = [*range(11), *(landmark("shoulder", side) for side in Side)]


def turned(stick: Stick, off_side_deg: float, scale: float = SCALE) -> Frame:
    """A body with width, turned about the vertical away from side-on, seen without perspective.

    Its right side is near at 0 degrees and it faces the camera at 90.
    """
    angle = np.radians(off_side_deg)
    flat = frame_of(stick, scale=scale)
    space = np.zeros((LANDMARK_COUNT, 3))
    middle = joints(stick)["hip"]
    space[:, :2] = (flat.points - np.array([0.9, 0.25])) / scale - middle
    for name in PAIRED[4:]:
        width = 0.74 if name in ARM else 0.42
        space[landmark(name, Side.RIGHT), 2] = -width / 2
        space[landmark(name, Side.LEFT), 2] = width / 2
    x = space[:, 0] * np.cos(angle) + space[:, 2] * np.sin(angle)
    z = space[:, 2] * np.cos(angle) - space[:, 0] * np.sin(angle)
    return replace(
        flat,
        points=np.column_stack((x, space[:, 1] + middle[1])) * scale + np.array([0.9, 0.25]),
        depth=z * scale,
        visibility=np.full(LANDMARK_COUNT, 0.95),
        world=np.column_stack((x, -space[:, 1], z)) * METRES_TL,
    )


@pytest.mark.parametrize(
    ("off_deg", "view"), [(0, "side"), (20, "side"), (48, "oblique"), (75, "front"), (90, "front")]
)
def test_the_view_is_told_by_how_far_the_body_is_turned(off_deg: float, view: str) -> None:
    seen = estimate_view(turned(STANDING, off_deg))
    assert seen.view == view
    assert seen.off_side_deg == pytest.approx(off_deg, abs=6)


@pytest.mark.parametrize(
    ("off_deg", "readable"), [(0, True), (30, True), (45, True), (58, False), (90, False)]
)
def test_a_little_off_the_side_it_can_still_be_read(off_deg: float, readable: bool) -> None:
    assert estimate_view(turned(STANDING, off_deg)).from_side is readable


def test_a_trunk_that_points_at_the_camera_is_not_seen_from_the_side() -> None:
    frame = frame_of(STANDING)
    points = frame.points.copy()
    points[SHOULDERS_UP] = points[landmark("hip", Side.RIGHT)] + 0.4 * (
        points[SHOULDERS_UP] - points[landmark("hip", Side.RIGHT)]
    )
    seen = estimate_view(replace(frame, points=points))
    assert seen.points_away
    assert not seen.from_side


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"{figure.exercise} {figure.label}")
def test_the_near_side_and_the_way_somebody_faces_swap_in_a_mirror(figure: object) -> None:
    frame = frame_of(figure.stick)  # type: ignore[attr-defined]
    seen, in_mirror = estimate_view(frame), estimate_view(mirrored(frame))
    assert (seen.near, stance(frame).ventral) == (Side.RIGHT, 1)
    assert (in_mirror.near, stance(mirrored(frame)).ventral) == (Side.LEFT, -1)


def test_a_trunk_that_points_at_the_camera_is_no_side_view() -> None:
    lying = frame_of(replace(STANDING, hip=(0.0, 0.2), trunk=0, neck=0, thigh=180, shank=180))
    points = lying.points.copy()
    for side in Side:
        shoulder, hip = landmark("shoulder", side), landmark("hip", side)
        points[shoulder] = points[hip] + 0.4 * (points[shoulder] - points[hip])
    assert estimate_view(replace(lying, points=points)).view == "oblique"


def test_somebody_turned_away_can_be_turned_back_by_the_metric_landmarks() -> None:
    back = turned_side_on(turned(STANDING, 50))
    assert estimate_view(back).view == "side"
    assert turned_side_on(frame_of(STANDING)).points is not None


@pytest.mark.parametrize("off_side_deg", [0, 30, 60, -40])
def test_somebody_turned_away_can_be_turned_to_face_by_the_metric_landmarks(
    off_side_deg: float,
) -> None:
    facing = turned_to_face(turned(STANDING, off_side_deg))
    assert estimate_view(facing).view == "front"
    left, right = (facing.points[landmark("shoulder", side), 0] for side in Side)
    assert left > right


def test_the_turn_has_an_error_and_a_twisted_body_a_larger_one() -> None:
    straight = estimate_view(turned(STANDING, 40))
    frame = turned(STANDING, 40)
    world = frame.world.copy()
    world[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 2] *= 0.1
    twisted = estimate_view(replace(frame, world=world))
    assert straight.off_side_error_deg == pytest.approx(9, abs=0.5)
    assert twisted.off_side_error_deg > straight.off_side_error_deg + 5


def test_somebody_lying_pointing_at_the_camera_is_not_taken_for_seen_from_the_front() -> None:
    lying = replace(STANDING, hip=(0.0, 0.2), trunk=0, neck=0, thigh=180, shank=180)
    assert estimate_view(turned(lying, 45)).view == "oblique"
    assert estimate_view(turned(lying, 45)).off_side_deg == pytest.approx(45, abs=8)


def test_without_metres_the_widths_alone_tell_the_turn() -> None:
    frame = turned(STANDING, 48)
    flat = replace(frame, world=np.full((LANDMARK_COUNT, 3), np.nan))
    assert estimate_view(flat).off_side_deg == pytest.approx(48, abs=6)


def test_the_turn_is_the_same_in_a_mirror() -> None:
    frame = turned(STANDING, 30)
    seen, in_mirror = estimate_view(frame), estimate_view(mirrored(frame))
    assert in_mirror.off_side_deg == pytest.approx(seen.off_side_deg)
    assert in_mirror.view == seen.view
