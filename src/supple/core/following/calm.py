"""What is known of a person while they are watched: neutral values from calm stretches."""

from __future__ import annotations

from collections import deque

import numpy as np

from supple.core.body import LANDMARK_COUNT
from supple.core.pose import Floats, Frame
from supple.core.seeing.calibration import Calibration, calibrated, merged
from supple.core.seeing.continuity import trunk_length

CALM_FOR_S = 1.0
LEAST_COUNT = 5
SPREAD_MAX_TL = 0.02


class Calm:
    """Looks for a second in which nothing moves: standing, kneeling or lying. State over time."""

    def __init__(self, calibration: Calibration | None) -> None:
        self.calibration = calibration or Calibration()
        self.cut()

    def cut(self) -> None:
        """What comes next does not follow on what was."""
        self._recent: deque[tuple[Frame, Floats]] = deque()
        self._spread = Spread()

    def forget(self) -> None:
        """It is somebody else: what was known of the last one says nothing of them."""
        self.calibration = Calibration()
        self.cut()

    def receive(self, frame: Frame, points: Floats) -> None:
        """A frame as it came, and its points (33, 2) as the live filter leaves them."""
        recent = self._recent
        recent.append((frame, points))
        self._spread.add(points)
        while frame.time_s - recent[0][0].time_s > CALM_FOR_S:
            recent.popleft()
            self._spread.drop()
        seen_s = frame.time_s - recent[0][0].time_s
        if seen_s < 0.8 * CALM_FOR_S or len(recent) < LEAST_COUNT:
            return
        most = SPREAD_MAX_TL * trunk_length(points)
        if self._spread.under(most):
            smooth = [came.filtered(kept) for came, kept in recent]
            self.calibration = merged(self.calibration, calibrated(smooth))
            self.cut()


class Spread:
    """Sums over the last frames, which tell at once whether anything moves. State over time."""

    def __init__(self) -> None:
        self._kept: deque[tuple[Floats, Floats]] = deque()
        self._sums = np.zeros((LANDMARK_COUNT, 2))
        self._sums_of_squares = np.zeros((LANDMARK_COUNT, 2))

    def add(self, points: Floats) -> None:
        """Points (33, 2) of one more frame."""
        squares = points * points
        self._kept.append((points, squares))
        self._sums += points
        self._sums_of_squares += squares

    def drop(self) -> None:
        """The oldest frame is no longer one of them."""
        points, squares = self._kept.popleft()
        self._sums -= points
        self._sums_of_squares -= squares

    def under(self, most: float) -> bool:
        """Whether the middle one of all coordinates' standard deviations is under `most`.

        A coordinate that is missing in a frame is missing in the sums from then on, and counts
        neither way.
        """
        count, sums = len(self._kept), self._sums
        # A mean of squares less the square of the mean, all of it times the count squared.
        variances = count * self._sums_of_squares - sums * sums
        moving_count = np.count_nonzero(variances >= (count * most) ** 2)
        if 2 * moving_count > sums.size:
            return False
        return bool(np.nanmedian(np.sqrt(np.maximum(variances, 0.0))) < count * most)
