"""The primary signal of a set as it was read, unfiltered, in stretches without a gap. No rules.

The metric path of science.md 5.3 comes after the fact and is zero-lag, so it needs what was read
and not what the live filter made of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from math import isfinite

import numpy as np

from supple.core.pose import Floats

Signal = tuple[Floats, Floats]
"""Times in seconds, ascending, and values."""

GAP_S = 0.45
"""A camera of ten frames a second may lose three; what happened in more than that is unknown."""


class History:
    """Times and values since the set began. State over time."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._values: list[float] = []
        self._stretch: list[int] = []
        self._cut = True

    def add(self, time_s: float, value: float) -> None:
        """One frame's value; one that is not known is not kept."""
        if not isfinite(value):
            return
        fresh = self._cut or time_s - self._times[-1] > GAP_S
        number = self._stretch[-1] if self._stretch else 0
        self._stretch.append(number + 1 if fresh else number)
        self._times.append(time_s)
        self._values.append(value)
        self._cut = False

    def cut(self) -> None:
        """What comes next does not follow on what was."""
        self._cut = True

    def around(self, at_s: float, *, since_s: float, until_s: float) -> Signal:
        """The unbroken stretch in which `at_s` lies, from `since_s` to `until_s`; may be empty."""
        middle = bisect_right(self._times, at_s + 1e-6) - 1
        if middle < 0 or at_s - self._times[middle] > GAP_S:
            return np.empty(0), np.empty(0)
        number = self._stretch[middle]
        first = max(bisect_left(self._times, since_s), bisect_left(self._stretch, number))
        last = min(bisect_right(self._times, until_s), bisect_right(self._stretch, number))
        return np.array(self._times[first:last]), np.array(self._values[first:last])

    def stretches(self, *, since_s: float, until_s: float) -> list[Signal]:
        """Every unbroken stretch between two times."""
        first, last = bisect_left(self._times, since_s), bisect_right(self._times, until_s)
        cuts = [at for at in range(first + 1, last) if self._stretch[at] != self._stretch[at - 1]]
        edges = [first, *cuts, last]
        return [
            (np.array(self._times[begins:ends]), np.array(self._values[begins:ends]))
            for begins, ends in pairwise(edges)
            if ends > begins
        ]
