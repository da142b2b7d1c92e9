"""Which pictures a report shows, and what is said to each: few, at the moments that matter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from supple.app.captions import Caption, Label, Tone, caption_of, label_of
from supple.app.checking import CheckReport, Measured, Moment
from supple.app.locales import Locale
from supple.app.report_findings import advice, good_of, name_of, rules, to_mind, value_of
from supple.app.report_pairs import pair_of
from supple.app.report_timeline import not_judged
from supple.app.words import clock_words, why_words
from supple.core.body import Side
from supple.core.drawing.pair import Pair
from supple.core.events import Finding, Result

MINDED_AT_MOST: Final = 5
SAME_MOMENT_S: Final = 0.3
FAR_S: Final = 1.0
"""A finding whose moment was seen no nearer than this has no picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: the person at one moment, with what is drawn on them (`caption`).

    `kind` is "fail", "warn", "good", "not_judged" or "seen"; `at` is the time in words, empty for
    a photo. `lines` explain it, one for each finding in it; `alt` is for those who cannot see it.
    `pair` are the figure as it was seen and as it is meant, where that can be shown truly.
    """

    kind: str
    at: str
    title: str
    lines: tuple[str, ...]
    alt: str
    caption: Caption
    pair: Pair | None = None


def shots(report: CheckReport, locale: Locale) -> tuple[Shot, ...]:
    """What to mind first, then one that went well; else what was seen at all."""
    minded = tuple(_minded(report, locale))
    good = _good(report, has_others=bool(minded))
    if good is not None:
        minded += (_of_good(good, report, locale),)
    if minded:
        return minded
    return tuple(_only_seen(report, locale))


def _minded(report: CheckReport, locale: Locale) -> Iterator[Shot]:
    together: list[tuple[Moment, list[Finding]]] = []
    for finding in to_mind(report):
        moment = _nearest(report.moments, finding.at_s)
        if moment is None:
            continue
        for other, findings in together:
            if abs(other.frame.time_s - moment.frame.time_s) <= SAME_MOMENT_S:
                findings.append(finding)
                break
        else:
            together.append((moment, [finding]))
    for moment, findings in together[:MINDED_AT_MOST]:
        yield _of_findings(moment, findings, report, locale)


def _of_findings(
    moment: Moment, findings: Sequence[Finding], report: CheckReport, locale: Locale
) -> Shot:
    first, *others = findings
    lines = [_line(first, report, locale)]
    for other in others:
        lines.append(f"{advice(other, report, locale)} {_line(other, report, locale)}")
    kind = "fail" if first.result is Result.FAIL else "warn"
    title = advice(first, report, locale)
    shot = _shot(kind, moment, title, tuple(lines), report, locale)
    labels = [_label(one, report, shot.caption.near) for one in findings]
    placed = {label.drawn.at: label for label in reversed(labels) if label is not None}
    caption = replace(shot.caption, labels=tuple(placed.values()))
    return replace(shot, caption=caption, pair=pair_of(first, moment, report, locale))


def _of_good(moment: Moment, report: CheckReport, locale: Locale) -> Shot:
    """Without the numbers of what is to be minded elsewhere."""
    shot = _shot("good", moment, locale.say("report.shot_good"), (), report, locale)
    minded = {finding.criterion for finding in to_mind(report)}
    labels = tuple(label for label in shot.caption.labels if label.criterion not in minded)
    return replace(shot, caption=replace(shot.caption, labels=labels))


def _line(finding: Finding, report: CheckReport, locale: Locale) -> str:
    return locale.say(
        "report.shot_finding",
        what=name_of(finding, report, locale),
        value=value_of(finding, report, locale),
        good=good_of(finding, report, locale),
    )


def _label(finding: Finding, report: CheckReport, near: Side) -> Label | None:
    rule = rules(report).get(finding.criterion)
    if rule is None:
        return None
    read = Measured(criterion=rule.id, measure=rule.measure, value=finding.value)
    return label_of(read, near, Tone.MIND)


def _good(report: CheckReport, *, has_others: bool) -> Moment | None:
    """A moment without faults: in the middle of the longest hold, or of the repetitions."""
    well = [
        moment
        for moment in report.moments
        if moment.frame.found and not moment.faults and moment.state in ("held", "repeating")
    ]
    if not well or (report.kind == "photo" and has_others):
        return None
    holds = report.observed.holds
    if holds:
        longest = max(holds, key=lambda hold: hold.credited_s)
        middle_s = (longest.start_s + longest.end_s) / 2
    else:
        middle_s = (well[0].frame.time_s + well[-1].frame.time_s) / 2
    return min(well, key=lambda moment: abs(moment.frame.time_s - middle_s))


def _only_seen(report: CheckReport, locale: Locale) -> Iterator[Shot]:
    """Where nothing could be judged: what the camera saw instead, if it saw anybody."""
    found = [moment for moment in report.moments if moment.frame.found]
    if not found:
        return
    blind = [span for span in not_judged(report.moments) if span.why != "nobody"]
    if report.exercise is not None and blind:
        longest = max(blind, key=lambda span: span.end_s - span.start_s)
        moment = _nearest(found, (longest.start_s + longest.end_s) / 2)
    else:
        moment = found[len(found) // 2]
    if moment is None:
        return
    kind, title = "seen", locale.say("report.shot_seen")
    if moment.state == "not_judged":
        kind = "not_judged"
        title = locale.say("report.shot_not_judged", why=why_words(locale, moment.why))
    yield _shot(kind, moment, title, (), report, locale)


def _shot(
    kind: str,
    moment: Moment,
    title: str,
    lines: tuple[str, ...],
    report: CheckReport,
    locale: Locale,
) -> Shot:
    return Shot(
        kind=kind,
        at="" if report.kind == "photo" else clock_words(moment.frame.time_s),
        title=title,
        lines=lines,
        alt=locale.say("report.shot_alt", words=" ".join((title, *lines))),
        caption=caption_of(moment, report),
    )


def _nearest(moments: Sequence[Moment], at_s: float) -> Moment | None:
    """The moment with somebody in it that is nearest to a time; None where none is near."""
    if not isfinite(at_s):
        return None
    after = bisect_left(moments, at_s, key=lambda moment: moment.frame.time_s)
    near = [one for one in moments[max(0, after - 30) : after + 30] if one.frame.found]
    best = min(near, key=lambda one: abs(one.frame.time_s - at_s), default=None)
    return best if best is not None and abs(best.frame.time_s - at_s) <= FAR_S else None
