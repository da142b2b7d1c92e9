"""Triangles with a normal for each corner: from a field, thinned, cut, hemmed. For make_body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import fast_simplification
import numpy as np
from numpy.typing import NDArray

from body_fields import Field
from supple.core.pose import Floats

Triangles = NDArray[np.int64]
LIP_M: Final = 0.007
"""How far the edge of cloth is turned in."""

Cut = Callable[[Floats], Floats]
"""How far a point is beyond a cut, metres: what is over 0 is cut away."""


class Mesh(NamedTuple):
    """Corners (n, 3) metres, normals (n, 3), triangles (m, 3)."""

    corners: Floats
    normals: Floats
    triangles: Triangles

    def mirrored(self) -> Mesh:
        """The other side's."""
        over = np.array((1.0, 1.0, -1.0))
        return Mesh(self.corners * over, self.normals * over, self.triangles[:, ::-1])


def joined(meshes: Sequence[Mesh]) -> Mesh:
    starts = np.cumsum([0, *(len(mesh.corners) for mesh in meshes)])
    return Mesh(
        np.concatenate([mesh.corners for mesh in meshes]),
        np.concatenate([mesh.normals for mesh in meshes]),
        np.concatenate([mesh.triangles + at for mesh, at in zip(meshes, starts, strict=False)]),
    )


def meshed(
    field: Field, low: Floats, high: Floats, step_m: float, count: int, cuts: Sequence[Cut] = ()
) -> Mesh:
    """The surface of a field in a box with about `count` triangles, then cut.

    It is thinned before it is cut, so that cut edges are exact.
    """
    corners, triangles = field.surface(low, high, step_m)
    thin, faces = fast_simplification.simplify(
        corners.astype(np.float32), triangles.astype(np.int32), target_count=count, agg=4
    )
    corners = field.onto(np.asarray(thin, dtype=np.float64))
    mesh = Mesh(corners, field.outward(corners), np.asarray(faces, dtype=np.int64))
    if _inside_out(mesh):
        mesh = mesh._replace(triangles=mesh.triangles[:, ::-1])
    for cut in cuts:
        mesh = _cut(mesh, cut(mesh.corners))
    return _used(mesh)


def hemmed(mesh: Mesh, lip_m: float = LIP_M) -> Mesh:
    """With a strip turned in along every open edge, as cloth has."""
    edges = _open_edges(mesh.triangles)
    ends, place = np.unique(edges, return_inverse=True)
    start = len(mesh.corners)
    outer = mesh.corners[ends]
    inner = outer - mesh.normals[ends] * lip_m
    facing = _away_from_cloth(mesh, edges, ends)
    first, second = place.reshape(-1, 2).T
    size = len(ends)
    strip = np.concatenate((
        np.stack((start + second, start + first, start + size + first), axis=1),
        np.stack((start + second, start + size + first, start + size + second), axis=1),
    ))  # fmt: skip
    return Mesh(
        np.concatenate((mesh.corners, outer, inner)),
        np.concatenate((mesh.normals, facing, facing)),
        np.concatenate((mesh.triangles, strip)),
    )


def tube(line: Floats, radii_m: Sequence[float], sides: int = 5) -> Mesh:
    """A round cord along a line (n, 3) of points, closed by its thin ends."""
    ways = np.gradient(line, axis=0)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    first = np.cross(ways, (1.0, 0.3, 0.0))
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(ways, first)
    turns = np.linspace(0.0, 2 * np.pi, sides, endpoint=False)
    out = np.cos(turns)[:, None] * first[:, None] + np.sin(turns)[:, None] * second[:, None]
    corners = line[:, None] + out * np.asarray(radii_m)[:, None, None]
    at = np.arange(len(line) * sides).reshape(len(line), sides)
    here, there = at[:-1], at[1:]
    beside, across = np.roll(here, -1, axis=1), np.roll(there, -1, axis=1)
    triangles = np.concatenate((
        np.stack((here, there, beside), axis=-1).reshape(-1, 3),
        np.stack((beside, there, across), axis=-1).reshape(-1, 3),
    ))  # fmt: skip
    mesh = Mesh(corners.reshape(-1, 3), out.reshape(-1, 3), triangles)
    return mesh._replace(triangles=triangles[:, ::-1]) if _inside_out(mesh) else mesh


def _cut(mesh: Mesh, beyond_m: Floats) -> Mesh:
    """Without what is beyond 0; triangles across it are cut along it."""
    corners, normals = list(mesh.corners), list(mesh.normals)
    middles: dict[tuple[int, int], int] = {}

    def middle(one: int, other: int) -> int:
        key = (min(one, other), max(one, other))
        if key not in middles:
            share = beyond_m[key[0]] / (beyond_m[key[0]] - beyond_m[key[1]])
            middles[key] = len(corners)
            corners.append(corners[key[0]] * (1 - share) + corners[key[1]] * share)
            normal = normals[key[0]] * (1 - share) + normals[key[1]] * share
            normals.append(normal / np.linalg.norm(normal))
        return middles[key]

    kept: list[tuple[int, int, int]] = []
    for triangle in mesh.triangles.tolist():
        inside = [beyond_m[corner] <= 0.0 for corner in triangle]
        if all(inside):
            kept.append(tuple(triangle))
        elif any(inside):
            alone = inside.index(sum(inside) == 1)
            a, b, c = (triangle[(alone + step) % 3] for step in range(3))
            ab, ac = middle(a, b), middle(a, c)
            kept += [(a, ab, ac)] if inside[alone] else [(ab, b, c), (ab, c, ac)]
    return Mesh(np.array(corners), np.array(normals), np.array(kept, dtype=np.int64))


def _used(mesh: Mesh) -> Mesh:
    """Without corners that no triangle has."""
    used, place = np.unique(mesh.triangles, return_inverse=True)
    return Mesh(mesh.corners[used], mesh.normals[used], place.reshape(-1, 3))


def _open_edges(triangles: Triangles) -> Triangles:
    """Edges that only one triangle has, in its direction."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    _, which, counts = np.unique(
        np.sort(edges, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    return np.asarray(edges[counts[which] == 1])


def _away_from_cloth(mesh: Mesh, edges: Triangles, ends: NDArray[np.int64]) -> Floats:
    """Along the cloth and out over its edge, for each end of an edge."""
    total = np.zeros_like(mesh.corners)
    along = mesh.corners[edges[:, 1]] - mesh.corners[edges[:, 0]]
    for column in (0, 1):
        corner = edges[:, column]
        np.add.at(total, corner, np.cross(along, mesh.normals[corner]))
    facing = total[ends]
    return np.asarray(facing / np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-9))


def _inside_out(mesh: Mesh) -> bool:
    a, b, c = (mesh.corners[mesh.triangles[:, column]] for column in range(3))
    faces = np.cross(b - a, c - a)
    return bool(np.sum(faces * mesh.normals[mesh.triangles[:, 0]]) < 0.0)
