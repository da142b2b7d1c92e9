"""Repetitions of a signal: whatever it starts with, however fast its frames come."""

from __future__ import annotations

from math import isnan, pi

import numpy as np
import pytest

from supple.core.series.cycles import RepetitionCounter, out_of_rhythm, rhythm_s


def counted(values: np.ndarray, rate_hz: float, **how: object) -> RepetitionCounter:
    counter = RepetitionCounter(**how)  # type: ignore[arg-type]
    for index, value in enumerate(values):
        counter.receive(index / rate_hz, float(value))
    return counter


def waves(period_s: float, count: float, rate_hz: float, phase: float = 0.0) -> np.ndarray:
    """From the low end (phase 0) or the high end (phase half) and back, 40 degrees."""
    times = np.arange(0.0, period_s * count, 1.0 / rate_hz)
    return np.asarray(20 - 20 * np.cos(2 * pi * (times / period_s + phase)))


@pytest.mark.parametrize("rate_hz", [8.0, 10.0, 15.0, 24.0, 30.0, 60.0])
@pytest.mark.parametrize("phase", [0.0, 0.5])
def test_a_cycle_counts_from_the_end_at_which_it_began(rate_hz: float, phase: float) -> None:
    assert counted(waves(3.0, 4.05, rate_hz, phase), rate_hz).count == 4


def test_one_cycle_that_begins_and_ends_high_is_one() -> None:
    assert counted(waves(6.0, 1.0, 30.0, 0.5), 30.0).count == 1


def test_the_peak_is_the_far_end_of_each_repetition() -> None:
    counter = counted(waves(3.0, 3.05, 30.0), 30.0)
    assert [peak_s for peak_s, _ in counter.peaks] == pytest.approx([1.5, 4.5, 7.5], abs=0.05)


def test_a_tilt_to_the_left_has_its_peak_to_the_left() -> None:
    to_the_left = counted(-waves(3.0, 2.05, 30.0), 30.0, either_way=True)
    assert to_the_left.count == 2
    assert [value for _, value in to_the_left.peaks] == pytest.approx([-40, -40], abs=0.5)


def test_a_half_hearted_or_hurried_cycle_does_not_count() -> None:
    small = np.concatenate((waves(3.0, 3.0, 30.0), 0.3 * waves(3.0, 2.0, 30.0)))
    assert counted(small, 30.0).count == 3
    assert counted(waves(0.8, 6.0, 30.0), 30.0, shortest_s=1.2).count < 6


def test_a_rhythm_is_known_by_its_period() -> None:
    times = np.arange(0.0, 16.0, 0.1)
    assert rhythm_s(times, np.sin(2 * pi * times / 3.2)) == pytest.approx(3.2, abs=0.15)
    assert isnan(rhythm_s(times, np.random.default_rng(2).normal(size=len(times)).cumsum()))


def test_what_is_nowhere_like_itself_later_has_no_rhythm() -> None:
    times = np.arange(0, 8, 1 / 30)
    assert isnan(rhythm_s(times, np.where(times < 4.0, times, 40.0 + times)))


def test_a_count_that_the_rhythm_denies_is_doubted() -> None:
    times = np.arange(0.0, 16.0, 0.1)
    values = np.sin(2 * pi * times / 2.0)
    assert not out_of_rhythm(times, values, list(np.arange(0.5, 16.0, 2.0)))
    assert out_of_rhythm(times, values, list(np.arange(0.5, 16.0, 4.0)))
