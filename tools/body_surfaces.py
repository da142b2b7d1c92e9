"""The surfaces of the figure: skin where it shows, shirt, trousers, hair, a calm face. For
make_body. Places of the face are in body heights in the head's frame: forward, up, right.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from body_fields import HEIGHT, Field, Piece, chain, grown, joint, of_parts, own_pieces
from body_meshes import Cut, Mesh, hemmed, joined, meshed, tube
from supple.core.pose import Floats

OWN: Final = own_pieces()
SKIN_SOFT_M: Final = 0.008
UNDER_M: Final = 0.02
"""Skin goes on so far under cloth."""
NECK_ROUND_M: Final = 0.095
"""The neck of the shirt is cut by a ball of this radius."""
SLEEVE: Final = 0.62
"""Sleeves end so far down the upper arm, trousers so far down the shank."""
HEM: Final = 0.84
SHIRT_END_M: Final = 0.075
"""The shirt ends over the hips' middle by so much, the trousers begin higher, under it."""
WAIST_M: Final = 0.11
CLOTH_SOFT_M: Final = 0.012
OVER_M: Final = 0.004
"""The shirt lies so far over the trousers."""
SLIM_M: Final = -0.008
"""Soft joints make a trunk of many pieces stouter than its flesh; this takes it back."""


def surfaces() -> dict[str, Mesh]:
    """By the name of what they are made of, in the order in which they are drawn."""
    arm, foot = _arm(), _foot()
    return {
        "skin": joined([_head(), arm, arm.mirrored(), foot, foot.mirrored()]),
        "top": _shirt(),
        "legs": _trousers(),
        "hair": _hair(),
        "line": _features(),
    }


# Skin


FACE: Final = (
    *chain("head", ((0.022, 0.022, 0.0), 0.036), ((0.042, -0.004, 0.0), 0.0195)),  # jaw
    *chain("head", ((0.040, 0.027, -0.019), 0.0175), ((0.040, 0.027, 0.019), 0.0175)),  # cheeks
    *chain("head", ((0.0415, 0.013, -0.007), 0.0195), ((0.0415, 0.013, 0.007), 0.0195)),  # mouth
    *chain("head", ((0.066, 0.047, 0.0), 0.0036), ((0.0775, 0.0280, 0.0), 0.0046)),  # nose
    *chain("head", ((0.0705, 0.0262, -0.0055), 0.0036), ((0.0705, 0.0262, 0.0055), 0.0036)),
    *chain("head", ((0.0610, 0.0140, -0.008), 0.0046), ((0.0610, 0.0140, 0.008), 0.0046)),  # lips
    *chain("head", ((0.0595, 0.0085, -0.006), 0.0046), ((0.0595, 0.0085, 0.006), 0.0046)),
    *chain("head", ((0.0555, -0.008, -0.004), 0.0080), ((0.0555, -0.008, 0.004), 0.0080)),  # chin
)
HEAD_BROAD: Final = 0.9


def _ears() -> list[Piece]:
    pieces = []
    for outward in (-1.0, 1.0):
        pieces += chain(
            "head",
            ((-0.004, 0.047, 0.0530 * outward), 0.0068),
            ((0.003, 0.026, 0.0490 * outward), 0.0048),
        )
    return pieces


def head_field() -> Field:
    """Head and neck, and the shoulders that the neck grows out of."""
    below = grown(of_parts(OWN, "chest_upper", "chest_middle"), 0.004)
    neck = chain("neck", ((0.004, -0.012, 0.0), 0.036), ((0.008, 0.040, 0.0), 0.0335))
    pieces = [*of_parts(OWN, "neck", "head"), *below, *neck, *FACE, *_ears()]
    return Field(pieces, 0.0035, broad=HEAD_BROAD)


def _head() -> Mesh:
    low = joint("neck") + np.array((-0.14, -0.06, -0.13))
    high = joint("head") + np.array((0.17, 0.22, 0.13))

    def below(points: Floats) -> Floats:
        under = _under(_neck_cut, UNDER_M)(points)
        return np.where(points[:, 1] < joint("neck")[1] + 0.05, under, -1.0)

    return meshed(head_field(), low, high, 0.0040, 2500, [below])


def _arm() -> Mesh:
    """The left arm from under the sleeve to the tips of five fingers."""
    own = of_parts(OWN, "left_upper_arm", "left_forearm")
    palm = [
        *of_parts(OWN, "left_hand")[:1],
        *chain("left_hand", ((-0.0105, -0.046, 0.0), 0.0095), ((0.0135, -0.049, 0.0), 0.0095)),
        *chain("left_hand", ((-0.006, -0.014, 0.0), 0.0120), ((-0.0105, -0.046, 0.0), 0.0095)),
        *chain("left_hand", ((0.006, -0.014, 0.0), 0.0125), ((0.0135, -0.049, 0.0), 0.0095)),
    ]
    fingers = []
    for forward, length in ((0.0145, 0.041), (0.0055, 0.046), (-0.0035, 0.043), (-0.0120, 0.034)):
        fingers += chain(
            "left_fingers",
            ((forward, 0.006, 0.0), 0.0054),
            ((forward * 1.18, -length * 0.55, 0.0015), 0.0048),
            ((forward * 1.24, -length, 0.004), 0.0040),
        )
    thumb = chain(
        "left_hand",
        ((0.008, -0.012, 0.001), 0.0105),
        ((0.024, -0.030, 0.003), 0.0074),
        ((0.033, -0.050, 0.004), 0.0056),
    )
    field = Field([*own, *palm, *fingers, *thumb], 0.0024)
    tips = [piece.end for piece in (*fingers, *thumb)]
    low = np.min([joint("left_upper_arm"), *tips], axis=0) - 0.06
    high = np.max([joint("left_upper_arm"), *tips], axis=0) + 0.06
    return meshed(field, low, high, 0.0030, 1800, [_under(_sleeve_cut, UNDER_M)])


def _foot() -> Mesh:
    """The left foot with its toes, and the shank up under the trousers."""
    shank = of_parts(OWN, "left_shank")[1:]
    own = of_parts(OWN, "left_foot")
    toes = []
    for outward, reach, radius in (
        (-0.002, 0.037, 0.0092), (0.0085, 0.036, 0.0063), (0.0152, 0.032, 0.0058),
        (0.0213, 0.027, 0.0054), (0.0268, 0.020, 0.0052),
    ):  # fmt: skip
        toes += chain(
            "left_toes",
            ((-0.008, 0.002, -outward), radius + 0.0015),
            ((reach, -0.002, -outward), radius),
        )
    field = Field([*shank, *own, *toes], 0.0030)
    ankle = joint("left_foot")
    low, high = ankle + np.array((-0.11, -0.10, -0.13)), ankle + np.array((0.29, 0.16, 0.13))
    return meshed(field, low, high, 0.0038, 850, [_under(_ankle_cut, UNDER_M)])


# Cloth


def _hips() -> list[Piece]:
    """What both shirt and trousers lie on, so that the one is over the other everywhere."""
    seat = [
        piece
        for outward in (-1.0, 1.0)
        for piece in chain(
            "pelvis",
            ((-0.030, 0.012, 0.034 * outward), 0.047),
            ((-0.026, -0.020, 0.036 * outward), 0.046),
        )
    ]
    thighs = of_parts(OWN, "left_thigh", "right_thigh")
    return [*of_parts(OWN, "pelvis"), *grown(of_parts(OWN, "loin_middle"), SLIM_M), *seat, *thighs]


def _shirt() -> Mesh:
    chest = of_parts(OWN, "loin_upper", "chest_lower", "chest_middle", "chest_upper", "neck")
    arms = of_parts(OWN, "left_upper_arm", "right_upper_arm")
    bust = [
        piece
        for outward in (-1.0, 1.0)
        for piece in chain(
            "chest_middle",
            ((0.040, 0.016, 0.036 * outward), 0.034),
            ((0.056, -0.008, 0.038 * outward), 0.031),
        )
    ]
    pieces = [*_hips(), *grown([*chest, *arms, *bust], SLIM_M)]
    field = Field(pieces, CLOTH_SOFT_M, grown_m=OVER_M)
    low = np.array((-0.22, -0.02, -0.46))
    high = np.array((0.24, joint("neck")[1] + 0.10, 0.46))
    cuts: list[Cut] = [
        _neck_cut,
        lambda points: joint("pelvis")[1] + SHIRT_END_M - points[:, 1],
        _sleeve_cut,
        lambda points: _sleeve_cut(points * np.array((1.0, 1.0, -1.0))),
    ]
    return hemmed(meshed(field, low, high, 0.0085, 2200, cuts))


def _trousers() -> Mesh:
    shanks = grown(of_parts(OWN, "left_shank", "right_shank"), 0.006)
    field = Field([*_hips(), *shanks], CLOTH_SOFT_M)
    low = np.array((-0.22, joint("left_foot")[1] - 0.06, -0.34))
    high = np.array((0.22, joint("loin_upper")[1], 0.34))
    cuts: list[Cut] = [
        lambda points: points[:, 1] - joint("pelvis")[1] - WAIST_M,
        _hem_cut,
        lambda points: _hem_cut(points * np.array((1.0, 1.0, -1.0))),
    ]
    return hemmed(meshed(field, low, high, 0.0085, 2200, cuts))


def _neck_cut(points: Floats) -> Floats:
    """Round the neck, lower in front."""
    middle = joint("neck") + np.array((0.030, 0.052, 0.0))
    return np.asarray(NECK_ROUND_M - np.linalg.norm(points - middle, axis=1))


def _sleeve_cut(points: Floats) -> Floats:
    """Across the left upper arm."""
    return _across(points, joint("left_upper_arm"), joint("left_forearm"), SLEEVE, 0.085)


def _hem_cut(points: Floats) -> Floats:
    """Across the left shank."""
    return _across(points, joint("left_shank"), joint("left_foot"), HEM, 0.11)


def _ankle_cut(points: Floats) -> Floats:
    """The same, also far out: where nothing but the foot is cut."""
    return _across(points, joint("left_shank"), joint("left_foot"), HEM, 1.0)


def _across(points: Floats, start: Floats, end: Floats, share: float, near_m: float) -> Floats:
    """How far beyond a share of the way from start to end, near that way; elsewhere never."""
    way = end - start
    length = float(np.linalg.norm(way))
    along = (points - start) @ way / length
    aside = np.linalg.norm(points - start - along[:, None] * way / length, axis=1)
    return np.asarray(np.where(aside < near_m, along - share * length, -1.0))


def _under(cut: Cut, way_m: float) -> Cut:
    """What skin shows beyond a cut of the cloth, and some under it."""
    return lambda points: -cut(points) - way_m


# Hair and face


def _hair() -> Mesh:
    cap = [
        *chain("head", ((-0.012, 0.060, 0.0), 0.0505), ((0.008, 0.070, 0.0), 0.0425)),
        *chain("head", ((-0.012, 0.058, 0.0), 0.0500), ((-0.024, 0.026, 0.0), 0.030)),
        *chain("head", ((0.016, 0.0755, -0.012), 0.0345), ((0.016, 0.0755, 0.012), 0.0345)),
    ]
    knot = chain("head", ((-0.052, 0.098, 0.0), 0.019), ((-0.046, 0.092, 0.0), 0.020))
    field = Field([*cap, *knot], 0.004, broad=HEAD_BROAD)
    middle = joint("head")
    low, high = middle + np.array((-0.20, -0.06, -0.14)), middle + np.array((0.13, 0.26, 0.14))
    return meshed(field, low, high, 0.0048, 700)


def _features() -> Mesh:
    """Closed eyes, brows and the line of the mouth, as thin cords on the skin."""
    eye = ((0.060, 0.0440, 0.0100), (0.060, 0.0412, 0.0165), (0.056, 0.0408, 0.0225),
           (0.050, 0.0430, 0.0285))  # fmt: skip
    brow = ((0.066, 0.0545, 0.0085), (0.066, 0.0585, 0.0160), (0.060, 0.0590, 0.0235),
            (0.052, 0.0555, 0.0305))  # fmt: skip
    mouth = ((0.058, 0.0118, -0.0130), (0.066, 0.0112, -0.0065), (0.067, 0.0115, 0.0),
             (0.066, 0.0112, 0.0065), (0.058, 0.0118, 0.0130))  # fmt: skip
    cords = [_cord(mouth, 0.0012)]
    for line, radius in ((eye, 0.0015), (brow, 0.0017)):
        cord = _cord(line, radius)
        cords += [cord, cord.mirrored()]
    return joined(cords)


def _cord(line: tuple[tuple[float, float, float], ...], radius_m: float) -> Mesh:
    places = joint("head") + np.array(line) * HEIGHT
    at = np.linspace(0.0, len(line) - 1.0, 8)
    fine = np.stack([np.interp(at, np.arange(len(line)), places[:, axis]) for axis in range(3)], 1)
    fine = head_field().onto(fine)
    ends = np.sin(np.linspace(0.12, np.pi - 0.12, len(fine)))
    return tube(fine, [radius_m * (0.25 + 0.75 * end) for end in ends])
