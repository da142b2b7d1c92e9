"""Drawn poses as SVG: one picture an exercise, its phases as groups. Pure text making.

Fills carry both a class (so that a page's colours apply when the drawing stands in the page) and a
plain colour (so that it stands alone as a picture too).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import acos, atan2, cos, hypot, sin

from supple.core.exercise import Exercise, Sketch, View
from supple.core.figure import (
    ARM_RADII,
    CHEST_RADIUS,
    HEAD_RADIUS,
    HIP_RADIUS,
    LEG_RADII,
    NECK_RADIUS,
    SHOULDER_RADIUS,
    WAIST_RADIUS,
    Figure,
    Point,
    figure,
)

SCALE = 100.0
MARGIN = 0.35
COLOURS = {
    "skin": "#d9a182", "skin-far": "#c48a6b", "top": "#2f7f79", "legs": "#2b4a57",
    "legs-far": "#233d48", "hair": "#4a342b", "mat": "#d8cfc0", "prop": "#b9a88f",
}  # fmt: skip


def svg(exercise: Exercise, phase: str | None = None, *, language: str = "en") -> str:
    """The drawing of an exercise, or of one of its phases only.

    Every phase is a group with `data-phase`, all in one frame so that they can fade into each
    other. An exercise without sketches gives an empty drawing of the floor.
    """
    chosen = [sketch for sketch in exercise.sketches if phase in (None, sketch.phase)]
    bodies = [figure(sketch) for sketch in exercise.sketches]
    left, bottom, right, top = _frame(bodies)
    width, height = (right - left) * SCALE, (top - bottom) * SCALE
    groups = "".join(_group(sketch, first=index == 0) for index, sketch in enumerate(chosen))
    name = escape(exercise.words(language).name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left * SCALE:.0f} {-top * SCALE:.0f} '
        f'{width:.0f} {height:.0f}" role="img" aria-label="{name}" class="drawing">'
        f"{_floor(left, right, exercise)}{groups}</svg>"
    )


def _frame(bodies: Sequence[Figure]) -> tuple[float, float, float, float]:
    points = [point for body in bodies for point in _all_points(body)] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top = min(xs) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN
    middle, half = (left + right) / 2, max(right - left, 2.2) / 2
    return middle - half, -0.22, middle + half, max(top, 1.2)


def _all_points(body: Figure) -> list[Point]:
    limbs = [point for limb in (*body.arms, *body.legs) for point in limb]
    return [*body.spine, body.head, *limbs, *body.heels]


def _floor(left: float, right: float, exercise: Exercise) -> str:
    if "mat" not in " ".join(exercise.equipment):
        return _line((left, 0.0), (right, 0.0))
    inset = 0.12
    return (
        f'<rect class="fig-mat" x="{(left + inset) * SCALE:.0f}" y="0" '
        f'width="{(right - left - 2 * inset) * SCALE:.0f}" height="7" rx="3.5" '
        f'fill="{COLOURS["mat"]}"/>'
    )


def _line(start: Point, end: Point) -> str:
    return (
        f'<line class="fig-floor" x1="{start[0] * SCALE:.0f}" y1="2" x2="{end[0] * SCALE:.0f}" '
        f'y2="2" stroke="{COLOURS["mat"]}" stroke-width="4" stroke-linecap="round"/>'
    )


def _group(sketch: Sketch, *, first: bool) -> str:
    body = figure(sketch)
    parts = "".join((*_props(sketch), *_limbs(body, 1), *_trunk(body, sketch), *_limbs(body, 0)))
    shown = "" if first else ' data-later=""'
    return f'<g data-phase="{sketch.phase}"{shown}>{parts}</g>'


def _props(sketch: Sketch) -> list[str]:
    shapes = []
    for prop in sketch.props:
        name, _, place = prop.partition(":")
        x = float(place or 0) * SCALE
        paths = {
            "wall": f"M{x:.0f} 0V-330",
            "chair": f"M{x - 26:.0f} 0V-84H{x + 26:.0f}V0M{x + 26:.0f} -84V-170",
            "cushion": f"M{x - 18:.0f} -9H{x + 18:.0f}",
            "blocks": f"M{x - 8:.0f} -12H{x + 8:.0f}",
        }
        stroke = {"wall": 8, "chair": 8}.get(name, 18)
        shapes.append(
            f'<path class="fig-prop" d="{paths[name]}" fill="none" stroke="{COLOURS["prop"]}" '
            f'stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round"/>'
        )
    return shapes


def _limbs(body: Figure, far: int) -> list[str]:
    suffix = "-far" if far else ""
    leg, arm, heel = body.legs[far], body.arms[far], body.heels[far]
    thigh_to_ankle = _chain(leg[:3], LEG_RADII[:3])
    foot = [_capsule(heel, leg[3], LEG_RADII[3] + 0.005, LEG_RADII[3] - 0.01)]
    foot.append(_capsule(leg[2], heel, LEG_RADII[2] - 0.005, LEG_RADII[3]))
    return [
        _path("legs" + suffix, thigh_to_ankle),
        _path("skin" + suffix, foot),
        _path("skin" + suffix, _chain(arm, ARM_RADII)),
    ]


def _trunk(body: Figure, sketch: Sketch) -> list[str]:
    spine = body.spine
    middle = [WAIST_RADIUS] * (len(spine) - 2)
    if middle:
        middle[-1] = CHEST_RADIUS
    radii = [HIP_RADIUS, *middle, SHOULDER_RADIUS]
    top = _chain(spine, radii)
    if sketch.view is not View.SIDE:
        top.append(_capsule(body.arms[0][0], body.arms[1][0], 0.1, 0.1))
        top += [
            _capsule(body.arms[0][0], body.legs[0][0], 0.1, 0.15),
            _capsule(body.arms[1][0], body.legs[1][0], 0.1, 0.15),
        ]
    neck = [_capsule(spine[-1], body.head, NECK_RADIUS, NECK_RADIUS * 0.9)]
    return [_path("skin", neck), _path("top", top), *_head(body, sketch)]


def _head(body: Figure, sketch: Sketch) -> list[str]:
    """An oval head, hair on the side away from the face, a hint of a nose."""
    x, y = body.head
    turn = sketch.neck_deg
    degrees = {"right": turn - 90.0, "left": turn + 90.0}.get(sketch.face)
    face = [_capsule((x, y), (x, y), HEAD_RADIUS, HEAD_RADIUS * 0.999)]
    if degrees is None:
        hair = [_cap((x, y), turn, 0.0 if sketch.face == "front" else -1.0)]
        return [_path("skin", face), _path("hair", hair)]
    nose = _moved((x, y), degrees, HEAD_RADIUS)
    face.append(_capsule(_moved(nose, turn + 180, 0.01), nose, 0.045, 0.028))
    hair_side = degrees + 180.0
    bun = _moved(_moved((x, y), hair_side, HEAD_RADIUS * 0.95), turn, 0.06)
    bun_path = _capsule(bun, bun, 0.075, 0.0749)
    return [_path("skin", face), _path("hair", [_cap((x, y), _between(turn, hair_side), -0.05), bun_path])]


def _between(first_deg: float, second_deg: float) -> float:
    turn = (second_deg - first_deg + 180.0) % 360.0 - 180.0
    return first_deg + 0.6 * turn


def _cap(centre: Point, towards_deg: float, offset: float) -> str:
    """The part of the head's circle beyond a chord: hair."""
    radius = HEAD_RADIUS * 1.04
    half = acos(max(-1.0, min(1.0, offset / radius if offset else 0.25)))
    axis = towards_deg * 3.141592653589793 / 180.0
    start = _polar(centre, radius, axis + half)
    end = _polar(centre, radius, axis - half)
    large = 1 if half > 1.5708 else 0
    bend = _polar(centre, radius * 0.15, axis)
    return (
        f"M{_xy(start)}A{radius * SCALE:.1f} {radius * SCALE:.1f} 0 {large} 1 {_xy(end)}"
        f"Q{_xy(bend)} {_xy(start)}Z"
    )


def _chain(points: Sequence[Point], radii: Sequence[float]) -> list[str]:
    return [
        _capsule(points[index], points[index + 1], radii[index], radii[index + 1])
        for index in range(len(points) - 1)
    ]


def _capsule(start: Point, end: Point, first: float, second: float) -> str:
    """The outline of two discs and what lies between them."""
    distance = hypot(end[0] - start[0], end[1] - start[1])
    if distance <= abs(first - second) + 1e-6:
        centre, radius = (start, first) if first >= second else (end, second)
        left, right = (centre[0] - radius, centre[1]), (centre[0] + radius, centre[1])
        arc = f"A{radius * SCALE:.1f} {radius * SCALE:.1f} 0 0 1"
        return f"M{_xy(left)}{arc} {_xy(right)}{arc} {_xy(left)}Z"
    axis = atan2(end[1] - start[1], end[0] - start[0])
    tilt = acos((first - second) / distance)
    a, b = _polar(start, first, axis + tilt), _polar(end, second, axis + tilt)
    c, d = _polar(end, second, axis - tilt), _polar(start, first, axis - tilt)
    return (
        f"M{_xy(a)}L{_xy(b)}A{second * SCALE:.1f} {second * SCALE:.1f} 0 "
        f"{1 if first < second else 0} 1 {_xy(c)}L{_xy(d)}A{first * SCALE:.1f} "
        f"{first * SCALE:.1f} 0 {1 if first > second else 0} 1 {_xy(a)}Z"
    )


def _moved(point: Point, direction_deg: float, length: float) -> Point:
    return _polar(point, length, direction_deg * 3.141592653589793 / 180.0)


def _polar(centre: Point, radius: float, angle: float) -> Point:
    return (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))


def _xy(point: Point) -> str:
    return f"{point[0] * SCALE:.1f} {-point[1] * SCALE:.1f}"


def _path(name: str, pieces: Sequence[str]) -> str:
    return f'<path class="fig-{name}" fill="{COLOURS[name]}" d="{"".join(pieces)}"/>'
