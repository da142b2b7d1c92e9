"""Whether the pose of an exercise is there: fit over time, with hysteresis. No timeline.

A pose is reached when its fit has been good for a moment, and left when the fit has been poor for
a moment or could not be told for the grace time. So one odd frame neither starts nor ends a hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import exp, isnan


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceLimits:
    """Seconds and fits; science.md section 5.3 for the grace, the rest tried on real videos."""

    reached_fit_ratio: float = 0.6
    left_fit_ratio: float = 0.35
    dwell_s: float = 0.4
    grace_s: float = 1.5
    smoothing_s: float = 0.25


class Change(StrEnum):
    NONE = "none"
    REACHED = "reached"
    LEFT = "left"


class Presence:
    """Follows the fit of one pose."""

    def __init__(self, limits: PresenceLimits | None = None) -> None:
        self._limits = limits or PresenceLimits()
        self.clear()

    def clear(self) -> None:
        self.reached = False
        self.seen_s = float("nan")
        self._fit = float("nan")
        self._since_s: float | None = None
        self._last_s: float | None = None

    def receive(self, time_s: float, fit_ratio: float) -> Change:
        """One frame's fit, 0 to 1, NaN where it could not be told."""
        last_s, self._last_s = self._last_s, time_s
        if isnan(fit_ratio):
            return self._unseen(time_s)
        self.seen_s = time_s
        if isnan(self._fit) or last_s is None:
            self._fit = fit_ratio
        else:
            weight = 1.0 - exp(-max(time_s - last_s, 0.0) / self._limits.smoothing_s)
            self._fit += weight * (fit_ratio - self._fit)
        if self.reached:
            against = self._fit < self._limits.left_fit_ratio
        else:
            against = self._fit >= self._limits.reached_fit_ratio
        return self._dwell(time_s, against=against)

    def _unseen(self, time_s: float) -> Change:
        if not self.reached:
            self._fit = float("nan")
            self._since_s = None
            return Change.NONE
        if isnan(self.seen_s) or time_s - self.seen_s > self._limits.grace_s:
            self.clear()
            return Change.LEFT
        return Change.NONE

    def _dwell(self, time_s: float, *, against: bool) -> Change:
        if not against:
            self._since_s = None
            return Change.NONE
        if self._since_s is None:
            self._since_s = time_s
        if time_s - self._since_s < self._limits.dwell_s:
            return Change.NONE
        self._since_s = None
        self.reached = not self.reached
        return Change.REACHED if self.reached else Change.LEFT
