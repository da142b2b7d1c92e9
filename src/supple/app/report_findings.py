"""A check's findings as a person reads them: in groups, the worst first, each with its limits,
and what could not be told, by the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

from supple.app import words
from supple.app.check_report import untold
from supple.app.checking import CheckReport
from supple.app.locales import Locale
from supple.app.report_timeline import not_judged, span_words
from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Severity

_RESULTS: Final = (Result.FAIL, Result.WARN)
_SEVERITIES: Final = tuple(Severity)
INFO: Final = "info"
TO_MIND: Final = ("fail", "warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One criterion. `what` is what to do where there is something to do, else the measure."""

    what: str
    measure: str
    value: str
    good: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of one kind: "fail", "warn", "pass" or "info"."""

    kind: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """One reason, what was not judged for it, and what to do about it (or nothing)."""

    why: str
    what: tuple[str, ...]
    mend: str


def rules(report: CheckReport) -> Mapping[str, Criterion]:
    """The criteria of the exercise by id; none where no exercise was looked at."""
    return {rule.id: rule for rule in report.exercise.all_criteria} if report.exercise else {}


def to_mind(report: CheckReport) -> tuple[Finding, ...]:
    """What to look after, first things first: faults before near ones, safety before all."""
    minded = [
        finding
        for finding in report.observed.findings
        if finding.result in _RESULTS and finding.severity != Severity.INFO
    ]
    return tuple(sorted(minded, key=_order))


def _order(finding: Finding) -> tuple[int, int]:
    return _RESULTS.index(finding.result), _SEVERITIES.index(Severity(finding.severity))


def advice(finding: Finding, report: CheckReport, locale: Locale) -> str:
    """What the exercise file says to do about it; the measure where it says nothing."""
    said = finding.cue
    if said is None and report.exercise is not None:
        said = report.exercise.words(locale.language).cues.get(finding.criterion)
    return said or name_of(finding, report, locale)


def name_of(finding: Finding, report: CheckReport, locale: Locale) -> str:
    """What a finding is about, as it begins a line."""
    rule = rules(report).get(finding.criterion)
    return words.capital(words.criterion_words(locale, finding.criterion, rule))


def value_of(finding: Finding, report: CheckReport, locale: Locale) -> str:
    """The number with how far it may be off; empty where there is none."""
    if not isfinite(finding.value):
        return ""
    error = finding.uncertainty if isfinite(finding.uncertainty) else None
    unit = _unit(rules(report).get(finding.criterion))
    return words.measured_short(locale, finding.value, error, unit)


def good_of(finding: Finding, report: CheckReport, locale: Locale) -> str:
    """What counts as good; empty where the exercise file has no such criterion any more."""
    rule = rules(report).get(finding.criterion)
    return words.good_words(locale, rule, _unit(rule)) if rule else ""


def _unit(rule: Criterion | None) -> str:
    return words.unit_of((rule.base or rule.measure) if rule else "")


def groups(report: CheckReport, locale: Locale) -> tuple[Group, ...]:
    """Everything that was judged; empty groups are left out."""
    told = [f for f in report.observed.findings if f.result is not Result.CANNOT_TELL]
    minded = to_mind(report)
    found = {
        "fail": [one for one in minded if one.result is Result.FAIL],
        "warn": [one for one in minded if one.result is Result.WARN],
        "pass": [f for f in told if f.result is Result.PASS and f.severity != Severity.INFO],
        INFO: [f for f in told if f.severity == Severity.INFO],
    }
    titles = {
        "fail": locale.say("report.group_fail"),
        "warn": locale.say("report.group_warn"),
        "pass": locale.say("report.group_pass"),
        INFO: locale.say("report.group_info"),
    }
    return tuple(
        Group(
            kind=kind,
            title=titles[kind],
            rows=tuple(_row(one, kind, report, locale) for one in members),
        )
        for kind, members in found.items()
        if members
    )


def _row(finding: Finding, kind: str, report: CheckReport, locale: Locale) -> Row:
    name = name_of(finding, report, locale)
    rule = rules(report).get(finding.criterion)
    return Row(
        what=advice(finding, report, locale) if kind in TO_MIND else name,
        measure=name,
        value=value_of(finding, report, locale),
        good=good_of(finding, report, locale) if kind != INFO else "",
        source=rule.source if rule else "",
    )


def unseen(report: CheckReport, locale: Locale) -> tuple[Unseen, ...]:
    """What was not judged, one for each reason: stretches of the film, then criteria."""
    kind = _kind(report, locale)
    what: dict[str, list[str]] = {}
    spans = not_judged(report.moments) if report.kind != "photo" and report.exercise else ()
    for why in dict.fromkeys(span.why for span in spans):
        times = span_words([span for span in spans if span.why == why], locale)
        what[why] = [locale.say("report.unseen_spans", spans=times, kind=kind)]
    pairs = untold(report)
    blind = {why for part, why in pairs if part == "pose"}
    known = rules(report)
    for part, why in pairs:
        if part != "pose" and why not in blind:
            said = words.criterion_words(locale, part, known.get(part))
            what.setdefault(why, []).append(said)
        elif part == "pose" and why not in what:
            everything = locale.say("report.unseen_all")
            some = locale.say("report.unseen_moments", kind=kind)
            what[why] = [everything if report.kind == "photo" else some]
    return tuple(
        Unseen(
            why=words.why_words(locale, why),
            what=tuple(dict.fromkeys(parts)),
            mend=_mend(why, locale),
        )
        for why, parts in what.items()
    )


def _mend(why: str, locale: Locale) -> str:
    if why == "nobody":  # a title, or somebody who has gone: nothing to mend
        return ""
    if why.endswith("_hidden"):
        return locale.say("mend.hidden")
    for key in (f"mend.{why}", f"placement.{why}"):
        if locale.has(key):
            return locale.say(key)
    return ""


def _kind(report: CheckReport, locale: Locale) -> str:
    return words.code_words(locale, "report", f"kind_{report.kind}")
