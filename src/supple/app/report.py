"""What the report of a check says to a person: which sentences, in which order.

The answer first, then the moments that matter, then everything that was seen, then what could
not be seen and how to let it be seen. How it looks is an adapter's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from supple.app import words
from supple.app.checking import CheckReport
from supple.app.locales import Locale
from supple.app.report_findings import (
    Group,
    Unseen,
    advice,
    groups,
    name_of,
    to_mind,
    unseen,
)
from supple.app.report_movement import movement_words
from supple.app.report_shots import Shot, shots
from supple.app.report_timeline import Timeline, timeline
from supple.core.events import Result
from supple.core.exercise import Exercise, Severity, Status
from supple.core.judging.observer import REPETITION_KINDS
from supple.core.measuring.measures import MEASURES

WORTH_NAMING_SHARE = 0.1
"""Another exercise that is at least this likely is named too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One page. Every field is words; empty ones are left out of the page.

    `facts` stand under the title; `answer` are the sentences that come first, and `next_step` the
    one thing to try. `camera` says where the camera sees most. `sources` are keys with their
    citations, of what the page names.
    """

    title: str
    file_name: str
    facts: tuple[str, ...]
    answer: tuple[str, ...]
    next_step: str
    shots: tuple[Shot, ...]
    timeline: Timeline | None
    groups: tuple[Group, ...]
    unseen: tuple[Unseen, ...]
    camera: str
    movement: tuple[str, ...]
    trust: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


def compose(
    report: CheckReport,
    *,
    file_name: str,
    day: str,
    exercises: Mapping[str, Exercise],
    sources: Mapping[str, str],
    locale: Locale,
) -> Report:
    """The page of one check; `day` is when it was looked at, in words.

    `exercises` name what else it could be, `sources` the citations by key. The moments of the
    check must have their readings.
    """
    names = {
        finding.criterion: name_of(finding, report, locale) for finding in report.observed.findings
    }
    judged = groups(report, locale)
    hidden = unseen(report, locale)
    return Report(
        title=_title(report, locale),
        file_name=file_name,
        facts=tuple(_facts(report, day, exercises, locale)),
        answer=tuple(_answer(report, exercises, locale)),
        next_step=_next_step(report, locale),
        shots=shots(report, locale),
        timeline=timeline(report, names, locale),
        groups=judged,
        unseen=hidden,
        camera=report.exercise.words(locale.language).camera if report.exercise else "",
        movement=movement_words(report, locale),
        trust=tuple(_trust(report, locale)),
        sources=_cited(judged, sources),
    )


def _title(report: CheckReport, locale: Locale) -> str:
    if not report.frames_with_person_count:
        return locale.say("report.title_nobody")
    if report.exercise is None:
        return locale.say("report.title_none")
    return report.exercise.words(locale.language).name


def _facts(
    report: CheckReport, day: str, exercises: Mapping[str, Exercise], locale: Locale
) -> Iterator[str]:
    view = f"report.view_{report.observed.view}"
    if report.frames_with_person_count and locale.has(view):
        yield words.capital(locale.say(view))
    if report.exercise is not None and report.told:
        yield words.capital(locale.say("report.named"))
    elif report.exercise is not None and isfinite(report.confidence):
        yield words.capital(locale.say("report.recognised", share=_sure(report, locale)))
        near = _names(
            [name for name, share in report.alternatives if share >= WORTH_NAMING_SHARE],
            exercises,
            locale,
        )
        if near:
            yield words.capital(locale.say("report.or_else", names=near))
    yield locale.say("report.checked", day=day)


def _sure(report: CheckReport, locale: Locale) -> str:
    """No recognition is certain, whatever its number rounds to."""
    if report.confidence > 0.99:
        return locale.say("report.almost_certain")
    return f"{report.confidence * 100:.0f}\u00a0%"


def _answer(
    report: CheckReport, exercises: Mapping[str, Exercise], locale: Locale
) -> Iterator[str]:
    if not report.frames_with_person_count:
        kind = words.code_words(locale, "report", f"kind_{report.kind}")
        yield locale.say("report.nobody", kind=kind)
    elif report.exercise is None:
        yield locale.say("report.none")
        near = _names([name for name, _ in report.alternatives], exercises, locale)
        if near:
            yield locale.say("report.none_near", names=near)
    else:
        yield _done(report, report.exercise, locale)
        yield from _well(report, locale)
    if report.cut_short:
        yield report.cut_short


def _done(report: CheckReport, exercise: Exercise, locale: Locale) -> str:
    """How long it was held, or how often it was done."""
    observed = report.observed
    if report.kind == "photo":
        in_pose = any(moment.state == "held" for moment in report.moments)
        return locale.say("report.photo_in" if in_pose else "report.photo_out")
    if observed.repetitions_count:
        return locale.say("report.repeated", count=observed.repetitions_count)
    if exercise.kind in REPETITION_KINDS:
        return locale.say("report.none_repeated")
    if not observed.holds:
        return locale.say("report.none_held")
    error_s = MEASURES["hold_time_s"].typical_sd * len(observed.holds) ** 0.5
    held_s = sum(hold.credited_s for hold in observed.holds)
    time = locale.say("unit.s", value=f"{held_s:.1f} ± {error_s:.1f}")
    if len(observed.holds) == 1:
        return locale.say("report.held", time=time)
    return locale.say("report.held_times", count=len(observed.holds), time=time)


def _well(report: CheckReport, locale: Locale) -> Iterator[str]:
    told = [
        finding
        for finding in report.observed.findings
        if finding.result is not Result.CANNOT_TELL and finding.severity != Severity.INFO
    ]
    good = sum(finding.result is Result.PASS for finding in told)
    if not good:
        return
    if good < len(told):
        yield locale.say("report.well", count=good, of=len(told))
    elif good == 1:
        yield locale.say("report.well_all_one")
    else:
        yield locale.say("report.well_all", of=good)


def _next_step(report: CheckReport, locale: Locale) -> str:
    """The one thing to try: the first of what to mind, else what the camera needs."""
    if not report.frames_with_person_count:
        return locale.say("report.try_nobody")
    if report.exercise is None:
        return locale.say("report.try_name")
    minded = to_mind(report)
    if minded:
        return advice(minded[0], report, locale)
    if any(finding.result is Result.PASS for finding in report.observed.findings):
        return locale.say("report.try_nothing")
    camera = report.exercise.words(locale.language).camera
    return locale.say("report.try_camera", camera=camera).strip()


def _trust(report: CheckReport, locale: Locale) -> Iterator[str]:
    exercise = report.exercise
    if exercise is not None and exercise.status is Status.DRAFT:
        yield locale.say("report.draft")
    elif exercise is not None and exercise.reviewed_by:
        yield locale.say("report.reviewed", name=exercise.reviewed_by)
    yield locale.say("report.safety")


def _cited(judged: tuple[Group, ...], sources: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    keys = dict.fromkeys(row.source for group in judged for row in group.rows)
    return tuple((key, sources[key]) for key in keys if key in sources)


def _names(ids: list[str], exercises: Mapping[str, Exercise], locale: Locale) -> str:
    known = [exercises[one].words(locale.language).name for one in ids[:3] if one in exercises]
    return ", ".join(known)
