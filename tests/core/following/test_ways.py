"""The way into a pose and out of it, and the start before it, through the one observer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from supple.core.events import Result
from supple.core.exercise import Bounds
from supple.core.judging.observer import Observer
from supple.core.pose import Frame
from tests.core.doing import (
    EXERCISES,
    ON_THE_BACK,
    STANDING,
    TALL,
    finding,
    folded,
    legs_up,
    seen,
    textbook,
)
from tests.core.film import LYING, gone_through
from tests.core.sticks import Stick


@pytest.mark.parametrize(
    ("in_s", "expected"), [(0.8, Result.FAIL), (2.0, Result.WARN), (5.0, Result.PASS)]
)
def test_the_time_of_the_way_in_is_told_and_a_swing_is_a_fault(
    in_s: float, expected: Result
) -> None:
    observer, _ = seen("legs_up", legs_up(in_s))
    slow = finding(observer, "slow_raise")
    assert slow.result is expected
    assert slow.value == pytest.approx(in_s, rel=0.3)


def test_one_second_fails_where_three_are_asked_for_and_five_pass() -> None:
    criteria = tuple(
        replace(each, good=Bounds(low=3.0), limit=Bounds(low=1.8))
        for each in EXERCISES["legs_up"].criteria
        if each.id == "slow_raise"
    )
    asked = replace(EXERCISES["legs_up"], criteria=criteria)
    assert finding(seen(asked, legs_up(1.0))[0], "slow_raise").result is Result.FAIL
    assert finding(seen(asked, legs_up(5.0))[0], "slow_raise").result is Result.PASS


def test_a_way_that_was_over_is_told_afterwards_and_never_stands_in_the_way_of_the_hold() -> None:
    observer, _ = seen("legs_up", legs_up(0.8))
    assert observer.faults == ()
    assert observer.credited_s > 4.0


def test_a_way_in_whose_beginning_was_not_seen_cannot_be_told() -> None:
    frames = [frame for frame in legs_up(5.0) if frame.time_s > 5.5]
    slow = finding(seen("legs_up", frames)[0], "slow_raise")
    assert slow.result is Result.CANNOT_TELL
    assert slow.why in ("rest_not_seen", "way_not_seen", "way_too_small")


def test_a_way_in_with_a_gap_in_it_cannot_be_told() -> None:
    frames = [frame for frame in legs_up(0.8) if not 3.1 < frame.time_s < 3.7]
    slow = finding(seen("legs_up", frames)[0], "slow_raise")
    assert slow.result is Result.CANNOT_TELL


def test_a_way_in_by_steps_is_not_called_hasty() -> None:
    half = replace(ON_THE_BACK, thigh=45, shank=45, foot=130)
    up = textbook("legs_up")
    path = [
        (0.0, ON_THE_BACK),
        (3.0, ON_THE_BACK),
        (3.5, half),
        (6.5, half),
        (7.0, up),
        (14.0, up),
    ]
    slow = finding(seen("legs_up", gone_through(path))[0], "slow_raise")
    assert slow.result is Result.CANNOT_TELL
    assert slow.why == "in_steps"


# The way out


@pytest.mark.parametrize(("out_s", "expected"), [(1.7, Result.FAIL), (5.0, Result.PASS)])
def test_coming_up_is_told_once_it_is_over(out_s: float, expected: Result) -> None:
    observer = Observer(EXERCISES["standing_fold"])
    for frame in folded(out_s):
        observer.receive(frame)
    assert finding(observer, "slow_rise").result is expected


def test_landmarks_that_jump_are_no_way() -> None:
    frames = [frame for frame in folded(5.0) if not 14.2 < frame.time_s < 18.9]
    closed = [
        frame if frame.time_s < 15.0 else replace(frame, time_s=frame.time_s - 4.7)
        for frame in frames
    ]
    rise = finding(seen("standing_fold", closed)[0], "slow_rise")
    assert rise.result is Result.CANNOT_TELL


def test_before_the_way_out_it_cannot_be_told() -> None:
    frames = [frame for frame in folded(2.0) if frame.time_s < 14.0]
    assert finding(seen("standing_fold", frames)[0], "slow_rise").result is Result.CANNOT_TELL


# Hands and feet together


def superman(feet_later_s: float) -> Iterator[Frame]:
    flat = replace(LYING, neck=5, upper_arm=-8, forearm=-4)
    up = replace(textbook("superman"), hip=(0, 0.2), trunk=14, neck=12, upper_arm=14, forearm=12)

    def legs(time_s: float, stick: Stick) -> Stick:
        share = min(1.0, max(0.0, (time_s - 3.0 - feet_later_s) / 2.0))
        lift = 180 - 11 * (10 * share**3 - 15 * share**4 + 6 * share**5)
        return replace(stick, thigh=lift, shank=lift)

    path = [(0.0, flat), (3.0, flat), (5.0, up), (16.0, up)]
    return gone_through(path, tremble=0.001, change=legs)


@pytest.mark.parametrize(("later_s", "expected"), [(0.0, Result.PASS), (2.0, Result.FAIL)])
def test_hands_and_feet_are_lifted_together_or_not(later_s: float, expected: Result) -> None:
    together = finding(seen("superman", superman(later_s))[0], "together")
    assert together.result is expected
    assert together.value == pytest.approx(later_s, abs=0.3)


# The start


def test_the_start_is_read_in_the_calm_before_the_way_in() -> None:
    lean = textbook("kneeling_tilt_heels")
    path = [(0.0, TALL), (3.0, TALL), (7.0, lean), (13.0, lean)]
    right = finding(seen("kneeling_tilt_heels", gone_through(path))[0], "right_angle_start")
    assert right.result is Result.PASS
    assert right.value == pytest.approx(90.0, abs=2.0)


def test_a_start_that_sits_back_is_a_fault_of_the_start() -> None:
    back = replace(TALL, thigh=-61.5, hip=(-0.4, 0.84))
    lean = textbook("kneeling_tilt_heels")
    path = [(0.0, back), (3.0, back), (7.0, lean), (13.0, lean)]
    found = finding(seen("kneeling_tilt_heels", gone_through(path))[0], "right_angle_start")
    assert found.result is Result.FAIL


def test_a_start_in_another_posture_cannot_be_told() -> None:
    lean = textbook("kneeling_tilt_heels")
    path = [(0.0, STANDING), (3.0, STANDING), (7.0, lean), (13.0, lean)]
    found = finding(seen("kneeling_tilt_heels", gone_through(path))[0], "right_angle_start")
    assert found.result is Result.CANNOT_TELL
    assert found.why == "start_not_seen"
