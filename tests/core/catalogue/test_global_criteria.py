"""Criteria for every exercise of a kind: who gets which, and what can be wrong in their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from supple.adapters.catalogue_toml import GLOBAL, SOURCES, load, own
from supple.core.catalogue.exercise_faults import STEP_WORDS_MAX
from supple.core.errors import CatalogueError
from supple.core.exercise import Kind

CATALOGUE = own()
SIX = {"g_entry_speed", "g_sudden_jerk", "g_stop_start", "g_bounce", "g_steady", "g_breath_hold"}


def given(exercise: str) -> set[str]:
    return {criterion.id for criterion in CATALOGUE[exercise].global_criteria}


def test_a_held_exercise_has_all_six_a_repeated_one_those_of_movement() -> None:
    assert given("cobra") == SIX
    assert given("cat_camel") == {"g_entry_speed", "g_sudden_jerk", "g_stop_start"}
    assert given("bird_dog") == SIX - {"g_stop_start", "g_bounce"}


def test_a_brisk_warm_up_has_none() -> None:
    for exercise in CATALOGUE.values():
        if exercise.kind is Kind.CARDIO:
            assert exercise.global_criteria == ()


def test_an_exercises_own_criterion_on_the_same_measure_stands_instead() -> None:
    assert "g_entry_speed" not in given("table_twist")
    assert "g_breath_hold" not in given("breath_rest")


def test_in_a_repeated_exercise_each_repetition_is_the_way_in_and_out() -> None:
    assert {each.phase for each in CATALOGUE["cat_camel"].global_criteria} == {"reps"}
    assert {each.phase for each in CATALOGUE["cobra"].global_criteria} == {"ways", "any", "hold"}


def test_each_has_words_to_say_beside_the_exercises_own() -> None:
    for exercise in CATALOGUE.values():
        cues = exercise.words().cues
        assert set(cues) == {criterion.id for criterion in exercise.all_criteria}
        for criterion in exercise.global_criteria:
            assert len(cues[criterion.id].split()) <= STEP_WORDS_MAX


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('id = "g_bounce"', 'id = "g_steady"', "criteria (g_steady): this id is used already"),
        ("peak_speed_deg_s", "top_speed", '"top_speed" is not a known measure'),
        ('phase = "ways"', 'phase = "way"', 'phase: is "way"; write one of ways, any, hold'),
        ('kinds = ["static_hold"]', "kinds = []", "names no kind of exercise"),
        ("limit = { high = 60 }", "limit = { high = 30 }", "good does not lie inside limit"),
        ('g_bounce = "Stay still', 'g_bound = "Stay still', "cues.en.g_bounce: is missing"),
        ('source = "ENG"', 'source = "HEARSAY"', '"HEARSAY" is not a key of sources.toml'),
        ('severity = "safety"', 'severity = "grave"', 'severity: is "grave"; write one of'),
        ("optional = true", "optionally = true", "is not a key of the file of global criteria"),
    ],
)
def test_every_fault_of_the_file_is_told(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    text = GLOBAL.read_text(encoding="utf-8")
    assert before in text
    broken = tmp_path / "global_criteria.toml"
    broken.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(GLOBAL.parent / "exercises", sources=SOURCES, general=broken)
    told = [f"{problem.where}: {problem.what}" for problem in caught.value.problems]
    assert any(said in one for one in told), told


def test_an_exercise_file_cannot_give_itself_global_criteria(tmp_path: Path) -> None:
    text = (GLOBAL.parent / "exercises" / "cobra.toml").read_text(encoding="utf-8")
    (tmp_path / "cobra.toml").write_text("global_criteria = []\n" + text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="global_criteria"):
        load(tmp_path, beside=CATALOGUE)
