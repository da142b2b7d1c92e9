"""What only the other view shows: the front of a pose held side-on, the side of one that faces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.core.body import Side, landmark
from supple.core.events import Result
from supple.core.figure.modelling import pose_of, with_fault
from supple.core.judging.observer import Observer
from supple.core.pose import Frame
from tests.core.doing import EXERCISES, STANDING, finding, seen, textbook
from tests.core.drawn import drawn
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


def standing(time_s: float, neck: float) -> Frame:
    return replace(turned(replace(STANDING, neck=neck), 0), time_s=time_s)


@pytest.mark.parametrize(("neck", "result"), [(88, "pass"), (138, "fail")])
def test_what_asks_for_the_side_is_read_of_who_turns_in_an_exercise_that_faces_the_camera(
    neck: float, result: str
) -> None:
    observer, _ = seen("wu_joint_circles", (standing(index / 15, neck) for index in range(60)))
    assert finding(observer, "neck_not_back").result == Result(result)
    assert observer.repetitions_count == 0


@pytest.mark.parametrize("result", ["pass", "fail"])
def test_a_threaded_needle_is_held_side_on_where_its_hips_over_its_knees_are_seen(
    result: str,
) -> None:
    needle = EXERCISES["thread_the_needle"]
    hold = pose_of(needle, "hold")
    assert hold is not None
    (fault,) = (one for one in needle.fault_poses if one.criterion == "hips_over_knees")
    frame = drawn(needle, hold if result == "pass" else with_fault(hold, fault))
    observer, _ = seen(needle, (replace(frame, time_s=index / 15) for index in range(75)))
    assert finding(observer, "hips_over_knees").result == Result(result)
    assert finding(observer, "pelvis_square").result is Result.CANNOT_TELL
    assert (observer.credited_s > 2.0) == (result == "pass")
