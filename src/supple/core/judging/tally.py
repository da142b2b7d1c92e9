"""What one criterion came to: readings over a short window, then over a whole set.

A result stands when the window of the criterion's severity is full of it; what stood worst is
what the set keeps. Where less than 80 % of a window could be read the answer is *cannot tell*
(catalogue, visibility_gate).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from copy import deepcopy
from math import inf, isnan, nan
from statistics import median

from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Severity
from supple.core.judging.assessment import judge

DWELL_S = {
    Severity.SAFETY: 0.4,
    Severity.TECHNIQUE: 1.0,
    Severity.EFFECTIVENESS: 2.0,
    Severity.INFO: 1.0,
}
READ_SHARE_RATIO = 0.8
STANDS_S = 4.0
"""What happened in a moment is worth saying for so long."""
FULL_RATIO = 0.8
_PASS, _CANNOT_TELL = Result.PASS, Result.CANNOT_TELL
_BADNESS = {Result.CANNOT_TELL: 0, Result.PASS: 1, Result.WARN: 2, Result.FAIL: 3}


class Window:
    """The readings of the last moments, their values and errors in order. State over time."""

    def __init__(self, for_s: float) -> None:
        self._for_s = for_s
        self._readings: deque[tuple[float, float, float]] = deque()
        self._values: list[float] = []
        self._errors: list[float] = []

    def add(self, time_s: float, value: float, error: float) -> None:
        """One more; what was longer ago than the window is wide is forgotten."""
        readings, values, errors = self._readings, self._values, self._errors
        readings.append((time_s, value, error))
        if not isnan(value):
            insort(values, value)
            insort(errors, error)
        while time_s - readings[0][0] > self._for_s:
            _, value, error = readings.popleft()
            if not isnan(value):
                del values[bisect_left(values, value)]
                del errors[bisect_left(errors, error)]

    def full(self, time_s: float) -> bool:
        """Whether it goes back far enough to say anything."""
        readings = self._readings
        return time_s - readings[0][0] >= FULL_RATIO * self._for_s and len(readings) >= 3

    def medians(self) -> tuple[float, float]:
        """Of the values and of the errors; NaN where too few could be read."""
        count = len(self._values)
        if not count or count < READ_SHARE_RATIO * len(self._readings):
            return nan, nan
        values, errors, half = self._values, self._errors, count // 2
        if count % 2:
            return values[half], errors[half]
        return (values[half - 1] + values[half]) / 2.0, (errors[half - 1] + errors[half]) / 2.0


class Tally:
    """The readings of one criterion during one set."""

    def __init__(self, criterion: Criterion, unit: str) -> None:
        self.criterion = criterion
        self._unit = unit
        self._dwell_s = DWELL_S[criterion.severity]
        self._window = Window(self._dwell_s)
        self._passing: list[tuple[float, float]] = []
        self._worst: Finding | None = None
        self._reasons: dict[str, int] = {}
        self.standing = Result.CANNOT_TELL

    def add(self, time_s: float, value: float, uncertainty: float, why: str) -> None:
        """One frame's reading. `why` says why `value` is NaN."""
        if isnan(value):
            self._reasons[why] = self._reasons.get(why, 0) + 1
        window = self._window
        window.add(time_s, value, uncertainty)
        if not window.full(time_s):
            return
        value, uncertainty = window.medians()
        if isnan(value):
            self.standing = _CANNOT_TELL
        else:
            self._stand(time_s, value, uncertainty)

    def take(self, time_s: float, value: float, uncertainty: float, why: str = "") -> None:
        """One value that says all by itself: of some seconds, of a repetition, of a way."""
        if isnan(value):
            self._reasons[why] = self._reasons.get(why, 0) + 1
            self.standing = Result.CANNOT_TELL
            return
        self._stand(time_s, value, uncertainty)

    def pause(self) -> None:
        """The pose was left: what comes next is a new window."""
        self._window = Window(self._dwell_s)
        self.standing = Result.CANNOT_TELL

    def finding(self) -> Finding:
        """What this criterion came to so far."""
        if self._worst is None:
            why = max(self._reasons, key=lambda code: self._reasons[code], default="not_reached")
            return self._finding(Result.CANNOT_TELL, nan, nan, nan, why)
        if self._worst.result is Result.PASS:
            value = median(value for value, _ in self._passing)
            spread = median(error for _, error in self._passing)
            return self._finding(Result.PASS, value, spread, self._worst.at_s, "")
        return self._worst

    def _stand(self, time_s: float, value: float, error: float) -> None:
        self.standing = judge(self.criterion, value, error)
        if self.standing is _PASS:
            self._passing.append((value, error))
            if self._worst is not None:  # nothing is better than a pass, so nothing is worse
                return
        if self._worst is None or self._is_worse(value):
            self._worst = self._finding(self.standing, value, error, time_s, "")

    def _is_worse(self, value: float) -> bool:
        assert self._worst is not None
        if _BADNESS[self.standing] != _BADNESS[self._worst.result]:
            return _BADNESS[self.standing] > _BADNESS[self._worst.result]
        return self._excess(value) > self._excess(self._worst.value)

    def _excess(self, value: float) -> float:
        limit = self.criterion.limit
        above = value - limit.high if limit.high is not None else -float("inf")
        below = limit.low - value if limit.low is not None else -float("inf")
        return max(above, below)

    def _finding(
        self, result: Result, value: float, uncertainty: float, at_s: float, why: str
    ) -> Finding:
        return Finding(
            criterion=self.criterion.id,
            severity=self.criterion.severity,
            result=result,
            value=value,
            unit=self._unit,
            uncertainty=uncertainty,
            at_s=at_s,
            why=why,
        )


class Alarm(Tally):
    """What happens in a moment and is over: said for a while, though nobody can mend it."""

    def __init__(self, criterion: Criterion, unit: str) -> None:
        super().__init__(criterion, unit)
        self._until_s = -inf

    def strike(self, time_s: float, value: float, uncertainty: float) -> None:
        """It happened at `time_s`, and came to `value`."""
        self.take(time_s, value, uncertainty)
        self._until_s = time_s + STANDS_S

    def lapse(self, time_s: float) -> None:
        """Time passing: what is long over does not stand."""
        if time_s > self._until_s:
            self.standing = Result.CANNOT_TELL

    def pause(self) -> None:
        """Leaving the pose changes nothing about it."""

    def copy(self) -> Alarm:
        """Another one that goes on from here."""
        return deepcopy(self)
