"""Sessions are made, interrupted, gone on with, and stopped for good by pain."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from supple.app.plain import plain_session, session_of
from supple.app.progress import place
from supple.core.coaching.guide import Place
from supple.core.errors import InputError, NotFoundError
from supple.core.events import Command
from supple.core.planning.session import make_session
from supple.core.records import RecordKind
from support.household import EXERCISES, PROGRAMMES, screen
from support.records import record, set_done


@pytest.fixture
def ada(household) -> str:
    return household.somebody()


@pytest.fixture
def session(household, ada) -> str:
    return household.sessions.make(ada, "clinic_daily")


def done(household, session: str, entry: int, exercise: str, **data: object) -> None:
    row = household.history.find(session)
    household.sessions.keep(
        [set_done(session, row.person, entry=entry, exercise=exercise, findings=[], **data)]
    )


def stopped(household, session: str, reason: str) -> None:
    person = household.history.find(session).person
    stop = record(RecordKind.SESSION_STOPPED, person, session, reason=reason)
    household.sessions.keep([stop])


@pytest.mark.parametrize("programme", sorted(PROGRAMMES))
def test_a_session_is_kept_as_it_was_made_whatever_becomes_of_its_programme(programme):
    made = make_session(PROGRAMMES[programme], EXERCISES, screen(codes=frozenset({"neck"})))
    plain = json.loads(json.dumps(plain_session(made)))
    assert session_of(plain) == made
    assert session_of({**plain, "of_a_newer_version": 1}) == made


def test_the_script_has_all_that_the_player_says_and_can_be_written_as_json(household, session):
    script = json.loads(json.dumps(household.sessions.script(session), allow_nan=False))
    assert script["id"] == session
    assert script["programme_name"] == PROGRAMMES["clinic_daily"].words().name
    assert script["at"] == {"entry": 0, "set": 0}
    assert script["settings"] == {
        "breath_in_s": 4.0,
        "breath_out_s": 6.0,
        "keep_recordings": False,
    }
    plan = household.sessions.opened(session).session
    assert [entry["exercise"] for entry in script["entries"]] == [
        entry.exercise for entry in plan.entries
    ]
    for entry in script["entries"]:
        exercise = EXERCISES[entry["exercise"]]
        assert entry["name"] == exercise.words().name
        assert len(entry["phases"]) == len(exercise.phases)
        assert all(phase["say"] for phase in entry["phases"])


def test_a_session_goes_on_at_the_first_set_and_side_that_is_not_done(household, session):
    plan = household.sessions.opened(session).session
    index = next(i for i, one in enumerate(plan.entries) if len(one.sides) == 2)
    for before in range(index):
        done(household, session, before, plan.entries[before].exercise, skipped=True)
    sided = plan.entries[index]
    done(household, session, index, sided.exercise, side=sided.sides[0])
    household.again()
    assert household.sessions.opened(session).place == Place(entry=index, side_index=1)
    going = household.sessions.going(household.history.find(session).person)
    assert (going.id, going.at_entry) == (session, index)
    assert household.sessions.script(session)["at"]["entry"] == index


def test_every_set_done_moves_the_place_on_until_nothing_is_left(household, session):
    entries = household.sessions.opened(session).session.entries
    places = [place(entries, household.store.session(session))]
    for index, entry in enumerate(entries):
        for set_index in range(entry.sets_count):
            for side in entry.sides or (None,):
                done(household, session, index, entry.exercise, set_index=set_index, side=side)
                places.append(place(entries, household.store.session(session)))
    keys = [(one.entry, one.set_index, one.side_index) for one in places]
    assert keys == sorted(set(keys))
    assert places[-1] == Place(entry=len(entries))


def test_an_easier_form_that_was_chosen_is_there_when_the_session_goes_on(household, ada):
    session = household.sessions.make(ada, "full_back_complex")
    opened = household.sessions.opened(session)
    index, softer = next(
        (index, softer)
        for index, entry in enumerate(opened.session.entries)
        if (softer := opened.easier(entry)) is not None and softer.exercise != entry.exercise
    )
    told = {
        "entry": index,
        "exercise": opened.session.entries[index].exercise,
        "instead": softer.exercise,
    }
    household.sessions.keep([record(RecordKind.EASIER_CHOSEN, ada, session, **told)])
    again = household.sessions.opened(session).session
    assert again.entries[index] == softer
    assert len(again.entries) == len(opened.session.entries)
    assert household.sessions.script(session)["entries"][index]["exercise"] == softer.exercise


def test_events_told_again_are_kept_once(household, session):
    person = household.history.find(session).person
    event = set_done(session, person, id="of-the-run-and-number")
    household.sessions.keep([event])
    household.sessions.keep([event, event])
    assert len(household.history.find(session).sets) == 1


def test_a_live_session_is_remembered_from_its_beginning(household, session):
    assert household.history.find(session).state == "made"
    seat = household.desk.seat(session)
    seat.join("{}", width=640, height=480, last_event=0, camera=False)
    assert household.history.find(session).state == "made"
    seat.command("{}", Command.START, 0.0, None)
    assert household.history.find(session).state == "running"
    seat.command("{}", Command.SKIP, 1.0, None)
    assert [one.skipped for one in household.history.find(session).sets] == [True]
    household.again()
    assert household.sessions.opened(session).place.entry == 1


def test_after_pain_nothing_begins_before_the_screen_is_answered_again(household, ada, session):
    other = household.sessions.make(ada, "desk_break")
    stopped(household, session, "pain")
    person = household.people.find(ada)
    assert (person.locked, person.locked_by) == ("pain", session)
    for begin in (
        lambda: household.sessions.make(ada, "clinic_daily"),
        lambda: household.sessions.opened(other),
        lambda: household.desk.seat(other),
    ):
        with pytest.raises(InputError, match="ended with pain; answer the questions again"):
            begin()
    assert household.sessions.going(ada) is None
    household.people.answer(ada, screen())
    assert household.people.find(ada).locked == ""
    assert household.sessions.make(ada, "clinic_daily")
    assert household.sessions.opened(other)
    with pytest.raises(InputError, match="is over"):
        household.sessions.opened(session)


def test_deleting_the_painful_session_does_not_unlock(household, ada, session):
    stopped(household, session, "pain")
    household.history.delete(session)
    person = household.people.find(ada)
    assert (person.locked, person.locked_by) == ("pain", "")
    with pytest.raises(InputError, match="pain"):
        household.sessions.make(ada, "clinic_daily")
    household.people.answer(ada, screen())
    assert household.people.find(ada).locked == ""


def test_deleting_it_after_new_answers_does_not_lock_again(household, ada, session):
    stopped(household, session, "pain")
    household.people.answer(ada, screen())
    household.history.delete(session)
    assert household.people.find(ada).locked == ""


def test_a_clock_that_was_set_back_neither_opens_nor_shuts(household, ada, session):
    household.clock.at -= timedelta(days=400)
    stopped(household, session, "pain")
    assert household.people.find(ada).locked == "pain"
    household.clock.at -= timedelta(days=400)
    household.people.answer(ada, screen())
    assert household.people.find(ada).locked == ""


def test_pain_of_one_person_stops_nobody_else(household, session):
    bob = household.somebody("Bob")
    stopped(household, session, "pain")
    assert household.people.find(bob).locked == ""
    assert household.sessions.make(bob, "clinic_daily")


def test_a_stopped_session_is_over_and_locks_nothing(household, ada, session):
    stopped(household, session, "stop")
    assert household.people.find(ada).locked == ""
    assert household.sessions.going(ada) is None
    with pytest.raises(InputError, match="this session is over"):
        household.sessions.opened(session)
    assert household.sessions.make(ada, "clinic_daily")


def test_without_answers_or_with_a_stop_sign_nothing_begins(household):
    person = household.people.make("New").id
    with pytest.raises(InputError, match="answer the questions"):
        household.sessions.make(person, "clinic_daily")
    household.people.answer(person, screen(red_flags=frozenset({"saddle"})))
    with pytest.raises(InputError, match="professional"):
        household.sessions.make(person, "clinic_daily")


def test_only_the_session_begun_last_is_offered_to_go_on(household, ada, session):
    plan = household.sessions.opened(session).session
    done(household, session, 0, plan.entries[0].exercise)
    later = household.sessions.make(ada, "desk_break")
    assert household.sessions.going(ada).id == session  # the later one was not begun
    household.sessions.begun(later)
    assert household.sessions.going(ada).id == later
    household.sessions.keep([record(RecordKind.SESSION_FINISHED, ada, later)])
    assert household.sessions.going(ada) is None


def test_how_it_felt_may_be_told_again_and_the_last_counts(household, ada, session):
    household.sessions.begun(session, pain_before_nrs=2)
    household.sessions.felt(session, effort_cr10=4, pain_after_nrs=1, words=" Good.\r\nWarm. ")
    past = household.history.find(session)
    assert (past.effort_cr10, past.pain_before_nrs, past.pain_after_nrs) == (4, 2, 1)
    assert past.words == "Good.\nWarm."
    household.sessions.felt(session, effort_cr10=3, words="")
    past = household.history.find(session)
    assert (past.effort_cr10, past.pain_before_nrs, past.pain_after_nrs) == (3, 2, None)
    assert past.words == ""


def test_every_fault_of_how_it_felt_is_told_at_once(household, session):
    with pytest.raises(InputError) as caught:
        household.sessions.felt(
            session, effort_cr10=11, pain_before_nrs=-1, pain_after_nrs=99, words="x" * 2001
        )
    told = [problem.where for problem in caught.value.problems]
    assert told == ["effort", "pain before", "pain after", "words"]
    assert household.history.find(session).effort_cr10 is None


def test_words_in_any_language_are_kept(household, session):
    words = "Спина мягче 🧘 – حسنًا\nمرحبا"
    household.sessions.felt(session, words=words)
    household.again()
    assert household.history.find(session).words == words


def test_the_first_dose_is_asked_for_until_the_exercise_was_done(household, ada):
    first = household.sessions.plan(ada, "clinic_daily")
    session = household.sessions.make(ada, "clinic_daily")
    for index, entry in enumerate(first.entries):
        done(household, session, index, entry.exercise)
    assert household.sessions.plan(ada, "clinic_daily").minutes > first.minutes


def test_what_is_not_there_is_said_to_be_not_there(household, ada):
    for ask in (
        lambda: household.sessions.plan(ada, "none"),
        lambda: household.sessions.opened("none"),
        lambda: household.sessions.script("none"),
        lambda: household.sessions.begun("none"),
        lambda: household.sessions.felt("none"),
        lambda: household.desk.seat("none"),
    ):
        with pytest.raises(NotFoundError, match='"none"'):
            ask()
