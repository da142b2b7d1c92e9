"""Whether hands and feet are lifted together: the time between the beginnings of their lifts.

Heights are of the near wrist and ankle over the near hip, in trunk lengths, as they were read. A
lift begins where it has gone 15 % of its way for the last time before it is up: nearer to the
start the noise of the landmarks hides it, and hides it alike for both.
"""

from __future__ import annotations

from math import isfinite, nan
from typing import Final

import numpy as np

from supple.core.following.holdtime import Hold
from supple.core.pose import Frame
from supple.core.seeing.sight import Unseen, sight
from supple.core.series import signals
from supple.core.series.history import GAP_S, History

PARTS: Final = ("wrist", "ankle")
BEGUN_RATIO: Final = 0.15
LOOK_S: Final = 10.0
UP_S: Final = 3.0
"""So long after the hold began both are up."""
SMALLEST_LIFT_TL: Final = 0.12
REST_FOR_S: Final = 0.5


class Lifts:
    """Follows the heights of hand and foot. State over time."""

    def __init__(self) -> None:
        self._heights = {part: History() for part in PARTS}

    def cut(self) -> None:
        """What comes next does not follow on what was."""
        for history in self._heights.values():
            history.cut()

    def receive(self, frame: Frame) -> None:
        """One frame, as it came."""
        seen = sight(frame)
        for part, history in self._heights.items():
            try:
                height = seen.joint(part)[1] - seen.joint("hip")[1]
            except Unseen:
                continue
            if isfinite(seen.body.scale):
                history.add(frame.time_s, height / seen.body.scale)

    def lag_s(self, hold: Hold) -> float:
        """Seconds between the beginnings of the lifts into a hold; NaN where not both are seen."""
        hand_s, foot_s = (self._begun_s(history, hold) for history in self._heights.values())
        return abs(hand_s - foot_s)

    def _begun_s(self, history: History, hold: Hold) -> float:
        since_s, until_s = hold.start_s - LOOK_S, min(hold.start_s + UP_S, hold.end_s)
        raw = history.around(hold.start_s, since_s=since_s, until_s=until_s)
        times, heights = signals.smooth(*raw, longest_gap_s=GAP_S)
        size = round(REST_FOR_S * signals.RATE_HZ)
        if len(times) < 4 * size:
            return nan
        means = np.lib.stride_tricks.sliding_window_view(heights, size).mean(axis=1)
        low, high = float(means.min()), float(means[-1])
        if high - low < SMALLEST_LIFT_TL:
            return nan
        below = np.flatnonzero((heights - low) / (high - low) <= BEGUN_RATIO)
        return float(times[below[-1]]) if len(below) >= size else nan
