"""What stands around a drawn body: mat, floor, contact shadows and props, as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot
from typing import Final

from supple.core.drawing.figure import ARM_RADII, HEAD_RADIUS, LEG_RADII, Figure, Point
from supple.core.drawing.outline import SCALE, Disc, between, disc, limb, smooth, spot
from supple.core.drawing.paint import painted, stroked
from supple.core.exercise import Sketch, View

SEAT_HEIGHT: Final = 0.8
MAT_BACK, MAT_FRONT, MAT_THICK = 0.075, -0.07, 0.028
CLOSE: Final = 0.16
GAP: Final = 0.3


def mat(left: float, right: float) -> str:
    """A mat seen from a little above."""
    back, front, thick = MAT_BACK, MAT_FRONT, MAT_THICK
    lean = 0.1
    top = [(left + lean, back), (right - lean, back), (right, front), (left, front)]
    edge = [(left, front), (right, front), (right - 0.012, front - thick),
            (left + 0.012, front - thick)]  # fmt: skip
    return painted("mat", _angular(top)) + painted("mat-edge", _angular(edge))


def floor(left: float, right: float) -> str:
    """A round of floor for who needs no mat."""
    middle, half = (left + right) / 2, (right - left) / 2
    return _ellipse("floor", (middle, 0.0), (half, 0.085), None)


def mat_from_above(left: float, right: float, bottom: float, top: float) -> str:
    """A mat whose whole face is seen, behind who lies on it."""
    x, y = left * SCALE, -top * SCALE
    return (
        f'<rect class="fig-mat" x="{x:.0f}" y="{y:.0f}" width="{(right - left) * SCALE:.0f}" '
        f'height="{(top - bottom) * SCALE:.0f}" rx="8" fill="#dcbb98"/>'
    )


def shadows(body: Figure) -> str:
    """Soft shadows under what touches the floor, and a faint one under all of the body."""
    discs = _discs(body)
    left = min(x - r for (x, _), r in discs)
    right = max(x + r for (x, _), r in discs)
    height = min(y - r for (_, y), r in discs)
    pieces = [_shadow(left + 0.06, right - 0.06, 0.05, 0.09)]
    for start, end in _touching(discs, height):
        pieces.append(_shadow(start - 0.05, end + 0.05, 0.032, 0.16))
        pieces.append(_shadow(start, end, 0.02, 0.16))
    return "".join(pieces)


def props(sketch: Sketch, body: Figure, *, before: bool) -> str:
    """The props of a sketch that stand behind the body, or before it."""
    drawn = []
    for prop in sketch.props:
        name, *rest = prop.split(":")
        flip = -1.0 if "flip" in rest else 1.0
        numbers = [float(one) for one in rest if one != "flip"]
        x, y = (*numbers, 0.0, 0.0)[:2]
        if name in _LINES:
            drawn.append(_LINES[name](body) if before else "")
        elif not before:
            front = sketch.view is not View.SIDE
            drawn.append(
                _chair_front(x) if name == "chair" and front else _SHAPES[name](x, y, flip)
            )
    return "".join(drawn)


def _touching(discs: Sequence[Disc], height: float) -> list[tuple[float, float]]:
    """The stretches of floor that the body lies or stands on."""
    spans = sorted(
        (x - 0.7 * r, x + 0.7 * r) for (x, y), r in discs if y - r < height + 0.09 < CLOSE
    )
    joined: list[tuple[float, float]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _discs(body: Figure) -> list[Disc]:
    found = [(body.head, HEAD_RADIUS), *(((x, y), 0.0) for x, y in body.trunk)]
    for limbs, radii in ((body.arms, ARM_RADII), (body.legs, LEG_RADII)):
        for joints in limbs:
            for index in range(len(joints) - 1):
                for share in (0.0, 0.33, 0.67, 1.0):
                    radius = radii[index] + share * (radii[index + 1] - radii[index])
                    found.append((between(joints[index], joints[index + 1], share), radius))
    return found


def _shadow(left: float, right: float, half: float, opacity: float) -> str:
    middle = ((left + right) / 2, 0.0)
    return _ellipse("shadow", middle, (max((right - left) / 2, 0.05), half), opacity)


def _ellipse(name: str, middle: Point, radii: Point, opacity: float | None) -> str:
    x, y, rx, ry = (value * SCALE for value in (middle[0], -middle[1], *radii))
    faint = "" if opacity is None else f' fill-opacity="{opacity}"'
    fill = "#2b2030" if name == "shadow" else "#e2d6c3"
    return (
        f'<ellipse class="fig-{name}" cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" '
        f'fill="{fill}"{faint}/>'
    )


def _chair(x: float, _: float, flip: float) -> str:
    """A plain wooden chair from the side, its back to the right."""
    seat, back = SEAT_HEIGHT, x + 0.36 * flip
    front = x - 0.4 * flip
    top = (back + 0.07 * flip, seat + 0.85)
    legs = [
        limb(((front + 0.05 * flip, seat), 0.035), ((front, 0.02), 0.026)),
        limb(((back - 0.03 * flip, seat), 0.035), ((back + 0.05 * flip, 0.02), 0.026)),
    ]
    frame = [limb((((back - 0.02 * flip), seat - 0.03), 0.035), (top, 0.03))]
    plate = [limb(((front, seat - 0.04), 0.045), ((back - 0.02 * flip, seat - 0.04), 0.045))]
    return painted("prop-far", *legs) + painted("prop", *frame, *plate)


def _chair_front(x: float) -> str:
    seat = SEAT_HEIGHT
    legs = [
        limb(((x + side * 0.33, seat), 0.035), ((x + side * 0.37, 0.02), 0.028))
        for side in (-1, 1)
    ]
    posts = [
        limb(((x + side * 0.3, seat), 0.032), ((x + side * 0.3, seat + 0.85), 0.032))
        for side in (-1, 1)
    ]
    rail = [limb(((x - 0.3, seat + 0.74), 0.09), ((x + 0.3, seat + 0.74), 0.09))]
    plate = [limb(((x - 0.36, seat - 0.05), 0.05), ((x + 0.36, seat - 0.05), 0.05))]
    return painted("prop-far", *posts, *rail) + painted("prop", *legs, *plate)


def _wall(x: float, _: float, flip: float) -> str:
    far = x - 0.22 * flip
    return painted("prop-far", _angular([(x, 0.09), (x, 3.5), (far, 3.5), (far, 0.0)]))


def _cushion(x: float, y: float, _: float) -> str:
    return painted("cushion", limb(((x - 0.14, y + 0.1), 0.1), ((x + 0.14, y + 0.1), 0.1), 0.015))


def _blocks(x: float, y: float, _: float) -> str:
    return painted("cushion", limb(((x - 0.1, y + 0.055), 0.055), ((x + 0.1, y + 0.055), 0.055)))


def _blanket(x: float, y: float, _: float) -> str:
    layers = [
        limb(((x - 0.34, y + 0.03 + k), 0.03), ((x + 0.34, y + 0.03 + k), 0.03))
        for k in (0.0, 0.065)
    ]
    return painted("cushion", layers[0]) + painted("cushion-far", layers[1])


def _strap(body: Figure) -> str:
    """Round the soles, held in the hands."""
    hand, toe, heel = body.arms[0][3], body.legs[0][3], body.heels[0]
    sole = between(toe, heel, 0.35)
    away = hypot(sole[0] - body.legs[0][2][0], sole[1] - body.legs[0][2][1]) or 1.0
    out = tuple(sole[k] + 0.05 * (sole[k] - body.legs[0][2][k]) / away for k in (0, 1))
    return stroked("strap", f"M{spot(hand)}L{spot((out[0], out[1]))}", 3.0)


def _rope(body: Figure) -> str:
    """From hand to hand under the feet."""
    left, right = body.arms[0][3], body.arms[1][3]
    middle, low = (left[0] + right[0]) / 2, 0.02
    wide = abs(right[0] - left[0]) / 2
    places = [left, (left[0] - 0.1, left[1] - 0.35), (middle - wide * 0.75, low + 0.2),
              (middle, low), (middle + wide * 0.75, low + 0.2), (right[0] + 0.1, right[1] - 0.35),
              right]  # fmt: skip
    handles = "".join(disc(place, 0.035) for place in (left, right))
    return stroked("strap", smooth(places, closed=False), 2.2) + painted("prop", handles)


def _angular(places: Sequence[Point]) -> str:
    return "M" + "L".join(spot(place) for place in places) + "Z"


_SHAPES: Final[dict[str, Callable[[float, float, float], str]]] = {
    "chair": _chair, "wall": _wall, "cushion": _cushion, "blocks": _blocks, "blanket": _blanket,
}  # fmt: skip
_LINES: Final[dict[str, Callable[[Figure], str]]] = {"strap": _strap, "rope": _rope}
