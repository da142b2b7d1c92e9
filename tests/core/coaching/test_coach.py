"""The coach's timeline, told by the clock alone; the eye's share is tried on real landmarks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core.coaching.coach import _ADVANCE, LEADS_NOWHERE, Coach
from supple.core.events import (
    Command,
    Event,
    ExerciseDone,
    HoldCredited,
    RepetitionCounted,
    SetDone,
    SideDone,
    State,
    StateChanged,
    Stopped,
    Tick,
)
from supple.core.exercise import Kind
from tests.core import stage


def coach_of(kind: Kind = Kind.STATIC_HOLD, **dose: object) -> Coach:
    exercise = stage.exercise(kind=kind)
    return Coach(exercise, stage.entry(**dose), camera=False)


def states(events: list[Event]) -> list[State]:
    return [event.state for event in events if isinstance(event, StateChanged)]


def whole(coach: Coach, seconds: float = 600.0) -> list[Event]:
    return coach.begin(0.0) + stage.run(coach, seconds)


def test_a_hold_is_prepared_entered_held_and_left_in_this_order() -> None:
    events = whole(coach_of(hold_s=20.0))
    assert states(events) == [
        State.GETTING_READY, State.ENTERING, State.HOLDING, State.LEAVING, State.DONE,
    ]  # fmt: skip


def test_the_clock_credits_exactly_the_hold_that_is_asked_for() -> None:
    events = whole(coach_of(hold_s=20.0))
    credited = [event for event in events if isinstance(event, HoldCredited)]
    assert credited[-1].credited_s == pytest.approx(20.0)
    assert all(event.by == "clock" for event in credited)
    assert not credited[-1].running


def test_both_sides_get_equal_time_with_a_switch_between() -> None:
    events = whole(coach_of(hold_s=20.0, sides=("left", "right"), sets_count=2))
    sides = [event for event in events if isinstance(event, SideDone)]
    sets = [event for event in events if isinstance(event, SetDone)]
    assert [event.side for event in sides] == ["left", "right", "left", "right"]
    assert {round(event.credited_s, 3) for event in sets} == {20.0}
    assert states(events).count(State.SWITCHING_SIDES) == 2
    assert states(events).count(State.RESTING) == 1


def test_repetitions_are_counted_at_the_tempo() -> None:
    events = whole(coach_of(Kind.REPS, repetitions_count=8, tempo_s=5.0))
    counts = [event for event in events if isinstance(event, RepetitionCounted)]
    assert [event.count for event in counts] == list(range(1, 9))
    gaps = {round(b.at_s - a.at_s, 1) for a, b in pairwise(counts)}
    assert gaps == {5.0}


def test_repeated_holds_are_held_one_after_the_other_and_add_up() -> None:
    events = whole(coach_of(Kind.ISOMETRIC, hold_s=5.0, repetitions_count=3))
    done = [event for event in events if isinstance(event, SetDone)]
    assert states(events).count(State.HOLDING) == 3
    assert done[0].repetitions_count == 3
    assert done[0].credited_s == pytest.approx(15.0)


def test_cardio_runs_for_its_time() -> None:
    events = whole(coach_of(Kind.CARDIO, duration_s=60.0))
    assert [event.credited_s for event in events if isinstance(event, SetDone)] == [
        pytest.approx(60.0)
    ]


def test_a_pause_stops_the_clock_and_going_on_shows_the_way_in_again() -> None:
    coach = coach_of(hold_s=20.0)
    events = coach.begin(0.0) + stage.run(coach, 20.0)
    assert coach.state is State.HOLDING
    held_s = coach.work.credit_s
    events += coach.command(Command.PAUSE, 20.0) + stage.run(coach, 60.0, 20.0)
    assert coach.work.credit_s == held_s
    assert states(coach.command(Command.RESUME, 80.0)) == [State.ENTERING]
    events = stage.run(coach, 120.0, 80.0)
    done = [event for event in events if isinstance(event, SetDone)]
    assert done[0].credited_s == pytest.approx(20.0)


def test_skipping_a_rest_goes_into_the_next_set_and_skipping_work_ends_the_exercise() -> None:
    coach = coach_of(hold_s=5.0, sets_count=2)
    coach.begin(0.0)
    stage.run(coach, 24.0)
    assert coach.state is State.RESTING
    assert states(coach.command(Command.SKIP, 24.0)) == [State.ENTERING]
    events = coach.command(Command.SKIP, 25.0)
    assert [event.skipped for event in events if isinstance(event, ExerciseDone)] == [True]


def test_a_sleeping_tab_is_not_a_hold() -> None:
    coach = coach_of(hold_s=60.0)
    coach.begin(0.0)
    stage.run(coach, 20.0)
    held_s = coach.work.credit_s
    coach.receive(Tick(time_s=5000.0))
    assert coach.work.credit_s <= held_s + 2.0


@pytest.mark.parametrize("seconds", [0.0, 5.0, 10.0, 15.0, 25.0, 33.0, 38.0, 44.0])
@pytest.mark.parametrize("command", [Command.PAIN, Command.STOP])
def test_pain_and_stop_lead_to_stopped_from_wherever_one_is(
    seconds: float, command: Command
) -> None:
    coach = coach_of(hold_s=10.0, sides=("left", "right"), sets_count=2)
    coach.begin(0.0)
    stage.run(coach, seconds)
    events = coach.command(command, seconds)
    assert coach.state is State.STOPPED
    assert [event.reason for event in events if isinstance(event, Stopped)] == [command.value]


@given(st.lists(st.sampled_from(Command), max_size=12))
def test_nothing_leads_out_of_stopped(commands: list[Command]) -> None:
    coach = coach_of(hold_s=10.0)
    coach.begin(0.0)
    coach.command(Command.PAIN, 1.0)
    for step, command in enumerate(commands):
        assert coach.command(command, 2.0 + step) == []
    assert stage.run(coach, 30.0, 20.0) == []
    assert coach.state is State.STOPPED


@given(st.lists(st.tuples(st.sampled_from(Command), st.integers(1, 90)), max_size=25))
def test_the_same_input_gives_the_same_events_and_never_an_error(
    script: list[tuple[Command, int]],
) -> None:
    def play() -> list[Event]:
        coach = coach_of(hold_s=10.0, sides=("left", "right"), sets_count=2)
        events, now_s = coach.begin(0.0), 0.0
        for command, count in script:
            events += stage.run(coach, count * 0.2, now_s)
            now_s += count * 0.2
            events += coach.command(command, now_s)
        return events

    assert repr(play()) == repr(play())


def test_every_state_that_lives_has_its_way_on() -> None:
    assert set(_ADVANCE) == set(State) - LEADS_NOWHERE
