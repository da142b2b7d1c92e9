"""Which exercise this is, without being told. Poses only: no names of files, no order of sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

from supple.core.exercise import Exercise
from supple.core.measures import Calibration, calibrated, read
from supple.core.pose import Frame
from supple.core.shape import fit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """`confidence` 0 to 1; `alternatives` are the next exercises with theirs, best first."""

    exercise: str | None
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


NOTHING = Recognition(exercise=None, confidence=0.0, alternatives=())


def recognise(exercises: Iterable[Exercise], frames: Sequence[Frame]) -> Recognition:
    """The exercise that frames show; one frame is a photo."""
    known = [exercise for exercise in exercises if exercise.shape]
    people = [frame for frame in frames if frame.found]
    if not known or not people:
        return NOTHING
    totals = dict.fromkeys((exercise.id for exercise in known), 0.0)
    for frame in people:
        for name, fitness in fits(known, frame).items():
            totals[name] += fitness if fitness >= 0.5 else 0.0
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    best, total = ranked[0]
    if total <= 0:
        return NOTHING
    whole = sum(totals.values())
    return Recognition(
        exercise=best,
        confidence=total / whole,
        alternatives=tuple((name, value / whole) for name, value in ranked[1:4] if value > 0),
    )


def fits(exercises: Sequence[Exercise], frame: Frame) -> dict[str, float]:
    """The fit of each exercise to one frame, each measure read once; what cannot be told is 0."""
    calibration: Calibration = calibrated([frame])
    values: dict[str, float] = {}

    def value_of(name: str) -> float:
        if name not in values:
            values[name] = read(name, frame, calibration).value
        return values[name]

    found = {exercise.id: fit_of(exercise.shape, value_of) for exercise in exercises}
    return {name: 0.0 if isnan(fitness) else fitness for name, fitness in found.items()}
