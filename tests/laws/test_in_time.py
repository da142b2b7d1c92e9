"""Sessions before the coach, a few of them. All of them: `python -m tests.laws time`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supple.adapters.catalogue_toml import own
from supple.core.exercise import FaultPose
from tests.laws.in_time import (
    NOT_IN_TIME,
    SCENES,
    done_rightly,
    done_wrongly,
    seed_of,
)
from tests.laws.people import PEOPLE

DONE = ("glute_bridge", "sphinx", "straddle_side_bend", "cat_camel", "wu_jumping_jacks")
FAULTS = (
    ("glute_bridge", "shins_vertical"),
    ("legs_up", "knees_straight"),
    ("standing_fold", "hips_over_ankles"),
)
OF_TIME = (
    FaultPose(criterion="g_entry_speed", motion={"enter_s": 0.8}),
    FaultPose(criterion="g_bounce", motion={"bounce_deg": 12.0}),
)
SLOWEST = replace(SCENES[1], person=PEOPLE[0])


@pytest.mark.parametrize("identifier", DONE)
def test_what_is_done_rightly_is_counted_exactly_and_nothing_is_said(identifier: str) -> None:
    tried = done_rightly(own().exercise(identifier), SLOWEST)
    assert not tried.against


def test_noise_changes_nothing_about_that() -> None:
    exercise = own().exercise("glute_bridge")
    assert not done_rightly(exercise, SLOWEST, seed_of(exercise.id)).against


@pytest.mark.parametrize(("identifier", "criterion"), FAULTS)
def test_a_fault_is_said_in_time_and_nothing_else_of_weight(
    identifier: str, criterion: str
) -> None:
    exercise = own().exercise(identifier)
    (fault,) = (each for each in exercise.fault_poses if each.criterion == criterion)
    assert not done_wrongly(exercise, fault, SLOWEST).against


@pytest.mark.parametrize("fault", OF_TIME, ids=lambda fault: fault.criterion)
def test_haste_and_bouncing_are_said(fault: FaultPose) -> None:
    assert not done_wrongly(own().exercise("glute_bridge"), fault, SLOWEST).against


def test_what_no_session_shows_is_there() -> None:
    for identifier, criterion in NOT_IN_TIME:
        exercise = own().exercise(identifier)
        assert not criterion or criterion in {fault.criterion for fault in exercise.fault_poses}
