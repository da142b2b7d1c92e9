"""What is known of a person while they are watched: neutral values from calm stretches."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from supple.core.body import LANDMARK_COUNT
from supple.core.pose import Floats, Frame
from supple.core.seeing.calibration import Calibration, calibrated, merged
from supple.core.seeing.continuity import trunk_length

CALM_FOR_S = 1.0
LEAST_COUNT = 5
SPREAD_MAX_TL = 0.02
ROUNDED = 1e-9
"""More than running sums of squares can be wrong by, squared picture heights."""


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
        if self._spread.may_be_under(most) and _spread([kept for _, kept in recent]) < most:
            smooth = [came.filtered(kept) for came, kept in recent]
            self.calibration = merged(self.calibration, calibrated(smooth))
            self.cut()


class Spread:
    """Sums over the last frames, which tell at once that something moves. State over time."""

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

    def may_be_under(self, most: float) -> bool:
        """Whether the middle standard deviation may be less; no answer of "no" is ever wrong.

        A coordinate that is missing in a frame is missing in the sums from then on, and counts
        as one that keeps still.
        """
        count, sums = len(self._kept), self._sums
        # A mean of squares less the square of the mean, all of it times the count squared.
        spread = count * self._sums_of_squares - sums * sums
        moving_count = np.count_nonzero(spread > count * count * (most * most + ROUNDED))
        return bool(2 * moving_count <= sums.size)


def _spread(points: Sequence[Floats]) -> float:
    """Standard deviation over some frames of the middle one of all coordinates."""
    return float(np.nanmedian(np.nanstd(np.stack(points), axis=0)))
