"""Faults beside what is meant: which are shown, and where they are marked."""

from __future__ import annotations

import pytest

from supple import wiring
from supple.app.fault_pictures import FAULT, MEANT, fault_scene, shown_faults
from supple.core.exercise import GRAVE

EXERCISES = wiring.catalogue().exercises()


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_each_fault_that_a_pose_can_show_is_shown_once_those_of_safety_first(exercise) -> None:
    shown = shown_faults(exercise)
    still = {fault.criterion for fault in exercise.fault_poses if not fault.motion}

    assert {one.criterion.id for one in shown} <= still
    assert len({one.criterion.id for one in shown}) == len(shown)
    severities = [GRAVE.index(one.criterion.severity) for one in shown]
    assert severities == sorted(severities)


def test_the_fault_stands_in_the_frame_of_what_is_meant_and_alone_is_marked() -> None:
    cobra = EXERCISES["cobra"]
    head = next(one for one in shown_faults(cobra) if one.criterion.id == "head_not_back")
    both = fault_scene(cobra, head)
    meant, fault = both.svg("", MEANT), both.svg("", FAULT)

    assert "fig-mark" not in meant
    assert "fig-mark" in fault
    assert meant.split("viewBox", 1)[1][:30] == fault.split("viewBox", 1)[1][:30]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
def test_every_shown_fault_can_be_drawn_and_has_words(exercise) -> None:
    for shown in shown_faults(exercise):
        assert "fig-mark" in fault_scene(exercise, shown).svg("", FAULT)
        assert exercise.words().cues[shown.criterion.id]
