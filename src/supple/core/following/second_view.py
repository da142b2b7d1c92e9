"""The pose of an exercise that is judged from the side, while somebody is seen from the front.

Its shape is known from the side only, so the body is turned side-on by its metric landmarks: that
is rough, but enough to tell that it is the pose. Nothing is credited by it; it only lets those
criteria be read that ask for the front (knees apart, both hands alike).
"""

from __future__ import annotations

from supple.core.exercise import Exercise, View
from supple.core.following.presence import Presence
from supple.core.pose import Frame
from supple.core.recognising.shape import fit
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.view import ViewEstimate, turned_side_on

TURNED = "turn_side_on"
"""All that is wrong with such a frame."""


class SecondView:
    """Follows whether the pose is there. State over time."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._presence = Presence()
        self._asked = exercise.camera.view is View.SIDE and any(
            criterion.view is View.FRONT for criterion in exercise.all_criteria
        )

    def leave(self) -> None:
        """What comes next does not follow on what was."""
        self._presence.clear()

    def receive(self, frame: Frame, view: ViewEstimate, missing: tuple[str, ...]) -> bool:
        """Whether the front can be read of this frame: the pose is there, and seen from there."""
        if not self._asked or view.view != "front" or missing != (TURNED,):
            return False
        turned = fit(self._exercise, turned_side_on(frame), Calibration())
        self._presence.receive(frame.time_s, turned)
        return self._presence.reached
