"""How thick a body is: rounded pieces between balls that hang on the parts.

A piece goes straight from one ball to the next, as thick as they are; together they are the skin.
Breadths and thicknesses are our own estimate, in body heights, of people between women and men:
near to what is remembered of the circumferences of ANSUR II (Gordon et al. 2014), no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.core.body import Side
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.proportions import AVERAGE, Proportions, standing_m
from supple.core.figure.skeleton import limb_part
from supple.core.pose import Floats

Indices = NDArray[np.intp]
POINTS_A_PIECE: Final = 3


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball of a part, in body heights from its joint in quiet standing: forward, up, outward."""

    part: str
    forward: float
    up: float
    outward: float
    radius: float


# The trunk: of each level a middle ball and one to either side. Part, then forward and up from
# its joint, half the breadth less the radius, the radius (half the depth).
_TRUNK: Final = (
    ("pelvis", -0.012, 0.010, 0.046, 0.062),
    ("pelvis", -0.004, 0.050, 0.040, 0.062),
    ("loin_middle", 0.016, 0.000, 0.030, 0.056),
    ("loin_upper", 0.018, 0.010, 0.028, 0.056),
    ("chest_lower", 0.024, 0.020, 0.034, 0.060),
    ("chest_middle", 0.028, 0.010, 0.036, 0.064),
    ("chest_upper", 0.020, 0.000, 0.042, 0.052),
    ("chest_upper", 0.008, 0.030, 0.048, 0.036),
)
_NECK: Final = (Ball("neck", 0.006, 0.000, 0.0, 0.034), Ball("head", 0.000, -0.006, 0.0, 0.032))
_HEAD: Final = (
    Ball("head", 0.022, 0.044, 0.0, 0.048),
    Ball("head", 0.000, 0.052, 0.0, 0.050),
    Ball("head", 0.034, 0.000, 0.0, 0.026),
)
# Of the left limbs; outward is away from the middle.
_LIMBS: Final = (
    (Ball("upper_arm", 0.0, 0.0, 0.0, 0.031), Ball("upper_arm", 0.004, -0.07, 0.0, 0.029),
     Ball("forearm", 0.0, 0.0, 0.0, 0.0225)),
    (Ball("forearm", 0.0, 0.0, 0.0, 0.0225), Ball("forearm", 0.002, -0.04, 0.0, 0.0245),
     Ball("hand", 0.0, 0.0, 0.0, 0.0155)),
    (Ball("hand", 0.0, 0.0, 0.0, 0.0155), Ball("hand", 0.008, -0.04, 0.0, 0.013)),
    (Ball("hand", -0.010, -0.045, 0.0, 0.012), Ball("hand", 0.014, -0.048, 0.0, 0.012)),
    (Ball("fingers", 0.012, -0.004, 0.0, 0.0105), Ball("fingers", 0.008, -0.046, 0.0, 0.007)),
    (Ball("fingers", -0.010, -0.002, 0.0, 0.0105), Ball("fingers", -0.008, -0.038, 0.0, 0.007)),
    (Ball("hand", 0.012, -0.012, 0.0, 0.010), Ball("hand", 0.034, -0.046, 0.0, 0.0075)),
    (Ball("thigh", -0.006, -0.01, 0.004, 0.056), Ball("thigh", 0.0, -0.10, -0.004, 0.047),
     Ball("shank", 0.002, 0.0, 0.0, 0.034)),
    (Ball("shank", 0.002, 0.0, 0.0, 0.034), Ball("shank", -0.008, -0.07, 0.0, 0.033),
     Ball("foot", 0.0, 0.0, 0.0, 0.021)),
    (Ball("foot", -0.030, -0.021, 0.0, 0.018), Ball("foot", 0.0, -0.010, 0.0, 0.021),
     Ball("toes", 0.0, 0.002, 0.004, 0.0135)),
    (Ball("foot", 0.06, -0.020, 0.012, 0.0135), Ball("toes", -0.004, 0.000, 0.018, 0.0115)),
    (Ball("toes", 0.0, 0.001, 0.002, 0.0125), Ball("toes", 0.036, -0.001, 0.002, 0.0105)),
    (Ball("toes", -0.004, 0.0, 0.018, 0.0115), Ball("toes", 0.022, -0.001, 0.018, 0.0095)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Flesh:
    """Balls: `part` (n,) indices, `offsets_m` (n, 3) in the part's frame, `radii_m` (n,).

    `pieces` (m, 2) are pairs of balls with skin between them. `trunk_levels` (levels, 3): the
    balls of the trunk from the seat up, left, middle, right.
    """

    part: Indices
    offsets_m: Floats
    radii_m: Floats
    pieces: Indices
    trunk_levels: Indices

    def centres_m(self, body: Placed) -> Floats:
        """Where the balls are in the room, (..., n, 3)."""
        turned = body.turned[..., self.part, :, :]
        way = np.einsum("...nij,nj->...ni", turned, self.offsets_m)
        return np.asarray(way + body.joints_m[..., self.part, :])

    def undersides_m(self, body: Placed) -> Floats:
        """How high the lowest point of each ball is over the floor, (..., n)."""
        return self.centres_m(body)[..., 1] - self.radii_m

    def along_pieces(self, count: int) -> tuple[Indices, Indices, Floats]:
        """Points along the pieces: the ball before, the ball after, the share of the way."""
        share = np.tile(np.arange(count) / count, len(self.pieces))
        first, second = np.repeat(self.pieces[:, 0], count), np.repeat(self.pieces[:, 1], count)
        ends = self.pieces[:, 1]
        return (
            np.concatenate((first, ends)),
            np.concatenate((second, ends)),
            np.concatenate((share, np.zeros(len(ends)))),
        )


def skin_points(
    body: Placed, proportions: Proportions = AVERAGE
) -> tuple[Floats, Floats, Indices]:
    """Points along the skin's pieces in the room: centres (n, 3), radii (n,), parts (n,)."""
    skin = flesh(proportions)
    first, second, share = skin.along_pieces(POINTS_A_PIECE)
    centres, ratio = skin.centres_m(body), share[:, None]
    return (
        centres[first] * (1 - ratio) + centres[second] * ratio,
        skin.radii_m[first] * (1 - share) + skin.radii_m[second] * share,
        skin.part[first],
    )


@lru_cache(maxsize=64)
def flesh(proportions: Proportions = AVERAGE) -> Flesh:
    """The skin of a person. Longer limbs are as thick; `girth_ratio` scales thickness."""
    standing = standing_m(proportions)
    balls: list[Ball] = []
    pieces: list[tuple[int, int]] = []

    def chain(*links: Ball) -> None:
        for before, after in pairwise(links):
            for link in (before, after):
                if link not in balls:
                    balls.append(link)
            pieces.append((balls.index(before), balls.index(after)))

    for chained in _chains():
        chain(*chained)
    height = proportions.height_m
    longer = {name: _limb_ratio(name, proportions) for name in standing}
    return Flesh(
        part=np.array([INDEX[ball.part] for ball in balls]),
        offsets_m=np.array([
            (ball.forward * height, ball.up * height * longer[ball.part], ball.outward * height)
            for ball in balls
        ]),
        radii_m=np.array([ball.radius for ball in balls]) * height * proportions.girth_ratio,
        pieces=np.array(pieces),
        trunk_levels=np.arange(3 * len(_TRUNK)).reshape(-1, 3),
    )  # fmt: skip


def _chains() -> list[tuple[Ball, ...]]:
    levels = [
        [Ball(part, forward, up, z * half, radius) for z in (-1.0, 0.0, 1.0)]
        for part, forward, up, half, radius in _TRUNK
    ]
    chains: list[tuple[Ball, ...]] = [tuple(level) for level in levels]
    chains += [tuple(level[column] for level in levels) for column in range(3)]
    chains += [_NECK, (_NECK[-1], *_HEAD[:2]), _HEAD]
    for side, outward in ((Side.LEFT, -1.0), (Side.RIGHT, 1.0)):
        chains += [
            tuple(
                Ball(limb_part(b.part, side), b.forward, b.up, outward * b.outward, b.radius)
                for b in limb
            )
            for limb in _LIMBS
        ]
        shoulder = Ball(limb_part("upper_arm", side), 0.0, 0.0, 0.0, 0.031)
        chains.append((levels[-1][0 if side is Side.LEFT else 2], shoulder))
    return chains


def _limb_ratio(part: str, proportions: Proportions) -> float:
    if part.endswith(("upper_arm", "forearm", "hand", "fingers")):
        return proportions.arm_ratio
    if part.endswith(("thigh", "shank")):
        return proportions.leg_ratio
    return 1.0
