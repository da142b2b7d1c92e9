"""The stretches of a pose in which somebody means to keep still, for bouncing and steadiness.

The time of a hold is credited by speed, and a bounce is fast, so a bounced hold is soon none. What
is looked at here is therefore any few seconds in the pose over which the signal goes nowhere.
"""

from __future__ import annotations

from math import inf, isnan, nan

from supple.core.series.history import History, Signal
from supple.core.series.signals import slope

STRETCH_S = 4.0
EVERY_S = 0.5
LAG_S = 0.5
"""The last moment is left out: it may be the beginning of the way out."""
LEAST_COUNT = 3
DRIFT_MAX = 2.0
GOING_MAX = 6.0
"""Degrees a second: over the whole stretch, and over the last second of all."""


class Settled:
    """Gives out such a stretch every half a second. State over time."""

    def __init__(self) -> None:
        self.leave()

    def leave(self) -> None:
        """The pose was left."""
        self._since_s, self._next_s = nan, -inf

    def receive(self, time_s: float, history: History) -> Signal | None:
        """A frame in the pose; the last seconds, if it is time and nothing went anywhere."""
        if time_s < self._next_s:
            return None
        self._next_s = time_s + EVERY_S
        since_s = time_s - LAG_S - STRETCH_S
        times, values = history.around(time_s, since_s=since_s, until_s=time_s)
        lately = times >= time_s - 2 * LAG_S
        if lately.sum() < LEAST_COUNT or abs(slope(times[lately], values[lately])) > GOING_MAX:
            return None
        if isnan(self._since_s):
            self._since_s = time_s - LAG_S
        if times[0] > since_s + LAG_S or self._since_s > since_s:
            return None
        stretch = times <= time_s - LAG_S
        times, values = times[stretch], values[stretch]
        return None if abs(slope(times, values)) > DRIFT_MAX else (times, values)
