"""What is written on an annotated picture: short words for each moment of a check.

Drawing is an adapter's; the words are settled here, and `app.angles` says where a number stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from supple.app.angles import Drawn, drawing_of, is_angle
from supple.app.check_report import cue, in_words
from supple.app.checking import CheckReport, Measured, Moment
from supple.core.body import Landmark, Side
from supple.core.exercise import PhaseKind
from supple.core.pose import Frame
from supple.core.seeing.view import estimate_view

VIEW_WORDS: Final = {
    "side": "seen from the side",
    "front": "seen from the front",
    "feet_end": "seen from the feet",
    "oblique": "seen at an angle",
}


_AT_ANY_TIME: Final = (PhaseKind.HOLD, PhaseKind.REPS, "any")
"""Phases of criteria that hold at every moment of the pose, not only at a peak or on a way."""


class Tone(StrEnum):
    """Do: it is good so. Mind: something to look after. Quiet: nothing is said about it."""

    DO = "do"
    MIND = "mind"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A criterion's place on the body: what to draw, and the number beside it (or none)."""

    criterion: str
    drawn: Drawn
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One picture's words. `near` is the side nearer to the camera.

    `count` is the number that matters now ("3.4 s", "12"), large; empty where there is none.
    `both_sides`: seen from the front no side is the near one.
    """

    frame: Frame
    near: Side
    tone: Tone
    title: str
    state: str
    count: str = ""
    advice: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    both_sides: bool = False


def captions(report: CheckReport) -> Iterator[Caption]:
    """One caption for each moment of the check, in time order."""
    for moment in report.moments:
        yield caption_of(moment, report)


def caption_of(moment: Moment, report: CheckReport) -> Caption:
    """The words of one moment."""
    view = estimate_view(moment.frame)
    return Caption(
        frame=moment.frame,
        near=view.near,
        tone=_tone(moment),
        title=_title(moment, report, view.view),
        state=_state(moment, report),
        count=_count(moment, report),
        advice=_advice(moment, report),
        labels=_labels(moment, report, view.near),
        both_sides=view.view == "front",
    )


def _title(moment: Moment, report: CheckReport, seen_from: str) -> str:
    if report.exercise is None:
        return "No exercise recognised" if report.frames_with_person_count else "Nobody in view"
    name = report.exercise.words().name
    view = VIEW_WORDS.get(seen_from, "")
    so_far = "" if _counts(moment) else _so_far(moment)
    return (f"{name}, {view}" if view else name) + (f". {so_far} so far" if so_far else "")


def _so_far(moment: Moment) -> str:
    if moment.repetitions_count:
        times = "repetition" if moment.repetitions_count == 1 else "repetitions"
        return f"{moment.repetitions_count} {times}"
    return f"Held {moment.credited_s:.1f} s" if moment.credited_s else ""


def _tone(moment: Moment) -> Tone:
    if moment.faults:
        return Tone.MIND
    return Tone.DO if _counts(moment) else Tone.QUIET


def _counts(moment: Moment) -> bool:
    """Whether this is the pose, and so what is held or repeated counts."""
    return moment.state in ("reached", "held", "repeating")


def _state(moment: Moment, report: CheckReport) -> str:
    if moment.state == "nobody":
        return "Nobody in view"
    if report.exercise is None or just_found(moment):
        return "Watching"
    if moment.state == "not_judged":
        return f"Cannot tell: {in_words(moment.why)}"
    if report.kind == "photo":
        return "In the pose"
    if moment.state == "repeating":
        return "Repetitions"
    if moment.state == "held":
        return "Held"
    return "In the pose" if moment.state == "reached" else "Watching"


def just_found(moment: Moment) -> bool:
    """Whether somebody is there, who a moment ago was not: nothing is amiss with that."""
    return moment.state == "not_judged" and moment.why == "nobody" and moment.frame.found


def _count(moment: Moment, report: CheckReport) -> str:
    """Repetitions or seconds so far, where more of them may be coming."""
    if report.kind == "photo" or not _counts(moment):
        return ""
    if moment.state == "repeating":
        return f"{moment.repetitions_count}"
    return f"{moment.credited_s:.1f} s"


def _advice(moment: Moment, report: CheckReport) -> tuple[str, ...]:
    return tuple(cue(fault, report) or in_words(fault.criterion) for fault in moment.faults)


def _labels(moment: Moment, report: CheckReport, near: Side) -> tuple[Label, ...]:
    """At most one number a place: a faulty one first, else the first that was measured.

    Numbers stand only where the pose is judged: elsewhere they would look like a judgement.
    """
    if report.exercise is None or not _counts(moment):
        return ()
    faulty = {fault.criterion for fault in moment.faults}
    shown = faulty | {
        rule.id for rule in report.exercise.all_criteria if rule.phase in _AT_ANY_TIME
    }
    chosen: dict[Landmark, Label] = {}
    for reading in sorted(moment.readings, key=lambda reading: reading.criterion not in faulty):
        if reading.criterion not in shown:
            continue
        tone = Tone.MIND if reading.criterion in faulty else Tone.DO
        label = label_of(reading, near, tone)
        if label is not None and (label.text or tone is Tone.MIND):
            chosen.setdefault(label.drawn.at, label)
    return tuple(chosen.values())


def label_of(read: Measured, near: Side, tone: Tone) -> Label | None:
    """A measure's value where it is on the body; None where it has no one place there."""
    drawn = drawing_of(read.measure, read.value, near)
    if drawn is None:
        return None
    text = _degrees(read.value) if is_angle(read.measure) else ""
    return Label(criterion=read.criterion, drawn=drawn, text=text, tone=tone)


def _degrees(value: float) -> str:
    return f"{value:.0f}°".replace("-0°", "0°").replace("-", "−")
