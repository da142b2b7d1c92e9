"""What was read while somebody was still in the posture that an exercise starts from.

Only of a posture that can be told from the picture: so far kneeling tall, the shanks on the floor
and the thighs upright. Of other postures nothing is read, rather than something of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isnan, nan
from statistics import median
from types import MappingProxyType
from typing import Final

from supple.core.exercise import Criterion
from supple.core.judging.assessment import Assessed, assess
from supple.core.judging.tally import READ_SHARE_RATIO
from supple.core.measuring.measures import Calibration, read
from supple.core.pose import Frame
from supple.core.seeing.view import ViewEstimate

CALM_S = 1.0
LEAST_COUNT = 5
POSTURES: Final = MappingProxyType(
    {
        "tall_kneeling": (
            ("shank_from_vertical_deg", 60.0, 90.0),
            ("thigh_from_vertical_deg", 0.0, 30.0),
        )
    }
)
"""Measures and what they read in a posture, with room for a start that is not quite right."""


class Starts:
    """Keeps the readings of the criteria on the start. State over time."""

    def __init__(self, posture: str, criteria: Iterable[Criterion]) -> None:
        self._rules = POSTURES.get(posture, ())
        self._criteria = tuple(criteria) if self._rules else ()
        self._read: list[tuple[float, dict[str, Assessed]]] = []

    def receive(
        self, frame: Frame, calibration: Calibration, view_of: Callable[[], ViewEstimate]
    ) -> None:
        """A frame in which the pose is not reached; `view_of` is asked where it is a start."""
        if not self._criteria:
            return
        for name, low, high in self._rules:
            if not low <= read(name, frame, calibration).value <= high:
                return
        view = view_of()
        told = {}
        for criterion in self._criteria:
            told[criterion.id] = assess(criterion, frame, calibration, view)
        self._read.append((frame.time_s, told))

    def before(self, begins_s: float, criterion: str) -> tuple[float, float, str]:
        """Value, uncertainty and why of the calm second before a way began at `begins_s`."""
        calm = [
            told[criterion]
            for time_s, told in self._read
            if begins_s - CALM_S <= time_s <= begins_s and criterion in told
        ]
        if len(calm) < LEAST_COUNT:
            return nan, nan, "start_not_seen"
        seen = [(value, error) for value, error, _ in calm if not isnan(value)]
        if len(seen) < READ_SHARE_RATIO * len(calm):
            return nan, nan, next(why for value, _, why in calm if isnan(value))
        return median(value for value, _ in seen), median(error for _, error in seen), ""
