"""What stands around a body: mat or floor, shadow, chair, wall, block, and what the hands hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final, NamedTuple

import numpy as np

from supple.core.body import Landmark
from supple.core.drawing.outline import disc, hull, smooth, spot
from supple.core.drawing.paint import painted, stroked
from supple.core.drawing.view import drawn
from supple.core.exercise import Exercise
from supple.core.figure.contacts import BLOCK_UP_M, SEAT_UP_M, Surface, Touch
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.lens import Sighting
from supple.core.pose import Floats

MAT_M: Final = (1.83, 0.61, 0.012)
"""A yoga mat: length, width, thickness."""
ROUND_M: Final = (0.75, 0.45)
"""A round of floor for who needs no mat."""
SHADOW_UNDER_M: Final = 0.22
SEAT_M: Final = (0.42, 0.42, 0.035)
LEG_M: Final = 0.022
BACK_UP_M: Final = 0.88
WALL_M: Final = (0.08, 2.1, 0.3)
HAND_THICK_M: Final = 0.025
BLOCK_M: Final = (0.23, 0.15)
RING: Final = 0.27
HELD_WIDE: Final = 0.06
"""Of a ring, and how far a rope may swing out of its points: drawing units."""


class Around(NamedTuple):
    """SVG of things behind a body, and their boxes left, bottom, right, top in drawing units."""

    svg: str
    boxes: tuple[tuple[float, float, float, float], ...]


def ground(exercise: Exercise, bodies: Sequence[Placed], camera: Sighting) -> Around:
    """The mat, as long as the body lies, or a round of floor."""
    joints = np.concatenate([body.joints_m for body in bodies])
    low, high = joints.min(axis=0), joints.max(axis=0)
    middle = (low + high) / 2
    if not any("mat" in thing for thing in exercise.equipment):
        around = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
        rim = np.stack(
            (
                middle[0] + ROUND_M[0] * np.cos(around),
                np.zeros(24),
                middle[2] + ROUND_M[1] * np.sin(around),
            ),
            axis=-1,
        )
        return Around(painted("floor", smooth(_places(camera, rim))), (_bounds(camera, rim),))
    length = max(MAT_M[0], float(high[0] - low[0]) + 0.25)
    width = max(MAT_M[1], float(high[2] - low[2]) + 0.15)
    under = (middle[0], -MAT_M[2] / 2, middle[2])
    edge = painted("mat-edge", _box(camera, under, (length, MAT_M[2], width)))
    top = np.array([
        (x * length / 2 + under[0], 0.0, z * width / 2 + under[2]) for x, z in _CORNERS
    ])  # fmt: skip
    mat = edge + painted("mat", _polygon(_places(camera, top)))
    return Around(mat, (_bounds(camera, top),))


def shadow(points_m: Floats, radii_m: Floats, camera: Sighting) -> str:
    """Soft shadows on the floor: a faint one under all of the body, a deeper where it is low."""
    low = points_m[:, 1] - radii_m < SHADOW_UNDER_M
    pieces = []
    for chosen, share, opacity in ((low, 1.0, 0.10), (points_m[:, 1] < SHADOW_UNDER_M, 0.7, 0.12)):
        if chosen.any():
            flat = points_m[chosen] * np.array((1.0, 0.0, 1.0))
            discs = [
                (place, float(radius) * share * 2.0)
                for place, radius in zip(
                    _places(camera, flat), radii_m[chosen] * 0.35, strict=True
                )
            ]
            pieces.append(
                f'<path class="fig-shadow" fill="#2b2030" fill-opacity="{opacity}" '
                f'd="{hull(discs)}"/>'
            )
    return "".join(pieces)


def around(poses: Sequence[tuple[Sequence[Touch], Placed]], camera: Sighting) -> Around:
    """The chair, wall and block that something touches in any pose, where it first does."""
    drawings, boxes = [], []
    for surface, draw in _THINGS.items():
        for resting, body in poses:
            parts = [INDEX[touch.part] for touch in resting if touch.on == surface]
            if parts:
                svg, corners = draw(body, parts, camera)
                drawings.append(svg)
                boxes.append(_bounds(camera, corners))
                break
    return Around("".join(drawings), tuple(boxes))


def held(props: Sequence[str], body: Placed, camera: Sighting) -> str:
    """A strap round the feet, or a skipping rope under them."""
    svg = ""
    for name, points in held_m(props, body).items():
        line = _places(camera, points)
        if name == "rope":
            svg += stroked("strap", smooth(line, closed=False), 2.2)
        else:
            svg += stroked("strap", "M" + "L".join(map(spot, line)), 3.0)
    return svg


def held_m(props: Sequence[str], body: Placed) -> dict[str, Floats]:
    """Where straps and ropes go, hand to hand, by name: metres (n, 3)."""
    marks = landmarks_m(body)
    left, right = marks[Landmark.LEFT_INDEX], marks[Landmark.RIGHT_INDEX]
    feet = (marks[Landmark.LEFT_FOOT_INDEX] + marks[Landmark.RIGHT_FOOT_INDEX]) / 2
    low, out = np.array((feet[0], 0.02, feet[2])), np.array((1.0, 0.45, 1.35))
    ways = {
        "strap": np.array([left, feet, right]),
        "rope": np.array([left, left * out, low, right * out, right]),
    }
    return {name: points for name, points in ways.items() if name in props}


def ring(place_m: Floats, camera: Sighting) -> str:
    """A ring around a place of the body."""
    (centre,) = _places(camera, place_m[None])
    return stroked("mark", disc(centre, RING), 4.5)


_CORNERS: Final = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def _chair(body: Placed, parts: list[int], camera: Sighting) -> tuple[str, Floats]:
    """A plain chair, its back behind who sits, or beyond what rests on it."""
    at = body.joints_m[parts].mean(axis=0)
    pelvis = body.joints_m[INDEX["pelvis"]]
    sits = float(np.linalg.norm((at - pelvis)[[0, 2]])) < 0.3 and pelvis[1] > 0.35
    facing = body.turned[INDEX["pelvis"]] @ np.array((1.0, 0.0, 0.0))
    ahead = 1.0 if facing[0] >= 0 else -1.0
    back = -ahead if sits else float(np.sign(at[0] - pelvis[0]) or 1.0)
    x, z = (float(pelvis[0]) + 0.08 * ahead if sits else float(at[0])), float(at[2])
    length, width, thick = SEAT_M
    top = SEAT_UP_M
    legs = [
        _box(camera, (x + i * length * 0.44, top / 2, z + k * width * 0.44), (LEG_M, top, LEG_M))
        for i, k in _CORNERS
    ]
    posts = (x + back * length * 0.47, (top + BACK_UP_M) / 2, z)
    rest = _box(camera, posts, (LEG_M, BACK_UP_M - top, width * 0.9))
    seat = _box(camera, (x, top - thick / 2, z), (length, thick, width))
    corners = np.array([
        (x + i * length / 2, height, z) for i, height in product((-1, 1), (0.0, BACK_UP_M))
    ])  # fmt: skip
    return painted("prop-far", *legs, rest) + painted("prop", seat), corners


def _wall(body: Placed, parts: list[int], camera: Sighting) -> tuple[str, Floats]:
    """Its face is as far forward as what touches it, seen end on."""
    thick, height, width = WALL_M
    face, z = (float(body.joints_m[parts][:, axis].max()) for axis in (0, 2))
    face += HAND_THICK_M
    corners = np.array([(face, 0.0, z), (face + thick, height, z)])
    wall = _box(camera, (face + thick / 2, height / 2, z), (thick, height, width))
    return painted("prop-far", wall), corners


def _blocks(body: Placed, parts: list[int], camera: Sighting) -> tuple[str, Floats]:
    length, width = BLOCK_M
    pieces, corners = [], []
    for part in sorted(set(parts)):
        x, _, z = (float(value) for value in body.joints_m[part])
        pieces.append(_box(camera, (x, BLOCK_UP_M / 2, z), (length, BLOCK_UP_M, width)))
        corners += [(x - length / 2, 0.0, z), (x + length / 2, BLOCK_UP_M, z)]
    return painted("cushion", *pieces), np.array(corners)


_THINGS: Final = {Surface.SEAT: _chair, Surface.WALL: _wall, Surface.BLOCK: _blocks}


def _box(
    camera: Sighting, middle: tuple[float, float, float], size: tuple[float, float, float]
) -> str:
    corners = [
        [middle[axis] + sign * size[axis] / 2 for axis, sign in enumerate(signs)]
        for signs in product((-1, 1), repeat=3)
    ]
    return hull([(place, 0.004) for place in _places(camera, np.array(corners))])


def _bounds(camera: Sighting, points_m: Floats) -> tuple[float, float, float, float]:
    places = drawn(camera, points_m)
    return (*_pair(places.min(axis=0)), *_pair(places.max(axis=0)))


def _polygon(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(spot(place) for place in places) + "Z"


def _places(camera: Sighting, points_m: Floats) -> list[tuple[float, float]]:
    return [_pair(place) for place in drawn(camera, points_m)]


def _pair(place: Floats) -> tuple[float, float]:
    return (float(place[0]), float(place[1]))
