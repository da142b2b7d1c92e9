"""Our own clips show a person to the pose model, with limbs where they were drawn."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from supple import wiring
from supple.adapters.pictures_cv2 import Photo
from supple.adapters.pose_mediapipe import PoseFromPhoto, PoseModel
from supple.core.body import Side, landmark
from supple.core.pose import Frame
from support import clips

POSES = (
    ("cobra", "hold"), ("sphinx", "hold"), ("cat_camel", "start"), ("bridge", "hold"),
    ("child_pose_forward", "hold"), ("standing_fold", "start"), ("kneeling_tilt_heels", "hold"),
)  # fmt: skip


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("pictures")
    with PoseModel(wiring.pose_model()) as model:

        def seen(picture: np.ndarray) -> Frame:
            path = folder / "picture.png"
            cv2.imwrite(str(path), picture)
            (frame,) = PoseFromPhoto(Photo(path), model).frames()
            return frame

        yield seen


def errors(frame: Frame, true: dict[str, tuple[float, float]]) -> dict[str, float]:
    """How far the nearer side's landmarks are from the drawn joints, in trunk lengths."""
    drawn = {name: np.array([x * frame.aspect_ratio, 1.0 - y]) for name, (x, y) in true.items()}
    trunk = np.hypot(*(drawn["shoulder"] - drawn["hip"]))
    return {
        name: min(
            float(np.hypot(*(frame.points[landmark(name, side)] - place)) / trunk) for side in Side
        )
        for name, place in drawn.items()
    }


@pytest.mark.parametrize(("exercise", "phase"), POSES)
def test_the_model_finds_the_limbs_of_a_drawn_person(look, exercise, phase):
    frame = look(clips.picture(exercise, phase))
    assert frame.found
    off = errors(frame, clips.true_joints(exercise, phase))
    print(exercise, phase, {name: round(value, 3) for name, value in off.items()})
    assert np.median(list(off.values())) < 0.12
    assert max(off.values()) < 0.35


def test_the_model_finds_nobody_in_the_empty_room(look):
    assert not look(clips.nobody_picture()).found


@pytest.mark.parametrize("time_s", [2.5, 5.8, 9.0, 12.0])
def test_the_film_of_the_cobra_shows_where_its_limbs_are(look, time_s):
    frame = look(clips.cobra_picture(time_s))
    assert frame.found
    off = errors(frame, clips.cobra_joints(time_s))
    print(time_s, {name: round(value, 3) for name, value in off.items()})
    assert np.median(list(off.values())) < 0.12


def test_the_film_rises_no_faster_than_a_person_should():
    times = np.arange(clips.TITLE_S, clips.DURATION_S, 1 / clips.FPS)
    incline = []
    for time_s in times:
        at = clips.cobra_joints(float(time_s))
        across = (at["shoulder"][0] - at["hip"][0]) * 4 / 3
        incline.append(np.degrees(np.arctan2(at["hip"][1] - at["shoulder"][1], across)))
    assert np.abs(np.gradient(incline, times)).max() < 40
    held = (times > clips.HELD_S[0]) & (times < clips.HELD_S[1])
    assert np.std(np.array(incline)[held]) < 1.0


def test_the_film_is_a_video_that_begins_with_a_title(tmp_path):
    path = clips.cobra_clip(tmp_path)
    video = cv2.VideoCapture(str(path))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == round(clips.DURATION_S * clips.FPS)
    assert video.get(cv2.CAP_PROP_FPS) == pytest.approx(clips.FPS)
    ok, title = video.read()
    video.release()
    assert ok
    assert np.abs(title.astype(float) - clips.nobody_picture()).mean() > 20
