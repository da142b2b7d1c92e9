"""Checking technique in a photo, a video or a landmark recording, with the eyes of the live coach.

Frames go through the same `core.observer` as those of a live camera. A photo has no time: its
criteria are judged on the one frame, if the pose is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import isnan, nan
from typing import NamedTuple

import numpy as np

from supple.app.ports import PoseSource
from supple.core.assessment import applies, judge, uncertainty
from supple.core.errors import NotFoundError
from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Exercise, PhaseKind
from supple.core.measure_names import unit_of
from supple.core.measures import MEASURES, Calibration, calibrated, read
from supple.core.movement import Movement, not_judged
from supple.core.observer import REPETITION_KINDS, Observed, Observer
from supple.core.pose import Frame
from supple.core.pose_kinds import PoseKinds
from supple.core.presence import PresenceLimits
from supple.core.recognition import recognise
from supple.core.shape import fit
from supple.core.view import ViewEstimate, estimate_view, missing


class Measured(NamedTuple):
    """What one criterion's measure read at one frame."""

    criterion: str
    measure: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was known at one frame, for drawing on it. `readings` only if they were asked for.

    `state` is "nobody", "not_judged" (with `why`, a code), "watching", "reached", "held" or
    "repeating".
    """

    frame: Frame
    state: str
    why: str = ""
    credited_s: float = 0.0
    repetitions_count: int = 0
    faults: tuple[Finding, ...] = ()
    readings: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """One file, checked. `exercise` is None where none was told and none recognised."""

    kind: str
    frames_count: int
    frames_with_person_count: int
    rate_hz: float
    exercise: Exercise | None
    told: bool
    confidence: float
    alternatives: tuple[tuple[str, float], ...]
    observed: Observed
    cut_short: str
    moments: tuple[Moment, ...]

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """Sentences saying why this was done in part only; none if it was done wholly."""
        sentences = [self.cut_short] if self.cut_short else []
        if not self.frames_with_person_count:
            sentences.append(
                f"Nobody was found in this {self.kind}; show the whole body, well lit."
            )
        elif self.exercise is None:
            sentences.append(
                f"No exercise was recognised in this {self.kind}; "
                "name it with --exercise if you know it."
            )
        return tuple(sentences)


def check(
    source: PoseSource,
    catalogue: Mapping[str, Exercise],
    exercise: str | None = None,
    *,
    readings: bool = False,
    learned: PoseKinds | None = None,
) -> CheckReport:
    """Everything that can be said about one file; with the readings of each moment if asked.

    `learned`: what was learned of poses; without it an exercise is recognised by shapes alone.
    Raises NotFoundError for an exercise that the catalogue does not have, and PoseError for a
    file that cannot be read at all.
    """
    told = None if exercise is None else known(exercise, catalogue)
    frames = list(source.frames())
    people = [frame for frame in frames if frame.found]
    chosen, confidence = told, nan
    alternatives: tuple[tuple[str, float], ...] = ()
    if told is None and people:
        seen = recognise(catalogue.values(), people, learned)
        chosen = None if seen.exercise is None else catalogue[seen.exercise]
        confidence, alternatives = seen.confidence, seen.alternatives
    if chosen is None:
        observed, moments = _unwatched(frames)
    elif source.kind == "photo":
        observed, moments = _look(chosen, frames[0], readings)
    else:
        observed, moments = _watch(chosen, frames, readings)
    return CheckReport(
        kind=source.kind,
        frames_count=len(frames),
        frames_with_person_count=len(people),
        rate_hz=_rate_hz(frames),
        exercise=chosen,
        told=told is not None,
        confidence=confidence,
        alternatives=alternatives,
        observed=observed,
        cut_short=source.cut_short,
        moments=tuple(moments),
    )


def known(exercise: str, catalogue: Mapping[str, Exercise]) -> Exercise:
    """The exercise of this id. Raises NotFoundError naming the nearest ones."""
    if exercise in catalogue:
        return catalogue[exercise]
    near = get_close_matches(exercise, catalogue, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`supple catalogue` lists them all."
    raise NotFoundError(f"There is no exercise called {exercise!r}; {hint}")


def _watch(
    exercise: Exercise, frames: Sequence[Frame], readings: bool
) -> tuple[Observed, list[Moment]]:
    observer = Observer(exercise)
    moments = []
    for frame in frames:
        observer.receive(frame)
        moments.append(_moment(observer, frame, readings))
    return observer.summary(), moments


def _moment(observer: Observer, frame: Frame, readings: bool) -> Moment:
    why = ""
    if not frame.found:
        state = "nobody"
    elif observer.missing:
        state, why = "not_judged", observer.missing[0]
    elif not observer.in_pose:
        state = "watching"
    elif observer.exercise.kind in REPETITION_KINDS:
        state = "repeating"
    else:
        state = "held" if observer.holding else "reached"
    return Moment(
        frame=frame,
        state=state,
        why=why,
        credited_s=observer.credited_s,
        repetitions_count=observer.repetitions_count,
        faults=observer.faults,
        readings=(
            _readings(observer.exercise, frame, observer.calibration)
            if readings and frame.found
            else ()
        ),
    )


def _readings(exercise: Exercise, frame: Frame, calibration: Calibration) -> tuple[Measured, ...]:
    found = []
    for criterion in exercise.criteria:
        measure = MEASURES.get(criterion.measure)
        if measure is None or measure.over_time:
            continue
        value = read(
            criterion.measure, frame, calibration, base=criterion.base, side=criterion.side
        ).value
        if not isnan(value):
            found.append(Measured(criterion=criterion.id, measure=criterion.measure, value=value))
    return tuple(found)


def _look(exercise: Exercise, frame: Frame, readings: bool) -> tuple[Observed, list[Moment]]:
    """A photo: the criteria that need no time, if this exercise's pose is in it."""
    if not frame.found:
        return _unwatched([frame])
    view = estimate_view(frame)
    calibration = calibrated([frame])
    gaps = missing(frame, exercise.camera)
    why = "not_judged_yet" if not exercise.judged else gaps[0] if gaps else ""
    if not why and not fit(exercise, frame, calibration) >= PresenceLimits().left_fit_ratio:
        why = "not_in_pose"
    findings = tuple(
        _cannot_tell(criterion, why) if why else _finding(criterion, exercise, frame, view)
        for criterion in exercise.criteria
    )
    observed = _observed(view.view, findings, (("pose", why),) if why else ())
    faults = tuple(finding for finding in findings if finding.result is Result.FAIL)
    state = "not_judged" if why else "held"
    shown = _readings(exercise, frame, calibration) if readings else ()
    return observed, [Moment(frame=frame, state=state, why=why, faults=faults, readings=shown)]


def _finding(
    criterion: Criterion, exercise: Exercise, frame: Frame, view: ViewEstimate
) -> Finding:
    measure = MEASURES.get(criterion.measure)
    if measure is None:
        return not_judged(criterion)
    if measure.over_time:
        return _cannot_tell(criterion, "needs_a_video")
    phase = PhaseKind.REPS if exercise.kind in REPETITION_KINDS else PhaseKind.HOLD
    if not applies(criterion, exercise, phase, view):
        return _cannot_tell(criterion, "not_in_this_phase_or_view")
    reading = read(
        criterion.measure,
        frame,
        calibrated([frame]),
        base=criterion.base,
        side=criterion.side,
    )
    if isnan(reading.value):
        return _cannot_tell(criterion, reading.why)
    error = uncertainty(criterion.measure, view)
    return Finding(
        criterion=criterion.id,
        severity=criterion.severity,
        result=judge(criterion, reading.value, error),
        value=reading.value,
        unit=unit_of(criterion.measure, criterion.base),
        uncertainty=error,
        at_s=frame.time_s,
    )


def _cannot_tell(criterion: Criterion, why: str) -> Finding:
    return Finding(
        criterion=criterion.id,
        severity=criterion.severity,
        result=Result.CANNOT_TELL,
        value=nan,
        unit=unit_of(criterion.measure, criterion.base),
        uncertainty=nan,
        at_s=nan,
        why=why,
    )


def _unwatched(frames: Sequence[Frame]) -> tuple[Observed, list[Moment]]:
    """Nothing to judge by: who was found, and from where they were seen."""
    views = Counter(estimate_view(frame).view for frame in frames if frame.found)
    view = views.most_common(1)[0][0] if views else None
    moments = [
        Moment(frame=frame, state="watching" if frame.found else "nobody") for frame in frames
    ]
    return _observed(view, (), ()), moments


def _observed(
    view: str | None, findings: tuple[Finding, ...], cannot_tell: tuple[tuple[str, str], ...]
) -> Observed:
    return Observed(
        view=view,
        holds=(),
        repetitions_count=0,
        findings=findings,
        movement=Movement(
            peak_speed_deg_per_s=nan,
            sudden_movements_count=0,
            sparc=nan,
            noise_floor_deg=nan,
        ),
        cannot_tell=cannot_tell,
    )


def _rate_hz(frames: Sequence[Frame]) -> float:
    if len(frames) < 2:
        return nan
    apart_s = float(np.median(np.diff([frame.time_s for frame in frames])))
    return 1 / apart_s if apart_s > 0 else nan
