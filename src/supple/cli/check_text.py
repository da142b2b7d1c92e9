"""A check as a person reads it in a terminal: short, kind, with the numbers beside the words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from textwrap import wrap
from typing import Final

from supple.app.captions import VIEW_WORDS
from supple.app.checking import CheckReport
from supple.app.locales import Locale
from supple.app.report_findings import advice, good_of, name_of, to_mind, unseen, value_of
from supple.core.events import Finding, Result
from supple.core.exercise import Severity, Sided
from supple.core.judging.observer import REPETITION_KINDS

WIDTH: Final = 96


def lines(report: CheckReport, path: str, locale: Locale) -> Iterator[str]:
    """One file's check, line by line."""
    yield f"{one_line(path)}: {_headline(report)}"
    for line in _body(report, locale):
        yield from wrap(
            line, WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
        )


def line(report: CheckReport, path: str, locale: Locale) -> str:
    """One file's report in one line, for one of many."""
    observed = report.observed
    parts = [_headline(report)]
    if observed.holds:
        held_s = sum(hold.credited_s for hold in observed.holds)
        parts.append(f"{held_s:.1f} s held")
    if observed.repetitions_count:
        parts.append(f"{observed.repetitions_count} repetitions")
    for result, words in ((Result.FAIL, "try"), (Result.WARN, "nearly")):
        names = [_name(one, report, locale) for one in to_mind(report) if one.result is result]
        if names:
            parts.append(f"{words}: {', '.join(names)}")
    return f"{one_line(path)}: {'; '.join(parts)}"


def one_line(text: str) -> str:
    """A text on one line: whatever is not to be printed (a line break in a name) is spelt out."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def _headline(report: CheckReport) -> str:
    if not report.frames_with_person_count:
        return "nobody in view"
    view = VIEW_WORDS.get(report.observed.view or "")
    seen = f", {view}" if view else ""
    if report.exercise is None:
        return f"no exercise recognised{seen}"
    name = report.exercise.words().name
    if report.told:
        return f"{name}{seen}"
    sure = "over 99%" if report.confidence > 0.99 else f"{report.confidence:.0%}"
    return f"{name}{seen} (recognised, {sure} sure)"


def _body(report: CheckReport, locale: Locale) -> Iterator[str]:
    if not report.frames_with_person_count:
        return
    if report.exercise is None:
        if report.alternatives:
            near = ", ".join(name for name, _ in report.alternatives[:3])
            yield f"Nearest, as --exercise has them: {near}."
        return
    yield from _done(report)
    for finding in to_mind(report):
        word = "Try" if finding.result is Result.FAIL else "Nearly"
        yield f"{word}: {_finding(finding, report, locale)}"
    yield from _without_advice(report, locale)
    sudden = report.observed.movement.sudden_movements_count
    if sudden:
        yield f"{sudden} sudden movement{'s' if sudden > 1 else ''}: ease into it."
    for one in unseen(report, locale):
        mend = f" {one.mend}" if one.mend else ""
        yield f"Cannot tell, because {one.why}: {', '.join(one.what)}.{mend}"


def _done(report: CheckReport) -> Iterator[str]:
    observed = report.observed
    for hold in observed.holds:
        whole = hold.end_s - hold.start_s - hold.credited_s < 0.05
        counted = "" if whole else f", {hold.credited_s:.1f} s of it counted"
        yield f"Held from {hold.start_s:.1f} s to {hold.end_s:.1f} s{counted}."
    if observed.repetitions_count:
        yield f"Repetitions: {observed.repetitions_count}."
    sided = report.exercise is not None and report.exercise.sided is not Sided.NONE
    if sided and (observed.holds or observed.repetitions_count):
        sides = " and ".join(observed.sides) or "which one cannot be told"
        yield f"Side: {sides}."
    if report.kind == "photo" or observed.holds or observed.repetitions_count:
        return
    repeated = report.exercise is not None and report.exercise.kind in REPETITION_KINDS
    yield "No whole repetition was seen." if repeated else "No hold was seen."


def _without_advice(report: CheckReport, locale: Locale) -> Iterator[str]:
    """What went well, and what was only measured, each in one line."""
    told = [one for one in report.observed.findings if one.result is not Result.CANNOT_TELL]
    good = [
        _name(one, report, locale)
        for one in told
        if one.result is Result.PASS and one.severity != Severity.INFO
    ]
    if good:
        yield f"Good: {', '.join(good)}."
    shown = [
        f"{_name(one, report, locale)} {value_of(one, report, locale)}"
        for one in told
        if one.severity == Severity.INFO
    ]
    if shown:
        yield f"Measured, not judged: {', '.join(shown)}."


def _finding(finding: Finding, report: CheckReport, locale: Locale) -> str:
    numbers = f"{_name(finding, report, locale)} {value_of(finding, report, locale)}"
    good = good_of(finding, report, locale)
    if good:
        numbers += f", good is {good}"
    if report.kind != "photo" and isfinite(finding.at_s):
        numbers += f", at {finding.at_s:.1f} s"
    return f"{advice(finding, report, locale)} ({numbers})"


def _name(finding: Finding, report: CheckReport, locale: Locale) -> str:
    name = name_of(finding, report, locale)
    return name[:1].lower() + name[1:]
