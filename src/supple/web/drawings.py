"""Drawings of the exercises, each under an address of its own that changes when it does.

All of one exercise is drawn from its poses. What was asked for is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from supple.app.fault_pictures import FAULT, MEANT, Shown, fault_scene, shown_faults
from supple.core.drawing.lighter import lighter
from supple.core.drawing.scene import Scene, scene
from supple.core.drawing.scene import svg as drawn
from supple.core.exercise import Exercise
from supple.core.figure.modelling import telling_pose
from supple.core.figure.playing import in_order
from supple.web.assets import digest

SMALL: Final = "small"
"""The pose that it is known by, for a page with many."""
LARGE: Final = "large"
FINE: Final = 10
"""Parts of a drawing unit in a picture that is looked at closely."""


@dataclass(slots=True)
class Drawings:
    """SVG by exercise and name: `SMALL`, `LARGE`, a phase in the frame of all, and of each fault
    that can be shown the two of `fault_names`. None where there is no such picture.
    """

    _kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def all_phases(self, exercise: Exercise) -> bytes:
        """Its phases in one frame, for a page that fades them into each other."""
        key = (exercise.id, "")
        if key not in self._kept:
            self._kept[key] = drawn(exercise).encode()
        return self._kept[key]

    def picture(self, exercise: Exercise, name: str) -> bytes | None:
        """A picture that stands alone, in the colours of the page around it."""
        key = (exercise.id, name)
        if key not in self._kept:
            self._kept |= {(exercise.id, one): svg for one, svg in _made(exercise, name).items()}
        return self._kept.get(key)

    def address(self, exercise: Exercise, name: str) -> str:
        """Where a picture is; empty where there is none."""
        picture = self.picture(exercise, name)
        return f"/drawings/{exercise.id}/{name}.svg?v={digest(picture)}" if picture else ""


def fault_names(shown: Shown) -> tuple[str, str]:
    """The names of the two pictures of a fault: as it is meant, and the fault."""
    return (f"{shown.criterion.id}-{MEANT}", f"{shown.criterion.id}-{FAULT}")


def phases(exercise: Exercise) -> tuple[str, ...]:
    """The phases of which there are pictures, as a body goes through them."""
    return tuple(pose.phase for pose in in_order(exercise))


def _made(exercise: Exercise, name: str) -> dict[str, bytes]:
    """The pictures that are drawn with one of a name, itself among them if it exists."""
    telling = telling_pose(exercise)
    if telling is not None and name in (SMALL, LARGE):
        if name == SMALL:
            alone = scene(exercise, [telling], bands=1)
            return {name: _told(exercise, alone, telling.phase, 1)}
        return {name: _told(exercise, scene(exercise, [telling]), telling.phase)}
    if name in phases(exercise):
        whole = scene(exercise, exercise.poses)
        return {phase: _told(exercise, whole, phase) for phase in phases(exercise)}
    for shown in shown_faults(exercise):
        names: Sequence[str] = fault_names(shown)
        if name in names:
            both = fault_scene(exercise, shown)
            return {
                one: _told(exercise, both, phase)
                for one, phase in zip(names, (MEANT, FAULT), strict=True)
            }
    return {}


def _told(exercise: Exercise, poses: Scene, phase: str, parts: int = FINE) -> bytes:
    return lighter(poses.svg(exercise.id, phase), parts).encode()
