"""Answers against exercises: what is offered, made gentler, or left out, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core.exercise import Suitability
from supple.core.planning import reasons
from supple.core.planning.screening import (
    CODES,
    Action,
    Standing,
    cautions,
    goes_to_end_range,
    may_do,
    suitability,
    verdict,
    why_not,
)
from supple.core.programme import Experience
from tests.core.answers import SCREENS, exercises, screen

EVERY = st.sampled_from(sorted(exercises()))


def test_all_26_codes_are_known_and_have_words() -> None:
    assert len(CODES) == 26
    assert set(reasons.SAID) == set(CODES)
    assert set(reasons.NOT_FOR) == set(Experience)


def test_every_code_that_an_exercise_names_is_known() -> None:
    named = {code for exercise in exercises().values() for code in exercise.exclude}
    named |= {code for exercise in exercises().values() for code in exercise.modify}
    assert named <= set(CODES)


@given(SCREENS, EVERY)
def test_exclude_beats_modify_and_modify_beats_nothing(answers, name) -> None:
    exercise = exercises()[name]
    found = verdict(answers, exercise)
    if answers.codes & set(exercise.exclude):
        assert found.standing is Standing.REMOVED
    elif answers.codes & set(exercise.modify):
        assert found.standing in (Standing.MODIFIED, Standing.REMOVED)
    if found.standing is not Standing.OFFERED:
        assert found.codes
        assert set(found.codes) <= answers.codes


@given(SCREENS, EVERY)
def test_whoever_is_not_offered_something_hears_why(answers, name) -> None:
    exercise = exercises()[name]
    offered = verdict(answers, exercise).standing is Standing.OFFERED
    suits = suitability(answers, exercise) is Suitability.OK
    reason = why_not(answers, exercise)
    assert (reason is None) == (offered and suits)
    if reason is not None:
        assert reason.alone.endswith(".")
        assert reason.alone[0].isupper()
        assert not reason.clause.endswith(".")


@given(SCREENS, EVERY, st.frozensets(st.text(min_size=1, max_size=9), min_size=1))
def test_any_red_flag_removes_everything(answers, name, red_flags) -> None:
    flagged = replace(answers, red_flags=red_flags)
    found = verdict(flagged, exercises()[name])
    assert found.standing is Standing.REMOVED
    assert not may_do(flagged, exercises()[name])
    assert why_not(flagged, exercises()[name]) is not None


@given(SCREENS, EVERY, st.sampled_from(sorted(CODES)))
def test_one_more_code_never_allows_more(answers, name, code) -> None:
    rank = list(Standing)
    before = verdict(answers, exercises()[name]).standing
    more = replace(answers, codes=answers.codes | {code})
    assert rank.index(verdict(more, exercises()[name]).standing) >= rank.index(before)


def test_from_65_nothing_is_upside_down() -> None:
    for name in ("legs_up", "plow_supported", "plow", "plow_knees_to_ears"):
        assert verdict(screen("older"), exercises()[name]).standing is Standing.REMOVED


def test_under_18_no_deep_bend_of_the_last_level() -> None:
    for exercise in exercises().values():
        if exercise.level >= 5:
            assert verdict(screen("growing"), exercise).standing is Standing.REMOVED, exercise.id


def test_a_reason_names_the_answer_in_plain_words() -> None:
    found = verdict(screen("wrist", experience="dancer"), exercises()["bridge"])
    assert found.why == "Left out, because you said that a wrist or an elbow needs care."


def test_experience_alone_keeps_the_bridge_from_a_beginner() -> None:
    assert why_not(screen(), exercises()["bridge"]).alone == (
        "Left out: it is not for somebody new to stretching."
    )
    assert why_not(screen(experience="dancer"), exercises()["bridge"]) is None


def test_codes_that_a_clinician_should_know_of_ask_for_one() -> None:
    (told,) = cautions(screen("osteoporosis", "wrist"))
    assert "your bones are thin" in told
    assert "wrist" not in told
    assert "before you start" in told


def test_somebody_under_18_is_asked_for_a_guardian() -> None:
    assert cautions(screen("growing")) == (reasons.GUARDIAN,)


def test_nobody_is_warned_without_cause() -> None:
    assert cautions(screen("wrist", "knee", "older")) == ()


@pytest.mark.parametrize("code", [c for c, action in CODES.items() if action is Action.CLINICIAN])
def test_every_clinician_code_leads_to_the_sentence(code) -> None:
    assert len(cautions(screen(code))) == 1


def test_a_warm_up_needs_no_warm_up() -> None:
    assert not goes_to_end_range(exercises()["wu_trunk_tilt"])
    assert not goes_to_end_range(exercises()["off_seated_cat_camel"])
    assert goes_to_end_range(exercises()["standing_fold"])


def test_no_sentence_claims_a_medical_effect() -> None:
    texts = [text for name, text in vars(reasons).items() if name.isupper()]
    texts += [*reasons.SAID.values(), *reasons.NOT_FOR.values()]
    for word in ("treat", "cure", "prevent", "diagnos", "rehabilit", "heal"):
        assert not [text for text in texts if word in str(text).lower()]
