"""A body in the room as flat SVG: from any side, near over far, in calm colours.

Each limb is one path of bands around two rounds; the trunk is bands around its levels, made
smooth along the spine. What is nearer is laid over what is farther, each with a soft edge, so that
an arm stands out against the trunk behind it.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.interpolate import CubicSpline

from supple.core.body import Side
from supple.core.drawing.face import head
from supple.core.drawing.outline import Disc, between, hull, limb
from supple.core.drawing.paint import edged
from supple.core.drawing.view import Seen, seen
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.lens import Sighting
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.figure.skeleton import limb_part
from supple.core.pose import Floats

HEM: Final = 0.84
"""Trousers end so far down from calf to ankle."""
SLEEVE: Final = 0.9
"""Sleeves end so far down from the shoulder to the middle of the upper arm."""
WAIST: Final = 1.55
"""Trousers begin between these levels of the trunk."""
FINE: Final = 2
"""Bands of the trunk from each of its levels to the next; one is enough in a small picture."""
FAR_M: Final = 0.10
"""A limb that is farther than the trunk by this is drawn darker."""

ARM: Final = ("upper_arm", "forearm", "hand", "fingers")
LEG: Final = ("thigh", "shank", "foot", "toes")


def person(
    body: Placed, camera: Sighting, proportions: Proportions = AVERAGE, *, bands: int = FINE
) -> str:
    """SVG of a body, y down, `outline.SCALE` times its drawing units."""
    view = seen(body, camera, proportions)
    levels = flesh(proportions).trunk_levels
    trunk_away = float(np.mean(view.away_m[levels]))
    drawn = [(trunk_away, _trunk(view, bands)), head(view)]
    for side in (Side.LEFT, Side.RIGHT):
        for parts, draw in ((ARM, _arm), (LEG, _leg)):
            away = _away_m(view, [limb_part(part, side) for part in parts])
            far = away > trunk_away + FAR_M
            drawn.append((away, draw(view, side, "-far" if far else "")))
    return "".join(svg for _, svg in sorted(drawn, key=lambda one: -one[0]))


def _away_m(view: Seen, parts: list[str]) -> float:
    balls = np.isin(view.part, [INDEX[part] for part in parts])
    return float(np.mean(view.away_m[balls]))


def _trunk(view: Seen, bands_count: int) -> str:
    """A shirt, and over its end the trousers up to the waist; under both the neck."""
    levels = flesh(view.proportions).trunk_levels
    fine, shares = _between_levels(len(levels), bands_count)
    places = np.einsum("fl,lcx->fcx", shares, view.places[levels])
    radii = shares @ view.radii[levels]
    bands = [
        hull([
            ((float(x), float(y)), float(radius))
            for level in (index, index + 1)
            for (x, y), radius in zip(places[level], radii[level], strict=True)
        ])
        for index in range(len(fine) - 1)
    ]  # fmt: skip
    waist = int(np.searchsorted(fine, WAIST))
    return _neck(view) + edged("top", *bands[waist:], *_shoulders(view)) + edged(
        "legs", *bands[: waist + 1]
    )  # fmt: skip


@cache
def _between_levels(count: int, bands_count: int) -> tuple[Floats, Floats]:
    """Levels of the trunk and between them, (n,), and how much of each level is in each, (n,
    count): a spline through them, which is the same for every body.
    """
    fine = np.linspace(0.0, count - 1.0, bands_count * (count - 1) + 1)
    return fine, np.asarray(CubicSpline(np.arange(count), np.eye(count))(fine))


def _shoulders(view: Seen) -> list[str]:
    top = flesh(view.proportions).trunk_levels[-1]
    return [
        limb(view.disc(top[column]), _ball(view, limb_part("upper_arm", side)))
        for column, side in ((0, Side.LEFT), (2, Side.RIGHT))
    ]


def _neck(view: Seen) -> str:
    return edged("skin", limb(_ball(view, "neck"), _ball(view, "head")))


def _leg(view: Seen, side: Side, suffix: str) -> str:
    """Bare feet, then trousers down to the hem."""
    thigh, shank = (limb_part(name, side) for name in ("thigh", "shank"))
    foot, toes = limb_part("foot", side), limb_part("toes", side)
    calf, ankle = _ball(view, shank, 1), _ball(view, foot)
    hem = _between(calf, ankle, HEM)
    cloth = (hem[0], hem[1] + 0.006)
    heel, instep, tips = _balls(view, foot)[1], _balls(view, foot)[0], _balls(view, toes)
    skin = edged("skin" + suffix, limb(hem, ankle), hull([heel, instep, *tips]))
    cloths = [_ball(view, thigh), _ball(view, thigh, 1), _ball(view, shank), calf, cloth]
    return skin + edged("legs" + suffix, *_chain(cloths))


def _arm(view: Seen, side: Side, suffix: str) -> str:
    """Bare arm and hand, and a sleeve over its upper end."""
    upper, fore, hand, fingers = (limb_part(name, side) for name in ARM)
    shoulder, middle = _ball(view, upper), _ball(view, upper, 1)
    bare = [middle, _ball(view, fore), _ball(view, fore, 1), _ball(view, hand)]
    knuckles = _balls(view, hand)
    skin = edged(
        "skin" + suffix,
        *_chain([shoulder, *bare]),
        hull(knuckles[:4]),
        hull([*knuckles[1:4], *_balls(view, fingers)]),
        limb(knuckles[4], knuckles[5]),
    )
    cuff = _between(shoulder, middle, SLEEVE)
    wide = [(shoulder[0], shoulder[1] + 0.008), (cuff[0], cuff[1] + 0.012)]
    return skin + edged("top-far" if suffix else "sleeve", *_chain(wide))


def _chain(discs: list[Disc]) -> list[str]:
    return [limb(before, after) for before, after in pairwise(discs)]


def _between(start: Disc, end: Disc, share: float) -> Disc:
    radius = start[1] + share * (end[1] - start[1])
    return (between(start[0], end[0], share), radius)


def _balls(view: Seen, part: str) -> list[Disc]:
    return [view.disc(int(ball)) for ball in np.flatnonzero(view.part == INDEX[part])]


def _ball(view: Seen, part: str, index: int = 0) -> Disc:
    return _balls(view, part)[index]
