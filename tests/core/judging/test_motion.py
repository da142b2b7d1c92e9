"""Keeping still, speed, a restless eye, and what must always hold, through the one observer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supple.core.events import Result, SuddenMovement
from supple.core.exercise import Bounds, Comparison, Criterion, Exercise, Severity
from supple.core.pose import mirrored
from tests.core.doing import (
    BOUNCING,
    EXERCISES,
    STEADY,
    cat_camel,
    finding,
    folded,
    held_cobra,
    leaned,
    legs_up,
    seen,
)


@pytest.mark.parametrize("hertz", [0.9, 1.5, 2.0])
def test_bouncing_is_found_while_it_is_done_and_stops_the_credit(hertz: float) -> None:
    observer, _ = seen(BOUNCING, held_cobra(hertz=hertz, swing_deg=6.0))
    assert finding(observer, "general").result is Result.FAIL
    assert [fault.criterion for fault in observer.faults] == ["general"]
    assert observer.credited_s < 6.0


def test_a_still_hold_bounces_nowhere_and_is_steady() -> None:
    for known in (BOUNCING, STEADY):
        observer, _ = seen(known, held_cobra(tremble=0.0015))
        assert finding(observer, "general").result is Result.PASS
        assert observer.faults == ()


def test_swaying_is_no_bounce_but_it_is_unsteady() -> None:
    sway = held_cobra(hertz=0.3, swing_deg=9.0)
    frames = list(sway)
    assert finding(seen(BOUNCING, frames)[0], "general").result is not Result.FAIL
    assert finding(seen(STEADY, frames)[0], "general").result in (Result.FAIL, Result.WARN)


def test_the_way_in_and_a_short_hold_are_no_unsteadiness() -> None:
    frames = [frame for frame in held_cobra() if frame.time_s < 9.0]
    assert finding(seen(STEADY, frames)[0], "general").result is Result.CANNOT_TELL


def speed_criterion(measure: str) -> Exercise:
    criterion = Criterion(
        id="speed",
        measure=measure,
        comparison=Comparison.AT_MOST,
        good=Bounds(high=30.0),
        limit=Bounds(high=40.0),
        phase="enter",
        severity=Severity.SAFETY,
    )
    return replace(EXERCISES["legs_up"], criteria=(criterion,))


def test_the_speed_of_the_way_in_is_told_while_the_eye_is_quiet() -> None:
    known = speed_criterion("peak_speed_deg_s")
    quick = finding(seen(known, legs_up(1.5))[0], "speed")
    assert quick.result is Result.FAIL
    assert quick.value == pytest.approx(1.875 * 90 / 1.5, rel=0.1)
    assert finding(seen(known, legs_up(6.0))[0], "speed").result is Result.PASS


def test_a_restless_eye_calls_nothing_quick_or_sudden() -> None:
    known = speed_criterion("peak_speed_deg_s")
    _, quiet_events = seen(known, legs_up(0.8))
    observer, events = seen(known, legs_up(0.8, tremble=0.04))
    assert sum(isinstance(event, SuddenMovement) for event in quiet_events) == 1
    assert observer.summary().movement.noise_floor_deg > 2.0
    assert not any(isinstance(event, SuddenMovement) for event in events)
    assert finding(observer, "speed").result is Result.CANNOT_TELL
    assert finding(observer, "speed").why in ("too_noisy", "not_reached")


def test_moving_is_not_taken_for_restlessness() -> None:
    observer, _ = seen("cat_camel", cat_camel(2.2, 6))
    floor_deg = observer.summary().movement.noise_floor_deg
    assert not floor_deg > 0.5


FILMS = {
    "legs_up": lambda: legs_up(0.8),
    "standing_fold": lambda: folded(1.7),
    "cat_camel": lambda: cat_camel(2.2, 4),
    "off_standing_extension": lambda: leaned(18, 3),
}


@pytest.mark.parametrize("exercise", FILMS)
def test_in_a_mirror_it_is_all_the_same(exercise: str) -> None:
    plain, plain_events = seen(exercise, FILMS[exercise]())
    other, other_events = seen(exercise, (mirrored(frame) for frame in FILMS[exercise]()))
    assert [type(event) for event in plain_events] == [type(event) for event in other_events]
    for one, two in zip(plain.summary().findings, other.summary().findings, strict=True):
        assert (one.criterion, one.result) == (two.criterion, two.result)
        assert one.value == pytest.approx(two.value, abs=0.5, nan_ok=True)


@pytest.mark.parametrize("exercise", FILMS)
def test_shown_again_it_is_the_same_to_the_last_figure(exercise: str) -> None:
    once, again = (seen(exercise, FILMS[exercise]()) for _ in range(2))
    assert repr(once[1]) == repr(again[1])
    assert repr(once[0].summary()) == repr(again[0].summary())
    assert repr(once[0].summary()) == repr(once[0].summary())


def test_a_new_set_forgets_the_ways_of_the_last() -> None:
    observer, _ = seen("legs_up", legs_up(0.8))
    observer.begin_set()
    assert finding(observer, "slow_raise").result is Result.CANNOT_TELL


def test_a_film_of_few_pictures_shows_nothing_sudden() -> None:
    """Five pictures in two seconds, each shown as often as the next."""
    frames = list(legs_up(1.5))
    few = [replace(frames[index - index % 7], time_s=frames[index].time_s) for index in range(90)]
    _, events = seen("legs_up", few)
    assert any(isinstance(event, SuddenMovement) for event in seen("legs_up", frames)[1])
    assert not any(isinstance(event, SuddenMovement) for event in events)
