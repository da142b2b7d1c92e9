"""What a signal did while the eye was still making sure of the pose. No rules.

A pose is believed when it has been there for a moment, and so is the camera's place. Somebody who
repeats an exercise has begun by then; where all was well from the first, the moment is not lost.
"""

from __future__ import annotations

from collections import deque

from supple.core.exercise import Exercise
from supple.core.measures import Calibration
from supple.core.pose import Frame
from supple.core.presence import PresenceLimits
from supple.core.shape import fit
from supple.core.view import missing

LONGEST_S = 3.0


class RunUp:
    """Keeps the unbroken stretch before the pose is reached. State over time."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._samples: deque[tuple[float, float]] = deque()

    def clear(self) -> None:
        self._samples.clear()

    def receive(self, frame: Frame, calibration: Calibration, value: float) -> None:
        """A frame in which the pose is not reached yet, and the signal in it."""
        fitness = fit(self._exercise, frame, calibration)
        if missing(frame, self._exercise.camera) or not (
            fitness >= PresenceLimits().reached_fit_ratio
        ):
            self.clear()
            return
        self._samples.append((frame.time_s, value))
        while frame.time_s - self._samples[0][0] > LONGEST_S:
            self._samples.popleft()

    def take(self) -> tuple[tuple[float, float], ...]:
        """Times and values of the stretch; it is forgotten."""
        taken = tuple(self._samples)
        self.clear()
        return taken
