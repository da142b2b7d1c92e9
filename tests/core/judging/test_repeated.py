"""Pace, peak and range of repetitions, through the one observer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supple.core.events import Result
from supple.core.exercise import Bounds, Comparison, Criterion, Severity
from supple.core.judging.observer import Observer
from tests.core.doing import EXERCISES, TABLE, cat_camel, finding, leaned, seen
from tests.core.film import gone_through


@pytest.mark.parametrize(("period_s", "expected"), [(6.0, Result.PASS), (2.2, Result.FAIL)])
def test_a_slow_cat_camel_keeps_the_pace_and_a_hasty_one_does_not(
    period_s: float, expected: Result
) -> None:
    observer, _ = seen("cat_camel", cat_camel(period_s, 4))
    pace = finding(observer, "slow_pace")
    assert pace.result is expected
    assert pace.value == pytest.approx(period_s, abs=0.2)


def test_one_repetition_is_no_pace() -> None:
    observer, _ = seen("cat_camel", cat_camel(2.2, 1))
    assert observer.repetitions_count == 1
    pace = finding(observer, "slow_pace")
    assert (pace.result, pace.why) == (Result.CANNOT_TELL, "one_repetition")


def test_a_hasty_pace_stands_from_the_second_repetition_and_no_longer_than_it_is_kept_up() -> None:
    known = EXERCISES["cat_camel"]
    frames = list(cat_camel(2.2, 3))
    observer, _ = seen(known, frames)
    assert "slow_pace" in [fault.criterion for fault in observer.faults]
    last_s = frames[-1].time_s
    for frame in gone_through([(0.0, TABLE), (6.0, TABLE)]):
        observer.receive(replace(frame, time_s=last_s + 0.1 + frame.time_s))
    assert observer.faults == ()
    assert finding(observer, "slow_pace").result is Result.FAIL


def test_the_peak_of_each_repetition_is_what_counts() -> None:
    small, _ = seen("off_standing_extension", leaned(18, 3))
    narrow = tuple(
        replace(each, good=Bounds(low=0.0, high=8.0), limit=Bounds(low=0.0, high=10.0))
        for each in EXERCISES["off_standing_extension"].criteria
        if each.id == "small_lean"
    )
    far, _ = seen(replace(EXERCISES["off_standing_extension"], criteria=narrow), leaned(18, 3))
    assert small.repetitions_count == 3
    assert finding(small, "small_lean").result is Result.PASS
    assert finding(small, "small_lean").value == pytest.approx(18, abs=2)
    assert finding(far, "small_lean").result is Result.FAIL


def test_the_range_of_each_repetition_is_what_counts() -> None:
    criterion = Criterion(
        id="range",
        measure="neck_ext_deg",
        comparison=Comparison.AT_LEAST,
        good=Bounds(low=40.0),
        limit=Bounds(low=15.0),
        phase="reps_amplitude",
        severity=Severity.EFFECTIVENESS,
    )
    known = replace(EXERCISES["cat_camel"], criteria=(criterion,))
    found = finding(seen(known, cat_camel(6.0, 3))[0], "range")
    assert found.result is Result.PASS
    assert found.value == pytest.approx(48, abs=4)
    assert finding(seen(known, cat_camel(6.0, 1))[0], "range").why == "one_repetition"


def test_what_compares_the_sides_says_that_it_needs_both() -> None:
    known = EXERCISES["wu_trunk_tilt"]
    assert finding(Observer(known), "symmetry").why == "needs_both_sides"
