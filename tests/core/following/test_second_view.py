"""What only the front shows of an exercise that is held side-on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.core.body import Side, landmark
from supple.core.events import Result
from supple.core.judging.observer import Observer
from supple.core.pose import Frame
from tests.core.doing import EXERCISES, finding, textbook
from tests.core.seeing.test_view import turned


def from_the_front(time_s: float, knees_apart_ratio: float) -> Frame:
    """A shoulder bridge whose feet are towards the camera."""
    frame = turned(textbook("glute_bridge"), 90, scale=0.3)
    points = frame.points.copy()
    knees = [landmark("knee", side) for side in Side]
    middle = points[knees].mean(axis=0)
    points[knees] = middle + knees_apart_ratio * (points[knees] - middle)
    return replace(frame, points=points, time_s=time_s)


def looked_at(knees_apart_ratio: float) -> Observer:
    observer = Observer(EXERCISES["glute_bridge"])
    for index in range(60):
        observer.receive(from_the_front(index / 15, knees_apart_ratio))
    return observer


@pytest.mark.parametrize(("apart", "result"), [(1.0, "pass"), (3.5, "fail")])
def test_what_asks_for_the_front_is_read_from_there_and_nothing_is_credited(
    apart: float, result: str
) -> None:
    observer = looked_at(apart)
    assert finding(observer, "knees_parallel").result == Result(result)
    assert observer.summary().holds == ()
    assert observer.credited_s == 0.0
    assert finding(observer, "hips_up").result is Result.CANNOT_TELL


def test_another_pose_from_the_front_tells_nothing_of_it() -> None:
    observer = Observer(EXERCISES["glute_bridge"])
    for index in range(60):
        lying = turned(textbook("legs_up"), 90, scale=0.3)
        observer.receive(replace(lying, time_s=index / 15))
    told = finding(observer, "knees_parallel")
    assert told.result is Result.CANNOT_TELL
    assert np.isnan(told.value)
