"""The pose of an exercise, while somebody is seen from the other view than it is judged from.

Its shape is known from its own view only, so the body is turned to that by its metric landmarks:
that is rough, but enough to tell that it is the pose. Nothing is credited by it; it only lets
those criteria be read that ask for the other view (knees apart and both hands alike in a pose that
is held side-on, a head held back in one that faces the camera).
"""

from __future__ import annotations

from math import hypot, nan
from typing import Final

from supple.core.body import Landmark
from supple.core.exercise import Exercise, View
from supple.core.following.presence import Presence
from supple.core.pose import Frame
from supple.core.recognising.shape import fit
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.view import METRE, ViewEstimate, turned_side_on, turned_to_face

OTHER: Final = {View.SIDE: View.FRONT, View.FRONT: View.SIDE}
"""Seen from the feet nothing is asked of another view."""
TURNED: Final = {View.SIDE: ("turn_side_on",), View.FRONT: ("turn_to_face",)}
"""All that is wrong with a frame from the other view, by the view that is judged from."""


class SecondView:
    """Follows whether the pose is there. State over time."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._presence = Presence()
        own = exercise.camera.view
        other = OTHER.get(own)
        asked = any(criterion.view is other for criterion in exercise.all_criteria)
        self._other = other if asked else None
        self._missing = TURNED.get(own, ())
        self._back = turned_side_on if own is View.SIDE else turned_to_face

    def leave(self) -> None:
        """What comes next does not follow on what was."""
        self._presence.clear()

    def receive(self, frame: Frame, view: ViewEstimate, missing: tuple[str, ...]) -> bool:
        """Whether the other view can be read of this frame: the pose is there, seen from there."""
        if self._other is None:
            return False
        if missing != self._missing or view.view != self._other.value:
            self._presence.receive(frame.time_s, nan)
            return False
        fitness = fit(self._exercise, self._back(frame), _trunk_known(frame))
        self._presence.receive(frame.time_s, fitness)
        return self._presence.reached


def _trunk_known(frame: Frame) -> Calibration:
    """The trunk's length in a turned frame: of metric landmarks no view shortens it."""
    world = frame.world
    along = (
        world[Landmark.LEFT_SHOULDER]
        + world[Landmark.RIGHT_SHOULDER]
        - world[Landmark.LEFT_HIP]
        - world[Landmark.RIGHT_HIP]
    ) / 2.0
    length = METRE * hypot(*along.tolist())
    return Calibration(trunk_length=length if length > 0 else None)
