"""Poses before cameras, judged: how often what should pass passes, and what should fail fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from supple.app.posing import (
    POSES_OF_PHASE,
    azimuth_deg,
    before,
    begun_by,
    seen_by,
    standing_and_lying,
)
from supple.core.events import Result
from supple.core.exercise import Criterion, Exercise, FaultPose, Pose, Severity, View
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Lens, middle_m, sighting
from supple.core.figure.modelling import settled_pose, with_fault
from supple.core.figure.proportions import Proportions
from supple.core.judging.assessment import assess, in_view, judge
from supple.core.measuring.measures import MEASURES, Calibration
from supple.core.pose import Frame
from supple.core.seeing.view import estimate_view
from tests.laws.people import PEOPLE, lenses

GRAVE = (Severity.SAFETY, Severity.TECHNIQUE)


@dataclass
class Tried:
    """How many combinations were looked at, and what went against the law in which."""

    combinations: int = 0
    judged: Counter[str] = field(default_factory=Counter)
    against: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(exercise, criterion, what happened): how often."""
    broken: int = 0
    """Combinations with at least one thing against the law."""

    def add(self, other: Tried) -> None:
        self.combinations += other.combinations
        self.broken += other.broken
        self.judged += other.judged
        self.against += other.against


def read_at(criterion: Criterion, phase: str) -> bool:
    """Whether a criterion is read of a still pose of this phase."""
    measure = MEASURES.get(criterion.measure)
    in_phase = phase in POSES_OF_PHASE.get(criterion.phase, ())
    return in_phase and measure is not None and not measure.over_time


def views(criteria: Sequence[Criterion], exercise: Exercise) -> dict[View, list[Criterion]]:
    """Criteria by the view that they are read from."""
    found: dict[View, list[Criterion]] = {}
    for criterion in criteria:
        found.setdefault(criterion.view or exercise.camera.view, []).append(criterion)
    return found


def reference(exercise: Exercise, pose: Pose) -> Tried:
    """A reference pose: everything that can be judged passes."""
    tried = Tried()
    criteria = [each for each in exercise.criteria if read_at(each, pose.phase)]
    for view, judged in views(criteria, exercise).items():
        for frame, known in _frames(exercise, pose, view, judged):
            tried.combinations += 1
            results = _results(judged, exercise, frame, known)
            tried.judged.update(str(result) for result in results.values())
            wrong = [
                (exercise.id, criterion, str(result))
                for criterion, result in results.items()
                if result in (Result.WARN, Result.FAIL)
            ]
            tried.against.update(wrong)
            tried.broken += bool(wrong)
    return tried


def faulty(exercise: Exercise, pose: Pose, fault: FaultPose) -> Tried:
    """A fault pose: its own criterion fails where it can be judged, and no other grave one but
    what it brings along."""
    tried = Tried()
    criteria = [
        each
        for each in exercise.criteria
        if read_at(each, pose.phase) and (each.severity in GRAVE or each.id == fault.criterion)
    ]
    own = [each for each in criteria if each.id == fault.criterion]
    for view, judged in views(criteria, exercise).items():
        if own and view is not (own[0].view or exercise.camera.view):
            continue
        for frame, known in _frames(exercise, with_fault(pose, fault), view, judged):
            tried.combinations += 1
            results = _results(judged, exercise, frame, known)
            tried.judged.update(str(result) for result in results.values())
            wrong = [
                (exercise.id, f"{fault.criterion} breaks {criterion}", str(result))
                for criterion, result in results.items()
                if criterion not in (fault.criterion, *fault.also_breaks) and result is Result.FAIL
            ]
            mine = results.get(fault.criterion, Result.CANNOT_TELL)
            if mine in (Result.PASS, Result.WARN):
                wrong.append((exercise.id, fault.criterion, f"{mine}, not fail"))
            tried.against.update(wrong)
            tried.broken += bool(wrong)
    return tried


def _results(
    criteria: Sequence[Criterion], exercise: Exercise, frame: Frame, known: Calibration
) -> dict[str, Result]:
    """What is said of each; of none that is not judged from the view that the eye sees."""
    view = estimate_view(frame)
    results = {}
    for criterion in criteria:
        if not in_view(criterion, exercise, view):
            results[criterion.id] = Result.CANNOT_TELL
            continue
        value, error, _ = assess(criterion, frame, known, view)
        results[criterion.id] = judge(criterion, value, error)
    return results


def _frames(
    exercise: Exercise, pose: Pose, view: View, criteria: Sequence[Criterion]
) -> Iterator[tuple[Frame, Calibration]]:
    """A pose on every body, both sides, before every camera."""
    with_back = any(MEASURES[each.measure].of_back_line for each in criteria)
    aim_m = np.array((0.0, round(float(middle_m(settled_pose(pose).body)[1]), 1), 0.0))
    for person in PEOPLE:
        for other_side in (False, True):
            body = settled_pose(pose, person, other_side=other_side).body
            for lens in _lenses(exercise, view, body, other_side=other_side):
                camera = sighting(lens, aim_m)
                known = _known(lens, float(aim_m[1]), person, with_back)
                there = before(camera, body, person)
                yield (
                    seen_by(camera, there, person, with_back=with_back),
                    begun_by(
                        exercise, pose.phase, there, known, camera, person, other_side=other_side
                    ),
                )


def _lenses(exercise: Exercise, view: View, body: Placed, *, other_side: bool) -> Iterator[Lens]:
    """Whoever does an exercise side-on and turns may show the head's end or the feet's."""
    best = azimuth_deg(view, body)
    yield from lenses(exercise, -best if other_side else best)
    if view is not exercise.camera.view and view is View.FRONT:
        yield from lenses(exercise, best + 180.0)


@cache
def _known(lens: Lens, aim_up_m: float, person: Proportions, with_back: bool) -> Calibration:
    camera = sighting(lens, np.array((0.0, aim_up_m, 0.0)))
    return standing_and_lying(camera, person, with_back=with_back)
