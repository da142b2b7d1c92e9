"""Which pictures of a film show little new, so that nobody need be looked for in them.

Each picture is held against the last one that was looked at, both made very small. While hardly
anything differs, some are passed over; while somebody moves no faster than in any stretch, one
between two that are looked at. When more differs, the last one passed over is looked at too, so
that what was passed over always stands between two pictures that are alike.
Pictures only, no landmarks: what decides is known before the pose model is asked.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Small = NDArray[np.uint8]

SMALL_LONG_SIDE: Final = 96
"""Pixels along the longer side of the small grey pictures that are compared."""
PASS_FOR_S: Final = 0.07
"""Nothing later than this after the last look is passed over: seven looks a second at least, as
many as the live coach has (ENG)."""
MOVING_PASS_FOR_S: Final = 0.045
"""The same while somebody moves: one of two pictures where there are thirty a second (ENG)."""
LOOK_ANEW_S: Final = 1.0
"""How often a tracked body is looked for anew, as in the page: a tracker holds on to what is long
gone. The first picture of each such turn is always looked at, so that what the look anew says
begins at the same picture whatever is passed over."""
AWAKE_S: Final = 0.3
"""After a change as many are looked at as in a movement, until the tracker has settled (ENG)."""
CHANGED_CELLS_COUNT: Final = 20
CHANGED_LEVELS: Final = 12.0
"""Grey levels, of 255, that the most changed cells must differ by in the mean. On real films
interpolated landmarks are then at most 0.01 trunk lengths from tracked ones (ENG)."""
MOVED_LEVELS: Final = 32.0
"""The same, up to which a picture lies so evenly between two that no finding of the films changes;
at 40 how smooth one way was does, from 60 on how sudden a movement was."""


class Choice(StrEnum):
    """Look at this picture; or at the one before it too; or pass it over."""

    LOOK = "look"
    LOOK_BACK = "look_back"
    PASS = "pass"


class Standstill:
    """Chooses pictures, as they come."""

    def __init__(self) -> None:
        self._looked_at: Small | None = None
        self._looked_s = -np.inf
        self._awake_until_s = -np.inf
        self._passed = False

    def choose(self, time_s: float, small: Small) -> Choice:
        """What to do with the picture of this time. `small`: (rows, columns) grey levels."""
        before = self._looked_at
        levels = np.inf if before is None else changed_levels(before, small)
        if levels > CHANGED_LEVELS:
            self._awake_until_s = time_s + AWAKE_S
        if self._may_pass(time_s, levels):
            self._passed = True
            return Choice.PASS
        back = levels > MOVED_LEVELS and self._passed
        self._looked_at, self._looked_s, self._passed = small, time_s, False
        return Choice.LOOK_BACK if back else Choice.LOOK

    def _may_pass(self, time_s: float, levels: float) -> bool:
        if levels > MOVED_LEVELS or turn(time_s) != turn(self._looked_s):
            return False
        still = time_s >= self._awake_until_s
        return time_s - self._looked_s < (PASS_FOR_S if still else MOVING_PASS_FOR_S)


def turn(time_s: float) -> int:
    """Which turn of looking anew a time is in."""
    return int(time_s // LOOK_ANEW_S)


def changed_levels(before: Small, now: Small) -> float:
    """How much the most changed cells differ, grey levels; infinite where the sizes do."""
    if before.shape != now.shape:
        return float("inf")
    apart = np.abs(before.astype(np.int16) - now).ravel()
    most = min(CHANGED_CELLS_COUNT, apart.size)
    return float(np.partition(apart, apart.size - most)[apart.size - most :].mean())
