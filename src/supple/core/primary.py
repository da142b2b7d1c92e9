"""The primary signal of an exercise: which of its measures is followed, and its value. No rules.

An exercise may name a second measure for when the first cannot be read. The two are different
angles, so it is never gone from one to the other for the sake of a frame.
"""

from __future__ import annotations

from math import isnan, nan

from supple.core.exercise import Exercise
from supple.core.measures import MEASURES, Calibration, Reading, read
from supple.core.pose import Frame

PATIENCE_S = 1.0
"""Unread for this long, and the other measure is followed, if it can be read."""


class Primary:
    """Chooses between the two measures and reads the chosen one."""

    def __init__(self, exercise: Exercise) -> None:
        named = (exercise.primary_signal, exercise.fallback_signal or "")
        self._names = [name for name in named if name in MEASURES and MEASURES[name].unit == "deg"]
        self._read_s: float | None = None

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
