"""What formulas see of a frame."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supple.core.judging.assessment import uncertainty
from supple.core.measuring.measures import Calibration, calibrated, read
from supple.core.seeing.sight import sight
from supple.core.seeing.view import estimate_view
from tests.core.figures import FIGURES
from tests.core.seeing.test_view import STANDING, turned

COBRA = next(f.stick for f in FIGURES if f.exercise == "cobra" and not f.fails)
BENT = replace(COBRA, upper_arm=-110.0, forearm=-60.0, shank=150.0)


@pytest.mark.parametrize("off_side_deg", [12, 25, 34, 45])
@pytest.mark.parametrize("name", ["knee_angle_deg", "elbow_angle_deg"])
def test_limbs_turned_a_little_are_read_as_if_they_were_side_on(
    name: str, off_side_deg: int
) -> None:
    frame = turned(BENT, off_side_deg)
    side_on = read(name, turned(BENT, 0), Calibration()).value
    error = uncertainty(name, estimate_view(frame), Calibration())
    assert read(name, frame, Calibration()).value == pytest.approx(side_on, abs=error / 2)


@pytest.mark.parametrize("off_side_deg", [12, 25, 34, 45])
@pytest.mark.parametrize("name", ["hip_angle_signed_deg", "trunk_incline_deg"])
def test_a_trunk_turned_a_little_is_read_within_the_error_that_is_said(
    name: str, off_side_deg: int
) -> None:
    """Its shoulders are wider than its hips, so its near side is no line along it."""
    frame = turned(BENT, off_side_deg)
    side_on = read(name, turned(BENT, 0), Calibration()).value
    error = uncertainty(name, estimate_view(frame), Calibration())
    assert read(name, frame, Calibration()).value == pytest.approx(side_on, abs=error)


def test_a_turn_hides_nothing_of_the_trunk_length() -> None:
    lengths = [calibrated([turned(BENT, off)]).trunk_length for off in (0, 40)]
    assert lengths[1] == pytest.approx(lengths[0], rel=0.07)


def test_turned_further_it_is_not_read_from_the_side() -> None:
    assert read("hip_angle_deg", turned(BENT, 56), Calibration()).why == "wrong_view"


def test_nothing_is_widened_from_the_side_or_the_front() -> None:
    assert sight(turned(STANDING, 4)).width_ratio == 1.0
    assert sight(turned(STANDING, 90)).width_ratio == 1.0


def test_a_shift_since_the_start_is_measured_in_the_same_width() -> None:
    start = turned(STANDING, 30)
    known = replace(calibrated([start]), start_points=start.points)
    assert read("body_shift_tl", start, known).value == pytest.approx(0.0)
    assert read("foot_shift_tl", start, known).value == pytest.approx(0.0)


def test_a_level_floor_is_not_believed_under_a_body_turned_far() -> None:
    lifted = replace(BENT, hip=(0.0, 0.6), shank=180.0)
    assert read("chest_rise_tl", turned(lifted, 20), Calibration()).why == ""
    assert read("chest_rise_tl", turned(lifted, 40), Calibration()).why == "floor_unknown"
