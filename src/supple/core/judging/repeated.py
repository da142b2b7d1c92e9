"""Criteria on repetitions: read at the peak of each, over its range, or of its pace.

A repetition gives one value, and one value alone is no habit: what stands is the median of the
last three, and nothing under two. What somebody no longer does does not stand either.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from math import inf, isnan, nan
from statistics import median
from typing import Final

from supple.core.events import Result
from supple.core.exercise import Comparison, Criterion
from supple.core.judging.tally import READ_SHARE_RATIO, Tally

LEAST_COUNT = 2
RECENT_COUNT = 3
AROUND_PEAK_S = 0.25
"""Arms may be up a moment before or after the legs are apart."""
LONGEST_REPETITION_S = 30.0
STALE_RATIO = 2.0
"""Without a repetition for this many of the last periods, it is over."""

Sample = tuple[float, float, float, str]
"""Time, value, uncertainty, why."""
Values = Sequence[tuple[float, float]]


class Repeated(Tally):
    """One value a repetition, of readings frame by frame or told from outside."""

    def __init__(self, criterion: Criterion, unit: str) -> None:
        super().__init__(criterion, unit)
        self._ring: deque[Sample] = deque()
        self._values: deque[tuple[float, float]] = deque(maxlen=RECENT_COUNT)
        self._done_s = nan
        self._lasted_s = nan

    def note(self, time_s: float, value: float, uncertainty: float, why: str) -> None:
        """One frame's reading, kept until its repetition is over."""
        self._ring.append((time_s, value, uncertainty, why))
        while time_s - self._ring[0][0] > LONGEST_REPETITION_S:
            self._ring.popleft()

    def close(self, time_s: float, peak_s: float) -> None:
        """A repetition is over: its value is taken out of the readings."""
        pick = _PICK.get(self.criterion.phase)
        value, uncertainty, why = nan, nan, "not_reached"
        if pick is not None:
            value, uncertainty, why = pick(self.criterion, list(self._ring), peak_s)
        self._ring.clear()
        self.repeat(time_s, value, uncertainty, why)

    def repeat(self, time_s: float, value: float, uncertainty: float, why: str = "") -> None:
        """The value of one more repetition."""
        self._lasted_s, self._done_s = time_s - self._done_s, time_s
        if isnan(value):
            self.take(time_s, value, uncertainty, why)
            return
        self._values.append((value, uncertainty))
        if len(self._values) < LEAST_COUNT:
            self.take(time_s, nan, nan, "one_repetition")
            return
        self.take(time_s, *self._medians())

    def lapse(self, time_s: float) -> None:
        """Time passing: what is not repeated any more does not stand."""
        if time_s - self._done_s > STALE_RATIO * self._lasted_s:
            self.standing = Result.CANNOT_TELL

    def pause(self) -> None:
        """The pose was left: a repetition that was under way is none."""
        super().pause()
        self._ring.clear()
        self._done_s = self._lasted_s = nan

    def _medians(self) -> tuple[float, float]:
        return (
            median(value for value, _ in self._values),
            median(error for _, error in self._values),
        )


class Pace(Repeated):
    """The time between repetitions: two of them give the first value."""

    def __init__(self, criterion: Criterion, unit: str) -> None:
        super().__init__(criterion, unit)
        self._peak_s: float | None = None

    def peak(self, time_s: float, peak_s: float, uncertainty: float) -> None:
        """One more repetition had its peak at `peak_s`."""
        before, self._peak_s = self._peak_s, peak_s
        if before is None:
            if not self._values:
                self.take(time_s, nan, nan, "one_repetition")
            return
        self._values.append((peak_s - before, uncertainty))
        self.take(time_s, *self._medians())

    def lapse(self, time_s: float) -> None:
        """Time passing: a pace that is not kept up does not stand any more."""
        usual_s = self._medians()[0] if self._values else inf
        if self._peak_s is not None and time_s - self._peak_s > STALE_RATIO * usual_s:
            self.standing = Result.CANNOT_TELL

    def pause(self) -> None:
        super().pause()
        self._peak_s = None


def _at_peak(
    criterion: Criterion, ring: Sequence[Sample], peak_s: float
) -> tuple[float, float, str]:
    """The best reading around the peak; where there is no better, the middle one."""
    near = [sample for sample in ring if abs(sample[0] - peak_s) <= AROUND_PEAK_S]
    read = [(value, error) for _, value, error, _ in near if not isnan(value)]
    if not read:
        return nan, nan, near[-1][3] if near else "not_reached"
    values = [value for value, _ in read]
    best = {Comparison.AT_MOST: min, Comparison.AT_LEAST: max}.get(criterion.comparison, median)
    return best(values), median(error for _, error in read), ""


def _over_range(_: Criterion, ring: Sequence[Sample], _peak_s: float) -> tuple[float, float, str]:
    """From the least to the most of a repetition; a single odd frame is neither."""
    read = [(value, error) for _, value, error, _ in ring if not isnan(value)]
    if len(read) < max(3, READ_SHARE_RATIO * len(ring)):
        hidden = [why for _, value, _, why in ring if isnan(value)]
        return nan, nan, hidden[-1] if hidden else "too_short"
    values = [value for value, _ in read]
    middle = [median(values[at : at + 3]) for at in range(len(values) - 2)]
    return max(middle) - min(middle), median(error for _, error in read), ""


Pick = Callable[[Criterion, Sequence[Sample], float], tuple[float, float, str]]
_PICK: Final[dict[str, Pick]] = {"reps_peak": _at_peak, "reps_amplitude": _over_range}
