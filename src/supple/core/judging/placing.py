"""Whether the camera sees what an exercise needs, said when it has changed for a moment."""

from __future__ import annotations

from supple.core.events import Placement
from supple.core.exercise import Camera
from supple.core.pose import Frame
from supple.core.seeing.guards import missing

CHANGED_FOR_S = 0.6


class Placing:
    """Follows what is missing; a flicker changes nothing."""

    def __init__(self, camera: Camera) -> None:
        self.missing: tuple[str, ...] = ("nobody",)
        self._camera = camera
        self._since_s: float | None = None
        self._told = False

    @property
    def placed(self) -> bool:
        return not self.missing

    def receive(self, frame: Frame) -> list[Placement]:
        """What is so at first, and each change."""
        gaps = missing(frame, self._camera)
        if self._told and gaps == self.missing:
            self._since_s = None
            return []
        if self._since_s is None:
            self._since_s = frame.time_s
        if frame.time_s - self._since_s < CHANGED_FOR_S:
            return []
        self._since_s = None
        self._told = True
        self.missing = gaps
        return [Placement(at_s=frame.time_s, placed=self.placed, missing=gaps)]
