"""One number over time, as it comes: its speed and its steadiness, causally. No landmarks.

The live path may look back only. Speed is the slope of a least-squares line over a short window,
which halves the noise of a plain difference without the lag of a filter of the same strength.
"""

from __future__ import annotations

from bisect import bisect_left
from math import isfinite, sqrt
from operator import mul

SPEED_WINDOW_S = 0.5
STEADY_WINDOW_S = 1.0
MEMORY_S = 3.0


class Track:
    """The last seconds of a signal. Missing values are not kept."""

    def __init__(self, memory_s: float = MEMORY_S) -> None:
        self._memory_s = memory_s
        self.clear()

    def add(self, time_s: float, value: float) -> None:
        if isfinite(value):
            self._times.append(time_s)
            self._values.append(value)
        old = bisect_left(self._times, time_s - self._memory_s)
        if old:
            del self._times[:old], self._values[:old]

    def clear(self) -> None:
        self._times: list[float] = []
        self._values: list[float] = []

    def window(self, span_s: float) -> tuple[list[float], list[float]]:
        """Times and values of the last `span_s` seconds before the newest sample."""
        if not self._times:
            return [], []
        first = bisect_left(self._times, self._times[-1] - span_s - 1e-9)
        return self._times[first:], self._values[first:]

    def speed_per_s(self, span_s: float = SPEED_WINDOW_S) -> float:
        """Units per second over the last `span_s`; NaN with less than half of that seen."""
        times, values = self.window(span_s)
        if len(times) < 3 or times[-1] - times[0] < span_s / 2:
            return float("nan")
        mean_time = sum(times) / len(times)
        steps = [time - mean_time for time in times]
        return float(sum(map(mul, steps, values)) / sum(map(mul, steps, steps)))

    def mean(self, span_s: float) -> float:
        """Over the last `span_s`, the newest alone for 0; NaN where nothing is kept."""
        _, values = self.window(span_s)
        return sum(values) / len(values) if values else float("nan")

    def deviation(self, span_s: float = STEADY_WINDOW_S) -> float:
        """Standard deviation over the last `span_s`; NaN with less than 80 % of that seen."""
        times, values = self.window(span_s)
        if len(times) < 3 or times[-1] - times[0] < span_s * 0.8:
            return float("nan")
        mean = sum(values) / len(values)
        steps = [value - mean for value in values]
        return sqrt(sum(map(mul, steps, steps)) / len(steps))
