"""A cut is one, an odd frame is none, and somebody quick is neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from supple.core.pose import Frame
from supple.core.seeing.continuity import Continuity, Sequel, in_pieces, shots
from tests.core.film import LYING, UP, film, gone_through


def moved(frame: Frame, across: float) -> Frame:
    return replace(frame, points=frame.points + np.array([across, 0.0]))


def sequels(frames: Iterable[Frame]) -> list[Sequel]:
    continuity = Continuity()
    return [continuity.receive(frame) for frame in frames]


def test_one_odd_frame_is_left_out_and_nothing_else() -> None:
    frames = [moved(f, 0.5) if index == 40 else f for index, f in enumerate(film())]
    found = sequels(frames)
    assert found[40] is Sequel.ODD
    assert [one for one in found if one is not Sequel.FOLLOWS] == [Sequel.ODD]


@pytest.mark.parametrize("rate_hz", [8.0, 10.0, 30.0])
def test_a_cut_is_known_by_the_frame_after_it(rate_hz: float) -> None:
    frames = list(gone_through([(0.0, UP), (4.0, UP)], rate_hz=rate_hz))
    cut = len(frames) // 2
    frames = [moved(f, 0.4) if index >= cut else f for index, f in enumerate(frames)]
    found = sequels(frames)
    assert found[cut : cut + 2] == [Sequel.ODD, Sequel.CUT]
    assert [len(shot) for shot in shots(frames)] == [cut, len(frames) - cut - 1]


def test_a_gap_is_no_cut_and_what_comes_late_is_of_no_use() -> None:
    frames = list(film())
    later = replace(frames[31], time_s=frames[30].time_s + 2.0)
    assert sequels([*frames[:31], later])[-1] is Sequel.GAP
    assert sequels([*frames[:31], frames[10]])[-1] is Sequel.LATE


def test_a_jumping_body_at_ten_frames_a_second_is_no_cut() -> None:
    frames = gone_through([(0.0, UP), (4.0, UP)], rate_hz=10.0)
    swinging = (moved(frame, 0.11 * (index % 2)) for index, frame in enumerate(frames))
    assert set(sequels(swinging)) == {Sequel.FOLLOWS}


def photos_in_a_row(each_s: float, count: int) -> Iterator[Frame]:
    for index in range(count):
        still = gone_through([(0.0, UP), (each_s, UP)])
        for frame in still:
            shown = moved(frame, 0.4 * (index % 2))
            yield replace(shown, time_s=frame.time_s + index * each_s)


def test_photos_in_a_row_are_no_film_of_anybody() -> None:
    assert in_pieces(list(photos_in_a_row(1.2, 8)))
    assert not in_pieces(list(photos_in_a_row(5.0, 4)))
    assert not in_pieces(list(gone_through([(0.0, LYING), (2.0, UP)])))
