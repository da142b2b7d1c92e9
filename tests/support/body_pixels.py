"""Our own drawn body as a picture with light, cloth and skin, for a pose model to look at.

Every part is a tube between two balls, lit from above and to the left; a depth for each pixel
settles what is in front. The joints are those of core.drawing.figure, so where they are
is known exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.drawing import figure as body_plan
from supple.core.drawing.figure import Figure, Point, figure
from supple.core.exercise import Sketch, View
from support.room_pixels import FINER, HEIGHT, WIDTH, Stage, cast_shadow, part, room

LIGHT = np.array([-0.42, -0.72, 0.55]) / np.linalg.norm([-0.42, -0.72, 0.55])

# Blue, green, red.
SKIN, SHADE = (122, 158, 214), (104, 136, 190)
HAIR, SHIRT, TROUSERS = (38, 44, 58), (132, 118, 62), (92, 64, 60)
EYE, LIPS = (40, 44, 52), (96, 104, 176)


def stage_for(sketches: Sequence[Sketch]) -> Stage:
    """A camera that has all of the poses in view, with some room around."""
    places = [place for one in sketches for place in body_plan.points(figure(one))]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    across, up = max(xs) - min(xs) + 0.5, max(ys) + 0.3
    scale = min(0.9 * WIDTH / across, 0.72 * HEIGHT / up) * FINER
    middle = (max(xs) + min(xs)) / 2
    return Stage(scale=scale, left=WIDTH * FINER / 2 - scale * middle, floor=HEIGHT * FINER * 0.86)


def joints(sketch: Sketch, stage: Stage) -> dict[str, Point]:
    """The near side's joints in picture fractions."""
    body = figure(sketch)
    arm, leg = body.arms[0], body.legs[0]
    named = {
        "shoulder": arm[0], "elbow": arm[1], "wrist": arm[2],
        "hip": leg[0], "knee": leg[1], "ankle": leg[2],
    }  # fmt: skip
    places = {name: stage.at(place) for name, place in named.items()}
    return {name: (x / (WIDTH * FINER), y / (HEIGHT * FINER)) for name, (x, y) in places.items()}


def pixels(sketch: Sketch, stage: Stage) -> NDArray[np.float32]:
    """The person of a sketch in a room, (480, 640, 3) blue, green, red, before any grain."""
    body = figure(sketch)
    place = room(round(stage.floor)).copy()
    cast_shadow(place, body, stage)
    canvas = _Canvas(place, stage)
    _person(canvas, sketch, body)
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
        lift: float = 0.0,
        thick: float = 1.0,
        swell: float = 0.0,
    ) -> None:
        """A tube between two balls; `lift` towards the camera, `thick` times as deep as wide."""
        scale = self.stage.scale
        a, b = np.array(self.stage.at(start[0])), np.array(self.stage.at(end[0]))
        first, second = start[1] * scale, end[1] * scale
        reach = max(first, second) + abs(swell) * scale + 2
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
        radius = first + (second - first) * along + swell * scale * 4 * along * (1 - along)
        east, south = (
            (xs - a[0] - along * axis[0]) / radius,
            (ys - a[1] - along * axis[1]) / radius,
        )
        inside = east**2 + south**2
        ahead = np.sqrt(np.clip(1 - inside, 0, 1))
        depth = lift * scale + ahead * radius * thick
        seen = (inside < 1) & (depth > self.depth[y0:y1, x0:x1])
        lit = east * LIGHT[0] + south * LIGHT[1] + ahead * LIGHT[2]
        shade = 0.5 + 0.52 * np.clip(lit, 0, 1) + 0.08 * ahead
        shade *= 1 + 0.05 * _grain()[ys.astype(int) % 256, xs.astype(int) % 256]
        colours = shade[..., None] * np.array(paint, np.float32)
        self.colour[y0:y1, x0:x1][seen] = colours[seen]
        self.depth[y0:y1, x0:x1][seen] = depth[seen]


def _person(canvas: _Canvas, sketch: Sketch, body: Figure) -> None:
    side = sketch.view is View.SIDE
    for which in (1, 0):
        lift = (-0.13 if which else 0.13) if side else 0.02
        _leg(canvas, body, which, lift)
        _arm(canvas, body, which, (-0.24 if which else 0.24) if side else 0.1)
    _trunk(canvas, body, side=side)
    neck = body.spine[-1]
    canvas.tube((neck, 0.085), (body.head, 0.07), SKIN)
    _head(canvas, body.head, sketch.neck_deg, sketch.face)


def _trunk(canvas: _Canvas, body: Figure, *, side: bool) -> None:
    profile = body_plan.SIDE_PROFILE if side else body_plan.FRONT_PROFILE
    shares = np.linspace(0, 1, 15)
    line = body_plan.curve(body.spine, shares)
    known = np.array(profile)
    discs = []
    for share, ((x, y), angle) in zip(shares, line, strict=True):
        behind, before = (float(np.interp(share, known[:, 0], known[:, k])) for k in (1, 2))
        shift = (behind - before) / 2
        place = (x - shift * sin(angle), y + shift * cos(angle))
        discs.append((place, (behind + before) / 2))
    thick = 1.5 if side else 0.6
    for share, start, end in zip(shares, discs, discs[1:], strict=False):
        cloth = TROUSERS if share < 0.26 else SHIRT
        canvas.tube(start, end, cloth, thick=thick)
    canvas.tube((body.spine[0], 0.16), (body.spine[0], 0.16), TROUSERS, thick=thick)


def _leg(canvas: _Canvas, body: Figure, which: int, lift: float) -> None:
    hip, knee, ankle, toe = body.legs[which]
    thigh, joint, thin, tip = body_plan.LEG_RADII
    heel = body.heels[which]
    hem = part(knee, ankle, 0.84)
    canvas.tube((hip, thigh), (knee, joint), TROUSERS, lift=lift, swell=0.012)
    canvas.tube((knee, joint), (hem, thin + 0.012), TROUSERS, lift=lift, swell=0.016)
    canvas.tube((hem, thin), (ankle, thin - 0.006), SKIN, lift=lift)
    canvas.tube((ankle, thin - 0.008), (heel, 0.045), SKIN, lift=lift)
    canvas.tube((heel, 0.045), (part(ankle, toe, 0.75), 0.042), SHADE, lift=lift)
    canvas.tube((ankle, thin - 0.008), (toe, tip + 0.008), SKIN, lift=lift)


def _arm(canvas: _Canvas, body: Figure, which: int, lift: float) -> None:
    shoulder, elbow, wrist, tip = body.arms[which]
    upper, joint, thin, _ = body_plan.ARM_RADII
    canvas.tube((shoulder, upper), (elbow, joint), SKIN, lift=lift, swell=0.006)
    canvas.tube((elbow, joint), (wrist, thin - 0.006), SKIN, lift=lift, swell=0.01)
    cuff = part(shoulder, elbow, 0.5)
    canvas.tube((shoulder, upper + 0.022), (cuff, joint + 0.03), SHIRT, lift=lift)
    palm = part(wrist, tip, 0.5)
    canvas.tube((wrist, thin - 0.006), (palm, 0.05), SKIN, lift=lift, thick=0.6)
    canvas.tube((palm, 0.048), (tip, 0.02), SKIN, lift=lift, thick=0.6)


def _head(canvas: _Canvas, centre: Point, neck_deg: float, face: str) -> None:
    """From the side: skull, jaw, nose, ear, eye, brow, mouth, hair with a knot."""
    facing = face in ("front", "back")
    up = radians(neck_deg + {"right": 10.0, "left": -10.0}.get(face, 0.0))
    forward = up + (radians(90) if face == "left" else -radians(90))

    def at(ahead: float, above: float) -> Point:
        x, y = centre
        return (
            x + ahead * cos(forward) + above * cos(up),
            y + ahead * sin(forward) + above * sin(up),
        )

    canvas.tube((at(0.0, 0.01), 0.15), (at(0.0, 0.01), 0.15), SKIN, thick=0.9)
    chin = 0.0 if facing else 0.075
    canvas.tube((at(0.02, 0.0), 0.13), (at(chin, -0.12), 0.062), SKIN, thick=0.9)
    if facing:
        _front_face(canvas, at, away=face == "back")
    else:
        _side_face(canvas, at)


def _front_face(canvas: _Canvas, at: Callable[[float, float], Point], *, away: bool) -> None:
    canvas.tube((at(0, 0.07), 0.158), (at(0, 0.07), 0.158), HAIR, lift=0.2 if away else -0.03)
    canvas.tube((at(0, 0.21), 0.07), (at(0, 0.21), 0.07), HAIR)
    if away:
        return
    for hand in (-1, 1):
        _mark(canvas, at(hand * 0.06, -0.005), 0.017, EYE)
        _stroke(canvas, at(hand * 0.035, 0.035), at(hand * 0.085, 0.037), 0.008, HAIR)
        canvas.tube((at(hand * 0.15, -0.02), 0.028), (at(hand * 0.15, -0.02), 0.028), SKIN)
    _stroke(canvas, at(0, 0.0), at(0.005, -0.05), 0.012, SHADE)
    _stroke(canvas, at(-0.035, -0.1), at(0.035, -0.1), 0.01, LIPS)


def _side_face(canvas: _Canvas, at: Callable[[float, float], Point]) -> None:
    canvas.tube((at(0.13, 0.03), 0.018), (at(0.168, -0.035), 0.02), SKIN)
    canvas.tube((at(-0.03, 0.045), 0.165), (at(-0.03, 0.045), 0.165), HAIR, lift=-0.01)
    canvas.tube((at(-0.07, -0.02), 0.125), (at(-0.075, -0.06), 0.1), HAIR, lift=0.0)
    canvas.tube((at(0.075, 0.0), 0.095), (at(0.07, -0.05), 0.09), SKIN, lift=0.09)
    canvas.tube((at(-0.1, 0.2), 0.075), (at(-0.1, 0.2), 0.075), HAIR)
    _stroke(canvas, at(-0.02, 0.0), at(-0.012, -0.045), 0.026, SKIN)
    _stroke(canvas, at(-0.014, -0.005), at(-0.01, -0.035), 0.01, SHADE)
    _mark(canvas, at(0.112, 0.004), 0.016, EYE)
    _stroke(canvas, at(0.09, 0.042), at(0.14, 0.04), 0.008, HAIR)
    _stroke(canvas, at(0.105, -0.105), at(0.135, -0.102), 0.009, LIPS)


def _mark(canvas: _Canvas, point: Point, radius: float, paint: tuple[int, int, int]) -> None:
    x, y = canvas.stage.at(point)
    size = max(1, round(radius * canvas.stage.scale))
    cv2.circle(canvas.colour, (round(x), round(y)), size, paint, -1, cv2.LINE_AA)


def _stroke(
    canvas: _Canvas, start: Point, end: Point, radius: float, paint: tuple[int, int, int]
) -> None:
    (ax, ay), (bx, by) = canvas.stage.at(start), canvas.stage.at(end)
    size = max(1, round(2 * radius * canvas.stage.scale))
    ends = (round(ax), round(ay)), (round(bx), round(by))
    cv2.line(canvas.colour, *ends, paint, size, cv2.LINE_AA)


@cache
def _grain() -> NDArray[np.float32]:
    """A soft texture of cloth and skin."""
    rough = np.random.default_rng(5).normal(0.0, 1.0, (256, 256)).astype(np.float32)
    soft = cv2.GaussianBlur(rough, (0, 0), 3.0)
    return soft / float(np.abs(soft).max())
