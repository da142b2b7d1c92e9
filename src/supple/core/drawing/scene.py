"""An exercise as a picture: a body in each of its phases, on its mat, with what stands around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, NamedTuple

import numpy as np

from supple.core.drawing import things
from supple.core.drawing.outline import SCALE
from supple.core.drawing.person import person
from supple.core.drawing.view import drawn
from supple.core.exercise import Exercise, Pose, View
from supple.core.figure.contacts import touches
from supple.core.figure.flesh import skin_points
from supple.core.figure.kinematics import Placed
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


class Drawn(NamedTuple):
    """A phase: SVG of the body and its shadow, and their box left, bottom, right, top."""

    phase: str
    svg: str
    box: tuple[float, float, float, float]


def svg(
    exercise: Exercise,
    phase: str | None = None,
    *,
    language: str = "en",
    proportions: Proportions = AVERAGE,
    azimuth_deg: float | None = None,
) -> str:
    """The picture of an exercise, or of one of its phases only.

    Every phase is a group with `data-phase`, all in one frame so that they can fade into each
    other. The most telling comes first and is seen; the others carry `data-later`.
    """
    bodies = together(exercise.poses, proportions)
    camera = _camera(exercise, bodies, azimuth_deg)
    around = things.around(
        [(touches(pose.touches), body) for pose, body in zip(exercise.poses, bodies, strict=True)],
        camera,
    )
    phases = [
        _phase(pose, body, camera, proportions)
        for pose, body in zip(exercise.poses, bodies, strict=True)
    ]
    shown = [one for one in phases if phase in (None, one.phase)]
    shown.sort(key=lambda one: TELLING.index(one.phase))
    ground = things.ground(exercise, bodies, camera)
    boxes = [*(one.box for one in phases), *ground.boxes, *around.boxes]
    left, bottom, right, top = _frame(boxes)
    groups = "".join(_group(one, first=index == 0) for index, one in enumerate(shown))
    name = escape(exercise.words(language).name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left * SCALE:.0f} {-top * SCALE:.0f} '
        f'{(right - left) * SCALE:.0f} {(top - bottom) * SCALE:.0f}" role="img" '
        f'aria-label="{name}" class="drawing">{ground.svg}{around.svg}{groups}</svg>'
    )


def _camera(exercise: Exercise, bodies: Sequence[Placed], azimuth_deg: float | None) -> Sighting:
    view = exercise.camera.view
    turn = AZIMUTH_DEG[view] + TURNED_DEG[view] if azimuth_deg is None else azimuth_deg
    lens = Lens(azimuth_deg=turn, distance_m=7.0, height_m=HEIGHT_M[view], field_deg=30.0)
    middles = [middle_m(body) for body in bodies]
    return sighting(lens, np.asarray(np.mean(middles, axis=0)))


def _phase(pose: Pose, body: Placed, camera: Sighting, proportions: Proportions) -> Drawn:
    points, radii, _ = skin_points(body, proportions)
    places, wide = drawn(camera, points), radii * 2.0
    box = (
        float((places[:, 0] - wide).min()),
        float((places[:, 1] - wide).min()),
        float((places[:, 0] + wide).max()),
        float((places[:, 1] + wide).max()),
    )
    parts = (
        things.shadow(points, radii, camera),
        person(body, camera, proportions),
        things.held(pose.props, body, camera),
    )
    return Drawn(pose.phase, "".join(parts), box)


def _group(one: Drawn, *, first: bool) -> str:
    later = "" if first else ' data-later="" display="none"'
    return f'<g data-phase="{one.phase}"{later}>{one.svg}</g>'


def _frame(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, ...]:
    left, bottom, right, top = _joined(boxes)
    middle, half = (left + right) / 2, max((right - left) / 2 + MARGIN, LEAST[0] / 2)
    bottom = min(bottom, 0.0) - MARGIN
    return middle - half, bottom, middle + half, max(top + MARGIN, bottom + LEAST[1])


def _joined(
    boxes: Iterable[tuple[float, float, float, float]],
) -> tuple[float, float, float, float]:
    lows, highs = zip(*[((b[0], b[1]), (b[2], b[3])) for b in boxes], strict=True)
    return (
        min(x for x, _ in lows), min(y for _, y in lows),
        max(x for x, _ in highs), max(y for _, y in highs),
    )  # fmt: skip
