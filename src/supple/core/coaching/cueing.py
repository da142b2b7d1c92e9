"""Which one thing to say now. Safety first, at most every six seconds, three times at most.

catalogue.yaml `cue_policy`. A kind of cue that the person called wrong is not said again in this
session. What the camera only notes (severity info) is never spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from supple.core.events import Finding
from supple.core.exercise import Severity

CUE_APART_S = 6.0
SAME_CUE_COUNT = 3
_ORDER = (Severity.SAFETY, Severity.TECHNIQUE, Severity.EFFECTIVENESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What follows from the faults that stand: at most one cue, and what was mended."""

    say: Finding | None = None
    resolved: tuple[str, ...] = ()
    offer_easier: bool = False


NOTHING: Final = Choice()


class Cueing:
    """Remembers what was said in this set, and what must not be said in this session."""

    def __init__(self, silenced: frozenset[str] = frozenset()) -> None:
        self.silenced = silenced
        self.last: str | None = None
        self._said_at_s = -float("inf")
        self._open: list[str] = []
        self.begin_set()

    def begin_set(self) -> None:
        self._counts: dict[str, int] = {}
        self._open = []

    def silence(self, criterion: str) -> None:
        """The camera was wrong about this one."""
        self.silenced |= {criterion}

    def choose(self, time_s: float, faults: Sequence[Finding]) -> Choice:
        if not (faults or self._open):
            return NOTHING
        standing = {fault.criterion for fault in faults}
        resolved = tuple(criterion for criterion in self._open if criterion not in standing)
        self._open = [criterion for criterion in self._open if criterion in standing]
        if time_s - self._said_at_s < CUE_APART_S:
            return Choice(resolved=resolved)
        worth = [fault for fault in faults if self._may_say(fault)]
        if not worth:
            return Choice(resolved=resolved)
        fault = min(worth, key=lambda fault: _ORDER.index(Severity(fault.severity)))
        self._said_at_s = time_s
        self.last = fault.criterion
        self._counts[fault.criterion] = self._counts.get(fault.criterion, 0) + 1
        if fault.criterion not in self._open:
            self._open.append(fault.criterion)
        third = self._counts[fault.criterion] == SAME_CUE_COUNT
        return Choice(say=fault, resolved=resolved, offer_easier=third)

    def closing(self, time_s: float, faults: Sequence[Finding]) -> Finding | None:
        """What is worth saying when a set is over: only of safety, and not said in it already."""
        for fault in faults:
            unsaid = fault.criterion not in self._counts and fault.criterion not in self.silenced
            if fault.severity == Severity.SAFETY and unsaid:
                self._said_at_s = time_s
                self.last = fault.criterion
                self._counts[fault.criterion] = 1
                return fault
        return None

    def _may_say(self, fault: Finding) -> bool:
        return (
            fault.severity in _ORDER
            and fault.criterion not in self.silenced
            and self._counts.get(fault.criterion, 0) < SAME_CUE_COUNT
        )
