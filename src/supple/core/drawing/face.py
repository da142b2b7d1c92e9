"""A drawn head, seen from anywhere: skull, jaw, nose, hair with a knot, closed calm eyes.

Places are in body heights in the head's frame: forward, up, to the person's right.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.core.drawing.outline import Disc, hull, spot
from supple.core.drawing.paint import edged, painted, stroked
from supple.core.drawing.view import Seen, units_at
from supple.core.figure.kinematics import Placed
from supple.core.figure.proportions import Proportions
from supple.core.pose import Floats

Place = tuple[float, float, float]

SKULL: Final = (((0.022, 0.046, 0.0), 0.046), ((0.002, 0.052, 0.0), 0.049),
                ((0.038, 0.004, 0.0), 0.024), ((0.012, 0.010, 0.0), 0.026))  # fmt: skip
NOSE: Final = (((0.064, 0.040, 0.0), 0.006), ((0.072, 0.026, 0.0), 0.0075),
               ((0.062, 0.022, 0.0), 0.006))  # fmt: skip
CAP: Final = (((-0.016, 0.058, 0.0), 0.0505), ((0.006, 0.070, 0.0), 0.0425),
              ((-0.030, 0.024, 0.0), 0.026))  # fmt: skip
KNOT: Final = ((-0.046, 0.098, 0.0), 0.022)
FRINGE: Final = (((0.030, 0.082, 0.0), 0.016), ((0.024, 0.080, -0.022), 0.015),
                 ((0.024, 0.080, 0.022), 0.015), ((0.008, 0.068, -0.040), 0.011),
                 ((0.008, 0.068, 0.040), 0.011))  # fmt: skip
EYE: Final = ((0.060, 0.046, 0.012), (0.058, 0.0425, 0.021), (0.050, 0.0455, 0.030))
EAR: Final = (((0.004, 0.040, 0.047), 0.011), ((0.006, 0.028, 0.045), 0.008))
HAIR_BEHIND_M: Final = 0.004
"""Where the hair's middle is this much farther than the skull's, the face is over it."""


def head(view: Seen) -> tuple[float, str]:
    """How far the head is from the viewer, metres, and its drawing."""
    skull, cap = _discs(view, SKULL), hull(_discs(view, CAP))
    skull_away, cap_away = _away(view, SKULL[1][0]), _away(view, CAP[0][0])
    knot = painted("hair", hull(_discs(view, (KNOT,))))
    hair, bare = knot + painted("hair", cap), edged("skin", hull(skull), hull(_discs(view, NOSE)))
    ears = "".join(_ear(view, outward) for outward in (-1.0, 1.0))
    if cap_away > skull_away + HAIR_BEHIND_M:
        fringe = painted("hair", hull(_discs(view, FRINGE)))
        return skull_away, hair + bare + ears + fringe + _eyes(view)
    return skull_away, edged("skin", hull(skull)) + bare + hair + ears + _eyes(view)


def knot_m(body: Placed, proportions: Proportions) -> tuple[Floats, float]:
    """Where the knot of the hair is, which is farthest from the skin, and how thick: metres."""
    place, radius = KNOT
    height = proportions.height_m
    return body.at("head", np.array([place]) * height)[0], radius * height


def _ear(view: Seen, outward: float) -> str:
    place = EAR[0][0]
    mine = _mirrored(place, outward)
    if _away(view, mine) > _away(view, (place[0], place[1], 0.0)) - 0.01:
        return ""
    turned = tuple((_mirrored(each, outward), radius) for each, radius in EAR)
    return painted("skin-far", hull(_discs(view, turned)))


def _eyes(view: Seen) -> str:
    drawn = ""
    for outward in (-1.0, 1.0):
        arc = [_mirrored(place, outward) for place in EYE]
        if _away(view, arc[1]) < _away(view, SKULL[0][0]) - 0.022:
            first, middle, last = _places(view, arc)
            drawn += f"M{spot(first)}Q{spot(middle)} {spot(last)}"
    return stroked("line", drawn, 1.2) if drawn else ""


def _mirrored(place: Place, outward: float) -> Place:
    return (place[0], place[1], place[2] * outward)


def _places(view: Seen, places: list[Place]) -> list[tuple[float, float]]:
    height = view.proportions.height_m
    scaled = [(x * height, y * height, z * height) for x, y, z in places]
    return [(float(x), float(y)) for x, y in view.at("head", scaled)]


def _discs(view: Seen, balls: tuple[tuple[Place, float], ...]) -> list[Disc]:
    places = _places(view, [place for place, _ in balls])
    away = [_away(view, place) for place, _ in balls]
    units = units_at(view.camera, np.array(away)) * view.proportions.height_m
    return [
        (place, radius * float(unit))
        for place, (_, radius), unit in zip(places, balls, units, strict=True)
    ]


def _away(view: Seen, place: Place) -> float:
    offset = np.array([place]) * view.proportions.height_m
    return float(view.camera.seen_m(view.body.at("head", offset))[0, 2])
