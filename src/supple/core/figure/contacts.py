"""Nobody floats or sinks: a posture made to touch what it rests on.

An exercise file says angles for one body; arms are longer and trunks thicker on another, and a few
degrees off already lift a hand from the floor. `settled` finds the nearest posture that touches
what it should, sinks into nothing, and bends no joint past its end: a small least-squares problem,
in which leaving the angles that were said costs little, floating a lot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import numpy as np
from scipy.optimize import least_squares

from supple.core.errors import CatalogueError, Problem
from supple.core.figure.collisions import close_pairs, overlaps_m
from supple.core.figure.flesh import POINTS_A_PIECE, flesh
from supple.core.figure.kinematics import INDEX, Placed, placed
from supple.core.figure.posture import ANGLE_COUNT, COLUMN_NAMES, SIDES, beyond_deg, mirrored
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats


class Surface(StrEnum):
    FLOOR = "floor"
    SEAT = "seat"
    WALL = "wall"
    BLOCK = "block"


SEAT_UP_M: Final = 0.46
"""A chair to EN 1729 for adults; knees at a right angle for most."""
BLOCK_UP_M: Final = 0.10
"""A yoga block or a firm cushion lying flat."""


HEIGHT_M: Final[Mapping[str, float]] = MappingProxyType(
    {Surface.FLOOR: 0.0, Surface.SEAT: SEAT_UP_M, Surface.BLOCK: BLOCK_UP_M}
)

GAP_M: Final = 0.002
"""A gap of this costs as much as an angle that leaves what was said by its tether."""
GIVES_M: Final = 0.008
"""Flesh and mat give way by so much."""
SOFT_M: Final = 0.003
PRESSED_M: Final = 0.012
"""Flesh on flesh gives way by so much: a belly on thighs, calves on thighs."""
CLOSE_M: Final = 0.06
"""Parts that are farther from each other to begin with are not looked at."""
BEYOND_DEG: Final = 0.5
WANDER_M: Final = 0.5


@dataclass(frozen=True, slots=True)
class Touch:
    """A part that rests: on a surface, or on another part of the body (`on` is its name)."""

    part: str
    on: str = Surface.FLOOR


def touches(said: Sequence[str]) -> tuple[Touch, ...]:
    """Touches from words: "hands", "pelvis on seat", "left_hand on right_foot".

    A limb's part in the plural is both sides'; both on a paired part is each on its own side.

    Raises
    ------
    CatalogueError
        With every part or surface that there is none of.
    """
    found, problems = [], []
    for words in said:
        part, _, on = words.partition(" on ")
        pairs = _paired(part, on or str(Surface.FLOOR))
        unknown = [
            name
            for one in pairs
            for name in ({one.part} if one.on in tuple(Surface) else {one.part, one.on})
            if name not in INDEX
        ]
        if unknown:
            problems.append(Problem(words, f"a body has no part {unknown[0]!r}"))
        found += pairs
    if problems:
        raise CatalogueError(problems)
    return tuple(found)


BOTH_SIDES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "hands": ("hand",), "fingertips": ("fingers",), "palms": ("hand", "fingers"),
    "forearms": ("forearm",), "upper_arms": ("upper_arm",), "thighs": ("thigh",),
    "shanks": ("shank",), "feet": ("foot",), "toes": ("toes",), "soles": ("foot", "toes"),
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """A posture that rests. `gap_m`: the largest way that something which should touch is off;
    `sunk_m`: the deepest that anything is inside what it lies on; `overlap_m`: the deepest that
    two parts of the body are inside one another.
    """

    angles_deg: Floats
    body: Placed
    gap_m: float
    sunk_m: float
    overlap_m: float


def settled(
    angles_deg: Floats,
    resting: Sequence[Touch],
    proportions: Proportions = AVERAGE,
    *,
    begin_deg: Floats | None = None,
) -> Settled:
    """The nearest posture to one (ANGLE_COUNT,) that touches what it should.

    Without anything to touch, the lowest point of the body is on the floor. `begin_deg`: a posture
    to look from and stay near beside what was said, so that moments that follow each other give
    way alike. What is alike on both sides stays so.
    """
    task = Task(angles_deg, tuple(resting), proportions, begin_deg)
    begin = angles_deg if begin_deg is None else begin_deg
    alike = _alike(angles_deg) and _alike(begin) and set(resting) == _exchanged(resting)
    free = FREE_ALIKE if alike else np.eye(ANGLE_COUNT + 2)

    def residuals(some: Floats) -> Floats:
        return task.residuals(some @ free)

    def jacobian(some: Floats) -> Floats:
        return task.jacobian(some @ free, free)

    found = least_squares(
        residuals,
        free @ np.append(begin, task.start_way_m()) / free.sum(axis=1),
        jac=jacobian,
        method="lm",
        x_scale=free @ task.scale / free.sum(axis=1),
        ftol=1e-3,
        xtol=1e-3,
        max_nfev=40,
    )
    solved = found.x @ free
    body = task.body(solved)
    gaps, depths = task.gaps_m(body), task.depths_m(body)
    return Settled(
        angles_deg=solved[:ANGLE_COUNT],
        body=body,
        gap_m=float(np.max(np.abs(gaps), initial=0.0)),
        sunk_m=float(np.max(depths, initial=0.0)),
        overlap_m=float(np.max(task.overlaps_m(body), initial=0.0)),
    )


class Task:
    """What `settled` minimises: unknowns are the angles, then the way forward and up in metres.

    How far a body is from what it should be is also asked along a way (figure.course).
    """

    def __init__(
        self,
        angles_deg: Floats,
        resting: tuple[Touch, ...],
        proportions: Proportions,
        begin_deg: Floats | None,
    ) -> None:
        self.begin_deg = begin_deg
        self.said_deg = angles_deg
        self.resting = resting or (Touch(""),)
        self.proportions = proportions
        self.flesh = flesh(proportions)
        self.tether_deg = np.array([_tether_deg(name) for name in COLUMN_NAMES])
        self.scale = np.append(self.tether_deg, (0.02, 0.02))
        said = self.flesh.centres_m(placed(angles_deg, proportions))
        self.pairs = close_pairs(said, CLOSE_M, proportions)
        self.walled = any(touch.on == Surface.WALL for touch in resting)

    def start_way_m(self) -> Floats:
        body = placed(self.said_deg, self.proportions)
        up = -float(self.flesh.undersides_m(body).min())
        forward = -float(np.max(self.flesh.centres_m(body)[:, 0] + self.flesh.radii_m))
        return np.array((forward if self.walled else 0.0, up))

    def body(self, unknown: Floats) -> Placed:
        way = np.zeros((*unknown.shape[:-1], 3))
        way[..., :2] = unknown[..., ANGLE_COUNT:]
        return placed(unknown[..., :ANGLE_COUNT], self.proportions).shifted(way)

    def gaps_m(self, body: Placed) -> Floats:
        """How far each touch is from touching, (..., n); negative inside."""
        centres = self.flesh.centres_m(body)
        return np.stack([self._gap_m(touch, centres) for touch in self.resting], axis=-1)

    def depths_m(self, body: Placed) -> Floats:
        """How deep each ball is under the floor, behind the wall or in a seat, (..., n)."""
        centres, radii = self.flesh.centres_m(body), self.flesh.radii_m
        depths = [np.maximum(radii - centres[..., 1], 0.0)]
        if self.walled:
            depths.append(np.maximum(centres[..., 0] + radii, 0.0))
        return np.concatenate(depths, axis=-1)

    def overlaps_m(self, body: Placed) -> Floats:
        return overlaps_m(self.flesh.centres_m(body), self.pairs)

    def residuals(self, unknown: Floats) -> Floats:
        """In units in which 1 is a noticeable fault, (..., m)."""
        angles = unknown[..., :ANGLE_COUNT]
        body = self.body(unknown)
        near = [] if self.begin_deg is None else [(angles - self.begin_deg) / self.tether_deg]
        return np.concatenate(
            (
                *near,
                (angles - self.said_deg) / self.tether_deg,
                beyond_deg(angles) / BEYOND_DEG,
                self.gaps_m(body) / GAP_M,
                np.maximum(self.depths_m(body) - GIVES_M, 0.0) / GAP_M,
                np.maximum(self.overlaps_m(body) - PRESSED_M, 0.0) / PRESSED_M,
                (unknown[..., ANGLE_COUNT:-1] - self.start_way_m()[:1]) / WANDER_M,
            ),
            axis=-1,
        )

    def jacobian(self, unknown: Floats, free: Floats) -> Floats:
        """By differences along each of the ways (n, unknowns) that are free, all at once."""
        ways = free * np.append(np.full(ANGLE_COUNT, 0.01), (1e-5, 1e-5))
        changed = self.residuals(unknown + ways) - self.residuals(unknown)
        return np.asarray(changed.T / ways.max(axis=1))

    def _gap_m(self, touch: Touch, centres: Floats) -> Floats:
        mine = self._balls(touch.part)
        radii = self.flesh.radii_m[mine]
        if touch.on == Surface.WALL:
            return _least(-centres[..., mine, 0] - radii)
        if touch.on in HEIGHT_M:
            return _least(centres[..., mine, 1] - radii) - HEIGHT_M[touch.on]
        along, thick = self._along(touch.on, centres)
        apart = centres[..., mine, None, :] - along[..., None, :, :]
        room = np.linalg.norm(apart, axis=-1) - radii[:, None] - thick
        return _least(room.reshape(*room.shape[:-2], -1))

    def _along(self, part: str, centres: Floats) -> tuple[Floats, Floats]:
        """Points along the skin of a part and how thick it is there: it is held anywhere."""
        first, second, share = self.flesh.along_pieces(POINTS_A_PIECE)
        mine = np.flatnonzero(self.flesh.part[first] == INDEX[part])
        first, second, share = first[mine], second[mine], share[mine]
        radii = self.flesh.radii_m[first] * (1 - share) + self.flesh.radii_m[second] * share
        ratio = share[:, None]
        return centres[..., first, :] * (1 - ratio) + centres[..., second, :] * ratio, radii

    def _balls(self, part: str) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        if not part:
            return np.arange(len(self.flesh.part))
        return np.flatnonzero(self.flesh.part == INDEX[part])


def _free_alike() -> Floats:
    """The ways to change a body that stay alike on both sides, (n, unknowns): a pair of sided
    angles together, what bends and turns of the middle not at all.
    """
    sides = np.abs(np.eye(ANGLE_COUNT) + mirrored(np.eye(ANGLE_COUNT))) / 2
    ways = np.zeros((ANGLE_COUNT + 2, ANGLE_COUNT + 2))
    ways[:ANGLE_COUNT, :ANGLE_COUNT] = np.ceil(sides)
    ways[ANGLE_COUNT:, ANGLE_COUNT:] = np.eye(2)
    return np.unique(ways[ways.any(axis=1)], axis=0)


FREE_ALIKE: Final = _free_alike()


def _alike(angles_deg: Floats) -> bool:
    return bool(np.array_equal(angles_deg, mirrored(angles_deg)))


def _exchanged(resting: Sequence[Touch]) -> set[Touch]:
    """The touches with left and right exchanged."""
    return {Touch(_other_side(touch.part), _other_side(touch.on)) for touch in resting}


def _other_side(part: str) -> str:
    for side, other in (SIDES, SIDES[::-1]):
        if part.startswith(f"{side}_"):
            return f"{other}{part.removeprefix(side)}"
    return part


def _least(values: Floats) -> Floats:
    """The least along the last axis; where several are as low, the mean of them: so it changes
    smoothly when a hand turns over from one knuckle to the next.
    """
    weights = np.exp(-(values - np.min(values, axis=-1, keepdims=True)) / SOFT_M)
    return np.asarray(np.sum(values * weights, axis=-1) / np.sum(weights, axis=-1))


def _tether_deg(name: str) -> float:
    """How far an angle may leave what was said, before it costs as much as a visible gap."""
    if name == "pelvis_turn_deg":
        return 0.5
    if name.startswith(("pelvis", "lumbar", "thoracic", "neck", "head")):
        return 4.0
    return 12.0 if "ankle" in name or "wrist" in name or "finger" in name else 8.0


def _paired(part: str, on: str) -> list[Touch]:
    if part not in BOTH_SIDES:
        return [Touch(part, on)]
    other = BOTH_SIDES.get(on, ("",))[0]
    return [
        Touch(f"{side}_{name}", f"{side}_{other}" if other else on)
        for side in SIDES
        for name in BOTH_SIDES[part]
    ]
