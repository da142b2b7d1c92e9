"""Parts of a body do not pass through each other: how deep any two are inside one another.

Looked at in points along the skin's pieces, each with the thickness there. Parts that hang
together within two joints are left out: they touch by nature.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, placed
from supple.core.figure.posture import ANGLE_COUNT
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.figure.skeleton import PARTS
from supple.core.pose import Floats

NEAR_LINKS: Final = 2
TRUNK: Final = ("pelvis", "loin", "chest", "girdle", "neck")
BELLY_M: Final = 0.02
"""A belly gives way to a thigh by so much: so a hip bends by the 122 degrees that it does in most
people (Boone & Azen 1979), the back as in standing."""


class Pairs(NamedTuple):
    """Points on pieces: ball `first`, ball `second`, `share` of the way; then pairs of points,
    sorted by the pair of parts that they are of, which begins at `starts`. `natural_m`: how deep
    two parts are inside one another in quiet standing, and by how much more a belly gives way.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    share: Floats
    radii_m: Floats
    one: NDArray[np.intp]
    other: NDArray[np.intp]
    starts: NDArray[np.intp]
    natural_m: Floats


def close_pairs(centres_m: Floats, within_m: float, proportions: Proportions = AVERAGE) -> Pairs:
    """The pairs of parts that are within a distance of each other in any of bodies (..., n, 3)."""
    pairs = _all_pairs(proportions)
    close = rooms_m(centres_m, pairs).reshape(-1, len(pairs.starts)).min(axis=0) < within_m
    return only(pairs, np.flatnonzero(close))


def only(pairs: Pairs, kept: NDArray[np.intp]) -> Pairs:
    """Some of the pairs of parts, by their indices in order."""
    sizes = np.diff([*pairs.starts, len(pairs.one)])
    points = np.repeat(np.isin(np.arange(len(sizes)), kept), sizes)
    return pairs._replace(
        one=pairs.one[points],
        other=pairs.other[points],
        starts=np.cumsum([0, *sizes[kept]])[:-1].astype(np.intp),
        natural_m=pairs.natural_m[kept],
    )


def overlaps_m(centres_m: Floats, pairs: Pairs) -> Floats:
    """How much deeper each pair of parts is inside one another than in quiet standing, metres:
    (..., pairs), 0 where it is not. `centres_m` (..., n, 3) are those of the flesh's balls.
    """
    return np.maximum(-rooms_m(centres_m, pairs) - pairs.natural_m, 0.0)


def rooms_m(centres_m: Floats, pairs: Pairs) -> Floats:
    """How far apart the skins of each pair of parts are, (..., pairs); negative inside."""
    if not len(pairs.starts):
        return np.zeros((*centres_m.shape[:-2], 0))
    return np.asarray(np.minimum.reduceat(_room_m(centres_m, pairs), pairs.starts, axis=-1))


def _room_m(centres_m: Floats, pairs: Pairs) -> Floats:
    share = pairs.share[:, None]
    points = centres_m[..., pairs.first, :] * (1 - share) + centres_m[..., pairs.second, :] * share
    apart = np.linalg.norm(points[..., pairs.one, :] - points[..., pairs.other, :], axis=-1)
    return np.asarray(apart - pairs.radii_m[pairs.one] - pairs.radii_m[pairs.other])


@lru_cache(maxsize=64)
def _all_pairs(proportions: Proportions) -> Pairs:
    skin = flesh(proportions)
    first, second, share = skin.along_pieces(2)
    radii = skin.radii_m[first] * (1 - share) + skin.radii_m[second] * share
    part = skin.part[first]
    found = []
    for one, other in combinations(range(len(PARTS)), 2):
        if _links(one, other) > NEAR_LINKS and not _both_of_trunk(one, other):
            mine, theirs = np.flatnonzero(part == one), np.flatnonzero(part == other)
            if len(mine) and len(theirs):
                found.append(np.stack(np.meshgrid(mine, theirs), axis=-1).reshape(-1, 2))
    starts = np.cumsum([0, *(len(pair) for pair in found)])[:-1].astype(np.intp)
    both = np.concatenate(found)
    pairs = Pairs(
        first, second, share, radii, both[:, 0], both[:, 1], starts, np.zeros(len(found))
    )
    standing = skin.centres_m(placed(np.zeros(ANGLE_COUNT), proportions))
    gives = np.array([_gives_m(part[one], part[other]) for one, other in both[starts]])
    return pairs._replace(natural_m=overlaps_m(standing, pairs) + gives)


def _gives_m(one: int, other: int) -> float:
    names = (PARTS[one].name, PARTS[other].name)
    belly = any(name.startswith("loin") for name in names)
    return BELLY_M if belly and any(name.endswith("_thigh") for name in names) else 0.0


def _links(one: int, other: int) -> int:
    """How many joints lie between two parts."""
    mine, theirs = _ancestors(one), _ancestors(other)
    shared = len(set(mine) & set(theirs))
    return len(mine) + len(theirs) - 2 * shared


def _ancestors(index: int) -> list[int]:
    chain = [index]
    while parent := PARTS[chain[-1]].parent:
        chain.append(INDEX[parent])
    return chain


def _both_of_trunk(one: int, other: int) -> bool:
    return all(PARTS[index].name.startswith(TRUNK) for index in (one, other))
