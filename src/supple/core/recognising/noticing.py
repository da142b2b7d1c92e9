"""Whether somebody does another exercise than the planned one. Says little, and once.

One frame is looked at now and then, and only while the planned pose is not there. Another exercise
is named when it was clearly seen for some seconds on end: by what was learned and by its own shape
at once. What is done by moving is left to whoever watches a whole film.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Final

from supple.core.events import Event, OtherExerciseSeen
from supple.core.exercise import Exercise, Kind
from supple.core.pose import Frame
from supple.core.recognising.kinds import NONE, PoseKinds, likelihoods
from supple.core.recognising.recognition import RESTING, fits

EVERY_S: Final = 0.5
LASTING_S: Final = 6.0
"""Longer than anybody takes on the way into a pose (ENG)."""

GAP_S: Final = 1.2
"""Unseen for longer, and the seconds begin anew."""

LIKELY_MIN_RATIO: Final = 0.8
FIT_MIN_RATIO: Final = 0.7
PLANNED_FIT_MAX_RATIO: Final = 0.2
"""With more of the planned pose in it, it may well be that one."""

HELD: Final = (Kind.STATIC_HOLD, Kind.ISOMETRIC)


class Noticing:
    """Follows what else the frames of one exercise show. State over time."""

    def __init__(
        self, planned: Exercise, exercises: Iterable[Exercise], learned: PoseKinds
    ) -> None:
        self._planned, self._learned = planned, learned
        self._others = [e for e in exercises if e.kind in HELD and self._tells(e)]
        self._said: set[str] = set()
        self._looked_s = -inf
        self.clear()

    def clear(self) -> None:
        """The planned pose is there, or nothing is asked of the person just now."""
        self._seen: Exercise | None = None
        self._since_s = self._last_s = inf

    def receive(self, frame: Frame) -> list[Event]:
        """A frame in which the planned pose is not recognised."""
        if frame.time_s - self._looked_s < EVERY_S:
            return []
        self._looked_s = frame.time_s
        seen = self._look(frame) if frame.found else None
        if seen is None:
            if frame.time_s - self._last_s > GAP_S:
                self.clear()
            return []
        if seen is not self._seen:
            self._seen, self._since_s = seen, frame.time_s
        self._last_s = frame.time_s
        if frame.time_s - self._since_s < LASTING_S or seen.id in self._said:
            return []
        self._said.add(seen.id)
        return [OtherExerciseSeen(at_s=frame.time_s, exercise=seen.id, name=seen.words().name)]

    def _tells(self, other: Exercise) -> bool:
        """Not the planned one, nor where it begins, nor a rest that anything begins with."""
        starts = (self._planned.id, self._planned.start_posture)
        return other.id not in starts and other.id not in RESTING

    def _look(self, frame: Frame) -> Exercise | None:
        likely = likelihoods(self._learned, [frame])[0]
        best = int(likely.argmax())
        kind = self._learned.kinds[best]
        if kind == NONE or not likely[best] >= LIKELY_MIN_RATIO:
            return None
        alike = [other for other in self._others if kind in other.looks_like]
        fitness = fits([*alike, self._planned], frame)
        if not alike or fitness[self._planned.id] > PLANNED_FIT_MAX_RATIO:
            return None
        other = max(alike, key=lambda one: fitness[one.id] * one.looks_like[kind])
        return other if fitness[other.id] >= FIT_MIN_RATIO else None
