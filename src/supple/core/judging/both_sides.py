"""One side of the body against the other, where they are not seen at once.

A sided exercise shows one side after the other: a tilt to the right, then one to the left. And a
limb that is seen from its own side only is compared once the person was seen from both. What was
read of the first side is kept until the second has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite, nan, sqrt
from statistics import median
from typing import Final

from supple.core.body import Side
from supple.core.exercise import Criterion, Exercise
from supple.core.judging.assessment import uncertainty
from supple.core.measuring.measures import MEASURES, Calibration, read, refusal
from supple.core.measuring.names import LEFT_RIGHT
from supple.core.pose import Frame
from supple.core.seeing.view import ViewEstimate

SET_SUMMARY: Final = "set_summary"
HELD_FOR_S: Final = 1.0
"""A side that was seen for less than this was not held."""
FAR_END_RATIO: Final = 0.9
"""Of a repetition its far end counts, a single odd frame does not."""
WORKED_RATIO: Final = 0.25
"""What a side reaches less of than the other, in a repetition, is only a sway."""


@dataclass(slots=True)
class _Readings:
    """Of one criterion: the values of each side that count, and those of this repetition."""

    values: dict[Side, list[float]] = field(default_factory=lambda: {s: [] for s in Side})
    errors: list[float] = field(default_factory=list)
    now: dict[Side, list[float]] = field(default_factory=lambda: {s: [] for s in Side})
    held_s: dict[Side, float] = field(default_factory=lambda: dict.fromkeys(Side, 0.0))
    last_s: float = nan


class BothSides:
    """The comparisons of one exercise over a set with all its sides. State over time."""

    def __init__(self, exercise: Exercise) -> None:
        self._read = {
            each.id: (each, _Readings())
            for each in exercise.all_criteria
            if each.measure == LEFT_RIGHT and each.base in MEASURES
        }

    def hold(
        self, frame: Frame, calibration: Calibration, view: ViewEstimate, side: Side | None
    ) -> None:
        """A frame of a hold in which `side` is worked, where that is known."""
        for criterion, kept in self._read.values():
            of = self._receive(criterion, kept, frame, calibration, view, side)
            if of is None:
                kept.last_s = nan
                continue
            step_s = frame.time_s - kept.last_s
            kept.held_s[of] += step_s if 0 < step_s < HELD_FOR_S else 0.0
            kept.last_s = frame.time_s
            kept.values[of] += kept.now[of]
            kept.now[of].clear()

    def move(
        self, frame: Frame, calibration: Calibration, view: ViewEstimate, side: Side | None
    ) -> None:
        """A frame of a repetition; what counts of it is known when it is over."""
        for criterion, kept in self._read.values():
            self._receive(criterion, kept, frame, calibration, view, side)

    def repeat(self) -> None:
        """A repetition is over: the far end of each side that it went to."""
        for _, kept in self._read.values():
            ends = {side: _far_end(kept.now[side]) for side in Side}
            most = max((end for end in ends.values() if isfinite(end)), default=nan)
            for side, end in ends.items():
                if end >= WORKED_RATIO * most:
                    kept.values[side].append(end)
                    kept.held_s[side] += HELD_FOR_S
                kept.now[side].clear()

    def told(self, criterion: Criterion) -> tuple[float, float, str]:
        """The difference, its uncertainty, and why there is none."""
        why = refusal(criterion)
        if why or criterion.id not in self._read:
            return nan, nan, why or "needs_base"
        _, kept = self._read[criterion.id]
        if min(kept.held_s.values()) < HELD_FOR_S - 1e-6:
            return nan, nan, "needs_both_sides"
        left, right = (median(kept.values[side]) for side in Side)
        return abs(left - right), sqrt(2.0) * median(kept.errors), ""

    def _receive(
        self,
        criterion: Criterion,
        kept: _Readings,
        frame: Frame,
        calibration: Calibration,
        view: ViewEstimate,
        side: Side | None,
    ) -> Side | None:
        """Reads one side, and which; None where nothing can be read."""
        base = MEASURES[criterion.base or ""]
        if criterion.phase != SET_SUMMARY:
            # Seen from the side a limb is its own side's; from the front both are seen at once.
            side = view.near if base.by_side and view.view == "side" else None
        if side is None:
            return None
        value = read(base.name, frame, calibration).value
        if not isfinite(value):
            return None
        kept.now[side].append(abs(value) if criterion.phase == SET_SUMMARY else value)
        kept.errors.append(uncertainty(base.name, view, calibration))
        return side


def _far_end(values: Sequence[float]) -> float:
    if len(values) < 3:
        return nan
    return sorted(values)[int(FAR_END_RATIO * (len(values) - 1))]
