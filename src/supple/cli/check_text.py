"""A check's report as a person reads it: short, kind, with the numbers beside the words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from supple.app.captions import VIEW_WORDS
from supple.app.check_report import cue, in_words, untold
from supple.app.checking import CheckReport
from supple.core.events import Finding, Result
from supple.core.exercise import Sided

_SIGNS = {
    "deg": "°",
    "deg_per_s": "° a second",
    "s": " s",
    "count": "",
    "ratio": "",
    "TL": " trunk lengths",
}


def lines(report: CheckReport, path: str) -> Iterator[str]:
    """One file's report, line by line."""
    yield f"{path}: {_headline(report)}"
    yield from (f"  {line}" for line in _body(report))


def _headline(report: CheckReport) -> str:
    if not report.frames_with_person_count:
        return "nobody in view"
    view = VIEW_WORDS.get(report.observed.view or "")
    seen = f", {view}" if view else ""
    if report.exercise is None:
        return f"no exercise recognised{seen}"
    name = report.exercise.words().name
    sure = "" if report.told else f" (recognised, {report.confidence:.0%} sure)"
    return f"{name}{seen}{sure}"


def _body(report: CheckReport) -> Iterator[str]:
    observed = report.observed
    if report.exercise is None:
        if report.alternatives:
            yield "Nearest: " + ", ".join(name for name, _ in report.alternatives[:3])
        return
    for hold in observed.holds:
        yield (
            f"Held from {hold.start_s:.1f} s to {hold.end_s:.1f} s, "
            f"{hold.credited_s:.1f} s of it credited."
        )
    if observed.repetitions_count:
        yield f"Repetitions: {observed.repetitions_count}."
    if report.exercise.sided is not Sided.NONE and (observed.holds or observed.repetitions_count):
        sides = " and ".join(observed.sides) or "which one cannot be told"
        yield f"Side: {sides}."
    if report.kind != "photo" and not observed.holds and not observed.repetitions_count:
        yield "No hold and no repetition was seen."
    by_result = {
        result: [finding for finding in observed.findings if finding.result is result]
        for result in Result
    }
    for finding in by_result[Result.FAIL]:
        yield f"To mind: {_finding(finding, report)}"
    for finding in by_result[Result.WARN]:
        yield f"Nearly: {_finding(finding, report)}"
    if by_result[Result.PASS]:
        yield "Good: " + ", ".join(in_words(found.criterion) for found in by_result[Result.PASS])
    if observed.movement.sudden_movements_count:
        yield f"Sudden movements: {observed.movement.sudden_movements_count}."
    yield from _cannot_tell(report)


def _cannot_tell(report: CheckReport) -> Iterator[str]:
    """Grouped by the reason, so that one hidden foot is one line."""
    blind = [why for what, why in untold(report) if what == "pose"]
    if blind:
        where = "It is not judged" if report.kind == "photo" else "Parts are not judged"
        yield f"{where}: {', '.join(map(in_words, blind))}."
    whats: dict[str, list[str]] = {}
    for what, why in untold(report):
        if what == "pose" or why in blind:
            continue
        whats.setdefault(why, []).append(in_words(what))
    for why, names in whats.items():
        yield f"Cannot tell ({in_words(why)}): " + ", ".join(names)


def _finding(finding: Finding, report: CheckReport) -> str:
    said = cue(finding, report)
    words = in_words(finding.criterion) + (f". {said}" if said else "")
    when = "" if report.kind == "photo" or isnan(finding.at_s) else f" at {finding.at_s:.1f} s"
    sign = _SIGNS.get(finding.unit, f" {finding.unit}")
    decimals = 0 if finding.unit.startswith("deg") else 2
    value, error = (_number(number, decimals) for number in (finding.value, finding.uncertainty))
    return f"{words} ({value} ± {error}{sign}{when})"


def _number(value: float, decimals: int) -> str:
    return "?" if isnan(value) else f"{value:.{decimals}f}".replace("-", "−")
