"""Exercises together: found, ordered, and every way in which they may not fit."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from supple.core.catalogue.catalogue import Catalogue, faults, needed
from supple.core.errors import NotFoundError
from supple.core.exercise import (
    Bounds,
    Camera,
    Category,
    Comparison,
    Criterion,
    Dose,
    Exercise,
    FaultPose,
    Kind,
    Phase,
    PhaseKind,
    Pose,
    Prerequisite,
    SeedRef,
    Severity,
    ShapeRule,
    Sided,
    Span,
    Status,
    Suitability,
    Text,
    View,
)

SOURCES = {"ENG": "Judgement"}
LEAN = Criterion(
    id="lean",
    measure="trunk_tilt_deg",
    comparison=Comparison.AT_MOST,
    good=Bounds(high=10.0),
    limit=Bounds(high=20.0),
    phase="hold",
    severity=Severity.TECHNIQUE,
)
ENGLISH = Text(
    name="Lean",
    summary="Lean a little.",
    say=(("Stand tall.",), ("Lean.", "Breathe.")),
    cues={"lean": "Lean less."},
    camera="Put the camera at your side.",
)
SOUND = Exercise(
    id="lean_back",
    status=Status.DRAFT,
    origin="added",
    category=Category.EXTENSION,
    level=2,
    kind=Kind.STATIC_HOLD,
    sided=Sided.NONE,
    needs_warm_up=True,
    start_posture="standing",
    primary_signal="trunk_lean_back_deg",
    phases=(
        Phase(kind=PhaseKind.ENTER, time_min_s=2.0, time_target_s=3.0),
        Phase(kind=PhaseKind.HOLD),
    ),
    dose=Dose(hold_s=Span(low=5, target=10, high=20), sources=("ENG",)),
    camera=Camera(view=View.SIDE),
    text={"en": ENGLISH},
    suitability=dict.fromkeys(
        ("beginner", "office", "athlete", "dancer", "physio"), Suitability.OK
    ),
    criteria=(LEAN,),
)


def an_exercise(key="lean_back", **changes):
    return replace(SOUND, id=key, **changes)


def a_text(**changes):
    return {"en": replace(ENGLISH, **changes)}


def a_criterion(**changes):
    return (replace(LEAN, **changes),)


def a_dose(**changes):
    return replace(SOUND.dose, **changes)


def told(*exercises, **names):
    return [str(problem) for problem in faults(Catalogue(exercises, SOURCES), **names)]


def test_a_sound_catalogue_has_no_faults():
    assert told(SOUND, an_exercise("lean_more", progression_from=("lean_back",))) == []


BETWEEN = Comparison.BETWEEN
FAULTS = {
    "level": ({"level": 6}, "level", "from 1 (first) to 5"),
    "id": ({}, "id", "small letters"),
    "origin": ({"origin": "book"}, "origin", "seed, added, own"),
    "reviewed by nobody": ({"status": Status.REVIEWED}, "reviewed_by", "names the physio"),
    "reviewed draft": ({"reviewed_by": "A. Body"}, "reviewed_by", "a draft has no reviewer"),
    "seed without a phrase": ({"origin": "seed"}, "seed_refs", "quotes the phrase"),
    "empty quote": (
        {"seed_refs": (SeedRef(seed="S1", item="1", quote=" "),)},
        "seed_refs[1].quote", "is empty",
    ),
    "phases out of order": (
        {"phases": (Phase(kind=PhaseKind.HOLD), Phase(kind=PhaseKind.ENTER))},
        "phases", "in the order enter, hold",
    ),
    "no hold in a hold": (
        {"phases": (Phase(kind=PhaseKind.ENTER), Phase(kind=PhaseKind.EXIT))},
        "phases", 'has a phase of kind "hold"',
    ),
    "phase too short": (
        {"phases": (
            Phase(kind=PhaseKind.ENTER, time_min_s=5.0, time_target_s=3.0),
            Phase(kind=PhaseKind.HOLD),
        )},
        "phases[1]", "longer than time_target_s",
    ),
    "span the wrong way": (
        {"dose": a_dose(hold_s=Span(low=20, target=10, high=30))},
        "dose.hold_s", "goes up from low",
    ),
    "no hold dose": ({"dose": a_dose(hold_s=None)}, "dose.hold_s", "is missing"),
    "tempo the wrong way": (
        {"dose": a_dose(tempo_low_s=5.0, tempo_s=4.0)}, "dose.tempo_s", "tempo_high_s",
    ),
    "negative rest": ({"dose": a_dose(rest_s=-1.0)}, "dose.rest_s", "less than 0"),
    "eight days": (
        {"dose": a_dose(max_days_per_week_count=8)}, "dose.max_days_per_week_count", "1 to 7",
    ),
    "dose from nowhere": ({"dose": a_dose(sources=())}, "dose.sources", "where the dose comes"),
    "unknown source": (
        {"dose": a_dose(sources=("NOBODY",))}, "dose.sources", "not a key of sources.toml",
    ),
    "unknown code": ({"exclude": ("flu",)}, "exclude", "not a code of the safety screen"),
    "code twice": ({"exclude": ("neck",), "modify": ("neck",)}, "modify", "excluded already"),
    "suitability incomplete": ({"suitability": {}}, "suitability", 'nothing for "athlete"'),
    "reliability": (
        {"camera": Camera(view=View.SIDE, reliability="so-so")},
        "camera.reliability", "high, medium",
    ),
    "camera in the sky": (
        {"camera": Camera(view=View.SIDE, height_m=9.0)}, "camera.height_m", "between 0.2 and 1.6",
    ),
    "same view twice": (
        {"camera": Camera(view=View.SIDE, second_view=View.SIDE)}, "camera.second_view", "same",
    ),
    "criterion twice": ({"criteria": (LEAN, LEAN)}, "criteria (lean)", "more than once"),
    "unknown measure": (
        {"criteria": a_criterion(measure="mood_deg")}, "criteria (lean).measure", "not a known",
    ),
    "measure that its view does not show": (
        {"criteria": a_criterion(measure="knee_width_ratio")},
        "criteria (lean).view", "cannot be read from side, only from feet_end or front: name that",
    ),
    "view that the camera never shows": (
        {"criteria": a_criterion(measure="knee_width_ratio", view=View.FEET_END)},
        "criteria (lean).view", 'a camera at "side" never shows; write front',
    ),
    "way in from the other view": (
        {"criteria": a_criterion(measure="pelvis_level_deg", view=View.FRONT, phase="enter")},
        "criteria (lean).phase", "write hold or reps",
    ),
    "sides of nothing": (
        {"criteria": a_criterion(measure="lr_diff")}, "criteria (lean).base", "name it here",
    ),
    "base for nothing": (
        {"criteria": a_criterion(base="trunk_tilt_deg")}, "criteria (lean).base", "only lr_diff",
    ),
    "phase that is not there": (
        {"criteria": a_criterion(phase="reps_peak")}, "criteria (lean).phase", "no phase of kind",
    ),
    "phase of no kind": (
        {"criteria": a_criterion(phase="later")}, "criteria (lean).phase", "write one of",
    ),
    "bounds that do not fit": (
        {"criteria": a_criterion(good=Bounds(low=1.0))},
        "criteria (lean).good", "give high and nothing",
    ),
    "between, the wrong way": (
        {"criteria": a_criterion(
            comparison=BETWEEN,
            good=Bounds(low=9.0, high=1.0),
            limit=Bounds(low=0.0, high=10.0),
        )},
        "criteria (lean).good", "low is not below high",
    ),
    "good outside limit": (
        {"criteria": a_criterion(limit=Bounds(high=5.0))},
        "criteria (lean).limit", "not lie inside",
    ),
    "unknown signal": ({"primary_signal": "mood_deg"}, "primary_signal", "not a known measure"),
    "shape": (
        {"shape": (ShapeRule(measure="trunk_tilt_deg", low=5.0, high=1.0, softness=2.0),)},
        "shape[1] (trunk_tilt_deg)", "low is not below high",
    ),
    "no English": ({"text": {}}, "text.en", "is missing"),
    "too few lists": ({"text": a_text(say=(("Lean.",),))}, "text.en.say", "1 lists for 2 phases"),
    "silent phase": (
        {"text": a_text(say=((), ("Lean.",)))}, "text.en.say[1]", "at least one step",
    ),
    "long step": (
        {"text": a_text(say=(("Stand.",), ("word " * 13,)))}, "text.en.say[2]", "say it shorter",
    ),
    "no cue": ({"text": a_text(cues={})}, "text.en.cues.lean", "every criterion has a cue"),
    "cue for nothing": (
        {"text": a_text(cues={"lean": "Less.", "mood": "Smile."})},
        "text.en.cues.mood", "no criterion",
    ),
    "itself": ({"regress_to": ("lean_back",)}, "regress_to", "the exercise itself"),
    "prerequisite without a rule": (
        {"prerequisites": (Prerequisite(exercise="other"),)}, "prerequisites[1].rule", "mastered",
    ),
    "prerequisite of nothing": ({"prerequisites": (Prerequisite(),)}, "prerequisites[1]", "names"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "key", "what"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_key_and_what_is_right(changes, key, what):
    name = "Bad-Name" if key == "id" else "lean_back"
    found = told(an_exercise(name, **changes), an_exercise("other"))
    matching = [line for line in found if line.startswith(f"{name}.toml: {key}: ")]
    assert any(what in line for line in matching), found


@pytest.mark.parametrize("key", ["progression_from", "regress_to"])
def test_a_name_that_does_not_exist_is_told_with_what_may_be_meant(key):
    (found,) = told(SOUND, an_exercise("lean_more", **{key: ("lean_bakc",)}))
    assert found == (
        f'lean_more.toml: {key}: there is no exercise "lean_bakc"; did you mean "lean_back"?'
    )


def test_counterposes_and_prerequisites_exist():
    lost = Prerequisite(exercise="nothing_such", rule="tried")
    found = told(an_exercise(counterpose="nowhere", prerequisites=(lost,)))
    assert [line.split(": ")[1] for line in found] == ["prerequisites", "counterpose"]


def test_names_from_elsewhere_are_not_missing():
    grown = an_exercise("lean_more", progression_from=("cobra",))
    assert told(grown, elsewhere={"cobra"}) == []


@pytest.mark.parametrize("key", ["progression_from", "regress_to"])
def test_a_circle_is_told_once_with_its_way_round(key):
    a = an_exercise("a", **{key: ("c",)})
    b = an_exercise("b", **{key: ("a",)})
    c = an_exercise("c", **{key: ("b",)})
    assert told(a, b, c) == [f"a.toml: {key}: goes in a circle: a -> c -> b -> a"]


def test_two_ways_to_the_same_easier_exercise_are_no_circle():
    a, b = an_exercise("a"), an_exercise("b", regress_to=("a",))
    c = an_exercise("c", regress_to=("a", "b"))
    assert told(a, b, c) == []


def test_every_fault_is_told_not_only_the_first():
    found = told(an_exercise(level=9, origin="x", exclude=("flu",), counterpose="nowhere"))
    assert len(found) == 4


def test_shapes_may_use_describing_measures_and_criteria_not():
    rule = ShapeRule(measure="front_down_deg", low=0.0, high=1.0, softness=1.0)
    assert told(an_exercise(shape=(rule,)), describing={"front_down_deg"}) == []
    criteria = a_criterion(measure="front_down_deg")
    assert len(told(an_exercise(criteria=criteria), describing={"front_down_deg"})) == 1


# Finding


def some():
    return Catalogue([
        an_exercise("cobra", level=3, progression_from=("low",), equipment=("mat",)),
        an_exercise("low", level=2, progression_from=("sphinx",), shape=(
            ShapeRule(measure="trunk_tilt_deg", low=0.0, high=1.0, softness=1.0),
        )),
        an_exercise("sphinx", level=1, equipment=("mat", "strap_optional")),
        an_exercise("march", level=1, category=Category.WARM_UP, text=a_text(name="March")),
    ])  # fmt: skip


def test_exercises_come_by_category_level_and_id():
    assert list(some()) == ["march", "sphinx", "low", "cobra"]


def test_the_next_harder_ones_are_those_that_grow_from_it():
    assert some().progressions("sphinx") == ("low",)
    assert some().progressions("cobra") == ()


def test_a_family_goes_from_its_easiest_on_and_everybody_is_in_one():
    assert some().families() == (("march",), ("sphinx", "low", "cobra"))


def test_an_unknown_id_is_told_with_what_may_be_meant():
    with pytest.raises(NotFoundError, match=r'no exercise "cobar"\. Did you mean cobra\?'):
        some().exercise("cobar")
    with pytest.raises(NotFoundError, match="lists all of them"):
        some().exercise("zzzz")


@pytest.mark.parametrize(
    ("words", "found"),
    [("march", ["march"]), ("SPHINX mat", ["sphinx"]), ("no such", []), ("", None)],
)
def test_search_finds_every_word_anywhere(words, found):
    hits = [exercise.id for exercise in some().search(words)]
    assert hits == (list(some()) if found is None else found)


def test_a_hit_in_the_name_comes_first():
    catalogue = Catalogue([
        an_exercise("a", equipment=("wall",)), an_exercise("wall_walk", level=5),
    ])  # fmt: skip
    assert [exercise.id for exercise in catalogue.search("wall")] == ["wall_walk", "a"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"category": Category.WARM_UP}, ["march"]),
        ({"level_max": 1}, ["march", "sphinx"]),
        ({"equipment": ()}, ["march", "low"]),
        ({"equipment": ("mat",)}, ["march", "sphinx", "low", "cobra"]),
        ({"judged": True}, ["low"]),
        ({"judged": False, "level_max": 1, "words": "march"}, ["march"]),
    ],
)
def test_filters_narrow_together(filters, found):
    assert [exercise.id for exercise in some().chosen(**filters)] == found


def test_what_can_be_done_without_is_not_needed():
    assert needed(some()["sphinx"]) == ("mat",)


def test_a_catalogue_cannot_be_changed():
    catalogue = some()
    assert isinstance(catalogue.exercises, MappingProxyType)
    with pytest.raises(KeyError):
        catalogue["nothing_such"]


def test_what_a_fault_pose_also_breaks_is_a_criterion_and_wants_a_reason():
    pose = Pose(phase="hold", angles={})
    fault = FaultPose(
        criterion="lean", angles={"pelvis_tilt_deg": -30}, also_breaks=("lean", "bend")
    )
    found = told(an_exercise(poses=(pose,), fault_poses=(fault,)))
    assert [line.split(": ", 2)[2] for line in found] == [
        '"lean" is the one that it breaks; name others',
        'there is no criterion "bend" in this file',
        "wants a note that says why one cannot be broken without the other",
    ]
