"""A film followed in parts side by side: the frames of one tracker, sooner."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

import numpy as np
import pytest

from supple import wiring
from supple.adapters.pictures_cv2 import Video
from supple.adapters.pose_film import PoseFromFilm, parts
from supple.adapters.pose_film.frames import completed
from supple.adapters.pose_film.parts import parts_of
from supple.adapters.pose_mediapipe import PoseModel
from supple.core.errors import PoseError, Problem
from supple.core.pose import Frame, empty_frame, frame_from_picture
from support.videos import write_video

RATE_HZ = 30
HEIGHT, WIDTH = 90, 160


class Disc:
    """A film of a bright disc: still for two seconds, moving for two, away for one, and again."""

    kind, cut_short = "video", ""

    def __init__(self, seconds: float = 20.0, breaks: bool = False) -> None:
        self._count = round(seconds * RATE_HZ)
        self._breaks = breaks
        self.promised_count = self._count
        self.closed = False

    def pictures(self) -> Iterator[tuple[float, np.ndarray]]:
        try:
            for index in range(self._count):
                yield index / RATE_HZ, self._picture(index / RATE_HZ)
            if self._breaks:
                raise PoseError([Problem("disc.mp4", "it breaks")])
        finally:
            self.closed = True

    def _picture(self, time_s: float) -> np.ndarray:
        picture = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
        turn_s = time_s % 5
        if turn_s < 4:
            column = 20 + round(40 * max(0.0, turn_s - 2))
            picture[30:60, column : column + 24] = 230
        return picture


class DiscEye:
    """Sees where the disc is. Like a tracker it must be shown pictures in order."""

    made = 0

    def __init__(self) -> None:
        type(self).made += 1
        self._last_s = -1.0

    def look(self, time_s: float, picture: np.ndarray, *, anew: bool) -> Frame:
        assert time_s > self._last_s
        self._last_s = time_s
        bright = np.argwhere(picture[:, :, 0] > 120)
        if not len(bright):
            return empty_frame(time_s=time_s, aspect_ratio=WIDTH / HEIGHT)
        row, column = bright.mean(axis=0)
        points = np.tile((column / WIDTH, row / HEIGHT, 0.0, 1.0), (33, 1))
        points[11:13, 1] -= 0.2
        return frame_from_picture(
            time_s=time_s,
            landmarks=points,
            world=np.zeros((33, 3)),
            width=WIDTH,
            height=HEIGHT,
            agreement=time_s if anew else float("nan"),
        )

    def close(self) -> None:
        pass


def seen(threads_count: int = 1, *, every_picture: bool = False) -> tuple[list[Frame], int]:
    source = PoseFromFilm(
        Disc(), DiscEye, threads_count=threads_count, every_picture=every_picture
    )
    frames = list(source.frames())
    return frames, source.analysed_count


def same(one: list[Frame], other: list[Frame]) -> bool:
    return same_places(one, other) and np.array_equal(
        [frame.agreement for frame in one], [frame.agreement for frame in other], equal_nan=True
    )


def same_places(one: list[Frame], other: list[Frame]) -> bool:
    return all(
        a.time_s == b.time_s and np.array_equal(a.points, b.points, equal_nan=True)
        for a, b in zip(one, other, strict=True)
    )


def test_there_is_a_frame_for_every_picture_and_fewer_are_looked_at():
    frames, looked_at = seen()
    every, all_of_them = seen(every_picture=True)
    assert [frame.time_s for frame in frames] == [frame.time_s for frame in every]
    assert all_of_them == len(every)
    assert 0.3 * len(frames) < looked_at < 0.9 * len(frames)


def test_the_frames_are_those_of_one_eye_that_looks_at_every_picture():
    assert same_places(seen()[0], seen(every_picture=True)[0])


def test_however_many_threads_there_are_the_frames_are_the_same(monkeypatch):
    monkeypatch.setattr(parts, "PART_COUNT", 40)
    frames = [seen(threads_count)[0] for threads_count in (1, 2, 5)]
    assert same(frames[0], frames[1])
    assert same(frames[0], frames[2])


def test_large_pictures_make_short_parts(monkeypatch):
    DiscEye.made = 0
    seen()
    few = DiscEye.made
    monkeypatch.setattr(parts, "PART_BYTES", 40 * HEIGHT * WIDTH * 3)
    seen()
    assert DiscEye.made > 2 * few


def test_what_is_passed_over_lies_between_its_neighbours():
    first, last = (frame for frame in seen(every_picture=True)[0] if frame.time_s in (2.5, 3.0))
    between = list(completed([(2.5, first), (2.6, None), (2.75, None), (3.0, last)]))
    assert [frame.time_s for frame in between] == [2.5, 2.6, 2.75, 3.0]
    assert between[2].points == pytest.approx((first.points + last.points) / 2)
    gone = empty_frame(time_s=3.0, aspect_ratio=WIDTH / HEIGHT)
    kept = list(completed([(2.5, first), (2.6, None), (3.0, gone)]))
    assert np.array_equal(kept[1].points, first.points)
    assert not kept[2].found


def test_a_jump_between_two_looks_stays_one():
    first, last = (
        frame for frame in seen(every_picture=True)[0] if frame.time_s in (0.0, 4 - 1 / 30)
    )
    last = replace(last, time_s=0.06)
    _, kept, _ = completed([(0.0, first), (0.03, None), (0.06, last)])
    assert np.array_equal(kept.points, first.points)


def test_parts_are_even_and_come_in_pairs():
    pictures = [(index / RATE_HZ, np.zeros((HEIGHT, WIDTH, 3), np.uint8)) for index in range(500)]
    lengths = [part.count for part in list(parts_of(pictures, lambda: len(pictures)))]
    assert len(lengths) == 4
    assert max(lengths) - min(lengths) < 4
    unknown = list(parts_of(pictures, lambda: 0))
    assert sum(len(part.times) for part in unknown) == 500


def test_how_soon_a_part_is_followed_does_not_move_the_next():
    pictures = [(index / RATE_HZ, np.zeros((HEIGHT, WIDTH, 3), np.uint8)) for index in range(500)]
    later = [part.times for part in list(parts_of(pictures, lambda: 500))]
    at_once = []
    for part in parts_of(pictures, lambda: 500):
        part.warm = ()  # as a tracker leaves it that has begun already
        at_once.append(part.times)
    assert at_once == later


def test_the_agreement_of_a_look_anew_holds_until_the_next_or_until_nobody_is_there():
    frames = seen()[0]
    agreed = [frame.agreement for frame in frames if frame.found and frame.time_s < 4]
    assert sorted(set(agreed)) == [0.0, 1.0, 2.0, 3.0]
    assert all(np.isnan(frame.agreement) for frame in frames if not frame.found)
    back = next(frame for frame in frames if frame.time_s >= 5)
    assert back.agreement == back.time_s


def test_where_two_eyes_differ_a_little_nothing_jumps_between_their_parts(monkeypatch):
    class Biased(DiscEye):
        """Every other one sees all a little to the right, by a fiftieth of a trunk."""

        def look(self, time_s: float, picture: np.ndarray, *, anew: bool) -> Frame:
            frame = super().look(time_s, picture, anew=anew)
            frame.points[:, 0] += self._bias
            return frame

        def __init__(self) -> None:
            super().__init__()
            self._bias = 0.004 * (Biased.made % 2)

    monkeypatch.setattr(parts, "PART_COUNT", 40)
    source = PoseFromFilm(Disc(), Biased)
    steps = [
        abs(later.points[0, 0] - frame.points[0, 0])
        for frame, later in pairwise(source.frames())
        if frame.time_s % 5 < later.time_s % 5 < 2
    ]
    assert Biased.made > 3
    assert max(steps) < 0.001


def test_a_fault_of_the_film_comes_through_and_stopping_early_closes_it():
    broken = PoseFromFilm(Disc(3.0, breaks=True), DiscEye, threads_count=2)
    with pytest.raises(PoseError, match="breaks"):
        list(broken.frames())
    disc = Disc(60.0)
    frames = PoseFromFilm(disc, DiscEye, threads_count=2).frames()
    assert len(list(islice(frames, 5))) == 5
    frames.close()
    assert disc.closed
    assert threading.active_count() < 5


def test_the_pose_model_itself_gives_the_same_frames_in_one_thread_and_in_two(
    cobra_video, tmp_path, monkeypatch
):
    monkeypatch.setattr(parts, "PART_COUNT", 20)
    pictures = (picture for at_s, picture in Video(cobra_video).pictures() if at_s >= 5.0)
    film = write_video(tmp_path / "short.avi", islice(pictures, 70), rate_hz=30, code="MJPG")
    with PoseModel(wiring.pose_model()) as model:
        sources = [
            PoseFromFilm(Video(film), model.follower, threads_count=threads_count)
            for threads_count in (1, 2)
        ]
        one, two = (list(source.frames()) for source in sources)
    assert sum(frame.found for frame in one) > 50
    assert same(one, two)
    assert sources[0].analysed_count == sources[1].analysed_count
