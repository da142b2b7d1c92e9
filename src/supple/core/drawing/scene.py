"""An exercise as a picture: a body in each of its phases, on its mat, with what stands around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from supple.core.drawing import things
from supple.core.drawing.face import knot_m
from supple.core.drawing.outline import SCALE
from supple.core.drawing.person import FINE, person
from supple.core.drawing.view import UNIT, drawn
from supple.core.exercise import Exercise, Pose, View
from supple.core.figure.contacts import touches
from supple.core.figure.flesh import skin_points
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.lens import Lens, Sighting, middle_m, sighting
from supple.core.figure.modelling import TELLING
from supple.core.figure.motion import together
from supple.core.figure.proportions import AVERAGE, Proportions

MARGIN: Final = 0.1
LEAST: Final = (2.2, 1.3)
"""Drawing units that a picture is wide and high at least, so that a body is never a giant."""
AZIMUTH_DEG: Final = {View.SIDE: -90.0, View.FRONT: 0.0, View.FEET_END: -90.0}
"""From the person's right, who then faces right, as one reads."""
TURNED_DEG: Final = {View.SIDE: 5.0, View.FRONT: -14.0, View.FEET_END: -30.0}
"""A little off the plain view, so that a body has depth."""
HEIGHT_M: Final = {View.SIDE: 1.5, View.FRONT: 1.6, View.FEET_END: 2.6}

NOTHING_MARKED: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})

Box = tuple[float, float, float, float]


class Drawn(NamedTuple):
    """A phase: SVG of the body and its shadow, and their box left, bottom, right, top."""

    phase: str
    svg: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Poses drawn in one frame, on one ground, so that they can fade into each other.

    `around` is SVG of the ground and what stands on it; `frame` is left, bottom, right, top.
    """

    around: str
    phases: tuple[Drawn, ...]
    frame: Box

    def svg(self, name: str, phase: str | None = None) -> str:
        """The picture of all of them, or of one phase only; `name` is what it says it is.

        Every phase is a group with `data-phase`. The most telling comes first and is seen; the
        others carry `data-later`.
        """
        shown = [one for one in self.phases if phase in (None, one.phase)]
        groups = "".join(_group(one, first=index == 0) for index, one in enumerate(shown))
        left, bottom, right, top = (round(edge * SCALE) for edge in self.frame)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {-top} {right - left} '
            f'{top - bottom}" role="img" aria-label="{escape(name)}" class="drawing">'
            f"{self.around}{groups}</svg>"
        )


def svg(
    exercise: Exercise,
    phase: str | None = None,
    *,
    language: str = "en",
    azimuth_deg: float | None = None,
) -> str:
    """The picture of an exercise, or of one of its phases only, in the frame of all."""
    drawn = scene(exercise, exercise.poses, azimuth_deg=azimuth_deg)
    return drawn.svg(exercise.words(language).name, phase)


def scene(
    exercise: Exercise,
    poses: Sequence[Pose],
    *,
    proportions: Proportions = AVERAGE,
    azimuth_deg: float | None = None,
    view: View | None = None,
    marked: Mapping[str, Sequence[str]] = NOTHING_MARKED,
    bands: int = FINE,
) -> Scene:
    """Poses of an exercise, each of another phase, in one room: what a pose and the one before it
    rest on alike stays where it is. `marked`: parts of the body by phase whose joint a ring
    is drawn around. `azimuth_deg`: where to look from, else from where `view` is seen, else the
    exercise's own.
    """
    bodies = together(poses, proportions)
    camera = _camera(view or exercise.camera.view, bodies, azimuth_deg)
    around = things.around(
        [(touches(pose.touches), body) for pose, body in zip(poses, bodies, strict=True)], camera
    )
    ground = things.ground(exercise, bodies, camera)
    phases = [
        _phase(pose, body, camera, proportions, marked.get(pose.phase, ()), bands)
        for pose, body in zip(poses, bodies, strict=True)
    ]
    phases.sort(key=lambda one: TELLING.index(one.phase) if one.phase in TELLING else 0)
    return Scene(
        around=ground.svg + around.svg,
        phases=tuple(phases),
        frame=_frame([*(one.box for one in phases), *ground.boxes, *around.boxes]),
    )


def _camera(view: View, bodies: Sequence[Placed], azimuth_deg: float | None) -> Sighting:
    turn = AZIMUTH_DEG[view] + TURNED_DEG[view] if azimuth_deg is None else azimuth_deg
    lens = Lens(azimuth_deg=turn, distance_m=7.0, height_m=HEIGHT_M[view], field_deg=30.0)
    middles = [middle_m(body) for body in bodies]
    return sighting(lens, np.asarray(np.mean(middles, axis=0)))


def _phase(
    pose: Pose,
    body: Placed,
    camera: Sighting,
    proportions: Proportions,
    marked: Sequence[str],
    bands: int,
) -> Drawn:
    points, radii, _ = skin_points(body, proportions)
    rings = [body.joints_m[INDEX[part]] for part in marked]
    held = [place for line in things.held_m(pose.props, body).values() for place in line]
    knot, thick_m = knot_m(body, proportions)
    places = drawn(camera, np.array([*points, knot, *held, *rings]))
    wide = np.concatenate((
        radii * UNIT, [thick_m * UNIT], [things.HELD_WIDE] * len(held), [things.RING] * len(rings)
    ))  # fmt: skip
    box = (
        float((places[:, 0] - wide).min()),
        float((places[:, 1] - wide).min()),
        float((places[:, 0] + wide).max()),
        float((places[:, 1] + wide).max()),
    )
    parts = (
        things.shadow(points, radii, camera),
        person(body, camera, proportions, bands=bands),
        things.held(pose.props, body, camera),
        *(things.ring(place, camera) for place in rings),
    )
    return Drawn(pose.phase, "".join(parts), box)


def _group(one: Drawn, *, first: bool) -> str:
    later = "" if first else ' data-later="" display="none"'
    return f'<g data-phase="{one.phase}"{later}>{one.svg}</g>'


def _frame(boxes: Sequence[Box]) -> Box:
    left, bottom, right, top = _joined(boxes)
    middle, half = (left + right) / 2, max((right - left) / 2 + MARGIN, LEAST[0] / 2)
    bottom = min(bottom, 0.0) - MARGIN
    return middle - half, bottom, middle + half, max(top + MARGIN, bottom + LEAST[1])


def _joined(boxes: Sequence[Box]) -> Box:
    left, bottom, right, top = zip(*boxes, strict=True)
    return (min(left), min(bottom), max(right), max(top))
