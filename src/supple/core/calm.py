"""What is known of a person while they are watched: neutral values from calm stretches."""

from __future__ import annotations

from collections import deque

import numpy as np

from supple.core.calibration import Calibration, calibrated, merged
from supple.core.continuity import trunk_length
from supple.core.pose import Frame

CALM_FOR_S = 1.0
LEAST_COUNT = 5
SPREAD_MAX_TL = 0.02


class Calm:
    """Looks for a second in which nothing moves: standing, kneeling or lying. State over time."""

    def __init__(self, calibration: Calibration | None) -> None:
        self.calibration = calibration or Calibration()
        self._recent: deque[Frame] = deque()

    def cut(self) -> None:
        """What comes next does not follow on what was."""
        self._recent.clear()

    def forget(self) -> None:
        """It is somebody else: what was known of the last one says nothing of them."""
        self.calibration = Calibration()
        self._recent.clear()

    def receive(self, frame: Frame) -> None:
        self._recent.append(frame)
        while frame.time_s - self._recent[0].time_s > CALM_FOR_S:
            self._recent.popleft()
        seen_s = frame.time_s - self._recent[0].time_s
        if seen_s < 0.8 * CALM_FOR_S or len(self._recent) < LEAST_COUNT:
            return
        points = np.stack([recent.points for recent in self._recent])
        spread = np.nanmedian(np.nanstd(points, axis=0))
        trunk = trunk_length(frame.points)
        if trunk > 0 and spread < SPREAD_MAX_TL * trunk:
            self.calibration = merged(self.calibration, calibrated(list(self._recent)))
            self._recent.clear()
