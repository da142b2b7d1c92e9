"""How somebody moved, in words with the number beside, and how much the picture trembles."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final

from supple.app.checking import CheckReport
from supple.app.locales import Locale
from supple.app.words import plain
from supple.core.exercise import Kind
from supple.core.following.movement import SUDDEN_DEG_PER_S, Movement
from supple.core.measuring.measures import MEASURES
from supple.core.measuring.times import NOISE_MAX_DEG

CALM_DEG_PER_S: Final = 40.0
FLOWING_SPARC, IN_STEPS_SPARC = -2.7, -3.2
"""science.md section 5: the limits of the draft catalogue's global criteria (ENG)."""


def movement_words(report: CheckReport, locale: Locale) -> tuple[str, ...]:
    """Sentences on speed, suddenness and flow; none of a photo, or where nothing was done."""
    exercise, observed = report.exercise, report.observed
    if exercise is None or report.kind == "photo":
        return ()
    if exercise.kind is Kind.CARDIO or not (observed.holds or observed.repetitions_count):
        return ()
    return tuple(_sentences(observed.movement, locale))


def _sentences(moved: Movement, locale: Locale) -> Iterator[str]:
    if isfinite(moved.peak_speed_deg_per_s):
        yield _speed(moved.peak_speed_deg_per_s, locale)
    if moved.sudden_movements_count:
        yield locale.say(
            "report.sudden", count=moved.sudden_movements_count, limit=plain(SUDDEN_DEG_PER_S)
        )
    if isfinite(moved.sparc):
        yield _flow(moved.sparc, locale)
    if isfinite(moved.noise_floor_deg):
        drowned = moved.noise_floor_deg > NOISE_MAX_DEG
        key = "report.noise_high" if drowned else "report.noise"
        trembled = f"{moved.noise_floor_deg:.1f}"
        yield locale.say(key, value=trembled, limit=plain(NOISE_MAX_DEG))
    else:
        yield locale.say("report.noise_unknown")


def _speed(peak_deg_per_s: float, locale: Locale) -> str:
    if peak_deg_per_s <= CALM_DEG_PER_S:
        key = "report.speed_calm"
    elif peak_deg_per_s <= SUDDEN_DEG_PER_S:
        key = "report.speed_brisk"
    else:
        key = "report.speed_fast"
    error = MEASURES["peak_speed_deg_s"].typical_sd
    return locale.say(key, value=f"{peak_deg_per_s:.0f}", error=plain(error))


def _flow(sparc: float, locale: Locale) -> str:
    if sparc >= FLOWING_SPARC:
        key = "report.flow_smooth"
    elif sparc >= IN_STEPS_SPARC:
        key = "report.flow_nearly"
    else:
        key = "report.flow_steps"
    error = MEASURES["sparc_entry"].typical_sd
    return locale.say(
        key,
        value=f"{sparc:.1f}".replace("-", "\u2212"),
        error=plain(error),
        calm=f"{FLOWING_SPARC:.1f}".replace("-", "\u2212"),
    )
