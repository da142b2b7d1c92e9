"""The repetitions of one set: when each was done, and when it had its peak. No criteria."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final

from supple.core.exercise import Exercise, Kind
from supple.core.measuring.measures import MEASURES
from supple.core.series.cycles import QUICKEST_S, QUICKEST_SLOW_S, RepetitionCounter, out_of_rhythm
from supple.core.series.history import History

PACE: Final = "rep_period_s"
OF_PACE_LIMIT_RATIO: Final = 0.5
"""Too quick a pace must still be counted, else nobody could ever be told of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """Done at `at_s`, peaked at `peak_s`; the one before it was done at `since_s`."""

    at_s: float
    peak_s: float
    since_s: float


class Counting:
    """Counts while the pose is there, what led up to recognising it included."""

    def __init__(self, exercise: Exercise, *, smallest_range: float) -> None:
        measure = MEASURES.get(exercise.primary_signal)
        self._counter = RepetitionCounter(
            smallest_range=smallest_range,
            shortest_s=shortest_s(exercise),
            either_way=measure is not None and measure.opposite_in_mirror,
        )
        self._waiting: list[tuple[float, float]] = []
        self._done_s = -inf

    @property
    def count(self) -> int:
        return self._counter.count

    @property
    def peaks_s(self) -> tuple[float, ...]:
        return tuple(peak_s for peak_s, _ in self._counter.peaks)

    def restart(self, *, smallest_range: float | None = None) -> None:
        """What comes next is another signal, or another film; the count stays."""
        self._counter.restart(smallest_range=smallest_range)
        self._waiting.clear()

    def wait(self, time_s: float, value: float, *, rising: bool) -> None:
        """A frame before the pose is recognised; `rising`: it looks like it already."""
        if not rising:
            self._waiting.clear()
        self._waiting.append((time_s, value))

    def receive(self, time_s: float, value: float) -> list[Repetition]:
        """A frame in the pose; the repetitions that it ends."""
        done = []
        for at_s, one in (*self._waiting, (time_s, value)):
            if self._counter.receive(at_s, one):
                peak_s = self._counter.peaks[-1][0]
                done.append(Repetition(at_s=at_s, peak_s=peak_s, since_s=self._done_s))
                self._done_s = at_s
        self._waiting.clear()
        return done

    def doubtful(self, history: History) -> bool:
        """Whether the signal's own rhythm says another number."""
        if not self._counter.peaks:
            return False
        last_s = self._counter.peaks[-1][0]
        times, values = history.around(last_s, since_s=-inf, until_s=self._done_s)
        return len(times) > 0 and out_of_rhythm(times, values, self.peaks_s)


def shortest_s(exercise: Exercise) -> float:
    """The quickest repetition that counts as one."""
    if exercise.kind is Kind.CARDIO:
        return QUICKEST_S
    limits = [
        criterion.limit.low
        for criterion in exercise.all_criteria
        if criterion.measure == PACE and criterion.limit.low is not None
    ]
    return max(QUICKEST_S, min([QUICKEST_SLOW_S, *(OF_PACE_LIMIT_RATIO * low for low in limits)]))
