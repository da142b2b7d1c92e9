"""When what was seen in a video or a recording: stretches and moments along one line of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from supple.app.captions import just_found
from supple.app.checking import CheckReport, Moment
from supple.app.locales import Locale
from supple.app.words import clock_words, why_words

SHORTEST_S: Final = 0.3
"""A shorter stretch is a flicker, which nobody would find again in the video."""
JOINED_S: Final = 0.7
TICKS_AT_MOST: Final = 6
SPANS_TOLD_AT_MOST: Final = 4
LANES_TO_MIND_AT_MOST: Final = 4
_STEPS_S: Final = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time, seconds, and why (a code) where it was not judged."""

    start_s: float
    end_s: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One line of the timeline. `kind` is "held", "repetitions", "mind", "sudden" or
    "not_judged"; `times` says in words when that was.
    """

    kind: str
    title: str
    spans: tuple[Span, ...] = ()
    marks_s: tuple[float, ...] = ()
    times: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All lanes that have something in them, between the first and the last frame."""

    start_s: float
    end_s: float
    ticks_s: tuple[float, ...]
    lanes: tuple[Lane, ...]

    def share(self, time_s: float) -> float:
        """Where a time is on the line, 0 to 1."""
        return min(max((time_s - self.start_s) / (self.end_s - self.start_s), 0.0), 1.0)


def timeline(report: CheckReport, names: dict[str, str], locale: Locale) -> Timeline | None:
    """The timeline of a check; None of a photo, and where no exercise was looked at.

    `names` are the criteria's, as they are to be called.
    """
    moments = report.moments
    if report.kind == "photo" or report.exercise is None or len(moments) < 2:
        return None
    start_s, end_s = moments[0].frame.time_s, moments[-1].frame.time_s
    if not end_s > start_s:
        return None
    lanes = [_spelled(lane, locale) for lane in _lanes(report, names, locale)]
    return Timeline(
        start_s=start_s, end_s=end_s, ticks_s=_ticks(start_s, end_s), lanes=tuple(lanes)
    )


def not_judged(moments: Sequence[Moment]) -> tuple[Span, ...]:
    """Stretches that could not be judged, each with its reason, in time order."""
    return tuple(_runs(moments, _why))


def _lanes(report: CheckReport, names: dict[str, str], locale: Locale) -> Iterator[Lane]:
    moments = report.moments
    held = tuple(Span(start_s=hold.start_s, end_s=hold.end_s) for hold in report.observed.holds)
    if held:
        yield Lane(kind="held", title=locale.say("report.lane_held"), spans=held)
    counted = tuple(
        now.frame.time_s
        for before, now in pairwise(moments)
        if now.repetitions_count > before.repetitions_count
    )
    if counted:
        yield Lane(
            kind="repetitions", title=locale.say("report.lane_repetitions"), marks_s=counted
        )
    faulty = dict.fromkeys(fault.criterion for moment in moments for fault in moment.faults)
    for criterion in list(faulty)[:LANES_TO_MIND_AT_MOST]:
        what = names.get(criterion, criterion)
        title = locale.say("report.lane_mind", what=what[:1].lower() + what[1:])
        yield Lane(kind="mind", title=title, spans=tuple(_standing(moments, criterion)))
    sudden = tuple(moment.frame.time_s for moment in moments if moment.sudden)
    if sudden:
        yield Lane(kind="sudden", title=locale.say("report.lane_sudden"), marks_s=sudden)
    blind = not_judged(moments)
    if blind:
        yield Lane(kind="not_judged", title=locale.say("report.lane_not_judged"), spans=blind)


def _standing(moments: Sequence[Moment], criterion: str) -> Iterator[Span]:
    def stands(moment: Moment) -> str:
        return "yes" if any(fault.criterion == criterion for fault in moment.faults) else ""

    for span in _runs(moments, stands, shortest_s=0.0):
        yield Span(start_s=span.start_s, end_s=span.end_s)


def _why(moment: Moment) -> str:
    if moment.state == "nobody":
        return "nobody"
    return moment.why if moment.state == "not_judged" and not just_found(moment) else ""


def _runs(
    moments: Sequence[Moment], key_of: Callable[[Moment], str], *, shortest_s: float = SHORTEST_S
) -> Iterator[Span]:
    """Stretches in which the key stays the same and is not empty; short gaps are closed."""
    spans: list[Span] = []
    for now, following in pairwise((*moments, *moments[-1:])):
        key, from_s, to_s = key_of(now), now.frame.time_s, following.frame.time_s
        if not key:
            continue
        last = spans[-1] if spans else None
        if last is not None and last.why == key and from_s - last.end_s <= JOINED_S:
            spans[-1] = Span(start_s=last.start_s, end_s=to_s, why=key)
        else:
            spans.append(Span(start_s=from_s, end_s=to_s, why=key))
    return (span for span in spans if span.end_s - span.start_s >= shortest_s)


def _ticks(start_s: float, end_s: float) -> tuple[float, ...]:
    lasts_s = end_s - start_s
    step_s = next((step for step in _STEPS_S if lasts_s / step <= TICKS_AT_MOST), _STEPS_S[-1])
    first = int(-(-start_s // step_s))
    return tuple(float(step_s * index) for index in range(first, int(end_s // step_s) + 1))


def _spelled(lane: Lane, locale: Locale) -> Lane:
    if lane.marks_s:
        times = _listed(clock_words(at_s) for at_s in lane.marks_s)
    elif lane.kind == "not_judged":
        times = "; ".join(
            locale.say(
                "report.told_because",
                why=why_words(locale, why),
                span=span_words([span for span in lane.spans if span.why == why], locale),
            )
            for why in dict.fromkeys(span.why for span in lane.spans)
        )
    else:
        times = span_words(lane.spans, locale)
    return replace(lane, times=times)


def span_words(spans: Sequence[Span], locale: Locale) -> str:
    """Stretches in words: "5.7 s to 9.4 s, 17.0 s to 24.0 s"; the first few of many."""
    return _listed(
        locale.say("report.span", start=clock_words(span.start_s), end=clock_words(span.end_s))
        for span in spans
    )


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    shown = every[:SPANS_TOLD_AT_MOST] if len(every) > 2 * SPANS_TOLD_AT_MOST else every
    return ", ".join(shown) + (", …" if len(shown) < len(every) else "")
