from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core.assessment import applies, judge, uncertainty
from supple.core.body import Side
from supple.core.events import Result
from supple.core.exercise import Bounds, Comparison, Criterion, PhaseKind, Severity, View
from supple.core.view import UNKNOWN, ViewEstimate
from tests.core import stage

FRONT = ViewEstimate(view="front", off_side_deg=90.0, near=Side.LEFT, facing_right=None)
AT_MOST = Criterion(
    id="head_not_back",
    measure="head_back_deg",
    comparison=Comparison.AT_MOST,
    good=Bounds(high=10.0),
    limit=Bounds(high=25.0),
    phase="hold",
    severity=Severity.SAFETY,
)
AT_LEAST = replace(
    AT_MOST, comparison=Comparison.AT_LEAST, good=Bounds(low=160.0), limit=Bounds(low=145.0)
)
BETWEEN = replace(
    AT_MOST,
    comparison=Comparison.BETWEEN,
    good=Bounds(low=-10.0, high=20.0),
    limit=Bounds(low=-20.0, high=40.0),
)


def from_the_side(off_deg: float = 0.0) -> ViewEstimate:
    return ViewEstimate(view="side", off_side_deg=off_deg, near=Side.LEFT, facing_right=True)


@pytest.mark.parametrize(
    ("criterion", "value", "result"),
    [
        (AT_MOST, 10.0, Result.PASS),
        (AT_MOST, 12.0, Result.WARN),
        (AT_MOST, 31.0, Result.WARN),
        (AT_MOST, 33.0, Result.FAIL),
        (AT_LEAST, 160.0, Result.PASS),
        (AT_LEAST, 150.0, Result.WARN),
        (AT_LEAST, 139.0, Result.WARN),
        (AT_LEAST, 137.0, Result.FAIL),
        (BETWEEN, 0.0, Result.PASS),
        (BETWEEN, -15.0, Result.WARN),
        (BETWEEN, 46.0, Result.WARN),
        (BETWEEN, -28.0, Result.FAIL),
        (BETWEEN, 48.0, Result.FAIL),
        (BETWEEN, float("nan"), Result.CANNOT_TELL),
    ],
)
def test_only_what_is_beyond_the_limit_by_more_than_the_error_fails(
    criterion: Criterion, value: float, result: Result
) -> None:
    assert judge(criterion, value, 7.0) is result


@given(st.floats(-180, 180), st.floats(0, 40), st.floats(0, 40))
def test_knowing_less_never_turns_a_pass_or_a_warning_into_a_fail(
    value: float, error: float, more: float
) -> None:
    for criterion in (AT_MOST, AT_LEAST, BETWEEN):
        if judge(criterion, value, error) is not Result.FAIL:
            assert judge(criterion, value, error + more) is not Result.FAIL


def test_an_error_that_nobody_knows_fails_nobody() -> None:
    assert judge(AT_MOST, 170.0, float("nan")) is Result.WARN


def test_the_error_grows_as_the_body_turns_away_from_the_side() -> None:
    errors = [uncertainty("knee_angle_deg", from_the_side(off)) for off in (0.0, 15.0, 30.0)]
    assert errors == [6.0, 7.5, 12.0]
    assert uncertainty("shoulder_level_deg", FRONT) == 3.0


def test_a_criterion_applies_in_its_phase_and_from_its_view() -> None:
    exercise = stage.exercise()
    side = from_the_side()
    assert applies(AT_MOST, exercise, PhaseKind.HOLD, side)
    assert not applies(AT_MOST, exercise, PhaseKind.ENTER, side)
    assert not applies(AT_MOST, exercise, PhaseKind.HOLD, FRONT)
    assert not applies(AT_MOST, exercise, PhaseKind.HOLD, UNKNOWN)
    even = replace(AT_MOST, view=View.FRONT)
    assert applies(even, exercise, PhaseKind.HOLD, FRONT)
    assert not applies(even, exercise, PhaseKind.HOLD, side)


def test_a_peak_and_a_comparison_of_sets_are_not_judged_frame_by_frame() -> None:
    for phase in ("reps_peak", "reps_amplitude", "set_summary"):
        criterion = replace(AT_MOST, phase=phase)
        assert not applies(criterion, stage.exercise(), PhaseKind.REPS, from_the_side())
