"""A whole session by the clock: one exercise after the other, back, easier, and where it was."""

from __future__ import annotations

from dataclasses import replace

from supple.core.coaching.guide import Guide, Place
from supple.core.events import (
    Command,
    EasierChosen,
    EntryStarted,
    Event,
    ExerciseDone,
    SessionDone,
)
from supple.core.programme import Session, SessionEntry
from tests.core import stage

EXERCISES = {name: stage.exercise(name) for name in ("first", "second", "softer")}


def session(**dose: object) -> Session:
    dose = {"hold_s": 10.0, **dose}
    entries = tuple(stage.entry(name, **dose) for name in ("first", "second"))
    return Session(programme="two", entries=entries)


def guide_of(place: Place | None = None, **dose: object) -> Guide:
    def easier(entry: SessionEntry) -> SessionEntry | None:
        return None if entry.exercise == "softer" else replace(entry, exercise="softer")

    return Guide(session(**dose), EXERCISES, camera=False, place=place, easier=easier)


def started(events: list[Event]) -> list[str]:
    return [event.exercise for event in events if isinstance(event, EntryStarted)]


def test_the_exercises_follow_each_other_and_the_session_ends_once() -> None:
    guide = guide_of()
    events = guide.begin(0.0) + stage.run(guide, 300.0)
    assert started(events) == ["first", "second"]
    assert len(stage.kinds(events, ExerciseDone)) == 2
    assert len(stage.kinds(events, SessionDone)) == 1
    assert isinstance(events[-1], SessionDone)


def test_a_session_goes_on_at_the_side_and_set_where_it_was() -> None:
    place = Place(entry=1, set_index=1, side_index=1)
    guide = guide_of(place, sets_count=2, sides=("left", "right"))
    events = guide.begin(0.0) + stage.run(guide, 300.0)
    assert started(events) == ["second"]
    assert len(stage.kinds(events, ExerciseDone)) == 1
    assert guide.place.entry == 1


def test_back_starts_this_exercise_again_and_early_the_one_before() -> None:
    guide = guide_of()
    guide.begin(0.0)
    stage.run(guide, 12.0)
    assert started(guide.command(Command.BACK, 12.0)) == ["first"]
    stage.run(guide, 3.0, 12.0)
    guide.command(Command.SKIP, 15.0)
    assert started(guide.command(Command.BACK, 17.0)) == ["first"]


def test_easier_puts_the_softer_form_in_its_place_once() -> None:
    guide = guide_of()
    guide.begin(0.0)
    events = guide.command(Command.EASIER, 3.0)
    assert [event.instead for event in events if isinstance(event, EasierChosen)] == ["softer"]
    assert started(events) == ["softer"]
    assert guide.command(Command.EASIER, 4.0) == []


def test_after_pain_the_session_accepts_nothing() -> None:
    guide = guide_of()
    guide.begin(0.0)
    guide.command(Command.PAIN, 2.0)
    assert guide.over
    assert guide.command(Command.RESUME, 3.0) == []
    assert stage.run(guide, 60.0, 3.0) == []
