"""A simulated camera says what the real one would: view, sides, what is hidden."""

from __future__ import annotations

import numpy as np
import pytest

from supple.core.body import Landmark, Side
from supple.core.figure.contacts import settled, touches
from supple.core.figure.lens import Lens, frame_of, middle_m, sighting
from supple.core.figure.posture import posture
from supple.core.figure.silhouette import silhouette
from supple.core.pose import Frame
from supple.core.seeing.view import estimate_view

STANDING = settled(posture({}), touches(("soles",))).body


def seen_from(azimuth_deg: float) -> Frame:
    lens = Lens(azimuth_deg=azimuth_deg, height_m=0.9)
    return frame_of(STANDING, sighting(lens, middle_m(STANDING)))


@pytest.mark.parametrize(
    ("azimuth_deg", "view", "near"), [(90, "side", Side.LEFT), (-90, "side", Side.RIGHT)]
)
def test_from_the_side_the_near_side_is_the_one_that_is_near(
    azimuth_deg: float, view: str, near: Side
) -> None:
    estimate = estimate_view(seen_from(azimuth_deg))

    assert (estimate.view, estimate.near) == (view, near)


def test_from_the_front_the_persons_left_is_on_the_right() -> None:
    frame = seen_from(0)

    assert estimate_view(frame).view == "front"
    assert frame.points[Landmark.LEFT_SHOULDER, 0] > frame.points[Landmark.RIGHT_SHOULDER, 0]
    assert (frame.visibility > 0.5).all()


def test_from_the_left_they_face_left_and_the_far_arm_is_hidden() -> None:
    frame = seen_from(90)

    assert frame.points[Landmark.NOSE, 0] < frame.points[Landmark.LEFT_EAR, 0]
    assert frame.visibility[Landmark.RIGHT_ELBOW] < 0.5 < frame.visibility[Landmark.LEFT_ELBOW]


def test_the_metric_landmarks_have_their_middle_between_the_hips() -> None:
    world = seen_from(30).world

    assert world[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0) == pytest.approx(0.0)
    assert world[Landmark.NOSE, 1] < -0.5


def test_the_silhouette_is_where_the_landmarks_are() -> None:
    camera = sighting(Lens(height_m=0.9), middle_m(STANDING))
    mask, frame = silhouette(STANDING, camera, 16 / 9), frame_of(STANDING, camera)
    rows = ((1 - frame.points[:, 1]) * mask.shape[0]).astype(int)
    columns = (frame.points[:, 0] * mask.shape[0]).astype(int)

    assert np.mean(mask[rows, columns]) > 0.85
    assert 0.02 < mask.mean() < 0.2
