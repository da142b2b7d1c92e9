"""The figure as a picture with light, cloth and skin, for a pose model to look at.

Every piece of its flesh is a tube between two balls, lit from above and to the left; a depth for
each pixel settles what is in front. The joints are the body's, so where they are is known exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.body import Side, landmark
from supple.core.drawing import face
from supple.core.drawing.outline import Point
from supple.core.drawing.view import UNIT, Seen, drawn, seen
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.lens import Lens, Sighting, middle_m, sighting
from supple.core.figure.proportions import AVERAGE
from supple.core.figure.skeleton import PART_NAMES
from support.room_pixels import FINER, HEIGHT, WIDTH, Stage, cast_shadow, room

LIGHT = np.array([-0.42, -0.72, 0.55]) / np.linalg.norm([-0.42, -0.72, 0.55])

# Blue, green, red.
SKIN, SHADE = (122, 158, 214), (104, 136, 190)
HAIR, SHIRT, TROUSERS = (38, 44, 58), (132, 118, 62), (92, 64, 60)
EYE, LIPS = (40, 44, 52), (96, 104, 176)
CLOTH: Final = {"pelvis": TROUSERS, "thigh": TROUSERS, "shank": TROUSERS, "loin": SHIRT,
                "chest": SHIRT, "upper_arm": SHIRT}  # fmt: skip
FROM_DEG: Final = -90.0
"""From the person's right, who then faces right."""

# Places in body heights in the head's frame, as in core.drawing.face.
BROW: Final = ((0.066, 0.058, 0.010), (0.058, 0.059, 0.030))
IRIS: Final = (0.066, 0.046, 0.019)
LIP: Final = ((0.062, 0.006, 0.0), (0.056, 0.006, 0.012))
NEARER: Final = 0.004


def camera_for(bodies: Sequence[Placed]) -> Sighting:
    """A camera at the side of some bodies, far enough to see them without much perspective."""
    middles = [middle_m(body) for body in bodies]
    lens = Lens(azimuth_deg=FROM_DEG, distance_m=6.0, height_m=0.6, field_deg=30.0)
    return sighting(lens, np.asarray(np.mean(middles, axis=0)))


def stage_for(bodies: Sequence[Placed], camera: Sighting) -> Stage:
    """Where a picture has all of some bodies in view, with some room around."""
    views = [seen(body, camera) for body in bodies]
    places = np.concatenate([view.places for view in views])
    (left, _), (right, top) = places.min(axis=0), places.max(axis=0)
    across, up = float(right - left) + 0.5, float(top) + 0.3
    scale = min(0.9 * WIDTH / across, 0.72 * HEIGHT / up) * FINER
    middle = float(left + right) / 2
    return Stage(scale=scale, left=WIDTH * FINER / 2 - scale * middle, floor=HEIGHT * FINER * 0.86)


def joints(body: Placed, camera: Sighting, stage: Stage) -> dict[str, Point]:
    """The near side's joints in picture fractions."""
    places = drawn(camera, landmarks_m(body))
    named = {
        name: places[landmark(name, Side.RIGHT)]
        for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    }
    inside = {name: stage.at((float(x), float(y))) for name, (x, y) in named.items()}
    return {name: (x / (WIDTH * FINER), y / (HEIGHT * FINER)) for name, (x, y) in inside.items()}


def pixels(body: Placed, camera: Sighting, stage: Stage) -> NDArray[np.float32]:
    """A person in a room, (480, 640, 3) blue, green, red, before any grain."""
    place = room(round(stage.floor)).copy()
    view = seen(body, camera)
    cast_shadow(place, view.places, stage)
    canvas = _Canvas(place, stage)
    _flesh(canvas, view)
    _head(canvas, view)
    return cv2.resize(canvas.colour, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


class _Canvas:
    """Colours and depths; parts are put in and what is in front stays."""

    def __init__(self, colour: NDArray[np.float32], stage: Stage) -> None:
        self.colour, self.stage = colour, stage
        self.depth = np.full(colour.shape[:2], -np.inf, np.float32)

    def tube(
        self,
        start: tuple[Point, float],
        end: tuple[Point, float],
        paint: tuple[int, int, int],
        *,
        near: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """A tube between two balls, each so far towards the camera."""
        scale = self.stage.scale
        a, b = np.array(self.stage.at(start[0])), np.array(self.stage.at(end[0]))
        first, second = start[1] * scale, end[1] * scale
        reach = max(first, second) + 2
        low = np.floor(np.minimum(a, b) - reach).astype(int)
        high = np.ceil(np.maximum(a, b) + reach).astype(int)
        height, width = self.depth.shape
        x0, y0 = max(low[0], 0), max(low[1], 0)
        x1, y1 = min(high[0], width), min(high[1], height)
        if x0 >= x1 or y0 >= y1:
            return
        ys, xs = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        axis = b - a
        length = float(axis @ axis)
        along = np.zeros_like(xs)
        if length > 1e-6:
            along = np.clip(((xs - a[0]) * axis[0] + (ys - a[1]) * axis[1]) / length, 0, 1)
        radius = first + (second - first) * along
        east, south = (
            (xs - a[0] - along * axis[0]) / radius,
            (ys - a[1] - along * axis[1]) / radius,
        )
        inside = east**2 + south**2
        ahead = np.sqrt(np.clip(1 - inside, 0, 1))
        depth = (near[0] + (near[1] - near[0]) * along) * scale + ahead * radius
        seen = (inside < 1) & (depth > self.depth[y0:y1, x0:x1])
        lit = east * LIGHT[0] + south * LIGHT[1] + ahead * LIGHT[2]
        shade = 0.5 + 0.52 * np.clip(lit, 0, 1) + 0.08 * ahead
        shade *= 1 + 0.05 * _grain()[ys.astype(int) % 256, xs.astype(int) % 256]
        colours = shade[..., None] * np.array(paint, np.float32)
        self.colour[y0:y1, x0:x1][seen] = colours[seen]
        self.depth[y0:y1, x0:x1][seen] = depth[seen]


def _flesh(canvas: _Canvas, view: Seen) -> None:
    near = _near(view, view.away_m)
    for first, second in flesh().pieces.tolist():
        name = PART_NAMES[view.part[first]]
        cloth = next((paint for part, paint in CLOTH.items() if part in name), SKIN)
        ends = (near[first], near[second])
        canvas.tube(view.disc(first), view.disc(second), cloth, near=ends)


def _head(canvas: _Canvas, view: Seen) -> None:
    """Nose, hair with a knot, ears, and on each side an eye, a brow and half a mouth."""
    for balls, paint in ((face.NOSE, SKIN), (face.CAP, HAIR), ((face.KNOT, face.KNOT), HAIR)):
        for (place, radius), (other, last) in pairwise(balls):
            _tube(canvas, view, (place, radius), (other, last), paint)
    for outward in (-1.0, 1.0):
        for (place, radius), (other, last) in pairwise(face.EAR):
            ends = (_beside(place, outward), radius), (_beside(other, outward), last)
            _tube(canvas, view, *ends, SHADE)
        eye = (_beside(IRIS, outward), 0.0045)
        _tube(canvas, view, eye, eye, EYE)
        for line, thick, paint in ((BROW, 0.0028, HAIR), (LIP, 0.003, LIPS)):
            start, end = ((_beside(place, outward), thick) for place in line)
            _tube(canvas, view, start, end, paint)


def _tube(
    canvas: _Canvas,
    view: Seen,
    start: tuple[face.Place, float],
    end: tuple[face.Place, float],
    paint: tuple[int, int, int],
) -> None:
    """A tube of the head's; what it is laid on lies a little behind it."""
    height = AVERAGE.height_m
    offsets = np.array([start[0], end[0]]) * height
    points = view.body.at("head", offsets)
    near = _near(view, view.camera.seen_m(points)[:, 2]) + NEARER
    (ax, ay), (bx, by) = drawn(view.camera, points).tolist()
    first, last = (radius * height * UNIT for _, radius in (start, end))
    canvas.tube(((ax, ay), first), ((bx, by), last), paint, near=(near[0], near[1]))


def _near(view: Seen, away_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far towards the camera from the hips, drawing units."""
    hips = float(view.camera.seen_m(view.body.joints_m[INDEX["pelvis"]])[2])
    return np.asarray((hips - away_m) * UNIT)


def _beside(place: face.Place, outward: float) -> face.Place:
    return (place[0], place[1], place[2] * outward)


@cache
def _grain() -> NDArray[np.float32]:
    """A soft texture of cloth and skin."""
    rough = np.random.default_rng(5).normal(0.0, 1.0, (256, 256)).astype(np.float32)
    soft = cv2.GaussianBlur(rough, (0, 0), 3.0)
    return soft / float(np.abs(soft).max())
