"""One number over time, as it comes: its speed and its steadiness, causally. No landmarks.

The live path may look back only. Speed is the slope of a least-squares line over a short window,
which halves the noise of a plain difference without the lag of a filter of the same strength.
"""

from __future__ import annotations

from collections import deque

import numpy as np

SPEED_WINDOW_S = 0.5
STEADY_WINDOW_S = 1.0
MEMORY_S = 3.0


class Track:
    """The last seconds of a signal. Missing values are not kept."""

    def __init__(self, memory_s: float = MEMORY_S) -> None:
        self._memory_s = memory_s
        self._samples: deque[tuple[float, float]] = deque()

    def add(self, time_s: float, value: float) -> None:
        if np.isfinite(value):
            self._samples.append((time_s, value))
        while self._samples and self._samples[0][0] < time_s - self._memory_s:
            self._samples.popleft()

    def clear(self) -> None:
        self._samples.clear()

    def window(self, span_s: float) -> tuple[list[float], list[float]]:
        """Times and values of the last `span_s` seconds before the newest sample."""
        if not self._samples:
            return [], []
        since = self._samples[-1][0] - span_s - 1e-9
        kept = [sample for sample in self._samples if sample[0] >= since]
        return [time for time, _ in kept], [value for _, value in kept]

    def speed_per_s(self, span_s: float = SPEED_WINDOW_S) -> float:
        """Units per second over the last `span_s`; NaN with less than half of that seen."""
        times, values = self.window(span_s)
        if len(times) < 3 or times[-1] - times[0] < span_s / 2:
            return float("nan")
        mean_time = sum(times) / len(times)
        mean_value = sum(values) / len(values)
        spread = sum((time - mean_time) ** 2 for time in times)
        slope = sum(
            (time - mean_time) * (value - mean_value)
            for time, value in zip(times, values, strict=True)
        )
        return slope / spread

    def deviation(self, span_s: float = STEADY_WINDOW_S) -> float:
        """Standard deviation over the last `span_s`; NaN with less than 80 % of that seen."""
        times, values = self.window(span_s)
        if len(times) < 3 or times[-1] - times[0] < span_s * 0.8:
            return float("nan")
        return float(np.std(values))
