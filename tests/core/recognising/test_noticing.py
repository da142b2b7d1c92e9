from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from supple import wiring
from supple.adapters.pose_kinds_npz import read_pose_kinds
from supple.core.coaching.guide import Guide
from supple.core.events import Command, Event, OtherExerciseSeen
from supple.core.exercise import Exercise
from supple.core.pose import Frame
from supple.core.programme import Session
from supple.core.recognising.noticing import LASTING_S, Noticing
from tests.core import stage
from tests.core.drawn import drawn

CATALOGUE = wiring.catalogue().exercises()
LEARNED = read_pose_kinds()


def held(exercise: str, start_s: float, seconds: float) -> Iterator[Frame]:
    frame = drawn(CATALOGUE[exercise], CATALOGUE[exercise].poses[-1])
    for index in range(int(seconds * 10)):
        yield replace(frame, time_s=start_s + index / 10)


def noticed(planned: str, frames: list[Frame]) -> list[Event]:
    noticing = Noticing(CATALOGUE[planned], CATALOGUE.values(), LEARNED)
    return [event for frame in frames for event in noticing.receive(frame)]


def test_another_exercise_is_named_after_some_seconds_and_only_once() -> None:
    events = noticed("cobra", list(held("plow", 0, 30)))
    assert [(event.exercise, event.name) for event in events] == [("plow", "Plow")]  # type: ignore[attr-defined]
    assert events[0].at_s >= LASTING_S


def test_a_moment_in_another_pose_is_not_worth_a_word() -> None:
    frames = [*held("plow", 0, 4), *held("prone_rest", 4, 10), *held("plow", 14, 4)]
    assert noticed("cobra", frames) == []


def test_the_planned_pose_its_start_and_rest_are_not_another_exercise() -> None:
    assert noticed("cobra", list(held("cobra", 0, 20))) == []
    assert noticed("cobra_heels_to_head", list(held("cobra", 0, 20))) == []
    assert noticed("cobra", list(held("prone_rest", 0, 20))) == []


def test_a_session_says_so_while_the_planned_pose_is_asked_for() -> None:
    exercises = {name: CATALOGUE[name] for name in ("cobra", "bow", "plow")}
    events = list(_session(exercises, list(held("bow", 0, 40))))
    seen = [event for event in events if isinstance(event, OtherExerciseSeen)]
    assert [event.exercise for event in seen] == ["bow"]


def _session(exercises: dict[str, Exercise], frames: list[Frame]) -> Iterator[Event]:
    session = Session(programme="", entries=(stage.entry("cobra", hold_s=20.0),))
    guide = Guide(session, exercises, camera=True, learned=LEARNED)
    yield from guide.begin(0.0)
    yield from guide.command(Command.START, 0.0)
    for frame in frames:
        yield from guide.receive(frame)
