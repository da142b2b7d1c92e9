"""Checking a photo, a video or a recording: frames in, one report out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isnan
from types import MappingProxyType

import pytest

from supple.app.captions import Tone, captions
from supple.app.check_report import plain
from supple.app.checking import CheckReport, check, known
from supple.core.errors import NotFoundError
from supple.core.events import Result
from supple.core.exercise import Bounds, Comparison, Criterion, Exercise, Severity, ShapeRule
from supple.core.pose import Frame, empty_frame
from tests.core.seeing.test_view import turned
from tests.core.stage import exercise
from tests.core.sticks import Stick, frame_of

PRONE = Stick(
    hip=(0.0, 0.15), trunk=2, neck=5, upper_arm=-60, forearm=10, thigh=180, shank=180, foot=180
)
COBRA = replace(PRONE, trunk=45, neck=80, upper_arm=-85, forearm=-85)
STANDING = Stick(
    hip=(0.0, 1.7), trunk=90, neck=90, upper_arm=-90, forearm=-90, thigh=-90, shank=-90, foot=0
)


def arching(most_deg: float = 60.0) -> Exercise:
    """A hold with the trunk raised; to raise it over `most_deg` is a fault."""
    return replace(
        exercise("arching"),
        shape=(ShapeRule(measure="trunk_incline_deg", low=25, high=70, softness=15),),
        criteria=(
            Criterion(
                id="not_too_far",
                measure="trunk_incline_deg",
                comparison=Comparison.AT_MOST,
                good=Bounds(high=most_deg),
                limit=Bounds(high=most_deg),
                phase="hold",
                severity=Severity.TECHNIQUE,
            ),
            Criterion(
                id="held_still",
                measure="hold_sd_deg",
                comparison=Comparison.AT_MOST,
                good=Bounds(high=2),
                limit=Bounds(high=4),
                phase="hold",
                severity=Severity.INFO,
            ),
        ),
    )


def catalogue(*exercises: Exercise) -> MappingProxyType[str, Exercise]:
    return MappingProxyType({one.id: one for one in exercises or (arching(),)})


class Frames:
    """A source that has its frames already."""

    def __init__(self, frames: Sequence[Frame], kind: str = "video", cut_short: str = "") -> None:
        self._frames, self.kind, self.cut_short = frames, kind, cut_short
        self.analysed_count = len(frames)

    def frames(self) -> Iterator[Frame]:
        yield from self._frames


def film(*parts: tuple[Stick | None, float], rate_hz: float = 15.0) -> Frames:
    """Each stick (or nobody) for some seconds."""
    frames: list[Frame] = []
    for stick, seconds in parts:
        for _ in range(round(seconds * rate_hz)):
            at_s = len(frames) / rate_hz
            empty = empty_frame(time_s=at_s, aspect_ratio=16 / 9)
            frames.append(empty if stick is None else frame_of(stick, time_s=at_s))
    return Frames(frames)


def photo(stick: Stick | None) -> Frames:
    return Frames(list(film((stick, 0.1), rate_hz=10).frames()), kind="photo")


def result(report: CheckReport, criterion: str) -> Result:
    (one,) = (found for found in report.observed.findings if found.criterion == criterion)
    return one.result


def test_a_hold_on_film_is_recognised_credited_and_judged() -> None:
    report = check(film((None, 1), (PRONE, 3), (COBRA, 6), (PRONE, 2)), catalogue())
    assert report.exercise == arching()
    assert not report.told
    (hold,) = report.observed.holds
    assert 4.0 <= hold.start_s < 6.0
    assert hold.end_s == pytest.approx(10.0, abs=0.7)
    assert result(report, "not_too_far") is Result.PASS
    assert report.rate_hz == pytest.approx(15)
    assert (report.frames_count, report.frames_with_person_count) == (180, 165)
    assert report.shortcomings == ()


def test_a_fault_held_on_film_is_found_and_stops_the_credit() -> None:
    exercise = arching(most_deg=20)
    report = check(film((PRONE, 2), (COBRA, 8)), catalogue(exercise), "arching")
    assert result(report, "not_too_far") is Result.FAIL
    assert sum(hold.credited_s for hold in report.observed.holds) < 4


def test_told_or_recognised_the_findings_are_the_same() -> None:
    source = film((PRONE, 2), (COBRA, 5))
    told, recognised = check(source, catalogue(), "arching"), check(source, catalogue())
    assert told.told
    assert isnan(told.confidence)
    first, second = plain(told, "a"), plain(recognised, "a")
    first.pop("confidence"), second.pop("confidence")
    assert first == second


def test_the_moments_of_a_film_are_kept_only_where_they_are_asked_for() -> None:
    source = film((PRONE, 2), (COBRA, 5))
    assert check(source, catalogue(), "arching").moments == ()
    assert len(check(source, catalogue(), "arching", readings=True).moments) == 105
    assert check(source, catalogue()).moments == ()


def test_the_same_film_checked_twice_gives_the_same_report() -> None:
    source = film((PRONE, 2), (COBRA, 5))
    assert plain(check(source, catalogue()), "a") == plain(check(source, catalogue()), "a")


def test_in_a_photo_what_needs_no_time_is_judged_and_the_rest_not() -> None:
    report = check(photo(COBRA), catalogue())
    assert report.exercise == arching()
    assert result(report, "not_too_far") is Result.PASS
    assert result(report, "held_still") is Result.CANNOT_TELL
    assert report.observed.holds == ()
    assert result(check(photo(COBRA), catalogue(arching(20))), "not_too_far") is Result.FAIL


def test_somebody_nearly_side_on_is_judged_in_a_photo_and_asked_to_turn_in_a_film() -> None:
    frames = [replace(turned(COBRA, 42), time_s=at_s / 15) for at_s in range(60)]
    assert result(
        check(Frames(frames[:1], kind="photo"), catalogue(), "arching"), "not_too_far"
    ) is (Result.PASS)
    film_of_it = check(Frames(frames), catalogue(), "arching")
    assert ("pose", "turn_side_on") in film_of_it.observed.cannot_tell
    assert result(film_of_it, "not_too_far") is Result.CANNOT_TELL


def test_a_photo_of_another_pose_is_not_judged_by_this_exercise() -> None:
    report = check(photo(PRONE), catalogue(), "arching")
    assert {found.result for found in report.observed.findings} == {Result.CANNOT_TELL}
    assert ("pose", "not_in_pose") in report.observed.cannot_tell


def test_a_photo_of_two_people_is_not_judged_and_the_report_says_why() -> None:
    two = replace(frame_of(COBRA), second_person_ratio=0.9)
    report = plain(check(Frames([two], "photo"), catalogue(arching()), "arching"), "two.jpg")
    assert {"what": "pose", "why": "two people in view"} in report["cannot_tell"]  # type: ignore[operator]
    assert {finding["result"] for finding in report["findings"]} == {"cannot_tell"}  # type: ignore[attr-defined]


def test_where_nobody_is_and_where_nothing_is_recognised_a_sentence_says_so() -> None:
    (sentence,) = check(film((None, 2)), catalogue()).shortcomings
    assert "Nobody was found" in sentence
    (sentence,) = check(film((STANDING, 2)), catalogue()).shortcomings
    assert "No exercise was recognised" in sentence
    source = film((PRONE, 2), (COBRA, 4))
    source.cut_short = "The video breaks off at 6.0 s of 9.0 s; what came before was judged."
    assert check(source, catalogue(), "arching").shortcomings == (source.cut_short,)


def test_an_unknown_exercise_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(NotFoundError, match="did you mean arching"):
        known("archin", catalogue())
    with pytest.raises(NotFoundError, match="supple catalogue"):
        known("zzzzzz", catalogue())


@pytest.mark.parametrize(
    "source", [film((None, 1)), film((STANDING, 1)), film((COBRA, 4)), photo(COBRA), photo(None)]
)
def test_every_report_is_plain_json_without_nan(source: Frames) -> None:
    text = json.dumps(plain(check(source, catalogue()), "a.mp4"), allow_nan=False)
    assert json.loads(text)["kind"] == source.kind


def test_captions_say_what_is_held_and_what_to_mind() -> None:
    source = film((None, 1), (PRONE, 2), (COBRA, 5))
    report = check(source, catalogue(), "arching", readings=True)
    first, *_, last = captions(report)
    assert (first.state, first.tone, first.labels) == ("Nobody in view", Tone.QUIET, ())
    assert (last.state, last.count) == ("Held", f"{report.observed.holds[0].credited_s:.1f} s")
    assert last.tone is Tone.DO
    assert [label.text for label in last.labels] == ["45°"]
    (caption,) = captions(check(photo(COBRA), catalogue(arching(20)), readings=True))
    assert caption.tone is Tone.MIND
    assert caption.advice == ("not too far",)
    assert caption.count == ""
    assert [label.tone for label in caption.labels] == [Tone.MIND]
