"""What a check saw, drawn: looked at by its colours, sizes and times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from supple.adapters.annotate import annotate, stills
from supple.adapters.annotate.body import sweep
from supple.adapters.annotate.colours import TONES
from supple.adapters.annotate.drawing import draw
from supple.adapters.annotate.writing import size_of, wrapped
from supple.adapters.pictures_cv2 import Photo, Video
from supple.app.angles import drawing_of
from supple.app.captions import Caption, Tone, label_of
from supple.app.checking import Measured
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
        state="Held",
        count="2.4 s",
    )
    return replace(plain, **changes)


def grey(width: int = 640, height: int = 360) -> np.ndarray:
    return np.full((height, width, 3), 128, np.uint8)


def has(picture: np.ndarray, tone: Tone) -> bool:
    near = np.abs(picture.astype(int) - TONES[tone]).sum(axis=2) < 36  # it is laid on softly
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
        assert has(drawn[row - 6 : row + 7, column - 6 : column + 7], Tone.DO)


def test_what_to_mind_is_amber_and_nothing_is_ever_red() -> None:
    label = label_of(Measured("tilt", "trunk_incline_deg", 45), Side.RIGHT, Tone.MIND)
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


def test_pictures_that_were_passed_over_have_the_words_of_the_moment_before(
    tmp_path: Path,
) -> None:
    path = tmp_path / "drawn.mp4"
    quiet = caption(0.0, tone=Tone.QUIET, count="")
    pictures = [(index / 10, grey()) for index in range(10)]
    annotate(pictures, [quiet, caption(0.5)], path)
    drawn = [picture for _, picture in Video(path).pictures()]
    assert len(drawn) == 10
    assert not has(drawn[4][360:], Tone.DO)
    assert has(drawn[5][360:], Tone.DO)


def test_an_angle_goes_from_one_line_to_the_other_the_way_that_its_value_says() -> None:
    points = np.zeros((33, 2))
    points[Landmark.RIGHT_SHOULDER] = (0, -10)
    points[Landmark.RIGHT_KNEE] = (10, 0)
    folded = drawing_of("hip_angle_signed_deg", 90, Side.RIGHT)
    arched = drawing_of("hip_angle_signed_deg", 270, Side.RIGHT)
    assert folded is not None
    assert arched is not None
    assert sweep(folded, points) == (-90, 90, False)
    assert sweep(arched, points) == (-90, -270, False)
    leaning = drawing_of("trunk_incline_deg", 90, Side.RIGHT)
    assert leaning is not None
    assert sweep(leaning, points) in ((-90, 90, True), (-90, -90, True))


def test_where_the_picture_shows_another_angle_than_the_value_none_is_drawn() -> None:
    points = np.zeros((33, 2))
    points[Landmark.RIGHT_SHOULDER], points[Landmark.RIGHT_KNEE] = (0, -10), (10, 0)
    for value in (150, 3, float("nan")):
        drawn = drawing_of("hip_angle_deg", value, Side.RIGHT)
        assert drawn is not None
        assert sweep(drawn, points) is None


def test_the_line_of_the_back_is_drawn_where_it_was_seen() -> None:
    line = np.column_stack((np.linspace(0.4, 1.2, 24), np.full(24, 0.9)))
    frame = replace(caption().frame, back_line=line)
    assert not has(draw(grey(), caption())[20:60], Tone.QUIET)
    drawn = draw(grey(), caption(frame=frame))[20:60].astype(int)
    assert (drawn.sum(axis=2) > 540).any()


def test_words_are_wrapped_to_the_room_that_there_is() -> None:
    lines = wrapped("Keep your hips on the floor and bend the elbows a little.", 20, 200, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(size_of(line, 20)[0] <= 230 for line in lines)


def test_stills_show_the_person_alone_and_read_the_film_once() -> None:
    asked = []

    def pictures() -> Iterator[tuple[float, np.ndarray]]:
        for index in range(1000):
            asked.append(index)
            yield index / 10, grey(1280, 720)

    later, sooner = stills(pictures(), [caption(0.7), caption(0.2)])
    assert len(asked) == 8
    for data in (later, sooner):
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert max(picture.shape) == 760
        assert has(picture, Tone.DO)
    assert stills([(0.0, grey())], [caption(9.0)]) == [b""]
    assert stills(None, [caption()])[0].startswith(b"\xff\xd8")
