"""Numbers and codes as a person reads them: which of the locale's words, and when."""

from __future__ import annotations

from datetime import datetime
from math import isclose

from supple.app.locales import Locale
from supple.core.exercise import Bounds, Comparison, Criterion, Span
from supple.core.programme import SessionEntry

MINUTES_FROM_S = 120.0  # below, seconds say more


def plain(value: float) -> str:
    """A number without needless zeros: 12, 0.35, 1.5."""
    return f"{value:.0f}" if isclose(value, round(value), abs_tol=0.005) else f"{value:.2g}"


def time_words(locale: Locale, seconds: float) -> str:
    if seconds >= MINUTES_FROM_S or seconds == 60.0:
        minutes = seconds / 60.0
        halves = round(minutes * 2.0) / 2.0
        count = int(halves) if halves.is_integer() else halves
        return locale.say("dose.minutes", count=count)
    return locale.say("dose.seconds", count=round(seconds))


def dose_words(locale: Locale, entry: SessionEntry) -> str:
    """The dose of an entry of a session: "2 sets, hold 20 seconds, each side"."""
    parts = []
    if entry.sets_count > 1:
        parts.append(locale.say("dose.sets", count=entry.sets_count))
    if entry.hold_s is not None:
        time = time_words(locale, entry.hold_s)
        if entry.repetitions_count is not None and entry.repetitions_count > 1:
            parts.append(locale.say("dose.holds", count=entry.repetitions_count, time=time))
        else:
            parts.append(locale.say("dose.hold", time=time))
    elif entry.repetitions_count is not None:
        parts.append(locale.say("dose.repetitions", count=entry.repetitions_count))
    elif entry.duration_s is not None:
        parts.append(time_words(locale, entry.duration_s))
    if entry.sides:
        way = "each_side" if "left" in entry.sides else "each_way"
        parts.append(locale.say(f"dose.{way}"))
    words = ", ".join(parts) or locale.say("dose.none")
    return words[0].upper() + words[1:]


def span_words(span: Span | None, unit: str = "") -> str:
    """A span of a dose: "10 to 30 s, usually 20 s" in the numbers' own order."""
    if span is None:
        return ""
    if span.low == span.high:
        return f"{plain(span.target)}{unit}"
    return f"{plain(span.low)}–{plain(span.high)}{unit}"


def good_words(locale: Locale, criterion: Criterion, unit: str) -> str:
    """What counts as good: "at most 15°"."""

    def value(number: float | None) -> str:
        key = f"unit.{unit}"
        said = plain(number if number is not None else 0.0).replace("-", "\u2212")
        return locale.say(key, value=said) if locale.has(key) else said

    bounds: Bounds = criterion.good
    if criterion.comparison is Comparison.AT_MOST:
        return locale.say("unit.at_most", high=value(bounds.high))
    if criterion.comparison is Comparison.AT_LEAST:
        return locale.say("unit.at_least", low=value(bounds.low))
    return locale.say("unit.between", low=value(bounds.low), high=value(bounds.high))


def unit_of(measure: str) -> str:
    """The unit that a measure's name ends in."""
    for ending, unit in (
        ("_deg_s", "deg_s"),
        ("_deg", "deg"),
        ("_tl", "tl"),
        ("_s", "s"),
        ("_count", "count"),
    ):
        if measure.endswith(ending):
            return unit
    return "ratio"


def code_words(locale: Locale, section: str, code: str) -> str:
    """The words of a code, or the code itself made readable where the locale has none."""
    key = f"{section}.{code}"
    return locale.say(key) if locale.has(key) else code.replace("_", " ")


def local_time(instant: str) -> datetime | None:
    """An instant of the record as this machine's time, None where there is none."""
    try:
        return datetime.fromisoformat(instant.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return None


def day_words(instant: str) -> str:
    """A day as a person says it; the time of day with it."""
    at = local_time(instant)
    if at is None:
        return ""
    return f"{at:%A}, {at.day} {at:%B %Y}, {at:%H:%M}"


def work_words(locale: Locale, worked_s: float, sets_count: int) -> str:
    """What a session amounts to: "3 sets, 4 minutes of work"; empty where nothing was done."""
    if sets_count == 0:
        return ""
    sets = locale.say("past.sets", count=sets_count)
    if worked_s < 1.0:
        return sets
    minutes = round(worked_s / 60.0)
    if worked_s < MINUTES_FROM_S:
        return f"{sets}, {locale.say('past.seconds', count=round(worked_s))}"
    return f"{sets}, {locale.say('past.minutes', count=minutes)}"
