"""What is written on an annotated picture: short words for each moment of a check.

Drawing is an adapter's; the words, and which joint a number stands beside, are settled here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from supple.app.check_report import cue, in_words
from supple.app.checking import CheckReport, Moment
from supple.core.body import Landmark, Side, landmark
from supple.core.measures import MEASURES
from supple.core.pose import Frame
from supple.core.view import estimate_view

VIEW_WORDS: Final = {
    "side": "seen from the side",
    "front": "seen from the front",
    "feet_end": "seen from the feet",
    "oblique": "seen at an angle",
}
_JOINTS: Final = {
    "elbow": "elbow", "upper_arm": "elbow", "arm": "elbow", "forearm": "wrist",
    "knee": "knee", "shank": "knee", "thigh": "knee", "leg": "knee", "foot": "ankle",
    "hip": "hip", "trunk": "hip", "inverted": "hip", "pelvis": "hip",
    "shoulder": "shoulder", "thorax": "shoulder", "neck": "ear", "head": "ear",
}  # fmt: skip
"""Where a measure's number stands, by the first word of its name."""


class Tone(StrEnum):
    """Do: it is good so. Mind: something to look after. Quiet: nothing is said about it."""

    DO = "do"
    MIND = "mind"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A measured angle beside its joint."""

    at: Landmark
    text: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One picture's words. `near` is the side nearer to the camera."""

    frame: Frame
    near: Side
    tone: Tone
    title: str
    state: str
    advice: tuple[str, ...]
    labels: tuple[Label, ...]


def captions(report: CheckReport) -> Iterator[Caption]:
    """One caption for each frame of the check, in time order."""
    for moment in report.moments:
        view = estimate_view(moment.frame)
        yield Caption(
            frame=moment.frame,
            near=view.near,
            tone=_tone(moment),
            title=_title(report, view.view),
            state=_state(moment, report),
            advice=_advice(moment, report),
            labels=_labels(moment, view.near),
        )


def _title(report: CheckReport, seen_from: str) -> str:
    if report.exercise is None:
        return "No exercise recognised" if report.frames_with_person_count else "Nobody in view"
    name = report.exercise.words().name
    view = VIEW_WORDS.get(seen_from, "")
    return f"{name}, {view}" if view else name


def _tone(moment: Moment) -> Tone:
    if moment.faults:
        return Tone.MIND
    return Tone.DO if moment.state in ("reached", "held", "repeating") else Tone.QUIET


def _state(moment: Moment, report: CheckReport) -> str:
    if moment.state == "nobody":
        return "Nobody in view"
    if report.exercise is None:
        return "Watching"
    if moment.state == "not_judged":
        return f"Not judged: {in_words(moment.why)}"
    if report.kind == "photo":
        return "In the pose"
    if moment.state == "repeating":
        return f"{moment.repetitions_count} repetitions"
    if moment.state == "held":
        return f"Held {moment.credited_s:.1f} s"
    if moment.state == "reached":
        return "Pose reached"
    return f"Held {moment.credited_s:.1f} s so far" if moment.credited_s else "Watching"


def _advice(moment: Moment, report: CheckReport) -> tuple[str, ...]:
    return tuple(cue(fault, report) or in_words(fault.criterion) for fault in moment.faults)


def _labels(moment: Moment, near: Side) -> tuple[Label, ...]:
    """At most one number a joint: a faulty one first, else the first that was measured.

    Where nothing is judged no number stands: it would look like a judgement.
    """
    if moment.state in ("nobody", "not_judged"):
        return ()
    usual = Tone.QUIET if moment.state == "watching" else Tone.DO
    faulty = {fault.criterion for fault in moment.faults}
    chosen: dict[Landmark, Label] = {}
    readings = sorted(moment.readings, key=lambda reading: reading.criterion not in faulty)
    for reading in readings:
        at = _joint(reading.measure, near)
        if at is None or at in chosen:
            continue
        tone = Tone.MIND if reading.criterion in faulty else usual
        chosen[at] = Label(at=at, text=_degrees(reading.value), tone=tone)
    return tuple(chosen.values())


def _degrees(value: float) -> str:
    return f"{value:.0f}°".replace("-0°", "0°").replace("-", "−")


def _joint(measure: str, near: Side) -> Landmark | None:
    if measure not in MEASURES or MEASURES[measure].unit != "deg":
        return None
    for words, joint in _JOINTS.items():
        if measure.startswith(words + "_"):
            return landmark(joint, near)
    return None
