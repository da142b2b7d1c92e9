"""Repetitions counted by the line of the back, and what is measured on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from math import cos, isnan, pi

import numpy as np
import pytest

from supple.core.events import Result, SuddenMovement
from supple.core.measuring.measures import needs_back_line, read
from supple.core.pose import Frame
from supple.core.seeing.calibration import Calibration, calibrated
from supple.core.seeing.kinematics import stance
from tests.core.doing import EXERCISES, STANDING, TABLE, cat_camel, finding, seen, textbook
from tests.core.film import gone_through
from tests.core.seeing.test_view import turned
from tests.core.sticks import Stick, frame_of

SEATED = textbook("off_seated_cat_camel")
HOLLOW, ROUND = -0.05, 0.12


def with_line(frame: Frame, bow_tl: float, upper_tl: float = 0.0) -> Frame:
    """A back over the chord: an even bow, and another of the upper half on top of it."""
    body = stance(frame)
    hip, shoulder = (np.array(body.point(name, body.near)) for name in ("hip", "shoulder"))
    along = np.linspace(0.1, 1.0, 24)
    share = np.linspace(0.0, 1.0, 24)
    upper = np.clip(2 * share - 1, 0, 1)
    bow = 4 * bow_tl * share * (1 - share) + 4 * upper_tl * upper * (1 - upper)
    chord = shoulder - hip
    back = body.ventral * np.array([-chord[1], chord[0]]) / np.hypot(*chord)
    out = (0.2 + bow) * body.scale
    return replace(frame, back_line=hip + along[:, None] * chord + out[:, None] * back)


def rounding(
    period_s: float,
    count: float,
    bow: Callable[[float], float] = lambda share: HOLLOW + (ROUND - HOLLOW) * share,
    first_s: float = 0.0,
    stick: Stick = TABLE,
) -> Iterator[Frame]:
    """Only the back moves: from hollow to round and back, `count` times."""
    last_s = first_s + count * period_s
    for frame in gone_through([(0.0, stick), (last_s + 1.0, stick)], tremble=0.001):
        turns = min(max(frame.time_s - first_s, 0.0) / period_s, count)
        yield with_line(frame, bow((1 - cos(2 * pi * turns)) / 2))


@pytest.mark.parametrize("count", [1, 4])
def test_cat_and_camel_are_counted_though_only_the_back_moves(count: int) -> None:
    observer, events = seen("cat_camel", rounding(6.0, count, first_s=2.0))
    assert observer.repetitions_count == count
    assert not [event for event in events if isinstance(event, SuddenMovement)]


def test_a_cycle_that_begins_with_the_film_is_counted() -> None:
    observer, _ = seen("cat_camel", rounding(6.0, 1))
    assert observer.repetitions_count == 1


def test_seated_it_is_counted_by_the_same_line() -> None:
    observer, _ = seen("off_seated_cat_camel", rounding(6.0, 3, first_s=2.0, stick=SEATED))
    assert observer.repetitions_count == 3


def test_a_back_that_only_trembles_does_nothing() -> None:
    def trembling(share: float) -> float:
        return 0.02 * share

    observer, _ = seen("cat_camel", rounding(1.5, 8, trembling))
    assert observer.repetitions_count == 0


def test_single_wrong_lines_are_no_repetitions() -> None:
    def slipping(frames: Iterable[Frame]) -> Iterator[Frame]:
        for index, frame in enumerate(frames):
            yield with_line(frame, 0.2) if index % 30 == 20 else frame

    observer, _ = seen("cat_camel", slipping(rounding(6.0, 2, lambda _: 0.0)))
    assert observer.repetitions_count == 0


def test_where_the_line_is_not_seen_the_head_is_followed_instead() -> None:
    observer, _ = seen("cat_camel", cat_camel(6.0, 3))
    assert observer.repetitions_count == 3


def test_when_the_line_is_lost_on_the_way_counting_goes_on_by_the_head() -> None:
    frames = list(cat_camel(6.0, 5))
    half_s = frames[-1].time_s / 2
    seen_half = [
        with_line(frame, 0.05 * cos(2 * pi * frame.time_s / 6.0))
        if frame.time_s < half_s
        else frame
        for frame in frames
    ]
    observer, _ = seen("cat_camel", seen_half)
    assert 3 <= observer.repetitions_count <= 5


def test_how_far_it_goes_and_which_half_moves_is_told() -> None:
    observer, _ = seen("cat_camel", rounding(6.0, 3, first_s=2.0))
    whole = finding(observer, "both_directions")
    assert whole.result is Result.PASS
    assert whole.value == pytest.approx(ROUND - HOLLOW, abs=0.02)
    lower, upper = (finding(observer, f"{part}_back_moves") for part in ("lower", "upper"))
    assert lower.value == pytest.approx(upper.value, abs=3)
    assert lower.value > 25


def test_a_bend_in_the_upper_half_alone_is_seen_there() -> None:
    frame = with_line(frame_of(TABLE), 0.0, upper_tl=0.06)
    lower = read("back_bend_lower_deg", frame, Calibration()).value
    upper = read("back_bend_upper_deg", frame, Calibration()).value
    assert abs(lower) < 1
    assert upper > 25


def test_a_rounded_back_reads_the_same_in_a_hip_fold_and_on_all_fours() -> None:
    fold = replace(TABLE, trunk=-40.0)
    values = [
        read("back_curvature_idx", with_line(frame_of(stick), 0.1), Calibration()).value
        for stick in (TABLE, fold)
    ]
    assert values == pytest.approx([0.1, 0.1], abs=0.01)


def test_what_a_back_shows_in_quiet_standing_is_taken_off() -> None:
    standing = calibrated([with_line(frame_of(STANDING), -0.03)] * 3)
    frame = with_line(frame_of(TABLE), 0.05)
    assert standing.back_neutral is not None
    assert calibrated([frame_of(STANDING)]).back_neutral is None
    plain = read("back_curvature_idx", frame, Calibration()).value
    less = read("back_curvature_idx", frame, Calibration(back_neutral=standing.back_neutral)).value
    assert less - plain == pytest.approx(0.03, abs=0.003)


def test_turned_away_from_the_side_the_halves_are_refused_before_the_whole() -> None:
    def told(name: str, off_deg: float) -> bool:
        return not isnan(read(name, with_line(turned(TABLE, off_deg), 0.1), Calibration()).value)

    names = ("back_curvature_idx", "back_bend_lower_deg", "back_bend_upper_deg")
    assert [told(name, 10) for name in names] == [True, True, True]
    assert [told(name, 25) for name in names] == [True, False, False]
    assert [told(name, 36) for name in names] == [False, False, False]


@pytest.mark.parametrize(
    ("exercise", "needed"),
    [("cat_camel", True), ("seated_fold", True), ("standing_fold_supported", True),
     ("superman", False), ("bridge", False), ("wu_march", False)],
)  # fmt: skip
def test_a_silhouette_is_asked_for_only_where_something_is_read_from_it(
    exercise: str, needed: bool
) -> None:
    assert needs_back_line(EXERCISES[exercise]) is needed
