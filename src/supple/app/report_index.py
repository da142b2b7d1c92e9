"""One row for each file that was looked at, made of what `supple check --json` says of it.

So it can be made of answers that were printed at another time, or by another process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supple.app.locales import Locale
from supple.app.words import capital
from supple.core.events import Result
from supple.core.exercise import Exercise, Severity

_ORDER = {
    (str(result), str(severity)): (rank, position)
    for rank, result in enumerate((Result.FAIL, Result.WARN))
    for position, severity in enumerate(Severity)
    if severity is not Severity.INFO
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One file: `page` is where its report is, empty where there is none; so is `next_step`."""

    file: str
    page: str
    exercise: str
    came_to: str
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All files, and the sentence above them."""

    lede: str
    rows: tuple[IndexRow, ...]


def index(rows: Sequence[IndexRow], *, day: str, locale: Locale) -> Index:
    """The list of some files; `day` is when they were looked at, in words."""
    lede = locale.say("report.index_lede", count=len(rows), day=day)
    return Index(lede=lede, rows=tuple(rows))


def unread_row(*, file: str, sentence: str, locale: Locale) -> IndexRow:
    """The row of a file that could not be looked at; `sentence` says why."""
    return IndexRow(
        file=file,
        page="",
        exercise=locale.say("report.index_unread"),
        came_to=capital(sentence) + ".",
    )


def row(
    answer: Mapping[str, Any],
    *,
    file: str,
    page: str,
    exercises: Mapping[str, Exercise],
    locale: Locale,
) -> IndexRow:
    """The row of one file from its JSON object (`check_report.plain`)."""
    if not answer["frames_with_person"]:
        exercise = locale.say("report.title_nobody")
    elif answer["exercise"] is None:
        exercise = locale.say("report.title_none")
    else:
        exercise = exercises[answer["exercise"]].words(locale.language).name
    found = [one for one in answer["findings"] if (one["result"], one["severity"]) in _ORDER]
    worst = min(found, key=lambda one: _ORDER[one["result"], one["severity"]], default=None)
    return IndexRow(
        file=file,
        page=page,
        exercise=exercise,
        came_to=_came_to(answer, locale),
        next_step=_advice(worst, answer, exercises, locale) if worst else "",
    )


def _came_to(answer: Mapping[str, Any], locale: Locale) -> str:
    parts = []
    if answer["repetitions"]:
        parts.append(locale.say("report.index_repeated", count=answer["repetitions"]))
    held_s = sum(hold["credited_s"] or 0 for hold in answer["holds"])
    if held_s:
        time = locale.say("unit.s", value=f"{held_s:.1f}")
        parts.append(locale.say("report.index_held", time=time))
    told = [
        one["result"]
        for one in answer["findings"]
        if one["result"] != Result.CANNOT_TELL and one["severity"] != Severity.INFO
    ]
    if told:
        good = told.count(str(Result.PASS))
        parts.append(locale.say("report.index_judged", count=good, of=len(told)))
    return capital(", ".join(parts)) or locale.say("report.index_nothing")


def _advice(
    worst: Mapping[str, Any],
    answer: Mapping[str, Any],
    exercises: Mapping[str, Exercise],
    locale: Locale,
) -> str:
    cues = exercises[answer["exercise"]].words(locale.language).cues
    criterion: str = worst["criterion"]
    return worst["cue"] or cues.get(criterion) or criterion.replace("_", " ")
