"""Sessions before the coach, a few of them. All of them: `python -m tests.laws time`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from supple.adapters.catalogue_toml import own
from supple.core.exercise import Exercise, FaultPose
from tests.laws.in_time import (
    NOT_IN_TIME,
    SCENES,
    done_rightly,
    done_wrongly,
    faults_of,
    seed_of,
    why_not,
)

DONE = ("glute_bridge", "sphinx", "straddle_side_bend", "cat_camel", "wu_jumping_jacks")
FAULTS = (
    ("glute_bridge", "shins_vertical"),
    ("glute_bridge", "g_entry_speed"),
    ("legs_up", "knees_straight"),
)
SLOWEST = SCENES[1]


def chosen() -> Iterator[tuple[Exercise, FaultPose]]:
    for identifier, criterion in FAULTS:
        exercise = own().exercise(identifier)
        for fault in faults_of(exercise):
            if fault.criterion == criterion:
                yield exercise, fault


@pytest.mark.parametrize("identifier", DONE)
def test_what_is_done_rightly_is_counted_exactly_and_nothing_is_said(identifier: str) -> None:
    tried = done_rightly(own().exercise(identifier), SLOWEST)
    assert not tried.against


def test_noise_changes_nothing_about_that() -> None:
    exercise = own().exercise("glute_bridge")
    assert not done_rightly(exercise, SLOWEST, seed_of(exercise.id)).against


@pytest.mark.parametrize(
    ("exercise", "fault"),
    [*chosen()],
    ids=lambda one: getattr(one, "id", one.criterion if isinstance(one, FaultPose) else ""),
)
def test_a_fault_is_said_in_time_and_nothing_else_of_weight(
    exercise: Exercise, fault: FaultPose
) -> None:
    assert not done_wrongly(exercise, fault, SLOWEST).against


def test_what_no_session_shows_is_there() -> None:
    for identifier, criterion in NOT_IN_TIME:
        exercise = own().exercise(identifier)
        faults = {fault.criterion: fault for fault in faults_of(exercise)}
        assert why_not(exercise, faults[criterion] if criterion else None)
