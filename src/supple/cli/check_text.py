"""A check's report as a person reads it: short, kind, with the numbers beside the words."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from supple.app.captions import VIEW_WORDS
from supple.app.check_report import cue, in_words, untold
from supple.app.checking import CheckReport
from supple.core.events import Finding, Result

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
    yield f"{one_line(path)}: {_headline(report)}"
    yield from (f"  {line}" for line in _body(report))


def line(report: CheckReport, path: str) -> str:
    """One file's report in one line, for one of many."""
    observed = report.observed
    parts = [_headline(report)]
    if observed.holds:
        held_s = sum(hold.credited_s for hold in observed.holds)
        parts.append(f"{held_s:.1f} s held")
    if observed.repetitions_count:
        parts.append(f"{observed.repetitions_count} repetitions")
    for result, words in ((Result.FAIL, "to mind"), (Result.WARN, "nearly")):
        names = [in_words(one.criterion) for one in observed.findings if one.result is result]
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
