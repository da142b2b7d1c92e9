"""Doses, limits and days as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

import supple
from supple.adapters.locales_toml import read_locales
from supple.app.locales import Locale
from supple.app.words import (
    code_words,
    day_words,
    dose_words,
    good_words,
    span_words,
    time_words,
    unit_of,
    work_words,
)
from supple.core.exercise import Bounds, Comparison, Criterion, Severity, Span
from supple.core.programme import Block, SessionEntry


@pytest.fixture(scope="module")
def english() -> Locale:
    return read_locales(Path(supple.__file__).parent / "data" / "locales")["en"]


def entry(**dose: object) -> SessionEntry:
    usual = {"sets_count": 1, "sides": (), "rest_s": 15.0}
    return SessionEntry(exercise="x", block=Block.MAIN, **{**usual, **dose})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"hold_s": 20.0}, "Hold 20 seconds"),
        ({"hold_s": 1.0}, "Hold 1 second"),
        ({"hold_s": 20.0, "sets_count": 3}, "3 sets, hold 20 seconds"),
        ({"hold_s": 20.0, "sides": ("left", "right")}, "Hold 20 seconds, each side"),
        ({"hold_s": 5.0, "repetitions_count": 6}, "6 holds of 5 seconds"),
        ({"repetitions_count": 10}, "10 times"),
        ({"repetitions_count": 1}, "Once"),
        ({"repetitions_count": 6, "sides": ("one way", "other way")}, "6 times, each way"),
        ({"duration_s": 300.0}, "5 minutes"),
        ({"duration_s": 60.0}, "1 minute"),
        ({"duration_s": 150.0}, "2.5 minutes"),
        ({}, "As it feels right"),
    ],
)
def test_a_dose_is_said_in_words(english: Locale, dose: dict[str, object], words: str) -> None:
    assert dose_words(english, entry(**dose)) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(90.0, "90 seconds"), (119.6, "120 seconds"), (120.0, "2 minutes")]
)
def test_short_times_are_seconds(english: Locale, seconds: float, words: str) -> None:
    assert time_words(english, seconds) == words


def test_a_span_shows_its_ends() -> None:
    assert span_words(Span(low=10, target=20, high=30), " s") == "10–30 s"
    assert span_words(Span(low=5, target=5, high=5)) == "5"
    assert span_words(None) == ""


@pytest.mark.parametrize(
    ("comparison", "low", "high", "measure", "words"),
    [
        (Comparison.AT_MOST, None, 15.0, "head_back_deg", "at most 15°"),
        (Comparison.AT_LEAST, 155.0, None, "elbow_angle_deg", "at least 155°"),
        (Comparison.BETWEEN, -5.0, 25.0, "trunk_incline_deg", "\u22125 to 25°"),
        (Comparison.AT_MOST, None, 0.12, "pelvis_rise_tl", "at most 0.12 of a trunk’s length"),
        (Comparison.AT_MOST, None, 40.0, "peak_speed_deg_s", "at most 40° a second"),
        (Comparison.AT_LEAST, 0.8, None, "shrug_index", "at least 0.8"),
        (Comparison.AT_MOST, None, 0.0, "jerk_events", "at most 0"),
    ],
)
def test_what_is_good_is_said_with_its_unit(
    english: Locale,
    comparison: Comparison,
    low: float | None,
    high: float | None,
    measure: str,
    words: str,
) -> None:
    criterion = Criterion(
        id="x",
        measure=measure,
        comparison=comparison,
        good=Bounds(low=low, high=high),
        limit=Bounds(),
        phase="hold",
        severity=Severity.SAFETY,
    )

    assert good_words(english, criterion, unit_of(measure)) == words


def test_a_code_without_words_is_readable_still(english: Locale) -> None:
    assert code_words(english, "equipment", "mat") == "a mat"
    assert code_words(english, "equipment", "foam_roller") == "foam roller"


def test_a_day_is_said_and_a_broken_one_is_not() -> None:
    assert "November 2026" in day_words("2026-11-21T12:00:00.000Z")
    assert day_words("") == ""


@pytest.mark.parametrize(
    ("worked_s", "sets_count", "words"),
    [
        (0.0, 0, ""),
        (0.0, 3, "3 sets"),
        (40.0, 1, "1 set, 40 seconds of work"),
        (200.0, 5, "5 sets, 3 minutes of work"),
    ],
)
def test_a_session_is_summed_up(
    english: Locale, worked_s: float, sets_count: int, words: str
) -> None:
    assert work_words(english, worked_s, sets_count) == words
