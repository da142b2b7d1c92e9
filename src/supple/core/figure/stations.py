"""Postures that people pass through on their way from one exercise to the next.

They are data (data/stations.toml). A step leads from one to another, either way; which steps lead
from here to there is the quickest way through them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from supple.core.exercise import Exercise, Pose


@dataclass(frozen=True, slots=True)
class Step:
    """Between two stations, either way."""

    between: tuple[str, str]
    duration_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """Poses by the stations' names; `begun_from` names the station of a start posture that is
    called otherwise.
    """

    poses: Mapping[str, Pose]
    steps: Sequence[Step]
    begun_from: Mapping[str, str]

    def of(self, exercise: Exercise) -> str:
        """The station that an exercise is begun from."""
        return self.begun_from.get(exercise.start_posture, exercise.start_posture)

    def route(self, start: str, goal: str) -> list[str]:
        """The stations from one to another, both among them, by the least time.

        Raises
        ------
        ValueError
            If no steps lead there.
        """
        waiting: list[tuple[float, list[str]]] = [(0.0, [start])]
        seen: set[str] = set()
        while waiting:
            taken_s, path = heappop(waiting)
            here = path[-1]
            if here == goal:
                return path
            if here in seen:
                continue
            seen.add(here)
            for step in self.steps:
                if here in step.between:
                    (there,) = set(step.between) - {here}
                    heappush(waiting, (taken_s + step.duration_s, [*path, there]))
        raise ValueError(f"no steps lead from {start} to {goal}")

    def duration_s(self, before: str, after: str) -> float:
        """How long the step between two neighbours takes."""
        return next(one.duration_s for one in self.steps if set(one.between) == {before, after})
