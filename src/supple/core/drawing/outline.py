"""Outlines as SVG path data: bands around discs, smooth lines.

Everything is in trunk lengths with y up; `SCALE` and the turn to y down happen in `spot` only.
All outlines go round the same way, so that those of one path unite.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, hypot, sin
from typing import Final

import numpy as np

SCALE: Final = 100.0
AROUND: Final = 72
"""Directions in which is looked for the outermost of some discs."""
_TURNS: Final = np.arange(AROUND) * (-2 * np.pi / AROUND)
_WAYS: Final = np.stack((np.cos(_TURNS), np.sin(_TURNS)))
_BEFORE: Final = np.arange(AROUND) - 1
Point = tuple[float, float]
Disc = tuple[Point, float]


def spot(point: Sequence[float]) -> str:
    """A point as path data, to a tenth of a drawing unit."""
    return f"{_short(point[0] * SCALE)} {_short(-point[1] * SCALE)}"


def limb(start: Disc, end: Disc) -> str:
    """Two discs and what lies between them."""
    (a, first), (b, second) = start, end
    distance = hypot(b[0] - a[0], b[1] - a[1])
    if distance <= abs(first - second) + 1e-6:
        return disc(*(start if first >= second else end))
    axis = atan2(b[1] - a[1], b[0] - a[0])
    tilt = acos((first - second) / distance)
    left, right = axis + tilt, axis - tilt
    corners = (
        polar(a, first, left), polar(b, second, left), polar(b, second, right),
        polar(a, first, right),
    )  # fmt: skip
    return (
        f"M{spot(corners[0])}L{spot(corners[1])}{_arc(second, first < second)}{spot(corners[2])}"
        f"L{spot(corners[3])}{_arc(first, first > second)}{spot(corners[0])}Z"
    )


def disc(centre: Point, radius: float) -> str:
    """A round."""
    left, right = (centre[0] - radius, centre[1]), (centre[0] + radius, centre[1])
    return f"M{spot(left)}{_arc(radius, False)}{spot(right)}{_arc(radius, False)}{spot(left)}Z"


def hull(discs: Sequence[Disc]) -> str:
    """The tight band around discs: arcs where it lies on one, straight from one to the next."""
    centres = np.array([centre for centre, _ in discs])
    radii = np.array([radius for _, radius in discs])
    outermost = np.argmax(centres @ _WAYS + radii[:, None], axis=0)
    begins = np.flatnonzero(outermost != outermost[_BEFORE])
    if len(begins) == 0:
        return disc(*discs[outermost[0]])
    ends = np.append(begins[1:], begins[0]) - 1
    on = outermost[begins]
    starts, stops = (
        (centres[on] + radii[on, None] * _WAYS[:, ways].T).tolist() for ways in (begins, ends)
    )
    pieces: list[str] = []
    for index, start, stop, turns in zip(
        on.tolist(), starts, stops, ((ends - begins) % AROUND).tolist(), strict=True
    ):
        pieces.append(f"{'L' if pieces else 'M'}{spot(start)}")
        if turns:
            pieces.append(_arc(discs[index][1], turns > AROUND // 2) + spot(stop))
    return "".join(pieces) + "Z"


def smooth(places: Sequence[Point], *, closed: bool = True) -> str:
    """A smooth line through points (Catmull-Rom as cubic curves)."""
    count = len(places)
    pieces = [f"M{spot(places[0])}"]
    for index in range(count if closed else count - 1):
        a, b, c, d = (_at(places, index + k, closed) for k in (-1, 0, 1, 2))
        first = _handle(b, a, c)
        second = _handle(c, d, b)
        pieces.append(f"C{spot(first)} {spot(second)} {spot(c)}")
    return "".join(pieces) + ("Z" if closed else "")


def polar(centre: Point, radius: float, angle: float) -> Point:
    """The point at a distance from `centre` at an angle (radians)."""
    return (centre[0] + radius * cos(angle), centre[1] + radius * sin(angle))


def between(start: Point, end: Point, share: float) -> Point:
    """The point at a share of the way from `start` to `end`."""
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))


def _handle(place: Point, before: Point, after: Point) -> Point:
    """The control point of `place` towards `after`, never longer than a third of that way."""
    x, y = (after[0] - before[0]) / 6.0, (after[1] - before[1]) / 6.0
    way = hypot(after[0] - place[0], after[1] - place[1])
    length = hypot(x, y)
    shrink = min(1.0, 0.4 * way / length) if length > 0 else 1.0
    return (place[0] + x * shrink, place[1] + y * shrink)


def _at(places: Sequence[Point], index: int, closed: bool) -> Point:
    if closed:
        return places[index % len(places)]
    return places[min(max(index, 0), len(places) - 1)]


def _arc(radius: float, large: bool) -> str:
    size = _short(radius * SCALE)
    return f"A{size} {size} 0 {int(large)} 1 "


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
