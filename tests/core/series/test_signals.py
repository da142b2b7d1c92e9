from __future__ import annotations

from math import isnan, pi

import numpy as np
import pytest

from supple.core.series.cycles import RepetitionCounter
from supple.core.series.signals import (
    OneEuro,
    bounce_rms,
    hold_sd,
    peak_speed,
    repetition_period,
    resampled,
    smooth,
    sparc,
    spectral_arc_length,
    sudden_movements,
)

RATE_HZ = 30.0


def times(seconds: float, rate_hz: float = RATE_HZ) -> np.ndarray:
    return np.arange(0, seconds, 1 / rate_hz)


def reach(at: np.ndarray, start_s: float, seconds: float, way_deg: float) -> np.ndarray:
    """A minimum-jerk movement."""
    share = np.clip((at - start_s) / seconds, 0, 1)
    return way_deg * (10 * share**3 - 15 * share**4 + 6 * share**5)


def test_the_spectral_arc_length_is_that_of_its_authors() -> None:
    speed = np.exp(-5 * np.arange(-1, 1, 0.01) ** 2)
    assert spectral_arc_length(speed, 100.0) == pytest.approx(-1.41403, abs=1e-4)


@pytest.mark.parametrize("seconds", [2.0, 4.0, 6.0])
def test_one_smooth_reach_is_smooth_however_long_it_takes(seconds: float) -> None:
    at = times(seconds + 4)
    value = sparc(*smooth(at, reach(at, 2, seconds, 50)))
    assert -2.0 < value < -1.3


def test_stop_and_start_is_less_smooth_than_one_flow() -> None:
    at = times(10)
    flowing = reach(at, 2, 5, 50)
    halting = sum(reach(at, 2 + 1.3 * part, 0.9, 12.5) for part in range(4))
    assert sparc(*smooth(at, halting)) < sparc(*smooth(at, flowing)) - 0.7


def test_smoothness_of_somebody_who_does_not_move_is_not_told() -> None:
    at = times(5)
    assert isnan(sparc(at, np.full_like(at, 40.0)))


def test_the_filter_has_no_lag_and_keeps_the_peak_speed_of_a_reach() -> None:
    at = times(8)
    grid, filtered = smooth(at, reach(at, 2, 3, 45))
    assert filtered[np.searchsorted(grid, 3.5)] == pytest.approx(22.5, abs=0.5)
    assert peak_speed(grid, filtered) == pytest.approx(1.875 * 45 / 3, rel=0.05)


def test_a_gap_splits_a_signal_and_the_longest_part_is_kept() -> None:
    at = np.concatenate([np.arange(0, 1, 1 / 30), np.arange(2, 5, 1 / 30)])
    grid, even = resampled(at, at)
    assert grid[0] == 2.0
    assert even[-1] == pytest.approx(grid[-1])


def test_missing_values_are_gaps() -> None:
    at = times(3)
    values = np.where((at > 1) & (at < 1.1), np.nan, at)
    grid, even = resampled(at, values)
    assert grid[0] == 0
    assert np.allclose(even, grid)


def test_a_lurch_is_sudden_and_a_calm_reach_is_not() -> None:
    at = times(9)
    calm = reach(at, 2, 4, 50)
    lurch = calm + reach(at, 4, 0.25, 18)
    assert sudden_movements(*smooth(at, calm)) == 0
    assert sudden_movements(*smooth(at, lurch)) == 1


def test_a_bounce_is_found_and_slow_breathing_is_none() -> None:
    at = times(10)
    bouncing = 40 + 4 * np.sin(2 * pi * 1.4 * at)
    breathing = 40 + 2 * np.sin(2 * pi * 0.1 * at)
    assert bounce_rms(at, bouncing) == pytest.approx(4 / np.sqrt(2), rel=0.1)
    assert bounce_rms(at, breathing) < 0.2
    assert bounce_rms(at, bouncing, noise_floor_deg=50.0) == 0.0


def test_a_steady_hold_has_a_small_deviation_and_a_drifting_one_a_large() -> None:
    at = times(8)
    assert hold_sd(at, np.full_like(at, 30.0)) < 1e-6
    assert hold_sd(at, 30 + 6 * at) > 2.5
    assert isnan(hold_sd(times(1.0), np.zeros(30)))


def test_one_euro_calms_what_is_still_and_follows_what_moves() -> None:
    chance = np.random.default_rng(2)
    calm, quick = OneEuro(), OneEuro()
    still = [calm(i / 30, chance.normal(0.5, 0.004, 66))[0] for i in range(90)]
    assert np.std(still[30:]) < 0.0025
    moved = [quick(i / 30, np.full(66, min(1.0, max(0.0, (i - 15) / 15))))[0] for i in range(45)]
    assert moved[32] > 0.85


def test_one_euro_takes_up_a_landmark_that_comes_back() -> None:
    smoothing = OneEuro()
    smoothing(0.0, np.array([1.0, 2.0]))
    assert np.isnan(smoothing(0.1, np.array([np.nan, 2.0]))[0])
    assert smoothing(0.2, np.array([5.0, 2.0]))[0] == 5.0


def counted(values: np.ndarray, rate_hz: float = RATE_HZ) -> RepetitionCounter:
    counter = RepetitionCounter()
    for index, value in enumerate(values):
        counter.receive(index / rate_hz, float(value))
    return counter


@pytest.mark.parametrize("rate_hz", [8.0, 15.0, 30.0])
def test_cycles_are_counted_at_any_frame_rate(rate_hz: float) -> None:
    at = times(32, rate_hz)
    noise = np.random.default_rng(3).normal(0, 1.5, len(at))
    counter = counted(30 - 30 * np.cos(2 * pi * at / 4) + noise, rate_hz)
    assert counter.count == 8
    assert repetition_period([time for time, _ in counter.peaks]) == pytest.approx(4, abs=0.3)


def test_trembling_and_a_half_hearted_cycle_are_no_repetitions() -> None:
    at = times(20)
    assert counted(40 + 4 * np.sin(2 * pi * at)).count == 0
    size = np.where(at < 12, 40.0, 6.0)
    assert counted(size * (1 - np.cos(2 * pi * at / 4)) / 2).count == 3


def test_what_cannot_be_read_counts_nothing() -> None:
    assert counted(np.full(100, np.nan)).count == 0
