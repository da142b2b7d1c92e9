"""Today's session from a programme: what is in it for whom, in which order, and why."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.core.planning import reasons
from supple.core.planning.complications import options
from supple.core.planning.dosing import duration_s
from supple.core.planning.screening import Standing, goes_to_end_range, may_do, verdict
from supple.core.planning.session import make_session, minutes
from supple.core.planning.warming import LEAST_S, SHORT_WARM_UP, warm_enough
from supple.core.programme import Block, Entry, Experience, Programme, Session
from tests.core.answers import SCREENS, exercises, programmes, screen

PROGRAMMES = st.sampled_from(sorted(programmes()))
SOME = st.frozensets(
    st.sampled_from(
        sorted(
            {entry.exercise for each in programmes().values() for entry in each.entries}
            | {entry.exercise for entry in SHORT_WARM_UP}
        )
    )
)


@st.composite
def sessions(draw):
    """Any session that can be made: the answers, what was asked for, and what came out."""
    programme = programmes()[draw(PROGRAMMES)]
    answers = draw(SCREENS)
    asked = {
        "warmed_up": draw(st.booleans()),
        "optional": draw(SOME),
        "left_out_by_person": draw(st.just(frozenset()) | SOME),
        "done_before": draw(SOME),
    }
    made = make_session(programme, exercises(), answers, **asked)
    return programme, answers, asked, made


def done(session: Session, block: Block | None = None) -> list[str]:
    return [e.exercise for e in session.entries if block is None or e.block is block]


def made(programme: str, *codes: str, experience: str = "beginner", **asked) -> Session:
    answers = screen(*codes, experience=experience)
    return make_session(programmes()[programme], exercises(), answers, **asked)


# Laws, for any answers


@given(sessions())
def test_nothing_that_is_excluded_or_unsuitable_is_ever_in_it(given_session) -> None:
    _, answers, _, session = given_session
    for name in done(session):
        assert verdict(answers, exercises()[name]).standing is not Standing.REMOVED
        assert may_do(answers, exercises()[name])


@given(sessions())
def test_nothing_deep_comes_before_a_warm_up(given_session) -> None:
    _, _, asked, session = given_session
    warm = asked["warmed_up"] or warm_enough(session.entries)
    for entry in session.entries:
        deep = goes_to_end_range(exercises()[entry.exercise])
        assert not deep or (warm and entry.block is not Block.WARM_UP)


@given(sessions())
def test_blocks_keep_their_order_and_recovery_is_last(given_session) -> None:
    *_, session = given_session
    order = [list(Block).index(entry.block) for entry in session.entries]
    assert order == sorted(order)


@given(sessions())
def test_no_exercise_comes_twice(given_session) -> None:
    *_, session = given_session
    assert len(set(done(session))) == len(session.entries)
    left = [gone.exercise for gone in session.left_out]
    assert len(set(left)) == len(left)
    assert not set(left) & set(done(session))


@given(sessions())
def test_everything_left_out_says_why_in_a_sentence(given_session) -> None:
    *_, session = given_session
    for gone in session.left_out:
        assert gone.why[0].isupper()
        assert gone.why.endswith(".")
        assert gone.instead is None or gone.instead in done(session)


@given(sessions())
def test_whatever_the_programme_names_is_in_it_or_left_out(given_session) -> None:
    programme, _, asked, session = given_session
    accounted = set(done(session)) | {gone.exercise for gone in session.left_out}
    for entry in programme.entries:
        if not entry.optional or entry.exercise in asked["optional"]:
            assert entry.exercise in accounted


@given(sessions())
def test_what_stands_in_says_so(given_session) -> None:
    *_, session = given_session
    why = {entry.exercise: entry.why for entry in session.entries}
    for gone in session.left_out:
        if gone.instead is not None:
            assert "In place of" in why[gone.instead]


@given(sessions())
def test_what_somebody_left_out_stays_out(given_session) -> None:
    _, _, asked, session = given_session
    assert not asked["left_out_by_person"] & set(done(session))


@given(sessions())
def test_no_dose_exceeds_the_most_of_its_exercise(given_session) -> None:
    _, answers, _, session = given_session
    for entry in session.entries:
        exercise = exercises()[entry.exercise]
        dose = exercise.dose
        sides = max(1, len(entry.sides))
        for given_dose, span in (
            (entry.hold_s, dose.hold_s),
            (entry.repetitions_count, dose.repetitions_count),
            (entry.sets_count, dose.sets_count),
            (None if entry.duration_s is None else entry.duration_s * sides, dose.duration_s),
        ):
            if given_dose is not None and span is not None:
                most = span.high
                if verdict(answers, exercise).standing is Standing.MODIFIED:
                    most = span.low
                assert 0 < given_dose <= most + 1e-9


@given(sessions())
def test_exactly_the_doses_of_the_kind_are_set(given_session) -> None:
    *_, session = given_session
    for entry in session.entries:
        by_time = entry.hold_s is not None
        by_count = entry.tempo_s is not None and entry.repetitions_count is not None
        by_clock = entry.duration_s is not None
        assert [by_time, by_count, by_clock].count(True) == 1


@given(sessions())
def test_minutes_are_the_sum_of_the_entries(given_session) -> None:
    *_, session = given_session
    total_s = sum(duration_s(e, exercises()[e.exercise]) for e in session.entries)
    assert session.minutes == pytest.approx(total_s / 60, abs=0.051)
    assert (session.minutes > 0) == bool(session.entries)


@given(sessions())
def test_there_is_always_something_to_do_or_a_sentence_why_not(given_session) -> None:
    *_, session = given_session
    if Block.MAIN not in {entry.block for entry in session.entries}:
        assert reasons.NOTHING_LEFT in session.notes


@given(SCREENS, PROGRAMMES)
def test_without_wishes_every_screen_leaves_something_of_each_programme(answers, name) -> None:
    session = make_session(programmes()[name], exercises(), answers)
    assert done(session, Block.MAIN)


@given(sessions(), st.frozensets(st.text(min_size=1, max_size=9), min_size=1))
def test_any_red_flag_leaves_nothing(given_session, red_flags) -> None:
    programme, answers, asked, _ = given_session
    flagged = replace(answers, red_flags=red_flags)
    session = make_session(programme, exercises(), flagged, **asked)
    assert session.entries == ()
    assert session.minutes == 0.0
    assert session.notes == (reasons.NOTHING_TODAY,)


@given(sessions())
def test_the_same_answers_make_the_same_session(given_session) -> None:
    programme, answers, asked, session = given_session
    assert make_session(programme, exercises(), answers, **asked) == session


@given(sessions())
def test_loose_joints_are_never_held_at_the_end_for_long(given_session) -> None:
    _, answers, _, session = given_session
    if "hypermobile" in answers.codes:
        for entry in session.entries:
            if entry.hold_s is not None and goes_to_end_range(exercises()[entry.exercise]):
                assert entry.hold_s <= 15


# The seeds' programmes


def test_a_dancer_gets_the_whole_complex_in_the_seeds_order() -> None:
    session = made("full_back_complex", experience="dancer")
    assert done(session, Block.WARM_UP) == [
        "wu_joint_circles", "wu_trunk_tilt", "wu_trunk_swivel",
        "wu_jog", "wu_jumping_jacks", "wu_mountain_climbers", "wu_jump_rope",
    ]  # fmt: skip
    assert done(session, Block.MAIN) == [
        "sphinx", "cobra", "superman", "seated_fold", "kneeling_tilt_heels", "bow", "bridge",
        "plow", "cat_camel", "thread_the_needle", "table_twist",
    ]  # fmt: skip
    assert done(session, Block.RECOVERY) == [
        "back_rolls", "child_pose_forward", "child_pose_arms_back",
    ]  # fmt: skip
    assert session.left_out == ()


@given(SCREENS)
def test_cardio_takes_five_to_seven_minutes_where_the_answers_allow(answers) -> None:
    session = make_session(programmes()["full_back_complex"], exercises(), answers)
    cardio_s = sum(e.duration_s for e in session.entries if e.duration_s and not e.sides)
    assert cardio_s <= 420
    if verdict(answers, exercises()["wu_march"]).standing is Standing.OFFERED:
        assert cardio_s >= 300


def test_the_seeds_doses_are_kept() -> None:
    entries = {e.exercise: e for e in made("full_back_complex", experience="dancer").entries}
    assert (entries["superman"].hold_s, entries["superman"].sets_count) == (10, 2)
    assert entries["back_rolls"].repetitions_count == 10
    assert entries["child_pose_forward"].hold_s == 60
    assert entries["child_pose_forward"].seed_dose == "at least a minute"


@pytest.mark.parametrize("experience", Experience)
def test_the_plows_minute_is_never_where_somebody_starts(experience) -> None:
    for entry in made("full_back_complex", experience=experience).entries:
        if entry.exercise == "plow":
            assert 10 <= entry.hold_s <= 20
            assert "minute" in entry.note


def test_a_beginner_gets_the_shoulder_bridge_and_hears_why() -> None:
    session = made("full_back_complex")
    (gone,) = [gone for gone in session.left_out if gone.exercise == "bridge"]
    assert gone.instead == "glute_bridge"
    (bridge,) = [e for e in session.entries if e.exercise == "glute_bridge"]
    assert bridge.why == (
        "In place of “Gymnastic bridge”, which is not for somebody new to stretching."
    )


def test_a_complication_is_off_until_it_is_asked_for() -> None:
    without = made("full_back_complex", experience="dancer")
    assert "straddle_fold" not in done(without)
    assert "straddle_fold" not in [gone.exercise for gone in without.left_out]
    asked = made("full_back_complex", experience="dancer", optional=frozenset({"straddle_fold"}))
    names = done(asked, Block.MAIN)
    assert names.index("straddle_fold") == names.index("seated_fold") + 1


def test_a_complication_that_is_not_for_somebody_says_why_and_stays_out() -> None:
    wanted = frozenset({"elbow_bridge"})
    session = made("full_back_complex", optional=wanted)
    assert "elbow_bridge" not in done(session)
    assert "elbow_bridge" in [gone.exercise for gone in session.left_out]


@given(SCREENS)
def test_an_option_is_offered_exactly_where_it_would_be_taken(answers) -> None:
    programme = programmes()["full_back_complex"]
    choices = options(programme, exercises(), answers)
    assert [c.exercise for c in choices] == [e.exercise for e in programme.entries if e.optional]
    wanted = frozenset(choice.exercise for choice in choices)
    session = make_session(programme, exercises(), answers, optional=wanted)
    for choice in choices:
        assert choice.offered == (choice.exercise in done(session))
        assert choice.offered == (choice.why == "")


def test_the_clinics_stretches_come_in_their_order_with_their_doses() -> None:
    session = made("clinic_daily")
    assert done(session, Block.MAIN) == [
        "supine_twist", "knees_to_chest", "child_pose_forward", "standing_fold",
    ]  # fmt: skip
    entries = {entry.exercise: entry for entry in session.entries}
    twist, fold = entries["supine_twist"], entries["standing_fold"]
    assert (twist.hold_s, twist.sets_count, twist.sides) == (20, 1, ("left", "right"))
    assert (fold.hold_s, fold.sets_count) == (30, 1)


def test_the_clinic_gets_a_short_warm_up_and_says_so() -> None:
    session = made("clinic_daily")
    warm_up = [entry for entry in session.entries if entry.block is Block.WARM_UP]
    assert [e.exercise for e in warm_up] == [e.exercise for e in SHORT_WARM_UP]
    assert all(entry.why == reasons.WARM_UP_ADDED for entry in warm_up)
    assert reasons.SHORT_WARM_UP_NOTE in session.notes
    assert 3.0 <= minutes(warm_up, exercises()) <= 7.0


def test_somebody_already_warm_gets_no_warm_up_and_a_note() -> None:
    for name in ("clinic_daily", "full_back_complex"):
        session = made(name, warmed_up=True)
        assert done(session, Block.WARM_UP) == []
        assert reasons.WARM_NOTE in session.notes
        assert done(session, Block.MAIN)


def test_leaving_the_warm_up_out_leaves_the_deep_stretches_out() -> None:
    nothing = frozenset(entry.exercise for entry in SHORT_WARM_UP)
    session = made("clinic_daily", left_out_by_person=nothing)
    assert "standing_fold" not in done(session)
    assert reasons.NO_WARM_UP_NOTE in session.notes
    assert done(session)


def test_a_desk_break_needs_no_warm_up_and_takes_two_to_four_minutes() -> None:
    for experience in Experience:
        session = made("desk_break", experience=experience)
        assert done(session, Block.WARM_UP) == []
        assert 2.0 <= session.minutes <= 4.0
        assert session.notes == ()


def test_a_sore_wrist_leaves_the_hands_free() -> None:
    session = made("full_back_complex", "wrist", experience="dancer")
    assert "bridge" not in done(session)
    assert "off_seated_cat_camel" in done(session)


def test_what_was_done_before_gets_its_usual_dose() -> None:
    new = {e.exercise: e for e in made("full_back_complex").entries}
    used = made("full_back_complex", done_before=frozenset({"sphinx"}))
    known = {e.exercise: e for e in used.entries}
    span = exercises()["sphinx"].dose.hold_s
    assert (new["sphinx"].hold_s, known["sphinx"].hold_s) == (span.low, span.target)


def test_an_exercise_that_is_not_there_is_left_out_with_a_reason() -> None:
    programme = programmes()["desk_break"]
    strange = replace(
        programme, entries=(*programme.entries, Entry(exercise="levitation", block=Block.MAIN))
    )
    session = make_session(strange, exercises(), screen())
    assert session.left_out[-1].exercise == "levitation"
    assert session.left_out[-1].why == reasons.NOT_IN_CATALOGUE


def test_a_programme_of_nothing_but_what_is_excluded_still_ends_quietly() -> None:
    programme = Programme(
        id="only_deep",
        source="ENG",
        entries=(Entry(exercise="wu_jump_rope", block=Block.MAIN),),
        text=programmes()["desk_break"].text,
    )
    session = make_session(
        programme,
        exercises(),
        screen("cardiac"),
        left_out_by_person=frozenset({"wu_march"}),
    )
    assert done(session) == ["breath_rest"]
    assert reasons.NOTHING_LEFT in session.notes


def test_a_programmes_own_short_warm_up_is_made_long_enough() -> None:
    programme = Programme(
        id="hasty",
        source="ENG",
        entries=(
            Entry(exercise="wu_march", block=Block.WARM_UP, duration_s=20),
            Entry(exercise="standing_fold", block=Block.MAIN),
        ),
        text=programmes()["desk_break"].text,
    )
    session = make_session(programme, exercises(), screen())
    assert warm_enough(session.entries)
    assert done(session)[-1] == "standing_fold"
    assert LEAST_S == 180


def test_every_sentence_a_person_reads_is_free_of_medical_claims() -> None:
    words = ("treat", "cure", "prevent", "diagnos", "heal", "rehabilit", "prescri")
    for programme in programmes().values():
        text = programme.words()
        told = chain(
            (text.name, text.summary, text.about),
            text.rules,
            (entry.note for entry in programme.entries),
        )
        for sentence in told:
            assert not [word for word in words if word in sentence.lower()], sentence
