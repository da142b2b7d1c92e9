"""Which measures of an exercise are followed over time, and their values. No rules.

An exercise may name a second measure for when the first cannot be read. The two are different
things, so it is never gone from one to the other for the sake of a frame.

Speed, suddenness, noise and stillness are known of angles only. Repetitions are counted by any
unit: where the primary signal is the line of the back, the angle named beside it is followed for
the movement, and the line for the repetitions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import isnan, nan
from statistics import median
from types import MappingProxyType
from typing import Final

from supple.core.exercise import Exercise
from supple.core.measuring.measures import MEASURES, Calibration, Reading, read
from supple.core.pose import Frame
from supple.core.series.cycles import SMALLEST_RANGE_DEG

PATIENCE_S: Final = 1.0
"""Unread for this long, and the other measure is followed, if it can be read."""

SMALLEST_RANGE: Final = MappingProxyType({"deg": SMALLEST_RANGE_DEG, "TL": 0.06})
"""What goes up and down by less is no repetition, by the unit of the measure (ENG). Of the line
of the back twice its error; a small cat and camel is about 0.1."""

CALM_WINDOW_S: Final = 0.3
"""The middle of so much is counted by, so that one frame's slip is no repetition."""


def angles_of(exercise: Exercise) -> tuple[str, ...]:
    """The measures in degrees that the movement of an exercise is followed by, best first."""
    return tuple(name for name in _named(exercise) if MEASURES[name].unit == "deg")


def counted_of(exercise: Exercise) -> tuple[str, ...]:
    """The measures that its repetitions are counted by, best first."""
    return tuple(name for name in _named(exercise) if MEASURES[name].unit in SMALLEST_RANGE)


def _named(exercise: Exercise) -> list[str]:
    named = (exercise.primary_signal, exercise.fallback_signal or "")
    return [name for name in named if name in MEASURES and not MEASURES[name].over_time]


class Primary:
    """Chooses between the measures and reads the chosen one. State over time."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._read_s: float | None = None

    @property
    def smallest_range(self) -> float:
        """Of a repetition in the measure that is followed now."""
        return SMALLEST_RANGE[MEASURES[self._names[0]].unit] if self._names else nan

    def receive(self, frame: Frame, calibration: Calibration) -> tuple[Reading, bool]:
        """The reading of this frame, and whether another measure is followed from here on."""
        if not self._names:
            return Reading(nan, "primary_signal_hidden"), False
        reading = read(self._names[0], frame, calibration)
        if self._read_s is None or not isnan(reading.value):
            self._read_s = frame.time_s
        if isnan(reading.value) and frame.time_s - self._read_s > PATIENCE_S:
            for name in self._names[1:]:
                other = read(name, frame, calibration)
                if not isnan(other.value):
                    self._names.reverse()
                    self._read_s = frame.time_s
                    return other, True
        return reading, False

    def again(self, frame: Frame, calibration: Calibration) -> float:
        """The chosen measure of the same instant, of the frame as it came."""
        return read(self._names[0], frame, calibration).value if self._names else nan


class Lately:
    """The middle of the last moments of a signal; a missing value stays missing."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque()

    def cut(self) -> None:
        self._samples.clear()

    def __call__(self, time_s: float, value: float) -> float:
        while self._samples and time_s - self._samples[0][0] > CALM_WINDOW_S:
            self._samples.popleft()
        if isnan(value):
            return nan
        self._samples.append((time_s, value))
        return median(value for _, value in self._samples)
