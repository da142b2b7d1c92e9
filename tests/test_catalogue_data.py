"""The exercise files that come with the product: complete, true to the draft, fit to be spoken."""

import csv
import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from supple.adapters.catalogue_toml import EXERCISES, own
from supple.core.catalogue.exercise_faults import STEP_WORDS_MAX
from supple.core.exercise import Category, Kind, Span, Status
from supple.core.measuring.names import DECLARED
from supple.core.planning.screening import CODES

HERE = Path(__file__).resolve().parent
FILES = sorted(path.stem for path in EXERCISES.glob("*.toml"))
SEEDS = {"S1": "000_77b9be937693ad65.txt", "S2": "004_eb43e5e2adaaadd5.txt"}

# What a coach must not claim (science 6), and how it must not speak (DESIGN 10).
CLAIMS = re.compile(
    r"\b(treat\w*|cure\w*|prevent\w*|diagnos\w*|heal(s|ing|ed)?|therap\w*|rehab\w*|patient\w*"
    r"|prescri\w*|reliev\w*|relief|pain[- ]free|injur\w*|clinical\w*|proven|disc|discs|sciatica"
    r"|abnormal|normal|posture correct\w*|corrects?|safe for everyone)\b",
    re.IGNORECASE,
)
SCOLDS = re.compile(r"\b(don[’']t|never|wrong|bad|lazy|must|fail\w*|stop doing|too fast)\b", re.I)
SHOUTS = re.compile(r"!|\b[A-Z]{3,}\b")


@pytest.fixture(scope="module")
def catalogue():
    return own()


@pytest.fixture(params=FILES)
def exercise(request, catalogue):
    return catalogue[request.param]


def rows(name):
    with (HERE / "support" / name).open(newline="") as file:
        return list(csv.DictReader(file))


def texts(exercise):
    """Everything that somebody may read or hear, with the key it stands under."""
    words = exercise.words()
    yield from ((key, getattr(words, key)) for key in ("name", "summary", "camera", "note"))
    for key in ("hints", "donts", "faults"):
        yield from ((key, sentence) for sentence in getattr(words, key))
    yield from ((f"cues.{name}", cue) for name, cue in words.cues.items())
    yield from spoken(exercise)


def spoken(exercise):
    for index, steps in enumerate(exercise.words().say):
        yield from ((f"say[{index}]", step) for step in steps)


# All of them together


def test_all_exercises_of_the_draft_are_there(catalogue):
    draft = {row["exercise"] for row in rows("draft_doses.csv")}
    assert len(draft) == 53
    assert draft <= set(catalogue)
    assert sum(exercise.origin == "seed" for exercise in catalogue.values()) == 36


def test_all_criteria_of_the_draft_are_there(catalogue):
    draft = {(row["exercise"], row["id"]) for row in rows("draft_criteria.csv")}
    assert len(draft) == 187
    assert draft <= {(e.id, c.id) for e in catalogue.values() for c in e.criteria}


@pytest.mark.parametrize(
    "row", rows("draft_criteria.csv"), ids=lambda r: f"{r['exercise']}-{r['id']}"
)
def test_a_criterion_is_the_drafts_or_says_why_it_is_not(row, catalogue):
    (criterion,) = (c for c in catalogue[row["exercise"]].criteria if c.id == row["id"])
    ours = {
        "measure": criterion.measure,
        "base": criterion.base or "",
        "side": criterion.side or "",
        "view": criterion.view or "",
        "comparison": criterion.comparison,
        "phase": criterion.phase,
        "severity": criterion.severity,
        "optional": "true" if criterion.optional else "",
        **{
            f"{key}_{end}": number(getattr(getattr(criterion, key), end))
            for key in ("good", "limit")
            for end in ("low", "high")
        },
    }
    left = [key for key, value in ours.items() if value != parsed(row[key], value)]
    assert not left or criterion.note, f"{left} left the draft without a word"


def number(value):
    return "" if value is None else float(value)


def parsed(cell, like):
    return float(cell) if cell and isinstance(like, float) else cell


@pytest.mark.parametrize("row", rows("draft_doses.csv"), ids=lambda r: r["exercise"])
def test_a_dose_is_the_drafts_or_says_why_it_is_not(row, catalogue):
    exercise = catalogue[row["exercise"]]
    assert (exercise.origin, exercise.level) == (row["origin"], int(row["level"]))
    left = []
    for field in fields(exercise.dose):
        said, ours = row.get(field.name, ""), getattr(exercise.dose, field.name)
        if not said:
            assert field.name not in row or ours is None or field.name in ("rest_s", "tempo_s")
        elif isinstance(ours, Span):
            if [ours.low, ours.target, ours.high] != [float(part) for part in said.split("/")]:
                left.append(field.name)
        elif ours != float(said):
            left.append(field.name)
    assert not left or exercise.dose.note, f"{left} left the draft without a word"


@pytest.mark.parametrize("row", rows("draft_doses.csv"), ids=lambda r: r["exercise"])
def test_what_keeps_somebody_from_it_is_the_drafts_or_says_why_it_is_not(row, catalogue):
    exercise = catalogue[row["exercise"]]
    left = [key for key in ("exclude", "modify") if getattr(exercise, key) != words(row[key])]
    assert not left or "exclude" in exercise.note, f"{left} left the draft without a word"
    lost = {*words(row["exclude"]), *words(row["modify"])} - {*exercise.exclude, *exercise.modify}
    assert not lost


@pytest.mark.parametrize("row", rows("draft_doses.csv"), ids=lambda r: r["exercise"])
def test_it_grows_from_what_the_draft_says(row, catalogue):
    exercise = catalogue[row["exercise"]]
    assert exercise.progression_from == words(row["progression_from"])
    assert exercise.regress_to == words(row["regress_to"])


def words(cell):
    return tuple(cell.split())


def test_every_contraindication_code_is_used_and_known(catalogue):
    used = {code for e in catalogue.values() for code in (*e.exclude, *e.modify)}
    assert used == set(CODES)


def test_every_declared_measure_has_a_formula_or_is_known_to_lack_one():
    from supple.core.measuring.measures import MEASURES

    assert {name for name in DECLARED if name not in MEASURES} <= {"breath_gap_s"}


def test_every_harder_exercise_can_be_reached_from_an_easier_one(catalogue):
    for exercise in catalogue.values():
        assert all(catalogue[name].level <= exercise.level for name in exercise.progression_from)
        if exercise.level >= 4:
            assert exercise.progression_from, f"{exercise.id} grows from nothing"


def test_an_easier_variant_is_never_of_a_higher_level(catalogue):
    for exercise in catalogue.values():
        assert all(catalogue[name].level <= exercise.level for name in exercise.regress_to)


def test_whoever_must_not_do_an_easier_form_is_not_offered_the_harder(catalogue):
    """A code that excludes an exercise excludes what grows from it, or asks for the easier."""
    for exercise in catalogue.values():
        for name in exercise.progression_from:
            missed = set(catalogue[name].exclude) - {*exercise.exclude, *exercise.modify}
            assert not missed, f"{exercise.id} forgets {missed} of {name}"


# Each of them


def test_it_is_a_draft_without_a_reviewer(exercise):
    assert exercise.status is Status.DRAFT
    assert exercise.reviewed_by == ""


def test_its_quotes_are_the_seeds_own_words(exercise):
    data = os.environ.get("SUPPLE_DATA")
    folder = Path(data).parent / "seeds" if data else None
    assert exercise.seed_refs
    for ref in exercise.seed_refs:
        assert len(ref.quote) >= 4
        if folder is not None and folder.is_dir():
            assert ref.quote in (folder / SEEDS[ref.seed]).read_text(encoding="utf-8")


def test_a_quote_with_a_claim_says_that_it_is_not_repeated(exercise):
    for ref in exercise.seed_refs:
        if re.search(r"pain|relie|stress relief|prevent|treat", ref.quote, re.IGNORECASE):
            assert ref.note, f"{ref.quote!r} stands without a note"


def test_nothing_in_it_claims_a_medical_effect(exercise):
    found = {key: text for key, text in texts(exercise) if CLAIMS.search(text)}
    assert not found


def test_nothing_in_it_scolds_or_shouts(exercise):
    found = {
        key: text
        for key, text in texts(exercise)
        if SCOLDS.search(text.replace("never forced", "")) or SHOUTS.search(text)
    }
    assert {key for key in found if key != "note"} <= {"donts"}, found


def test_what_is_spoken_is_short_and_made_of_sentences(exercise):
    for key, step in spoken(exercise):
        assert len(step.split()) <= STEP_WORDS_MAX, (key, step)
        assert re.fullmatch(r"[A-Z].*[.?]", step), (key, step)
    for name, cue in exercise.words().cues.items():
        assert len(cue.split()) <= STEP_WORDS_MAX, (name, cue)
        assert re.fullmatch(r"[A-Z].*[.?]", cue), (name, cue)


def test_what_is_spoken_can_be_read_aloud(exercise):
    """No signs, no digits, no abbreviations, no brackets: a voice would stumble over them."""
    found = [
        step for _, step in spoken(exercise) if re.search(r"[0-9()/;+<>=°%\"]|\be\.g\.", step)
    ]
    found += [c for c in exercise.words().cues.values() if re.search(r"[0-9()/+<>=°%\"]", c)]
    assert not found


def test_a_hold_has_a_few_steps_to_spread_over_it(exercise):
    for phase, steps in zip(exercise.phases, exercise.words().say, strict=True):
        if phase.kind == "hold":
            assert 2 <= len(steps) <= 4
        if phase.kind == "enter":
            assert 1 <= len(steps) <= 4


def test_its_sentences_are_whole_and_begin_with_a_capital(exercise):
    words = exercise.words()
    for sentence in (words.summary, words.camera, *words.hints, *words.donts, *words.faults):
        assert re.fullmatch(r"[A-Z].*\.", sentence), sentence
    assert len(re.findall(r"\.(\s|$)", words.summary)) == 1
    assert len(re.findall(r"\.(\s|$)", words.camera)) == 1


def test_a_complication_says_what_it_grows_from(exercise):
    if exercise.progression_from and exercise.level >= 3:
        assert "Grows from" in exercise.words().note


def test_end_range_comes_after_a_warm_up_only(exercise):
    static = exercise.kind is Kind.STATIC_HOLD and exercise.category in {
        Category.EXTENSION, Category.FLEXION, Category.LATERAL, Category.INVERSION,
    }  # fmt: skip
    tagged = any(tag.startswith("end_range") for tag in exercise.tags)
    if tagged or (static and exercise.id != "prone_rest"):
        assert exercise.needs_warm_up
    if exercise.category in {Category.WARM_UP, Category.OFFICE}:
        assert not exercise.needs_warm_up
