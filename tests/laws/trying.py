"""Poses before cameras, judged: how often what should pass passes, and what should fail fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from zlib import crc32

import numpy as np

from supple.app.posing import (
    POSES_OF_PHASE,
    azimuth_deg,
    before,
    begun_frame,
    begun_with,
    neutral,
    seen_by,
)
from supple.core.events import Result
from supple.core.exercise import GRAVE, Criterion, Exercise, FaultPose, Pose, View
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Lens, middle_m, sighting
from supple.core.figure.modelling import settled_pose, with_fault
from supple.core.figure.proportions import Proportions
from supple.core.judging.assessment import assess, in_view, judge
from supple.core.judging.tally import Tally
from supple.core.measuring.measures import MEASURES, Calibration
from supple.core.pose import Frame
from supple.core.seeing.calibration import calibrated
from supple.core.seeing.view import estimate_view
from supple.core.series.signals import OneEuro
from tests.laws.noise import Noise
from tests.laws.people import PEOPLE, lenses

MOMENT_S, RATE_HZ = 1.75, 8.0
"""A pose is watched for so long: as long as it takes until anything of it is said."""
TURNS_COUNT = 5
SEEDS_APART = 7


@dataclass
class Tried:
    """How many combinations were looked at, and what went against the law in which."""

    combinations: int = 0
    judged: Counter[str] = field(default_factory=Counter)
    against: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(exercise, criterion, what happened): how often."""
    broken: int = 0
    """Combinations with at least one thing against the law."""
    silent: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(exercise, criterion, why): of what nothing could be told in a session."""
    wrongly_told: int = 0
    """Those in which the coach would say something of safety or technique that is not so."""

    def take(
        self,
        results: Mapping[str, Result],
        wrong: Sequence[tuple[str, str, str]],
        *,
        wrongly_told: bool,
    ) -> None:
        """One more combination."""
        self.combinations += 1
        self.judged.update(str(result) for result in results.values())
        self.against.update(wrong)
        self.broken += bool(wrong)
        self.wrongly_told += wrongly_told

    def add(self, other: Tried) -> None:
        self.combinations += other.combinations
        self.broken += other.broken
        self.silent += other.silent
        self.wrongly_told += other.wrongly_told
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A pose before a camera: the frame, and what was seen of the person before it."""

    frame: Frame
    neutral: tuple[Frame, ...]
    begun: Frame | None
    seed: int


Eye = Callable[[Exercise, Sequence[Criterion], Shot], dict[str, Result]]
"""What criteria come to in a pose."""


def reference(
    exercise: Exercise, pose: Pose, eyes: Mapping[str, Eye], *, every: int = 1
) -> dict[str, Tried]:
    """A reference pose, by eye: everything that can be judged passes. `every`: so many
    combinations make one that is tried."""
    tried = {name: Tried() for name in eyes}
    criteria = [each for each in exercise.criteria if read_at(each, pose.phase)]
    for view, judged in views(criteria, exercise).items():
        for shot in _shots(exercise, pose, view, judged, every):
            for name, eye in eyes.items():
                results = eye(exercise, judged, shot)
                wrong = [
                    (exercise.id, criterion.id, f"{criterion.severity} {results[criterion.id]}")
                    for criterion in judged
                    if results[criterion.id] in (Result.WARN, Result.FAIL)
                ]
                told = any(each.severity in GRAVE and results[each.id] is Result.FAIL
                           for each in judged)  # fmt: skip
                tried[name].take(results, wrong, wrongly_told=told)
    return tried


def faulty(
    exercise: Exercise,
    pose: Pose,
    fault: FaultPose,
    eyes: Mapping[str, Eye],
    *,
    every: int = 1,
) -> dict[str, Tried]:
    """A fault pose, by eye: its own criterion fails where it can be judged, and no other grave
    one but what it brings along."""
    tried = {name: Tried() for name in eyes}
    criteria = [
        each
        for each in exercise.criteria
        if read_at(each, pose.phase) and (each.severity in GRAVE or each.id == fault.criterion)
    ]
    own = [each for each in criteria if each.id == fault.criterion]
    for view, judged in views(criteria, exercise).items():
        if own and view is not (own[0].view or exercise.camera.view):
            continue
        for shot in _shots(exercise, with_fault(pose, fault), view, judged, every):
            for name, eye in eyes.items():
                results = eye(exercise, judged, shot)
                others = [
                    (exercise.id, f"{fault.criterion} breaks {criterion}", str(result))
                    for criterion, result in results.items()
                    if criterion not in (fault.criterion, *fault.also_breaks)
                    and result is Result.FAIL
                ]
                mine = results.get(fault.criterion, Result.CANNOT_TELL)
                missed = mine in (Result.PASS, Result.WARN)
                own_wrong = [(exercise.id, fault.criterion, f"{mine}, not fail")] if missed else []
                tried[name].take(results, [*others, *own_wrong], wrongly_told=bool(others))
    return tried


def exactly(exercise: Exercise, criteria: Sequence[Criterion], shot: Shot) -> dict[str, Result]:
    """What a single frame says that shows the body as it is; of nothing that is not judged from
    the view that the eye sees."""
    view = estimate_view(shot.frame)
    known = _known(shot.neutral)
    if shot.begun is not None:
        known = begun_with(shot.begun, known)
    results = {}
    for criterion in criteria:
        if not in_view(criterion, exercise, view):
            results[criterion.id] = Result.CANNOT_TELL
            continue
        value, error, _ = assess(criterion, shot.frame, known, view)
        results[criterion.id] = judge(criterion, value, error)
    return results


def with_noise(exercise: Exercise, criteria: Sequence[Criterion], shot: Shot) -> dict[str, Result]:
    """What the coach would say after a moment of the pose, with the noise of the pose model.

    Through its live filter, its view of the last moment and the windows of its criteria. What it
    knows of the person was seen with noise too, the start of the set with the bias that the
    pose has.
    """
    noise = Noise(shot.seed)
    known = calibrated([Noise(shot.seed + 1 + at)(one) for at, one in enumerate(shot.neutral)])
    if shot.begun is not None:
        known = begun_with(noise.again(shot.seed + 3)(shot.begun), known)
    smooth, turns = OneEuro(), list[float]()
    tallies = [Tally(criterion, "") for criterion in criteria]
    for index in range(round(MOMENT_S * RATE_HZ) + 1):
        raw = noise(replace(shot.frame, time_s=index / RATE_HZ))
        view = estimate_view(raw)
        turns.append(view.off_side_deg)
        view = view.turned_by(float(np.median(turns[-TURNS_COUNT:])))
        frame = raw.filtered(smooth(raw.time_s, raw.points))
        for tally in tallies:
            if not in_view(tally.criterion, exercise, view):
                continue
            read = assess(tally.criterion, frame, known, view, alike=exercise.alike)
            tally.add(raw.time_s, *read)
    return {tally.criterion.id: tally.standing for tally in tallies}


def _shots(
    exercise: Exercise, pose: Pose, view: View, criteria: Sequence[Criterion], every: int
) -> Iterator[Shot]:
    """A pose on every body, both sides, before every camera."""
    with_back = any(MEASURES[each.measure].of_back_line for each in criteria)
    aim_m = np.array((0.0, round(float(middle_m(settled_pose(pose).body)[1]), 1), 0.0))
    seed = crc32(f"{exercise.id} {pose.phase} {sorted(pose.angles.items())} {view}".encode())
    number = count()
    for person in PEOPLE:
        for other_side in (False, True):
            body = settled_pose(pose, person, other_side=other_side).body
            for lens in _lenses(exercise, view, body, other_side=other_side):
                if next(number) % every:
                    continue
                camera = sighting(lens, aim_m)
                there = before(camera, body, person)
                seed += SEEDS_APART
                yield Shot(
                    frame=seen_by(camera, there, person, with_back=with_back),
                    neutral=_neutral(lens, float(aim_m[1]), person, with_back),
                    begun=begun_frame(
                        exercise, pose.phase, there, camera, person, other_side=other_side
                    ),
                    seed=seed,
                )


def _lenses(exercise: Exercise, view: View, body: Placed, *, other_side: bool) -> Iterator[Lens]:
    """Whoever does an exercise side-on and turns may show the head's end or the feet's."""
    best = azimuth_deg(view, body)
    yield from lenses(exercise, -best if other_side else best)
    if view is not exercise.camera.view and view is View.FRONT:
        yield from lenses(exercise, best + 180.0)


@cache
def _neutral(
    lens: Lens, aim_up_m: float, person: Proportions, with_back: bool
) -> tuple[Frame, ...]:
    camera = sighting(lens, np.array((0.0, aim_up_m, 0.0)))
    return tuple(neutral(camera, person, with_back=with_back))


@cache
def _known(frames: tuple[Frame, ...]) -> Calibration:
    return calibrated(frames)
