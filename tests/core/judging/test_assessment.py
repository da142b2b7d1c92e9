from __future__ import annotations

from dataclasses import replace
from math import hypot, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core.body import Side, landmark
from supple.core.events import Result
from supple.core.exercise import Bounds, Comparison, Criterion, PhaseKind, Severity, View
from supple.core.judging.assessment import applies, assess, judge, uncertainty
from supple.core.measuring.measures import MEASURES, Calibration
from supple.core.pose import Frame
from supple.core.seeing.view import UNKNOWN, ViewEstimate
from tests.core import stage
from tests.core.doing import EXERCISES
from tests.core.seeing.test_view import STANDING, turned
from tests.core.sticks import frame_of

NOTHING = Calibration()

FRONT = ViewEstimate(view="front", off_side_deg=90.0, near=Side.LEFT)
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
    return ViewEstimate(view="side", off_side_deg=off_deg, near=Side.LEFT)


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
    known = MEASURES["knee_angle_deg"]
    errors = [uncertainty(known.name, from_the_side(off), NOTHING) for off in (0.0, 20.0, 45.0)]
    assert errors == sorted(errors)
    assert errors[0] == known.typical_sd
    assert errors[2] == pytest.approx(hypot(known.typical_sd, known.turned_sd))
    assert uncertainty("shoulder_level_deg", FRONT, NOTHING) == 3.0


def test_the_error_is_larger_where_everybodys_neutral_stands_for_the_own() -> None:
    known = MEASURES["neck_ext_deg"]
    own = Calibration(standing_neck_deg=-10.0)
    assert uncertainty(known.name, from_the_side(), own) == known.typical_sd
    assert uncertainty(known.name, from_the_side(), NOTHING) == pytest.approx(
        hypot(known.typical_sd, known.assumed_sd)
    )


STRAIGHT_KNEE = replace(AT_LEAST, measure="knee_angle_deg")


def with_knees_of(*bends_deg: float) -> Frame:
    """A frame of several looks, each of which sees the knee bent otherwise."""
    bent = [frame_of(replace(STANDING, shank=-90.0 - bend)) for bend in bends_deg]
    return replace(bent[0], looks=tuple(bent))


def test_looks_that_are_far_apart_make_the_error_larger() -> None:
    alone = assess(STRAIGHT_KNEE, with_knees_of(20.0), NOTHING, from_the_side())
    alike = assess(STRAIGHT_KNEE, with_knees_of(20.0, 20.0, 20.0), NOTHING, from_the_side())
    apart = assess(STRAIGHT_KNEE, with_knees_of(20.0, 10.0, 30.0), NOTHING, from_the_side())
    assert alike.value == apart.value == pytest.approx(160.0)
    assert alike.uncertainty == pytest.approx(MEASURES["knee_angle_deg"].typical_sd)
    assert apart.uncertainty == pytest.approx(hypot(alike.uncertainty, 10.0))
    assert alone.why == "looks_disagree"


def test_what_most_looks_cannot_read_cannot_be_told() -> None:
    frame = with_knees_of(20.0, 20.0, 20.0, 20.0, 20.0)
    hidden = replace(frame.looks[0], visibility=frame.visibility * 0.1)
    mostly_hidden = replace(frame, looks=(*frame.looks[:2], hidden, hidden, hidden))
    told = assess(STRAIGHT_KNEE, mostly_hidden, NOTHING, from_the_side())
    assert isnan(told.value)
    assert told.why == "looks_disagree"


def with_a_far_knee_of(bend_deg: float, visibility: float) -> Frame:
    """Standing side-on, the near knee straight and the far one bent."""
    near = frame_of(STANDING)
    bent = frame_of(replace(STANDING, shank=-90.0 - bend_deg))
    points, seen = near.points.copy(), near.visibility.copy()
    for name in ("hip", "knee", "ankle"):
        far = landmark(name, Side.LEFT)
        points[far], seen[far] = bent.points[far], visibility
    return replace(near, points=points, visibility=seen)


@pytest.mark.parametrize(
    ("bend_deg", "visibility", "alike", "value"),
    [
        (70.0, 0.95, True, 110.0),
        (70.0, 0.8, True, 180.0),
        (70.0, 0.95, False, 180.0),
        (10.0, 0.95, True, 180.0),
    ],
    ids=["at fault", "not surely seen", "sides that differ", "no fault"],
)
def test_a_far_limb_that_is_surely_seen_and_at_fault_counts_where_both_are_to_do_the_same(
    bend_deg: float, visibility: float, alike: bool, value: float
) -> None:
    frame = with_a_far_knee_of(bend_deg, visibility)
    from_the_right = from_the_side()._replace(near=Side.RIGHT)
    told = assess(STRAIGHT_KNEE, frame, NOTHING, from_the_right, alike=alike)
    assert told.value == pytest.approx(value, abs=0.1)


def test_both_limbs_do_the_same_in_holds_that_have_no_sides() -> None:
    assert EXERCISES["superman"].alike
    assert not EXERCISES["superman_alternating"].alike
    assert not EXERCISES["wu_mountain_climbers"].alike


def test_a_difference_of_two_sides_has_the_error_of_both() -> None:
    even = replace(AT_MOST, measure="lr_diff", base="knee_angle_deg", view=View.FRONT)
    told = assess(even, turned(STANDING, 90), NOTHING, FRONT)
    assert told.value == pytest.approx(0.0, abs=1.0)
    assert told.uncertainty == pytest.approx(MEASURES["knee_angle_deg"].typical_sd * 2**0.5)


def test_a_criterion_applies_in_its_phase_and_from_its_view() -> None:
    exercise = stage.exercise()
    side = from_the_side()
    assert applies(AT_MOST, exercise, PhaseKind.HOLD, side)
    assert not applies(AT_MOST, exercise, PhaseKind.ENTER, side)
    assert not applies(AT_MOST, exercise, PhaseKind.HOLD, FRONT)
    assert not applies(AT_MOST, exercise, PhaseKind.HOLD, UNKNOWN)
    nearly = side._replace(view="oblique", off_side_deg=42.0)
    assert applies(AT_MOST, exercise, PhaseKind.HOLD, nearly)
    assert not applies(AT_MOST, exercise, PhaseKind.HOLD, nearly._replace(points_away=True))
    assert not applies(AT_MOST, exercise, PhaseKind.HOLD, nearly._replace(off_side_deg=58.0))
    even = replace(AT_MOST, view=View.FRONT)
    assert applies(even, exercise, PhaseKind.HOLD, FRONT)
    assert not applies(even, exercise, PhaseKind.HOLD, side)


def test_a_peak_and_a_comparison_of_sets_are_not_judged_frame_by_frame() -> None:
    for phase in ("reps_peak", "reps_amplitude", "set_summary"):
        criterion = replace(AT_MOST, phase=phase)
        assert not applies(criterion, stage.exercise(), PhaseKind.REPS, from_the_side())
