"""Whether frames in a row show an exercise's movement to and fro, which no single one tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from supple.core.exercise import Exercise
from supple.core.measuring.measures import MEASURES, calibrated, read
from supple.core.pose import Floats, Frame
from supple.core.seeing.continuity import is_break
from supple.core.series.cycles import RepetitionCounter

RATE_HZ: Final = 10.0
"""As many frames a second as a live camera gives are enough to name an exercise."""

FIT_MIN_RATIO: Final = 0.5
"""A movement counts in a pose that fits at least so well."""

REPETITIONS_MIN_COUNT: Final = 2


def thinned(frames: Sequence[Frame]) -> list[Frame]:
    """Frames at most RATE_HZ a second."""
    kept: list[Frame] = []
    for frame in frames:
        if not kept or frame.time_s - kept[-1].time_s >= 0.99 / RATE_HZ:
            kept.append(frame)
    return kept


def moved(exercise: Exercise, people: Sequence[Frame], fitness: Floats) -> bool:
    """Whether a signal of the exercise goes to and fro at least twice while the pose fits.

    A cut ends a movement: what jumps from picture to picture has not moved.
    """
    smallest = exercise.movement_min or 0.0
    named = (exercise.primary_signal, exercise.fallback_signal or "")
    known = [name for name in named if name in MEASURES]
    angles = [name for name in known if MEASURES[name].unit == "deg"]
    return any(_to_and_fro(name, smallest, people, fitness) for name in angles or known)


def _to_and_fro(name: str, smallest: float, people: Sequence[Frame], fitness: Floats) -> bool:
    counter = RepetitionCounter(smallest_range=smallest)
    fitting = np.flatnonzero(fitness >= FIT_MIN_RATIO).tolist()
    for index in fitting:
        if index and is_break(people[index - 1], people[index]):
            counter.restart()
        frame = people[index]
        known = replace(calibrated([frame]), start_points=people[fitting[0]].points)
        counter.receive(frame.time_s, read(name, frame, known).value)
    return counter.count >= REPETITIONS_MIN_COUNT
