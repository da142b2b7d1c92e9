"""What the report of a check says: the answer, the moments, what was seen and what was not."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from pathlib import Path
from types import MappingProxyType

import pytest

import supple
from supple.adapters.locales_toml import read_locales
from supple.app.captions import Tone
from supple.app.check_report import plain
from supple.app.checking import CheckReport, check
from supple.app.report import Report, compose
from supple.app.report_findings import to_mind
from supple.app.report_index import index, row, unread_row
from supple.core.events import Finding, Result
from supple.core.exercise import Exercise, Kind, Severity, Status
from supple.core.following.movement import Movement
from tests.app.test_checking import COBRA, PRONE, STANDING, Frames, arching, catalogue, film, photo
from tests.core.doing import EXERCISES

SOURCES = {"ENG": "Engineering judgement", "S1": "An article"}
ENGLISH = read_locales(Path(supple.__file__).parent / "data" / "locales")["en"]


def cued(most_deg: float = 60.0) -> Exercise:
    """`arching` with the words of a real exercise file."""
    plain_one = arching(most_deg)
    words = replace(
        plain_one.words(),
        name="Arching",
        cues=MappingProxyType({"not_too_far": "Stay a little lower."}),
        camera="Put the camera on a low stool.",
    )
    return replace(plain_one, text=MappingProxyType({"en": words}))


def checked(
    source: Frames, exercise: Exercise | None = None, told: str | None = None
) -> CheckReport:
    one = exercise or cued()
    return check(source, catalogue(one), told, readings=True)


def page(report: CheckReport, exercise: Exercise | None = None) -> Report:
    return compose(
        report,
        file_name="clip.mp4",
        day="Monday",
        exercises=catalogue(exercise or cued()),
        sources=SOURCES,
        locale=ENGLISH,
    )


def finding(criterion: str, result: Result, severity: Severity, at_s: float = 1.0) -> Finding:
    return Finding(
        criterion=criterion,
        severity=severity,
        result=result,
        value=45.0,
        unit="deg",
        uncertainty=5.0,
        at_s=at_s,
    )


def with_findings(report: CheckReport, *findings: Finding) -> CheckReport:
    return replace(report, observed=replace(report.observed, findings=findings))


GOOD_FILM = film((None, 1), (PRONE, 3), (COBRA, 6), (PRONE, 2))
FAULTY_FILM = film((PRONE, 2), (COBRA, 8))


@pytest.fixture(scope="module")
def good() -> CheckReport:
    return checked(GOOD_FILM)


@pytest.fixture(scope="module")
def faulty() -> CheckReport:
    return checked(FAULTY_FILM, cued(20), "arching")


def test_the_answer_comes_first_with_its_uncertainty(good: CheckReport) -> None:
    said = page(good)
    assert said.title == "Arching"
    held_s = good.observed.holds[0].credited_s
    assert said.answer == (
        f"You held it for {held_s:.1f} ± 0.5 s.",
        "The one thing that could be judged went well.",
    )
    assert said.next_step == "Nothing to change. Do it again like this."
    assert said.facts[0] == "Seen from the side"
    assert said.facts[-1] == "Looked at on Monday"


def test_the_next_step_is_the_cue_of_the_exercise_file(faulty: CheckReport) -> None:
    said = page(faulty, cued(20))
    assert said.next_step == "Stay a little lower."
    assert "The exercise that you named" in said.facts


def test_safety_comes_before_technique_and_a_fault_before_what_is_near(good: CheckReport) -> None:
    near = finding("a", Result.WARN, Severity.SAFETY)
    fault = finding("b", Result.FAIL, Severity.EFFECTIVENESS)
    danger = finding("c", Result.FAIL, Severity.SAFETY)
    shown = finding("d", Result.FAIL, Severity.INFO)
    well = finding("e", Result.PASS, Severity.SAFETY)
    found = to_mind(with_findings(good, near, fault, danger, shown, well))
    assert [one.criterion for one in found] == ["c", "b", "a"]


def test_a_fault_has_a_picture_at_its_moment_with_the_angle_marked(faulty: CheckReport) -> None:
    (found,) = to_mind(faulty)
    shot, *_ = page(faulty, cued(20)).shots
    assert (shot.kind, shot.title) == ("fail", "Stay a little lower.")
    assert shot.caption.frame.time_s == pytest.approx(found.at_s, abs=0.1)
    (label,) = shot.caption.labels
    assert (label.tone, label.text) == (Tone.MIND, "45°")
    (line,) = shot.lines
    assert line.startswith("Slope of the trunk: 45 ± ")
    assert line.endswith("°. Good is at most 20°.")
    assert "Stay a little lower." in shot.alt


def test_what_went_well_has_one_picture_from_the_middle_of_the_hold(good: CheckReport) -> None:
    (shot,) = page(good).shots
    (hold,) = good.observed.holds
    assert shot.kind == "good"
    middle_s = (hold.start_s + hold.end_s) / 2
    assert shot.caption.frame.time_s == pytest.approx(middle_s, abs=0.1)
    assert not any(label.tone is Tone.MIND for label in shot.caption.labels)


def test_a_picture_of_what_went_well_has_no_number_of_what_is_to_be_minded(
    good: CheckReport,
) -> None:
    assert [label.criterion for label in page(good).shots[0].caption.labels] == ["not_too_far"]
    near = with_findings(good, finding("not_too_far", Result.WARN, Severity.TECHNIQUE))
    *_, shot = page(near).shots
    assert (shot.kind, shot.caption.labels) == ("good", ())


def test_pictures_are_few_and_faults_of_one_moment_share_one(good: CheckReport) -> None:
    many = [
        finding(f"c{at_s}", Result.FAIL, Severity.TECHNIQUE, at_s) for at_s in (4, 4.1, 5, 6, 7, 8)
    ]
    more = [finding(f"d{at_s}", Result.WARN, Severity.TECHNIQUE, at_s) for at_s in (9, 10, nan)]
    shots = page(with_findings(good, *many, *more)).shots
    assert len(shots) == 6
    assert [len(shot.lines) for shot in shots] == [2, 1, 1, 1, 1, 0]
    assert [shot.kind for shot in shots][-1] == "good"


def test_everything_that_was_judged_stands_in_groups_with_its_source(good: CheckReport) -> None:
    said = page(
        with_findings(
            good,
            finding("not_too_far", Result.WARN, Severity.TECHNIQUE),
            finding("held_still", Result.PASS, Severity.INFO),
        )
    )
    nearly, shown = said.groups
    assert (nearly.kind, shown.kind) == ("warn", "info")
    (one,) = nearly.rows
    assert one.what == "Stay a little lower."
    assert one.measure == "Slope of the trunk"
    assert (one.value, one.good, one.source) == ("45 ± 5°", "at most 60°", "ENG")
    assert said.sources == (("ENG", "Engineering judgement"),)


def test_what_could_not_be_seen_is_told_by_its_reason_with_what_to_do() -> None:
    facing = replace(COBRA, hip=(0.0, 5.0))
    report = checked(film((PRONE, 2), (COBRA, 4), (facing, 3)), told="arching")
    said = page(report)
    outside = next(one for one in said.unseen if "outside" in one.why)
    (what,) = outside.what
    assert what.endswith("s to 8.9 s of the video")
    assert outside.mend
    assert said.camera == "Put the camera on a low stool."


def test_the_line_of_time_has_holds_faults_and_what_was_not_judged(faulty: CheckReport) -> None:
    line = page(faulty, cued(20)).timeline
    assert line is not None
    kinds = [lane.kind for lane in line.lanes]
    assert "mind" in kinds
    minded = line.lanes[kinds.index("mind")]
    assert minded.title == "To mind: slope of the trunk"
    assert 0 < line.share(minded.spans[0].start_s) < line.share(minded.spans[-1].end_s) <= 1
    held = page(checked(GOOD_FILM)).timeline
    assert held is not None
    (nobody,) = (lane for lane in held.lanes if lane.kind == "not_judged")
    assert nobody.times == "nobody was in the picture (0.0 s to 1.0 s)"
    assert [lane.kind for lane in held.lanes] == ["held", "not_judged"]
    assert held.ticks_s == (0, 2, 4, 6, 8, 10)


def test_somebody_who_was_just_found_is_not_said_to_be_nobody() -> None:
    line = page(checked(film((PRONE, 2), (COBRA, 4)))).timeline
    assert line is not None
    assert "nobody" not in " ".join(lane.times for lane in line.lanes)


def test_sudden_movements_have_their_moments(good: CheckReport) -> None:
    moments = [
        replace(moment, sudden=index in (40, 90)) for index, moment in enumerate(good.moments)
    ]
    line = page(replace(good, moments=tuple(moments))).timeline
    assert line is not None
    (sudden,) = (lane for lane in line.lanes if lane.kind == "sudden")
    assert sudden.times == "2.7 s, 6.0 s"


def test_movement_is_words_with_the_number_beside(good: CheckReport) -> None:
    moved = Movement(
        peak_speed_deg_per_s=31.0, sudden_movements_count=2, sparc=-3.0, noise_floor_deg=0.8
    )
    cobra = EXERCISES["cobra"]
    told = replace(good, exercise=cobra, observed=replace(good.observed, movement=moved))
    speed, sudden, flow, noise = page(told).movement
    assert speed.startswith("Calm: the fastest moment was 31 ± 6°")
    assert speed.endswith("Up to 40 is calm.")
    assert sudden.startswith("2 sudden movements, faster than 60°")
    assert "nearly flowed: smoothness −3.0 ± 0.3" in flow
    assert "trembled by 0.8°" in noise


def test_an_exercise_with_a_limit_of_its_own_is_told_by_that(good: CheckReport) -> None:
    moved = Movement(
        peak_speed_deg_per_s=55.0, sudden_movements_count=0, sparc=nan, noise_floor_deg=0.1
    )
    observed = replace(good.observed, repetitions_count=1, movement=moved)
    for name, word in (("bridge_drop_back", "Calm"), ("bridge_weight_shift", "A little brisk")):
        told = replace(good, exercise=EXERCISES[name], observed=observed)
        assert page(told).movement[0].startswith(word)


def test_repetitions_are_counted_in_words(good: CheckReport) -> None:
    lifting = replace(cued(), kind=Kind.REPS)
    observed = replace(good.observed, holds=(), repetitions_count=1)
    counted = replace(good, exercise=lifting, observed=observed)
    assert page(counted).answer[0] == "You did one repetition."
    none = replace(counted, observed=replace(observed, repetitions_count=0))
    assert page(none).answer[0] == "No whole repetition was seen."


def test_a_draft_says_that_no_physiotherapist_has_reviewed_it(good: CheckReport) -> None:
    assert any("no physiotherapist" in text for text in page(good).trust)
    reviewed = replace(cued(), status=Status.REVIEWED, reviewed_by="Ana Lund")
    trust = page(replace(good, exercise=reviewed)).trust
    assert trust[0] == "This exercise was reviewed by Ana Lund."
    assert "no medical care" in trust[-1]


def test_a_photo_with_nobody_is_told_kindly() -> None:
    said = page(checked(photo(None)))
    assert said.title == "Nobody was found"
    assert said.answer == ("Nobody could be made out in this photo.",)
    assert "whole body" in said.next_step
    assert (said.shots, said.timeline, said.groups, said.unseen) == ((), None, (), ())


def test_where_nothing_is_recognised_the_picture_shows_what_was_seen() -> None:
    said = page(checked(photo(STANDING)))
    assert said.title == "No exercise was recognised"
    assert "--exercise" in said.next_step
    (shot,) = said.shots
    assert (shot.kind, shot.at) == ("seen", "")
    assert shot.caption.tone is Tone.QUIET


def test_a_photo_out_of_the_pose_says_so_and_shows_it() -> None:
    said = page(checked(photo(STANDING), told="arching"))
    assert said.answer == ("This photo does not show the pose so that it can be judged.",)
    assert said.next_step == "First let the camera see you well. Put the camera on a low stool."
    (shot,) = said.shots
    assert shot.kind == "not_judged"
    (unseen,) = said.unseen
    assert unseen.what == ("the pose",)


def test_no_recognition_is_called_certain(good: CheckReport) -> None:
    facts = page(replace(good, confidence=0.998)).facts
    assert any("more than 99" in fact for fact in facts)
    facts = page(replace(good, confidence=0.81, alternatives=(("arching", 0.12),))).facts
    assert any("81\u00a0% sure" in fact for fact in facts)
    assert "It could also be: Arching" in facts


def test_a_file_that_was_cut_short_says_so_in_the_answer() -> None:
    source = film((PRONE, 1), (COBRA, 3))
    source.cut_short = "The video breaks off at 4.0 s of 9.0 s."
    assert page(checked(source)).answer[-1] == source.cut_short


def test_a_check_without_moments_still_makes_a_page(good: CheckReport) -> None:
    said = page(replace(good, moments=()))
    assert (said.shots, said.timeline) == ((), None)
    assert said.answer


def test_a_row_of_the_list_is_made_of_what_json_says(faulty: CheckReport) -> None:
    one = row(
        plain(faulty, "clip.mp4"),
        file="clip.mp4",
        page="clip.mp4.report.html",
        exercises=catalogue(cued(20)),
        locale=ENGLISH,
    )
    assert (one.exercise, one.next_step) == ("Arching", "Stay a little lower.")
    assert one.came_to.endswith("s, 0 of 1 good")
    nobody = row(plain(checked(photo(None)), "a"), file="a", page="", exercises={}, locale=ENGLISH)
    assert (nobody.exercise, nobody.came_to) == ("Nobody was found", "Nothing could be judged")
    broken = unread_row(file="b", sentence="it is text", locale=ENGLISH)
    assert broken.came_to == "It is text."
    assert index([one, nobody, broken], day="Monday", locale=ENGLISH).lede == (
        "3 files, looked at on Monday."
    )
