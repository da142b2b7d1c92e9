"""Speed and steadiness of one number, looking back only."""

from __future__ import annotations

from math import isnan, nan

import pytest

from supple.core.series.track import Track


def filled(values: list[float], rate_hz: float = 10.0) -> Track:
    track = Track()
    for index, value in enumerate(values):
        track.add(index / rate_hz, value)
    return track


def test_a_straight_line_has_its_slope_as_speed() -> None:
    assert filled([3.0 * index for index in range(20)]).speed_per_s() == pytest.approx(30.0)


def test_a_constant_is_still_and_steady() -> None:
    track = filled([7.0] * 20)
    assert track.speed_per_s() == pytest.approx(0.0)
    assert track.deviation() == pytest.approx(0.0)


def test_too_little_seen_says_nothing() -> None:
    assert isnan(filled([1.0, 2.0]).speed_per_s())
    assert isnan(filled([1.0] * 5).deviation())


def test_what_is_missing_is_left_out_and_not_taken_for_zero() -> None:
    values = [nan if index % 3 == 0 else 3.0 * index for index in range(20)]
    assert filled(values).speed_per_s() == pytest.approx(30.0)


def test_it_forgets_what_is_long_ago() -> None:
    track = filled([0.0] * 50 + [10.0] * 40)
    assert track.window(100.0)[0][0] >= 8.9 - 3.0 - 0.01
