"""Checking technique in a photo, a video or a landmark recording, with the eyes of the live coach.

Frames go through the same `core.judging.observer` as those of a live camera. A photo has no time:
its criteria are judged on the one frame, if the pose is in it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isnan, nan
from typing import NamedTuple

import numpy as np

from supple.app.ports import PoseSource
from supple.core.errors import NotFoundError
from supple.core.events import Finding, Result, SuddenMovement
from supple.core.exercise import Criterion, Exercise, PhaseKind
from supple.core.following.movement import Movement, not_judged
from supple.core.following.presence import PresenceLimits
from supple.core.judging.assessment import applies, assess, judge
from supple.core.judging.observer import REPETITION_KINDS, Observed, Observer
from supple.core.measuring.measures import MEASURES, Calibration, calibrated, read, refusal
from supple.core.measuring.names import unit_of
from supple.core.pose import Frame
from supple.core.recognising.kinds import PoseKinds
from supple.core.recognising.recognition import recognise
from supple.core.recognising.shape import fit
from supple.core.seeing.continuity import in_pieces
from supple.core.seeing.guards import missing
from supple.core.seeing.view import ViewEstimate, estimate_view


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
    sudden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """One file, checked. `exercise` is None where none was told and none recognised.

    Of `frames_count` frames `analysed_count` were looked at; the others are like their neighbours.
    """

    kind: str
    frames_count: int
    analysed_count: int
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
    """Everything that can be said about one file.

    `learned`: what was learned of poses; without it an exercise is recognised by shapes alone.
    The moments, with their readings, are kept if `readings` are asked for, and for a photo: a long
    film has many. Told the exercise, no frame is kept longer than the observer needs it.
    Raises NotFoundError for an exercise that the catalogue does not have, and PoseError for a
    file that cannot be read at all.
    """
    told = None if exercise is None else known(exercise, catalogue)
    chosen, confidence = told, nan
    alternatives: tuple[tuple[str, float], ...] = ()
    frames: Iterable[Frame] = source.frames()
    broken = False
    if told is None:
        frames = list(frames)
        broken = source.kind != "photo" and in_pieces(frames)
        people = [frame for frame in frames if frame.found]
        if people and not broken:
            seen = recognise(catalogue.values(), people, learned)
            chosen = None if seen.exercise is None else catalogue[seen.exercise]
            confidence, alternatives = seen.confidence, seen.alternatives
    count = _Count()
    if chosen is None:
        why = "in_pieces" if broken else ""
        observed, moments = _unwatched(count.over(frames), readings, why)
    elif source.kind == "photo":
        (photo,) = count.over(frames)
        observed, moments = _look(chosen, photo, readings)
    else:
        observed, moments = _watch(chosen, count.over(frames), readings)
    return CheckReport(
        kind=source.kind,
        frames_count=count.frames,
        analysed_count=source.analysed_count,
        frames_with_person_count=count.people,
        rate_hz=count.rate_hz,
        exercise=chosen,
        told=told is not None,
        confidence=confidence,
        alternatives=alternatives,
        observed=observed,
        cut_short=source.cut_short,
        moments=tuple(moments),
    )


class _Count:
    """Counts frames as they go by, and how far apart they are."""

    def __init__(self) -> None:
        self.frames = self.people = 0
        self._times_s = array("d")

    def over(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        for frame in frames:
            self.frames += 1
            self.people += frame.found
            self._times_s.append(frame.time_s)
            yield frame

    @property
    def rate_hz(self) -> float:
        """By the median distance of two frames; NaN of fewer."""
        if self.frames < 2:
            return nan
        apart_s = float(np.median(np.diff(np.array(self._times_s))))
        return 1 / apart_s if apart_s > 0 else nan


def known(exercise: str, catalogue: Mapping[str, Exercise]) -> Exercise:
    """The exercise of this id. Raises NotFoundError naming the nearest ones."""
    if exercise in catalogue:
        return catalogue[exercise]
    near = get_close_matches(exercise, catalogue, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`supple catalogue` lists them all."
    raise NotFoundError(f"There is no exercise called {exercise!r}; {hint}")


def _watch(
    exercise: Exercise, frames: Iterable[Frame], readings: bool
) -> tuple[Observed, list[Moment]]:
    observer = Observer(exercise)
    moments = []
    for frame in frames:
        happened = observer.receive(frame)
        if readings:
            sudden = any(isinstance(event, SuddenMovement) for event in happened)
            moments.append(_moment(observer, frame, sudden=sudden))
    return observer.summary(), moments


def _moment(observer: Observer, frame: Frame, *, sudden: bool) -> Moment:
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
            _readings(observer.exercise, frame, observer.calibration) if frame.found else ()
        ),
        sudden=sudden,
    )


def _readings(exercise: Exercise, frame: Frame, calibration: Calibration) -> tuple[Measured, ...]:
    found = []
    for criterion in exercise.criteria:
        measure = MEASURES.get(criterion.measure)
        if measure is None or measure.over_time or refusal(criterion):
            continue
        base, side = criterion.base, criterion.side
        value = read(criterion.measure, frame, calibration, base=base, side=side).value
        if not isnan(value):
            found.append(Measured(criterion=criterion.id, measure=criterion.measure, value=value))
    return tuple(found)


def _look(exercise: Exercise, frame: Frame, readings: bool) -> tuple[Observed, list[Moment]]:
    """A photo: the criteria that need no time, if this exercise's pose is in it."""
    if not frame.found:
        return _unwatched([frame], True)
    view, calibration = estimate_view(frame), calibrated([frame])
    why = _why_not(exercise, frame, calibration, view)
    findings = tuple(
        _cannot_tell(criterion, why)
        if why
        else _finding(criterion, exercise, frame, calibration, view)
        for criterion in exercise.criteria
    )
    observed = _observed(view.view, findings, (("pose", why),) if why else ())
    faults = tuple(finding for finding in findings if finding.result is Result.FAIL)
    state = "not_judged" if why else "held"
    shown = _readings(exercise, frame, calibration) if readings else ()
    return observed, [Moment(frame=frame, state=state, why=why, faults=faults, readings=shown)]


def _why_not(
    exercise: Exercise, frame: Frame, calibration: Calibration, view: ViewEstimate
) -> str:
    """Why a photo is not judged; "" where it is.

    A person who poses is asked to turn side-on; of a photo as it is, what is nearly so is read.
    """
    if not exercise.judged:
        return "not_judged_yet"
    gaps = [
        gap
        for gap in missing(frame, exercise.camera)
        if not (gap == "turn_side_on" and view.from_side)
    ]
    if gaps:
        return gaps[0]
    in_pose = fit(exercise, frame, calibration) >= PresenceLimits().left_fit_ratio
    return "" if in_pose else "not_in_pose"


def _finding(
    criterion: Criterion,
    exercise: Exercise,
    frame: Frame,
    calibration: Calibration,
    view: ViewEstimate,
) -> Finding:
    measure = MEASURES.get(criterion.measure)
    if measure is None:
        return not_judged(criterion)
    if measure.over_time:
        return _cannot_tell(criterion, "needs_a_video")
    phase = PhaseKind.REPS if exercise.kind in REPETITION_KINDS else PhaseKind.HOLD
    if not applies(criterion, exercise, phase, view):
        return _cannot_tell(criterion, "not_in_this_phase_or_view")
    value, error, why = assess(criterion, frame, calibration, view, alike=exercise.alike)
    if why:
        return _cannot_tell(criterion, why)
    return Finding(
        criterion=criterion.id,
        severity=criterion.severity,
        result=judge(criterion, value, error),
        value=value,
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


def _unwatched(
    frames: Iterable[Frame], readings: bool, why: str = ""
) -> tuple[Observed, list[Moment]]:
    """Nothing to judge by: who was found, and from where they were seen."""
    views = Counter[str]()
    moments = []
    for frame in frames:
        if frame.found:
            views[estimate_view(frame).view] += 1
        if readings:
            moments.append(Moment(frame=frame, state="watching" if frame.found else "nobody"))
    view = views.most_common(1)[0][0] if views else None
    return _observed(view, (), (("pose", why),) if why else ()), moments


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
