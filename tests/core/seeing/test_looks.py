"""Several looks at one picture, made into one frame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.core.pose import Frame, mirrored, upside_down
from supple.core.seeing.looks import apart_ratio, body_length, settled
from tests.core.seeing.test_view import STANDING
from tests.core.sticks import frame_of

BODY = frame_of(STANDING)


def moved(by_ratio: float) -> Frame:
    """A look that sees everything this far to the right, in body lengths."""
    aside = np.array([by_ratio * body_length(BODY.points), 0.0])
    return replace(BODY, points=BODY.points + aside)


def test_looks_that_agree_give_their_median_and_how_far_they_are_from_it() -> None:
    frame = settled([moved(0.02), moved(0.0), moved(-0.02)])
    assert frame.points == pytest.approx(BODY.points)
    assert frame.agreement == pytest.approx(0.02)
    assert len(frame.looks) == 3


def test_a_look_that_finds_another_body_is_left_out() -> None:
    frame = settled([moved(0.8), moved(0.0), moved(0.01), moved(-0.01)])
    assert frame.points == pytest.approx(BODY.points)
    assert len(frame.looks) == 3


def test_looks_that_all_find_another_body_do_not_agree() -> None:
    frame = settled([moved(0.0), moved(0.5), moved(1.0)])
    assert frame.agreement > 0.1
    assert len(frame.looks) == 1


def test_nothing_agrees_with_a_single_look() -> None:
    assert settled([BODY]).agreement == 1.0


def test_how_far_two_looks_are_apart_does_not_depend_on_which_is_first_or_on_a_mirror() -> None:
    first, second = moved(0.0), moved(0.07)
    assert apart_ratio(first, second) == pytest.approx(0.07)
    assert apart_ratio(second, first) == pytest.approx(0.07)
    assert apart_ratio(mirrored(first), mirrored(second)) == pytest.approx(0.07)


def test_the_looks_of_a_mirrored_frame_are_mirrored_too() -> None:
    frame = mirrored(settled([moved(0.02), moved(0.0), moved(-0.02)]))
    assert np.median([look.points for look in frame.looks], axis=0) == pytest.approx(frame.points)


def test_upside_down_left_stays_left_and_twice_is_as_it_was() -> None:
    frame = settled([moved(0.02), moved(0.0), moved(-0.02)])
    over = upside_down(frame)
    assert over.points == pytest.approx([frame.aspect_ratio, 1.0] - frame.points)
    assert np.median([look.points for look in over.looks], axis=0) == pytest.approx(over.points)
    assert upside_down(over).world == pytest.approx(frame.world, nan_ok=True)
    assert upside_down(over).points == pytest.approx(frame.points)
