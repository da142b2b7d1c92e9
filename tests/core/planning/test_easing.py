"""What "easier" means for an exercise and for an entry of a session."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supple.core.planning.dosing import Amount, settled, work_s
from supple.core.planning.easing import easier, easier_entry, easier_forms
from supple.core.planning.screening import may_do
from supple.core.programme import Block, Entry
from tests.core.answers import SCREENS, exercises, screen

EVERY = st.sampled_from(sorted(exercises()))


def entry(name: str, amount: Amount = Amount.USUAL):
    return settled(exercises()[name], Entry(exercise=name, block=Block.MAIN), amount)


def test_the_nearest_form_comes_first() -> None:
    assert easier_forms("cobra", exercises())[:2] == ["cobra_low", "sphinx"]
    assert easier("cobra", exercises(), screen()) == "cobra_low"


def test_a_form_that_is_excluded_is_passed_over() -> None:
    assert easier("bow", exercises(), screen("acute_radicular")) not in ("bow_half", "cobra_low")


@given(EVERY)
def test_no_exercise_is_its_own_easier_form_and_none_comes_twice(name) -> None:
    forms = easier_forms(name, exercises())
    assert name not in forms
    assert len(set(forms)) == len(forms)
    assert all(exercises()[form].level <= exercises()[name].level for form in forms)


@given(EVERY, SCREENS)
def test_easier_is_always_something_that_may_be_done(name, answers) -> None:
    form = easier(name, exercises(), answers)
    assert form is None or may_do(answers, exercises()[form])


@given(EVERY, SCREENS)
def test_easier_ends(name, answers) -> None:
    now, seen = entry(name), set()
    while now is not None:
        assert (now.exercise, work_s(now)) not in seen
        seen.add((now.exercise, work_s(now)))
        now = easier_entry(now, exercises(), answers)


def test_where_there_is_no_easier_form_the_lowest_dose_is_easier() -> None:
    march = entry("wu_march")
    least = easier_entry(march, exercises(), screen())
    assert least.exercise == "wu_march"
    assert work_s(least) < work_s(march)
    assert easier_entry(least, exercises(), screen()) is None


def test_with_a_red_flag_there_is_nothing_easier() -> None:
    assert easier_entry(entry("cobra"), exercises(), screen(red_flags=("injury",))) is None
