"""What a check saw, drawn: looked at by its colours, sizes and times."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from supple.adapters.annotate import TONES, annotate, draw
from supple.adapters.pictures_cv2 import Photo, Video
from supple.app.captions import Caption, Label, Tone
from supple.core.body import Landmark, Side
from supple.core.errors import PoseError
from supple.core.pose import empty_frame
from tests.core.sticks import Stick, frame_of

COBRA = Stick(
    hip=(0.0, 0.15), trunk=45, neck=80, upper_arm=-85, forearm=-85, thigh=180, shank=180, foot=180
)


def caption(time_s: float = 0.0, **changes: object) -> Caption:
    plain = Caption(
        frame=frame_of(COBRA, time_s=time_s),
        near=Side.RIGHT,
        tone=Tone.DO,
        title="Cobra, seen from the side",
        state="Held 2.4 s",
        advice=(),
        labels=(),
    )
    return replace(plain, **changes)


def grey(width: int = 640, height: int = 360) -> np.ndarray:
    return np.full((height, width, 3), 128, np.uint8)


def has(picture: np.ndarray, tone: Tone) -> bool:
    near = np.abs(picture.astype(int) - TONES[tone]).sum(axis=2) < 12
    return bool(near.sum() > 20)


def test_the_words_stand_below_the_picture_and_leave_it_whole() -> None:
    nobody = caption(frame=empty_frame(time_s=0, aspect_ratio=16 / 9), tone=Tone.QUIET)
    drawn = draw(grey(), nobody)
    assert drawn.shape[0] > 360
    assert (drawn[:360] == 128).all()
    assert has(drawn[360:], Tone.QUIET)


def test_the_skeleton_lies_on_the_joints() -> None:
    drawn = draw(grey(), caption())
    frame = caption().frame
    for joint in (Landmark.RIGHT_HIP, Landmark.RIGHT_SHOULDER, Landmark.RIGHT_KNEE):
        x, y = frame.points[joint]
        column, row = round(x * 360), round((1 - y) * 360)
        assert has(drawn[row - 5 : row + 6, column - 5 : column + 6], Tone.DO)


def test_what_to_mind_is_amber_and_nothing_is_ever_red() -> None:
    label = Label(at=Landmark.RIGHT_HIP, text="45°", tone=Tone.MIND)
    minded = caption(tone=Tone.MIND, advice=("Let the shoulders melt down.",), labels=(label,))
    drawn = draw(grey(), minded)
    assert has(drawn[:360], Tone.MIND)
    assert has(drawn[360:], Tone.MIND)
    assert not has(draw(grey(), caption()), Tone.MIND)
    blue, green, red = (drawn[:, :, index].astype(int) for index in range(3))
    assert not ((red > 150) & (green < 90) & (blue < 90)).any()


@pytest.mark.parametrize("size", [(160, 120), (333, 251), (120, 900), (1280, 720), (7, 5)])
def test_sizes_are_even_and_words_have_room_in_any_picture(size: tuple[int, int]) -> None:
    drawn = draw(grey(*size), caption(advice=("A rather long sentence about the shoulders.",)))
    assert drawn.shape[0] % 2 == drawn.shape[1] % 2 == 0


def test_a_film_keeps_its_times_even_where_pictures_come_unevenly(tmp_path: Path) -> None:
    times = [0.0, 0.1, 0.2, 0.3, 0.4, 1.0, 1.1, 1.2]
    path = tmp_path / "drawn.mp4"
    annotate(((at_s, grey()) for at_s in times), map(caption, times), path)
    drawn = [at_s for at_s, _ in Video(path).pictures()]
    assert drawn == pytest.approx(np.arange(13) / 10, abs=0.01)


def test_a_photo_and_a_recording_are_drawn_too(tmp_path: Path) -> None:
    photo, film = tmp_path / "drawn.jpg", tmp_path / "drawn.webm"
    annotate([(0.0, grey())], [caption()], photo)
    ((_, picture),) = Photo(photo).pictures()
    assert has(picture, Tone.DO)
    annotate(None, [caption(at_s / 10) for at_s in range(5)], film)
    assert len(list(Video(film).pictures())) == 5


def test_a_name_that_cannot_be_drawn_to_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PoseError, match="ending"):
        annotate(None, [caption()], tmp_path / "drawn.gif")
    with pytest.raises(PoseError, match="folder"):
        annotate(None, [caption()], tmp_path / "gone" / "drawn.mp4")
    with pytest.raises(PoseError, match="no picture"):
        annotate(None, [], tmp_path / "drawn.mp4")
