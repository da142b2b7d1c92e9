"""The line of the back of people in photos: found beside the landmarks, where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from supple import wiring
from supple.adapters.pictures_cv2 import Photo, Video
from supple.adapters.pose_film import PoseFromFilm
from supple.adapters.pose_mediapipe import PoseFromPhoto, PoseModel
from supple.adapters.pose_mediapipe.masks import narrowed, widened
from supple.core.measuring.measures import Calibration, read
from supple.core.pose import Frame
from support.clips import picture
from support.videos import write_video


@pytest.fixture(scope="module")
def model() -> Iterator[PoseModel]:
    with PoseModel(wiring.pose_model(), back_line=True) as model:
        yield model


@pytest.fixture
def seen(tmp_path: Path, model: PoseModel):
    def look(picture: np.ndarray, by: PoseModel = model) -> Frame:
        path = tmp_path / "photo.png"
        cv2.imwrite(str(path), picture)
        (frame,) = PoseFromPhoto(Photo(path), by).frames()
        return frame

    return look


def curvature(frame: Frame) -> float:
    return read("back_curvature_idx", frame, Calibration()).value


def test_the_cat_is_round_and_the_camel_is_hollow(seen) -> None:
    cat, camel = (seen(picture("cat_camel", phase)) for phase in ("peak", "other"))
    assert curvature(cat) > 0.05
    assert curvature(camel) < curvature(cat) - 0.1


@pytest.mark.parametrize("width", [630, 625, 637])
def test_a_width_at_which_masks_abort_the_process_is_read_like_any_other(seen, width: int) -> None:
    whole, narrow = (seen(picture("cat_camel", "peak")[:, :to]) for to in (640, width))
    assert whole.back_line is not None
    assert narrow.back_line is not None
    np.testing.assert_allclose(narrow.back_line, whole.back_line, atol=0.02)
    np.testing.assert_allclose(narrow.points[11:29], whole.points[11:29], atol=0.03)


def test_without_the_wish_there_is_no_line_and_the_landmarks_are_the_same(seen) -> None:
    given = picture("cat_camel", "peak")
    with PoseModel(wiring.pose_model()) as plain:
        frame = seen(given, plain)
    assert frame.back_line is None
    np.testing.assert_allclose(frame.points, seen(given).points, atol=1e-4)
    given = given[:, :637]
    with PoseModel(wiring.pose_model()) as plain:
        frame = seen(given, plain)
    np.testing.assert_allclose(frame.points, seen(given).points, atol=1e-4)


def test_a_picture_is_widened_by_what_it_has_at_its_edge_and_landmarks_are_told_of_it() -> None:
    given = np.arange(4 * 630 * 3, dtype=np.uint8).reshape(4, 630, 3)
    wide = widened(given)
    assert wide.shape == (4, 632, 3)
    assert (wide[:, 630:] == given[:, -1:]).all()
    assert widened(wide) is wide
    middle = np.full((33, 4), 0.5)
    assert narrowed(middle, 630)[0].tolist() == [316 / 630, 0.5, 316 / 630, 0.5]


def test_a_video_of_any_width_has_its_lines(tmp_path: Path, model: PoseModel) -> None:
    given = picture("cat_camel", "peak")[:, :626]
    path = write_video(tmp_path / "cat.avi", [given] * 3, rate_hz=10)
    frames = list(PoseFromFilm(Video(path), model.follower).frames())
    assert len(frames) == 3
    assert all(curvature(frame) > 0.05 for frame in frames)


def test_a_line_is_found_within_the_silhouette_that_the_model_gives(model: PoseModel) -> None:
    given = picture("cat_camel", "peak")
    (found,) = model.still().look(given)
    assert found.silhouette is not None
    assert found.silhouette.shape == given.shape[:2]
    assert 0.0 <= found.silhouette.min() < found.silhouette.max() <= 1.0
