from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.core.body import LANDMARK_COUNT, Side, landmark
from supple.core.pose import Frame, mirrored
from supple.core.seeing.proportions import impossible
from tests.core.seeing.test_view import STANDING, turned
from tests.core.sticks import frame_of


def with_segment(frame: Frame, start: str, end: str, times: float, *sides: Side) -> Frame:
    """The frame with a segment of some sides made that many times as long, in metres."""
    world = frame.world.copy()
    for side in sides:
        first, last = landmark(start, side), landmark(end, side)
        world[last] = world[first] + times * (world[last] - world[first])
    return replace(frame, world=world)


@pytest.mark.parametrize("off_deg", [0, 30, 60, 90])
def test_a_person_is_possible_from_every_side_and_in_every_size(off_deg: float) -> None:
    frame = turned(STANDING, off_deg)
    assert not impossible(frame)
    assert not impossible(replace(frame, world=frame.world * 1.4))
    assert not impossible(mirrored(frame))


@pytest.mark.parametrize("times", [0.4, 2.2])
def test_an_arm_much_shorter_or_longer_than_the_other_is_impossible(times: float) -> None:
    frame = with_segment(turned(STANDING, 0), "shoulder", "elbow", times, Side.LEFT)
    assert impossible(frame)
    assert impossible(mirrored(frame))


@pytest.mark.parametrize("times", [0.4, 2.2])
def test_thighs_that_fit_no_trunk_are_impossible(times: float) -> None:
    assert impossible(with_segment(turned(STANDING, 0), "hip", "knee", times, *Side))


def test_without_metres_nothing_is_said() -> None:
    frame = frame_of(STANDING)
    assert not impossible(frame)
    assert not impossible(replace(frame, world=np.zeros((LANDMARK_COUNT, 3))))
