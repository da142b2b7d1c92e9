"""Which state of the coach leads where, found out by walking the coach itself through them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import NamedTuple

from supple import wiring
from supple.core.coaching.coach import OVER, Coach
from supple.core.events import Command, State, StateChanged, Tick
from supple.core.exercise import Kind
from supple.core.pose import Frame, empty_frame
from tests.core import stage
from tests.core.film import UP
from tests.core.sticks import frame_of

STEP_S = 0.2
LONGEST_S = 90.0

Leads = defaultdict[State, set[State]]
Show = Callable[[State, float], Frame | Tick]


class Ways(NamedTuple):
    """Where time (or what the camera sees) leads from a state, and where a command does."""

    by_itself: Leads
    by_command: defaultdict[Command, Leads]


class Walk(NamedTuple):
    """A coach, and what it is given in each state."""

    coach: Coach
    show: Show


def ways() -> Ways:
    """All ways that the walks below meet."""
    found = Ways(defaultdict(set), defaultdict(lambda: defaultdict(set)))
    for coach, show in walks():
        coach.begin(0.0)
        _try_commands(coach, found)
        for index in range(1, round(LONGEST_S / STEP_S)):
            before = coach.state
            for event in coach.receive(show(before, index * STEP_S)):
                if isinstance(event, StateChanged):
                    found.by_itself[before].add(event.state)
                    before = event.state
                    _try_commands(coach, found)
            if coach.state in OVER:
                break
    return found


def _try_commands(coach: Coach, found: Ways) -> None:
    """What each command would do here, and what it would while this is paused."""
    for command in Command:
        trial = deepcopy(coach, {id(coach.exercise): coach.exercise})  # only what changes
        trial.command(command, trial.now_s)
        if trial.state is not coach.state:
            found.by_command[command][coach.state].add(trial.state)
            if trial.state is State.PAUSED:
                _try_commands(trial, found)


def walks() -> Iterator[Walk]:
    """By the clock and by the eye, with and without somebody in the picture."""
    hold, moving = stage.exercise(), stage.exercise("moves", Kind.REPS)
    sides = stage.entry("easy_hold", hold_s=2.0, sets_count=2, sides=("left", "right"))
    yield Walk(Coach(hold, sides, camera=False), _clock)
    holds = stage.entry("easy_hold", hold_s=1.0, repetitions_count=2)
    yield Walk(Coach(hold, holds, camera=False), _clock)
    counted = stage.entry("moves", repetitions_count=2, tempo_s=2.0)
    yield Walk(Coach(moving, counted, camera=False), _clock)
    cobra = wiring.catalogue().exercises()["cobra"]
    up_and_down = replace(cobra, kind=Kind.REPS)
    for exercise, dose in (
        (cobra, stage.entry("cobra", hold_s=4.0)),
        (up_and_down, stage.entry("cobra", repetitions_count=2)),
    ):
        for gone in ((), tuple(State), (State.ENTERING,), (State.HOLDING, State.REPEATING)):
            yield Walk(Coach(exercise, dose, camera=True), _away_in(gone))


def _clock(_state: State, time_s: float) -> Tick:
    return Tick(time_s=time_s)


def _away_in(gone: tuple[State, ...]) -> Show:
    """Somebody in a cobra all the time, but for these states, in which nobody is there."""

    def show(state: State, time_s: float) -> Frame:
        there = frame_of(UP, time_s=time_s, scale=0.3)
        if state not in gone:
            return there
        return empty_frame(time_s=time_s, aspect_ratio=there.aspect_ratio)

    return show
