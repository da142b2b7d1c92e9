from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from supple.core.measuring.measures import MEASURES
from supple.core.measuring.times import read_over_time
from tests.core.series.test_signals import reach, times

AT = times(8)
ENTRY = reach(AT, 2, 4, 48)
TIMED = sorted(name for name, measure in MEASURES.items() if measure.over_time)


def test_a_calm_entry_is_slow_flowing_and_free_of_jerks() -> None:
    speed = read_over_time("peak_speed_deg_s", AT, ENTRY).value
    assert speed == pytest.approx(1.875 * 48 / 4, rel=0.05)
    assert read_over_time("jerk_events", AT, ENTRY).value == 0
    assert read_over_time("sparc_entry", AT, ENTRY).value > -2.7
    assert read_over_time("phase_time_s", AT, ENTRY).value == pytest.approx(AT[-1])


def test_noise_alone_is_no_bounce_once_its_floor_is_known() -> None:
    noise = 40 + np.random.default_rng(4).normal(0, 0.6, len(AT))
    assert read_over_time("bounce_rms_deg", AT, noise, noise_floor_deg=0.3).value < 0.25


def test_too_much_noise_is_said_instead_of_a_speed() -> None:
    for name in ("peak_speed_deg_s", "jerk_events", "bounce_rms_deg", "hold_sd_deg"):
        assert read_over_time(name, AT, ENTRY, noise_floor_deg=0.4).why == "too_noisy"
        assert read_over_time(name, AT, ENTRY, noise_floor_deg=float("inf")).why == "too_noisy"
    bouncing = 40 + 6 * np.sin(2 * np.pi * 1.5 * AT)
    assert read_over_time("bounce_rms_deg", AT, bouncing, noise_floor_deg=0.5).why == ""
    assert read_over_time("sparc_entry", AT, ENTRY, noise_floor_deg=0.4).why == ""
    assert read_over_time("sparc_entry", AT, ENTRY, noise_floor_deg=0.6).why == "too_noisy"


def test_repetitions_have_a_period_and_a_count() -> None:
    peaks = [2.0, 6.1, 9.9, 14.0]
    assert read_over_time("rep_period_s", [], [], peak_times_s=peaks).value == pytest.approx(4.1)
    assert read_over_time("rep_count", [], [], peak_times_s=peaks).value == 4


@pytest.mark.parametrize("name", TIMED)
def test_nothing_seen_gives_a_reason_or_a_count_of_none(name: str) -> None:
    for values in ([], [np.nan] * 40, [1.0]):
        reading = read_over_time(name, list(range(len(values))), values)
        assert isnan(reading.value) == bool(reading.why)
