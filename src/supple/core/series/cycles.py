"""Repetitions of one signal: counted as they come, and checked against its own rhythm.

Times are seconds; no landmarks, no names of exercises.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import inf, isfinite, nan
from typing import Final

import numpy as np

from supple.core.pose import Floats
from supple.core.series.signals import resampled

QUICKEST_S: Final = 0.4
"""Of a brisk warm-up; jumping jacks take 0.7 s."""
QUICKEST_SLOW_S: Final = 1.2
"""Of what is meant to be slow (science.md 5.3, 8)."""
SMALLEST_RANGE_DEG: Final = 12.0
UP_RATIO: Final = 0.7
DOWN_RATIO: Final = 0.3
LEAST_OF_USUAL_RATIO: Final = 0.4
CALIBRATING_COUNT: Final = 2
RHYTHM_S: Final = 20.0
RHYTHM_MIN: Final = 0.5
"""Autocorrelation of a signal with itself one period later, for it to have a rhythm at all."""
RHYTHM_ERROR_COUNT: Final = 1.0


class RepetitionCounter:
    """Counts cycles of a signal by hysteresis, as they come.

    A cycle goes over 70 % and under 30 % of the person's own range, and is done when it is back
    where it began: from the low end, or, where the signal was high at first, from the high one.
    Until two are done the range is what was seen so far, at least `smallest_range`; a cycle
    smaller than 40 % of the median, or quicker than `shortest_s`, does not count.

    `either_way`: the far end of a movement may be high or low (a tilt to the right or the left);
    else it is high.
    """

    def __init__(
        self,
        *,
        smallest_range: float = SMALLEST_RANGE_DEG,
        shortest_s: float = QUICKEST_S,
        either_way: bool = False,
    ) -> None:
        self._smallest_range = smallest_range
        self._shortest_s = shortest_s
        self._either_way = either_way
        self.count = 0
        self.peaks: list[tuple[float, float]] = []
        self._ranges: deque[float] = deque(maxlen=9)
        self._counted_s = -inf
        self._low = self._high = (nan, nan)
        self._begins = 0
        self._away = False

    def receive(self, time_s: float, value: float) -> bool:
        """One value; True when it ends a repetition."""
        if not isfinite(value):
            return False
        if not isfinite(self._low[0]):
            self._low = self._high = (time_s, value)
            return False
        self._low = min(self._low, (time_s, value), key=lambda sample: sample[1])
        self._high = max(self._high, (time_s, value), key=lambda sample: sample[1])
        span = self._high[1] - self._low[1]
        if span < self._needed():
            return False
        if not self._begins:
            # Cycles begin at the end that the signal was at first.
            self._begins = -1 if self._low[0] < self._high[0] else 1
        share = (value - self._low[1]) / span
        away = share > UP_RATIO if self._begins < 0 else share < DOWN_RATIO
        back = share < DOWN_RATIO if self._begins < 0 else share > UP_RATIO
        self._away = self._away or away
        return self._away and back and self._finish(time_s, value, span)

    def restart(self, *, smallest_range: float | None = None) -> None:
        """What comes next is another signal, with a range of its own if given; the count stays."""
        if smallest_range is not None and smallest_range != self._smallest_range:
            self._smallest_range = smallest_range
            self._ranges.clear()
        self._low = self._high = (nan, nan)
        self._begins = 0
        self._away = False

    def _needed(self) -> float:
        known = len(self._ranges) >= CALIBRATING_COUNT
        usual = float(np.median(self._ranges)) if known else 0.0
        return max(self._smallest_range, LEAST_OF_USUAL_RATIO * usual)

    def _finish(self, time_s: float, value: float, span: float) -> bool:
        low_is_far = self._either_way and self._begins > 0
        peak = self._low if low_is_far else self._high
        quick = time_s - self._counted_s < self._shortest_s
        self._away = False
        self._low = self._high = (time_s, value)
        if quick:
            return False
        self._ranges.append(span)
        self.peaks.append(peak)
        self._counted_s = time_s
        self.count += 1
        return True


def rhythm_s(times_s: Floats, values: Floats) -> float:
    """The period of a signal over its last 20 s, by autocorrelation; NaN where it has none."""
    grid, even = resampled(times_s, values)
    if not len(grid):
        return nan
    late = grid >= grid[-1] - RHYTHM_S
    grid, even = grid[late], even[late] - even[late].mean()
    step_s = grid[1] - grid[0] if len(grid) > 1 else nan
    longest = len(even) // 2
    if longest < 3 or not np.any(even):
        return nan
    likeness = np.array(
        [np.corrcoef(even[: len(even) - lag], even[lag:])[0, 1] for lag in range(1, longest)]
    )
    falls = np.flatnonzero(likeness < 0.0)
    if not len(falls):
        return nan
    later = likeness[falls[0] :]
    if not later.max() >= RHYTHM_MIN:
        return nan
    # Of twice the period a signal is as like itself; the shortest that is nearly the best counts.
    best = falls[0] + int(np.flatnonzero(later >= 0.9 * later.max())[0])
    while best + 1 < len(likeness) and likeness[best + 1] > likeness[best]:
        best += 1
    return float((best + 1) * step_s) if likeness[best] >= RHYTHM_MIN else nan


def out_of_rhythm(times_s: Floats, values: Floats, peak_times_s: Sequence[float]) -> bool:
    """Whether the repetitions counted are more or fewer than the signal's own rhythm says.

    Looked at from the first to the last peak of the last 20 s; False where there is no rhythm.
    """
    peaks = [peak_s for peak_s in peak_times_s if peak_s >= times_s[-1] - RHYTHM_S]
    if len(peaks) < 3:
        return False
    period_s = rhythm_s(times_s, values)
    expected = (peaks[-1] - peaks[0]) / period_s if isfinite(period_s) else nan
    counted = len(peaks) - 1
    return isfinite(expected) and abs(expected - counted) > max(
        RHYTHM_ERROR_COUNT, 0.25 * expected
    )
