"""How much of an exercise, and how long it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core.coaching.coach import Coach
from supple.core.events import ExerciseDone, Tick
from supple.core.exercise import Kind, Span
from supple.core.planning.dosing import Amount, chosen, duration_s, first_dose, settled, work_s
from supple.core.programme import Block, Entry
from tests.core.answers import exercises

EVERY = st.sampled_from(sorted(exercises()))
AMOUNTS = st.sampled_from(Amount)
SPAN = Span(low=10, target=20, high=60)


@pytest.mark.parametrize(
    ("own", "amount", "expected"),
    [
        (None, Amount.FIRST, 10),
        (None, Amount.USUAL, 20),
        (None, Amount.GENTLE, 10),
        (30, Amount.FIRST, 30),
        (30, Amount.USUAL, 30),
        (30, Amount.GENTLE, 10),
        (90, Amount.USUAL, 60),
        (5, Amount.GENTLE, 5),
    ],
)
def test_the_programmes_own_dose_wins_up_to_the_most(own, amount, expected) -> None:
    assert chosen(SPAN, own, amount, 1.0) == expected


def settle(name: str, amount: Amount = Amount.USUAL):
    return settled(exercises()[name], Entry(exercise=name, block=Block.MAIN), amount)


def test_joint_circles_go_by_the_clock_half_each_way() -> None:
    circles = settle("wu_joint_circles")
    assert circles.sides == ("one way", "other way")
    assert circles.duration_s * 2 == exercises()["wu_joint_circles"].dose.duration_s.target


def test_repeated_holds_have_both_a_time_and_a_count() -> None:
    bird_dog = settle("bird_dog")
    assert bird_dog.hold_s is not None
    assert bird_dog.repetitions_count is not None
    assert bird_dog.tempo_s is None


def test_repetitions_have_a_tempo_and_no_hold() -> None:
    twist = settle("table_twist")
    assert twist.tempo_s is not None
    assert twist.hold_s is None


def test_work_counts_both_sides_of_every_set() -> None:
    twist = replace(settle("supine_twist"), hold_s=20.0, sets_count=3)
    assert work_s(twist) == 20 * 2 * 3


@given(EVERY)
def test_the_first_dose_is_the_least_work(name) -> None:
    exercise = exercises()[name]
    least = first_dose(exercise, Entry(exercise=name, block=Block.MAIN))
    assert 0 < work_s(least) <= work_s(settle(name))


@given(EVERY, AMOUNTS)
def test_it_never_takes_less_than_the_work_itself(name, amount) -> None:
    entry = settle(name, amount)
    assert duration_s(entry, exercises()[name]) > work_s(entry)


@pytest.mark.parametrize("name", sorted(exercises()))
def test_the_estimate_is_what_the_coach_takes_without_a_camera(name) -> None:
    exercise, entry = exercises()[name], settle(name, Amount.FIRST)
    coach = Coach(exercise, entry, camera=False)
    events = coach.begin(0.0)
    time_s, step_s = 0.0, 0.5
    while not any(isinstance(event, ExerciseDone) for event in events):
        time_s += step_s
        assert time_s < 3600
        events = coach.receive(Tick(time_s=time_s))
    # Each state ends with a tick, so that the coach is late by up to a step for each of them.
    states = 4 * entry.sets_count * max(1, len(entry.sides)) * (entry.repetitions_count or 1)
    late_s = step_s * (states + 2)
    assert duration_s(entry, exercise) - step_s <= time_s <= duration_s(entry, exercise) + late_s


def test_every_kind_is_among_the_exercises_tried() -> None:
    assert {exercise.kind for exercise in exercises().values()} == set(Kind)
