"""A hold begins where stillness began, ends where it ends, and counts nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from supple.core.following.holdtime import HoldTime
from supple.core.series.track import Track


def play(
    seconds: float,
    angle: Callable[[float], float],
    *,
    present: Callable[[float], bool] = lambda _t: True,
    blocked: Callable[[float], bool] = lambda _t: False,
    rate_hz: float = 15.0,
) -> HoldTime:
    hold, track = HoldTime(), Track()
    for index in range(round(seconds * rate_hz)):
        time_s = index / rate_hz
        track.add(time_s, angle(time_s))
        hold.receive(time_s, present=present(time_s), signal=track, blocked=blocked(time_s))
    return hold


def rising_then_still(time_s: float) -> float:
    return min(time_s, 4.0) * 12.0


def test_a_still_pose_is_a_hold_from_where_it_became_still() -> None:
    hold = play(10.0, rising_then_still)
    (only,) = hold.all_holds()
    assert 3.9 < only.start_s < 4.8
    assert only.credited_s == pytest.approx(only.end_s - only.start_s, abs=0.01)


def test_moving_is_not_holding() -> None:
    assert play(8.0, lambda time_s: 12.0 * time_s).all_holds() == ()


def test_a_pose_that_is_not_there_is_not_held() -> None:
    assert play(8.0, lambda _t: 40.0, present=lambda _t: False).all_holds() == ()


def test_leaving_ends_the_hold_and_coming_back_begins_another() -> None:
    hold = play(12.0, lambda _t: 40.0, present=lambda time_s: not 5.0 <= time_s < 7.0)
    first, second = hold.all_holds()
    assert first.end_s == pytest.approx(5.0, abs=0.1)
    assert second.start_s == pytest.approx(7.0, abs=0.1)
    assert hold.credited_s == pytest.approx(first.credited_s + second.credited_s)


def test_a_blocking_fault_stops_the_credit_but_not_the_hold() -> None:
    hold = play(10.0, lambda _t: 40.0, blocked=lambda time_s: 4.0 <= time_s < 8.0)
    (only,) = hold.all_holds()
    assert only.end_s - only.start_s > 9.0
    assert only.credited_s == pytest.approx(6.0, abs=0.2)


def test_a_gap_between_frames_is_not_credited() -> None:
    hold, track = HoldTime(), Track()
    times = [index / 10 for index in range(30)] + [60 + index / 10 for index in range(10)]
    for time_s in times:
        track.add(time_s, 40.0)
        hold.receive(time_s, present=True, signal=track, blocked=False)
    assert hold.credited_s < 4.5


def test_a_signal_that_cannot_be_read_leaves_the_pose_to_count() -> None:
    assert len(play(5.0, lambda _t: float("nan")).all_holds()) == 1
