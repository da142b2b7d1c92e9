"""The questions of the safety screen, and the answers made from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.adapters.programmes_toml import read_screen
from supple.core.errors import InputError
from supple.core.planning.questions import Urgency, answered
from supple.core.planning.screening import CODES
from supple.core.programme import Experience

FORM = read_screen()
FLAGS = [flag.id for flag in FORM.red_flags]


def answer(**given_answers):
    nothing = {"red_flags": (), "codes": (), "experience": "beginner", "age": "adult"}
    return answered(FORM, **{**nothing, **given_answers}, answered_at="2026-01-01T08:00:00.000Z")


def test_every_code_is_asked_about_once_or_follows_from_the_age() -> None:
    asked = [question.code for group in FORM.groups for question in group.codes]
    asked += [code for age in FORM.ages for code in age.codes]
    assert sorted(asked) == sorted(CODES)


def test_an_age_brings_its_codes() -> None:
    assert answer(age="under_18").codes == {"growing"}
    assert answer(age="adult").codes == frozenset()
    assert answer(age="over_64", codes=["wrist"]).codes == {"older", "wrist"}


@given(st.sets(st.sampled_from(sorted(set(CODES) - {"growing", "older"}))))
def test_answers_are_kept_as_given(codes) -> None:
    made = answer(codes=codes, experience="dancer")
    assert made.codes == codes
    assert made.experience is Experience.DANCER
    assert made.red_flags == frozenset()


def test_everything_that_is_not_an_answer_is_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        answer(red_flags=["gout"], codes=["elbow", "growing"], experience="clown", age="7")
    assert len(caught.value.problems) == 5
    assert '"gout"' in str(caught.value)


def test_the_most_urgent_red_flag_is_spoken_of() -> None:
    assert FORM.advice_for([]) is None
    assert FORM.advice_for(["supervised_only"]) == FORM.advice[Urgency.FIRST]
    assert FORM.advice_for(["cancer", "supervised_only"]) == FORM.advice[Urgency.SOON]
    assert FORM.advice_for(["cancer", "both_legs"]) == FORM.advice[Urgency.EMERGENCY]


def test_a_stop_sign_of_an_older_form_still_stops() -> None:
    assert FORM.advice_for(["asked_last_year"]) == FORM.advice[Urgency.EMERGENCY]


def test_no_country_is_assumed_in_an_emergency() -> None:
    told = FORM.advice[Urgency.EMERGENCY].text
    assert "your local emergency number" in told
    assert not any(character.isdigit() for character in told)


def test_every_question_is_plain_and_short_enough_to_read() -> None:
    labels = [flag.label for flag in FORM.red_flags]
    labels += [question.explain for group in FORM.groups for question in group.codes]
    labels += [group.question for group in FORM.groups]
    for label in labels:
        assert len(label.split()) <= 20, label
