"""Drawn poses as SVG: one picture an exercise, its phases as groups. Pure text making."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from supple.core.drawing.figure import (
    ARM_RADII,
    HEEL_RADIUS,
    LEG_RADII,
    NECK_RADIUS,
    SEAT_POINTS,
    Figure,
    Point,
    figure,
    points,
    trunk,
)
from supple.core.drawing.head import head, head_base
from supple.core.drawing.outline import SCALE, between, hull, limb, smooth
from supple.core.drawing.paint import painted
from supple.core.drawing.scenery import floor, mat, mat_from_above, props, shadows
from supple.core.exercise import Exercise, Sketch, View

MARGIN: Final = 0.17
FAR_UP: Final = 0.022
HAIR: Final = 0.27
SHORTENED: Final = 0.5
MAT_HALF: Final = 0.72
WAIST: Final = 0.27
# What an exercise is known by, first.
TELLING: Final = ("hold", "peak", "other", "enter", "exit", "start")


def svg(exercise: Exercise, phase: str | None = None, *, language: str = "en") -> str:
    """The drawing of an exercise, or of one of its phases only.

    Every phase is a group with `data-phase`, all in one frame so that they can fade into each
    other. The most telling comes first and is seen; the others carry `data-later`. An exercise
    without sketches gives an empty drawing of the floor.
    """
    bodies = [figure(sketch) for sketch in exercise.sketches]
    left, bottom, right, top = _frame(exercise.sketches, bodies)
    drawn = sorted(
        (pair for pair in zip(exercise.sketches, bodies, strict=True)
         if phase in (None, pair[0].phase)),
        key=lambda pair: TELLING.index(pair[0].phase),
    )  # fmt: skip
    groups = "".join(
        _group(sketch, body, first=index == 0) for index, (sketch, body) in enumerate(drawn)
    )
    width, height = (right - left) * SCALE, (top - bottom) * SCALE
    name = escape(exercise.words(language).name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left * SCALE:.0f} {-top * SCALE:.0f} '
        f'{width:.0f} {height:.0f}" role="img" aria-label="{name}" class="drawing">'
        f"{_ground(exercise, (left, bottom, right, top))}{groups}</svg>"
    )


def _frame(
    sketches: Sequence[Sketch], bodies: Sequence[Figure]
) -> tuple[float, float, float, float]:
    places = [place for body in bodies for place in points(body)] or [(0.0, 0.0)]
    places += [place for sketch in sketches for place in _prop_places(sketch)]
    places += [
        (body.head[0] + x, body.head[1] + y)
        for body in bodies
        for x, y in ((-HAIR, 0.0), (HAIR, 0.0), (0.0, HAIR))
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, right, top = min(xs) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN
    if any(sketch.from_above for sketch in sketches):
        return left, min(ys) - MARGIN, right, top
    middle, half = (left + right) / 2, max(right - left, 2.0) / 2
    return middle - half, -0.16, middle + half, max(top, 1.2)


def _prop_places(sketch: Sketch) -> list[Point]:
    places = []
    for prop in sketch.props:
        name, *rest = prop.split(":")
        if rest:
            reach = {"chair": (0.45, 1.5), "wall": (0.1, 3.1)}.get(name, (0.3, 0.2))
            x = float(rest[0])
            places += [(x - reach[0], 0.0), (x + reach[0], reach[1])]
    return places


def _ground(exercise: Exercise, frame: tuple[float, float, float, float]) -> str:
    left, _, right, _ = frame
    if any(sketch.from_above for sketch in exercise.sketches):
        return mat_from_above(left + 0.05, right - 0.05, -MAT_HALF, MAT_HALF)
    if any("mat" in thing for thing in exercise.equipment):
        return mat(left + 0.05, right - 0.05)
    return floor(left + 0.08, right - 0.08)


def _group(sketch: Sketch, body: Figure, *, first: bool) -> str:
    layers = _from_front(sketch, body) if sketch.view is not View.SIDE else _side(sketch, body)
    shade = "" if sketch.from_above else shadows(body)
    later = "" if first else ' data-later="" display="none"'
    return (
        f'<g data-phase="{sketch.phase}"{later}>{shade}{props(sketch, body, before=False)}'
        f"{layers}{props(sketch, body, before=True)}</g>"
    )


def _side(sketch: Sketch, body: Figure) -> str:
    """Far limbs a little higher (the floor is seen from above), trunk, near limbs over it."""
    lifted = FAR_UP * SCALE
    far = _leg(body, 1, front=False) + _arm(body, 1, sleeve="top-far")
    near_leg, near_arm = _leg(body, 0, front=False), _arm(body, 0, sleeve="sleeve")
    neck, face = _neck(sketch, body), head(body.head, sketch.neck_deg, sketch.face)
    return (
        f'<g transform="translate(0 -{lifted:.1f})">{far}</g>{neck}{_trunk(sketch, body)}'
        f"{near_leg}{face}{near_arm}"
    )


def _from_front(sketch: Sketch, body: Figure) -> str:
    neck, face = _neck(sketch, body), head(body.head, sketch.neck_deg, sketch.face)
    legs = _leg(body, 1, front=True, lit=sketch.far_leg_ratio[0] < SHORTENED)
    legs += _leg(body, 0, front=True, lit=sketch.near_leg_ratio[0] < SHORTENED)
    arms = _arm(body, 1, sleeve="top") + _arm(body, 0, sleeve="top")
    if sketch.face == "back":
        return arms + neck + _trunk(sketch, body) + legs + face
    return neck + _trunk(sketch, body) + legs + arms + face


def _trunk(sketch: Sketch, body: Figure) -> str:
    """A shirt, and over its end the trousers up to the waist."""
    front = sketch.view is not View.SIDE
    below = trunk(body.spine, front=front, upto=WAIST + (0.04 if front else 0.0))
    sides = (len(below) - SEAT_POINTS) // 2
    round_the_seat = [*below[sides:], *below[:sides]]
    return painted("top", smooth(body.trunk)) + painted(
        "legs", smooth(round_the_seat, closed=False) + "Z"
    )


def _neck(sketch: Sketch, body: Figure) -> str:
    base = head_base(body.head, sketch.neck_deg, sketch.face, side=sketch.view is View.SIDE)
    root = between(body.spine[-1], body.spine[-2], 0.1)
    return painted("skin", limb((root, NECK_RADIUS + 0.01), (base, NECK_RADIUS - 0.005)))


def _leg(body: Figure, far: int, *, front: bool, lit: bool = False) -> str:
    """A leg; lighter where it is `lit`, which is where it comes towards the viewer."""
    hip, knee, ankle, toe = body.legs[far]
    suffix = "-far" if far and not front else ""
    tip = 0.06 if front else LEG_RADII[3]
    foot = hull([
        (ankle, LEG_RADII[2] - 0.006), (body.heels[far], HEEL_RADIUS),
        (between(ankle, toe, 0.7), 0.04 if not front else 0.068), (toe, tip),
    ])  # fmt: skip
    thigh = limb((hip, LEG_RADII[0]), (knee, LEG_RADII[1]), 0.012)
    hem = between(knee, ankle, 0.86)
    shank = limb((knee, LEG_RADII[1]), (hem, LEG_RADII[2] + 0.012), 0.014)
    bare = limb((between(knee, ankle, 0.7), LEG_RADII[2]), (ankle, LEG_RADII[2] - 0.008))
    return painted("skin" + suffix, foot, bare) + painted(
        "legs-lit" if lit else "legs" + suffix, thigh, shank
    )


def _arm(body: Figure, side: int, *, sleeve: str) -> str:
    shoulder, elbow, wrist, tip = body.arms[side]
    suffix = "-far" if sleeve == "top-far" else ""
    upper = limb((shoulder, ARM_RADII[0]), (elbow, ARM_RADII[1]), 0.006)
    lower = limb((elbow, ARM_RADII[1]), (wrist, ARM_RADII[2]), 0.008)
    hand = hull(
        [(wrist, ARM_RADII[2] - 0.004), (between(wrist, tip, 0.5), 0.052), (tip, ARM_RADII[3])]
    )
    cuff = between(shoulder, elbow, 0.5)
    cloth = limb((shoulder, ARM_RADII[0] + 0.022), (cuff, ARM_RADII[1] + 0.024))
    return painted("skin" + suffix, upper, lower, hand) + painted(sleeve, cloth)
