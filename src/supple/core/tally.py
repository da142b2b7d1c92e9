"""What one criterion came to: readings over a short window, then over a whole set.

A result stands when the window of the criterion's severity is full of it; what stood worst is
what the set keeps. Where less than 80 % of a window could be read the answer is *cannot tell*
(catalogue, visibility_gate).
"""

from __future__ import annotations

from collections import deque
from copy import deepcopy
from math import inf, isnan, nan
from statistics import median

from supple.core.assessment import judge
from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Severity

DWELL_S = {
    Severity.SAFETY: 0.4,
    Severity.TECHNIQUE: 1.0,
    Severity.EFFECTIVENESS: 2.0,
    Severity.INFO: 1.0,
}
READ_SHARE_RATIO = 0.8
STANDS_S = 4.0
"""What happened in a moment is worth saying for so long."""
_BADNESS = {Result.CANNOT_TELL: 0, Result.PASS: 1, Result.WARN: 2, Result.FAIL: 3}


class Tally:
    """The readings of one criterion during one set."""

    def __init__(self, criterion: Criterion, unit: str) -> None:
        self.criterion = criterion
        self._unit = unit
        self._dwell_s = DWELL_S[criterion.severity]
        self._window: deque[tuple[float, float, float]] = deque()
        self._passing: list[tuple[float, float]] = []
        self._worst: Finding | None = None
        self._reasons: dict[str, int] = {}
        self.standing = Result.CANNOT_TELL

    def add(self, time_s: float, value: float, uncertainty: float, why: str) -> None:
        """One frame's reading. `why` says why `value` is NaN."""
        if isnan(value):
            self._reasons[why] = self._reasons.get(why, 0) + 1
        self._window.append((time_s, value, uncertainty))
        while time_s - self._window[0][0] > self._dwell_s:
            self._window.popleft()
        if time_s - self._window[0][0] < 0.8 * self._dwell_s or len(self._window) < 3:
            return
        self._settle(time_s)

    def take(self, time_s: float, value: float, uncertainty: float, why: str = "") -> None:
        """One value that says all by itself: of some seconds, of a repetition, of a way."""
        if isnan(value):
            self._reasons[why] = self._reasons.get(why, 0) + 1
            self.standing = Result.CANNOT_TELL
            return
        self._stand(time_s, value, uncertainty)

    def pause(self) -> None:
        """The pose was left: what comes next is a new window."""
        self._window.clear()
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

    def _settle(self, time_s: float) -> None:
        read = [(value, error) for _, value, error in self._window if not isnan(value)]
        if len(read) < READ_SHARE_RATIO * len(self._window):
            self.standing = Result.CANNOT_TELL
            return
        value = median(value for value, _ in read)
        self._stand(time_s, value, median(error for _, error in read))

    def _stand(self, time_s: float, value: float, error: float) -> None:
        self.standing = judge(self.criterion, value, error)
        if self.standing is Result.PASS:
            self._passing.append((value, error))
        if self._worst is None or self._is_worse(value):
            self._worst = self._finding(self.standing, value, error, time_s, "")

    def _is_worse(self, value: float) -> bool:
        assert self._worst is not None
        if _BADNESS[self.standing] != _BADNESS[self._worst.result]:
            return _BADNESS[self.standing] > _BADNESS[self._worst.result]
        if self.standing is Result.PASS:
            return False
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
