"""A body as a field of distances: rounded pieces that flow into each other. For make_body.

A field is negative inside. Pieces are those of the figure's flesh, and what it has not: fingers,
toes, a face, hair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from skimage.measure import marching_cubes

from supple.core.figure.bones import BIND_SAID
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import placed
from supple.core.figure.posture import posture
from supple.core.figure.proportions import AVERAGE
from supple.core.figure.skeleton import PART_NAMES
from supple.core.pose import Floats

HEIGHT: Final = AVERAGE.height_m
BODY: Final = placed(posture(BIND_SAID))
FAR_M: Final = 0.06
"""A piece farther than this adds nothing to a field."""
PROBE_M: Final = 0.001

Place = tuple[float, float, float]


class Piece(NamedTuple):
    """From one round to the next, metres in the room; `part` is that of its first round."""

    start: Floats
    start_radius_m: float
    end: Floats
    end_radius_m: float
    part: str


class Field(NamedTuple):
    """Pieces joined softly: `soft_m` is how far the joint of two reaches; `grown_m` is added to
    each radius; all is as broad as `broad` says.
    """

    pieces: Sequence[Piece]
    soft_m: float
    grown_m: float = 0.0
    broad: float = 1.0

    def at(self, points: Floats) -> Floats:
        """The distances (n,) of points (n, 3) in metres."""
        points = points / np.array((1.0, 1.0, self.broad))
        total = np.zeros(len(points))
        for piece in self.pieces:
            low, high = self._box(piece)
            near = np.flatnonzero(np.all((points > low) & (points < high), axis=1))
            total[near] += np.exp(-(distance_m(points[near], piece) - self.grown_m) / self.soft_m)
        return np.asarray(-self.soft_m * np.log(np.maximum(total, 1e-30)))

    def outward(self, points: Floats) -> Floats:
        """The direction (n, 3) in which the field grows."""
        steps = np.eye(3) * PROBE_M
        grown = np.stack([self.at(points + step) - self.at(points - step) for step in steps], -1)
        return np.asarray(grown / np.maximum(np.linalg.norm(grown, axis=1, keepdims=True), 1e-12))

    def onto(self, points: Floats) -> Floats:
        """Points moved onto the surface."""
        for _ in range(4):
            points = points - self.at(points)[:, None] * self.outward(points)
        return points

    def surface(self, low: Floats, high: Floats, step_m: float) -> tuple[Floats, Floats]:
        """Corners (n, 3) and triangles (m, 3) of the surface inside a box."""
        counts = np.ceil((high - low) / step_m).astype(int)
        axes = [low[axis] + step_m * np.arange(counts[axis]) for axis in range(3)]
        grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
        corners, triangles, _, _ = marching_cubes(
            self.at(grid).reshape(counts), 0.0, spacing=(step_m,) * 3
        )
        return corners + low, triangles

    def _box(self, piece: Piece) -> tuple[Floats, Floats]:
        reach = max(piece.start_radius_m, piece.end_radius_m) + self.grown_m + FAR_M
        return (
            np.minimum(piece.start, piece.end) - reach,
            np.maximum(piece.start, piece.end) + reach,
        )


def distance_m(points: Floats, piece: Piece) -> Floats:
    way = piece.end - piece.start
    share = np.clip(((points - piece.start) @ way) / max(float(way @ way), 1e-12), 0.0, 1.0)
    apart = np.linalg.norm(points - piece.start - share[:, None] * way, axis=1)
    radius = piece.start_radius_m + share * (piece.end_radius_m - piece.start_radius_m)
    return np.asarray(apart - radius)


def own_pieces() -> list[Piece]:
    """The flesh's pieces in the posture that the surface is made in."""
    skin = flesh(AVERAGE)
    centres = skin.centres_m(BODY)
    return [
        Piece(
            centres[first],
            float(skin.radii_m[first]),
            centres[second],
            float(skin.radii_m[second]),
            PART_NAMES[skin.part[first]],
        )
        for first, second in skin.pieces
    ]


def chain(part: str, *rounds: tuple[Place, float]) -> list[Piece]:
    """Pieces from round to round: places in a part's frame and radii, in body heights."""
    centres = BODY.at(part, np.array([place for place, _ in rounds]) * HEIGHT)
    if len(rounds) == 1:
        centres, rounds = np.repeat(centres, 2, axis=0), rounds * 2
    return [
        Piece(
            centres[index],
            rounds[index][1] * HEIGHT,
            centres[index + 1],
            rounds[index + 1][1] * HEIGHT,
            part,
        )
        for index in range(len(rounds) - 1)
    ]


def grown(pieces: Iterable[Piece], by_m: float) -> list[Piece]:
    return [
        piece._replace(
            start_radius_m=piece.start_radius_m + by_m, end_radius_m=piece.end_radius_m + by_m
        )
        for piece in pieces
    ]


def of_parts(pieces: Iterable[Piece], *parts: str) -> list[Piece]:
    return [piece for piece in pieces if piece.part in parts]


def joint(part: str) -> Floats:
    """Where a part's joint is, (3,)."""
    return np.asarray(BODY.joints_m[PART_NAMES.index(part)])
