"""Numbers and codes as a person reads them: which of the locale's words, and when."""

from __future__ import annotations

import re
from datetime import datetime
from math import ceil, isclose

from supple.app.locales import Locale
from supple.core.exercise import Bounds, Comparison, Criterion, Span
from supple.core.measuring.names import DECLARED
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


def clock_words(seconds: float) -> str:
    """A time in a film: "5.7 s", from a minute on "1:05.7"."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    return f"{minutes}:{rest / 10:04.1f}" if minutes else f"{rest / 10:.1f} s"


def tick_words(seconds: float) -> str:
    """A whole number of seconds on a line of time: "20 s", "1:20"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}" if minutes else f"{rest} s"


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
        return value_words(locale, number if number is not None else 0.0, unit)

    bounds: Bounds = criterion.good
    if criterion.comparison is Comparison.AT_MOST:
        return locale.say("unit.at_most", high=value(bounds.high))
    if criterion.comparison is Comparison.AT_LEAST:
        return locale.say("unit.at_least", low=value(bounds.low))
    low = _minus(bounds.low if bounds.low is not None else 0.0)
    return locale.say("unit.between", low=low, high=value(bounds.high))


def value_words(locale: Locale, value: float, unit: str) -> str:
    """A number with its unit."""
    key = f"unit.{unit}"
    said = _minus(value)
    return locale.say(key, value=said) if locale.has(key) else said


def measured_words(locale: Locale, value: float, error: float | None, unit: str) -> str:
    """A measured number with how far it may be off; as exact as that allows, no more."""
    if not error:
        return value_words(locale, value, unit)
    value, error = _as_exact(value, error)
    said = value_words(locale, value, unit)
    off = value_words(locale, error, "deg" if unit == "deg_s" else unit if unit != "tl" else "")
    return locale.say("unit.give_or_take", value=said, error=off)


def measured_short(locale: Locale, value: float, error: float | None, unit: str) -> str:
    """The same for a table: "145 ± 7°"."""
    if not error:
        return value_words(locale, value, unit)
    value, error = _as_exact(value, error)
    said = locale.say("unit.plus_minus", value=_minus(value), error=plain(error))
    key = f"unit.{unit}"
    return locale.say(key, value=said) if locale.has(key) else said


def _as_exact(value: float, error: float) -> tuple[float, float]:
    """Both rounded to what the error allows, the error never down to nothing."""
    if error >= 1.0:
        return float(round(value)), float(ceil(error))
    return round(value, 2), max(0.01, round(error, 2))


def _minus(value: float) -> str:
    return plain(value).replace("-", "\u2212")


def criterion_words(locale: Locale, criterion: str, rule: Criterion | None) -> str:
    """What a criterion looks at, by its measure; by its id where its file has changed since."""
    if rule is None:
        return criterion.replace("_", " ")
    what = code_words(locale, "measure", rule.measure)
    return f"{what} ({code_words(locale, 'measure', rule.base)})" if rule.base else what


def capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def unit_of(measure: str) -> str:
    """The key of a measure's unit among the locale's words."""
    return _UNIT_KEYS.get(DECLARED.get(measure, ""), "ratio")


_UNIT_KEYS = {"deg": "deg", "deg/s": "deg_s", "TL": "tl", "s": "s", "count": "count"}


def set_words(
    locale: Locale,
    *,
    set_index: int,
    side: str | None,
    credited_s: float,
    repetitions_count: int,
    by: str,
    skipped: bool,
) -> str:
    """A set in a line: "Set 2, left: 18 seconds, seen by the camera". `by` may be "corrected"."""
    where = f"{locale.say('detail.set')} {set_index + 1}"
    if side:
        where += f", {code_words(locale, 'side', side)}"
    if skipped:
        return f"{where}: {locale.say('detail.skipped')}"
    parts = []
    if credited_s > 0:
        parts.append(time_words(locale, credited_s))
    if repetitions_count:
        parts.append(locale.say("dose.repetitions", count=repetitions_count))
    how = "corrected" if by == "corrected" else f"by_{by}"
    parts.append(locale.say(f"detail.{how}"))
    return f"{where}: {', '.join(parts)}"


_SIDE_HIDDEN = re.compile(r"(left|right)_([a-z_]+)_hidden")


def _hidden_part(locale: Locale, code: str) -> str:
    """ "left knee" of left_knee_hidden; empty where the code is another."""
    found = _SIDE_HIDDEN.fullmatch(code)
    if found is None or not locale.has(f"joint.{found[2]}"):
        return ""
    side, joint = code_words(locale, "side", found[1]), locale.say(f"joint.{found[2]}")
    return locale.say("joint.of_side", side=side, joint=joint)


def cannot_tell_words(locale: Locale, code: str) -> str:
    """Why the coach cannot tell, as it says it."""
    part = _hidden_part(locale, code)
    if part:
        return locale.say("cannot_tell.part_hidden", part=part)
    for section in ("cannot_tell", "placement"):
        if locale.has(f"{section}.{code}"):
            return locale.say(f"{section}.{code}")
    return locale.say("cannot_tell.default")


def why_words(locale: Locale, code: str) -> str:
    """Why something could not be told, as the part of a sentence: "your left knee was hidden"."""
    part = _hidden_part(locale, code)
    if part:
        return locale.say("why.part_hidden", part=part)
    return locale.say(f"why.{code}" if locale.has(f"why.{code}") else "why.default")


def hidden_codes(locale: Locale) -> dict[str, str]:
    """What the coach says for each joint of each side that is hidden, for the player."""
    joints = [joint for joint in locale.section("joint") if joint != "of_side"]
    codes = [f"{side}_{joint}_hidden" for side in ("left", "right") for joint in joints]
    return {code: cannot_tell_words(locale, code) for code in codes}


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
