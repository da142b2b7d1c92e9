"""How somebody moved, in words with the number beside, and how much the picture trembles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Final

from supple.app.checking import CheckReport
from supple.app.locales import Locale
from supple.app.words import plain
from supple.core.events import Result
from supple.core.exercise import Criterion, Kind
from supple.core.following.movement import SUDDEN_DEG_PER_S, Movement
from supple.core.judging.assessment import judge
from supple.core.measuring.measures import MEASURES
from supple.core.measuring.times import NOISE_MAX_DEG

SPEED: Final = "peak_speed_deg_s"
FLOW: Final = "sparc_entry"
SPEED_WORDS: Final = {
    Result.PASS: "report.speed_calm",
    Result.WARN: "report.speed_brisk",
    Result.FAIL: "report.speed_fast",
}
FLOW_WORDS: Final = {
    Result.PASS: "report.flow_smooth",
    Result.WARN: "report.flow_nearly",
    Result.FAIL: "report.flow_steps",
}


def movement_words(report: CheckReport, locale: Locale) -> tuple[str, ...]:
    """Sentences on speed, suddenness and flow; none of a photo, or where nothing was done."""
    exercise, observed = report.exercise, report.observed
    if exercise is None or report.kind == "photo":
        return ()
    if exercise.kind is Kind.CARDIO or not (observed.holds or observed.repetitions_count):
        return ()
    by_measure = {criterion.measure: criterion for criterion in exercise.all_criteria}
    return tuple(_sentences(observed.movement, by_measure, locale))


def _sentences(
    moved: Movement, by_measure: Mapping[str, Criterion], locale: Locale
) -> Iterator[str]:
    if isfinite(moved.peak_speed_deg_per_s) and SPEED in by_measure:
        yield _speed(moved.peak_speed_deg_per_s, by_measure[SPEED], locale)
    if moved.sudden_movements_count:
        yield locale.say(
            "report.sudden", count=moved.sudden_movements_count, limit=plain(SUDDEN_DEG_PER_S)
        )
    if isfinite(moved.sparc) and FLOW in by_measure:
        yield _flow(moved.sparc, by_measure[FLOW], locale)
    if isfinite(moved.noise_floor_deg):
        drowned = moved.noise_floor_deg > NOISE_MAX_DEG
        key = "report.noise_high" if drowned else "report.noise"
        trembled = f"{moved.noise_floor_deg:.1f}"
        yield locale.say(key, value=trembled, limit=plain(NOISE_MAX_DEG))
    else:
        yield locale.say("report.noise_unknown")


def _speed(peak_deg_per_s: float, criterion: Criterion, locale: Locale) -> str:
    error = MEASURES[SPEED].typical_sd
    key = SPEED_WORDS[judge(criterion, peak_deg_per_s, error)]
    return locale.say(
        key, value=f"{peak_deg_per_s:.0f}", error=plain(error), calm=_good(criterion)
    )


def _flow(sparc: float, criterion: Criterion, locale: Locale) -> str:
    error = MEASURES[FLOW].typical_sd
    key = FLOW_WORDS[judge(criterion, sparc, error)]
    return locale.say(key, value=_signed(sparc), error=plain(error), calm=_good(criterion))


def _good(criterion: Criterion) -> str:
    """The end of what is good; both measures have only one."""
    good = criterion.good
    if good.high is not None:
        return plain(good.high)
    return "" if good.low is None else _signed(good.low)


def _signed(sparc: float) -> str:
    return f"{sparc:.1f}".replace("-", "\u2212")
