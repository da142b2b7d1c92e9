"""What was seen beside what is meant: kept at a cue, shown after the set, only if it is true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.app.showing_faults import Instant, is_of_pose, shown
from supple.core.events import Command
from tests.app.showing import EXERCISES, Before, instant_of, seat_of

COBRA = EXERCISES["cobra"]


@pytest.fixture(scope="module")
def legs_bent() -> Instant:
    instant = instant_of(COBRA, "legs_long")
    assert instant is not None
    return instant


def test_after_a_set_the_moment_of_its_cue_is_shown_with_a_mark(legs_bent: Instant) -> None:
    pictures = shown(legs_bent)

    assert legs_bent.criterion.id == "legs_long"
    assert legs_bent.cue
    assert pictures is not None
    assert "fig-mark" in pictures.pair.seen
    assert "fig-mark" not in pictures.pair.meant


def test_nothing_is_shown_where_the_body_cannot_be_laid_on_the_landmarks(
    legs_bent: Instant,
) -> None:
    frame = legs_bent.frame
    scattered = np.random.default_rng(5).uniform(0.2, 0.8, frame.points.shape)

    assert shown(replace(legs_bent, frame=replace(frame, points=scattered))) is None


def test_nothing_is_shown_where_the_figure_would_not_show_what_was_found(
    legs_bent: Instant,
) -> None:
    """The landmarks are of a good pose: a cue that they do not bear out has no picture."""
    seat = seat_of("cobra")
    before = Before(seat, COBRA)
    *_, frame = before.stays("hold", 1.0)

    assert shown(replace(legs_bent, frame=frame)) is None


def test_a_set_without_a_fault_has_nothing_to_show() -> None:
    assert instant_of(COBRA, "") is None


def test_what_the_camera_was_wrong_about_is_not_shown() -> None:
    seat = seat_of("cobra")
    before = Before(seat, COBRA)
    for _ in before.stays("start", 14.0):
        pass
    for _ in before.stays("hold", 14.0, fault="legs_long"):
        pass
    seat.command("{}", Command.CAMERA_WRONG, before.now_s, "legs_long")
    for phase in ("hold", "start"):
        for _ in before.stays(phase, 25.0):
            pass
    assert seat.instant is None


def test_a_fault_of_time_has_no_picture() -> None:
    rules = {rule.id: rule for one in EXERCISES.values() for rule in one.all_criteria}
    assert is_of_pose(rules["legs_long"])
    assert not any(is_of_pose(rule) for rule in rules.values() if rule.measure.startswith("back_"))
