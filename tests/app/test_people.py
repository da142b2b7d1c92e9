"""People make profiles, change them, answer the screen, and are forgotten when they ask."""

from __future__ import annotations

import pytest

from supple.core.errors import InputError, NotFoundError
from supple.core.programme import Experience
from supple.core.records import RecordKind
from support.household import screen


def test_people_come_in_the_order_in_which_they_were_made(household):
    names = ["Zoë", "ada", "Bob"]
    for name in names:
        household.people.make(name)
    assert [person.name for person in household.people.everyone()] == names


def test_a_new_person_has_the_usual_breath_and_keeps_no_recordings(household):
    person = household.people.make("  Ada ")
    assert (person.name, person.screen, person.locked) == ("Ada", None, "")
    assert (person.settings.breath_in_s, person.settings.breath_out_s) == (4.0, 6.0)
    assert person.settings.keep_recordings is False


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Ada\nLovelace", "\ud800", "a\0b"])
def test_a_name_that_cannot_be_shown_is_refused_in_a_sentence(household, name):
    with pytest.raises(InputError) as caught:
        household.people.make(name)
    assert [problem.where for problem in caught.value.problems] == ["name"]
    assert household.people.everyone() == []


def test_somebody_may_be_called_something_else_later(household):
    person = household.people.make("Ada").id
    household.people.rename(person, "Augusta")
    assert household.people.find(person).name == "Augusta"


def test_settings_change_one_by_one(household):
    person = household.people.make("Ada").id
    household.people.change(person, breath_in_s=5.0)
    household.people.change(person, keep_recordings=True)
    household.people.change(person)
    settings = household.people.find(person).settings
    assert settings.breath_in_s == 5.0
    assert settings.breath_out_s == 6.0
    assert settings.keep_recordings is True


def test_every_setting_that_cannot_be_is_told_at_once(household):
    person = household.people.make("Ada").id
    with pytest.raises(InputError) as caught:
        household.people.change(person, breath_in_s=0.0, breath_out_s=float("nan"))
    assert [problem.where for problem in caught.value.problems] == ["breath in", "breath out"]
    assert household.people.find(person).settings.breath_in_s == 4.0


def test_the_last_answers_count_and_the_earlier_stay_in_the_record(household):
    person = household.people.make("Ada").id
    household.people.answer(person, screen(codes=frozenset({"neck", "wrist"})))
    household.people.answer(person, screen(experience=Experience.DANCER))
    found = household.people.find(person).screen
    assert (found.codes, found.experience) == (frozenset(), Experience.DANCER)
    kinds = [record.kind for record in household.store.history(person)]
    assert kinds.count(RecordKind.SCREEN_ANSWERED) == 2


def test_stop_signs_leave_the_other_answers_as_they_were(household):
    person = household.somebody(codes=frozenset({"neck"}), experience=Experience.ATHLETE)
    household.people.stop_signs(person, {"saddle"})
    found = household.people.find(person).screen
    assert found.red_flags == {"saddle"}
    assert (found.codes, found.experience) == ({"neck"}, Experience.ATHLETE)


def test_nobody_is_not_found(household):
    with pytest.raises(NotFoundError, match='nobody with the id "nobody"'):
        household.people.find("nobody")
    for change in (
        lambda: household.people.rename("nobody", "Ada"),
        lambda: household.people.answer("nobody", screen()),
        lambda: household.people.delete("nobody"),
    ):
        with pytest.raises(NotFoundError):
            change()


def test_a_deleted_person_is_gone_with_their_recordings_and_the_others_stay(household):
    ada, bob = household.somebody("Ada"), household.somebody("Bob")
    household.people.change(ada, keep_recordings=True)
    session = household.sessions.make(ada, "clinic_daily")
    tape = household.recordings.tape(session)
    tape.text("{}")
    file = household.folder / "recordings" / household.files.name(session)
    assert file.exists()
    household.people.delete(ada)
    assert [person.id for person in household.people.everyone()] == [bob]
    assert not file.exists()
    tape.close()
    assert household.history.sessions(ada) == []
    assert [record.kind for record in household.store.history(ada)] == [RecordKind.PROFILE_DELETED]
