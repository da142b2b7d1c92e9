"""A body's course from one settled posture to another: all of it settled at once.

Angles and place run along smooth curves (cubic B-splines with few knots) that lie as near to the
straight course as they can, rest on what stays where it is, sink into nothing and pass through
nothing. Settled for itself, each moment would give way as it likes, and a hand that is about to
leave the floor would flick; curves cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import BSpline
from scipy.linalg import solve

from supple.core.figure.collisions import close_pairs, only, overlaps_m, rooms_m
from supple.core.figure.contacts import (
    BEYOND_DEG,
    CLOSE_M,
    GAP_M,
    GIVES_M,
    PRESSED_M,
    Settled,
    Task,
    Touch,
)
from supple.core.figure.kinematics import INDEX, Placed, placed
from supple.core.figure.posture import ANGLE_COUNT, Said, beyond_deg, posture
from supple.core.figure.proportions import Proportions
from supple.core.pose import Floats

MOMENTS: Final = 19
"""Moments between the ends at which a course is looked at, closer to each other near the ends."""
CURVES: Final = 9
"""Numbers that a curve is told by, the two ends among them."""
SLIDES_M: Final = 0.005
"""A part that rests slides by this at the cost of a gap."""
INSIDE_M: Final = 0.004
"""Two parts are deeper inside one another than they may be by this at the cost of a gap."""
WALKS_M: Final = 0.25
"""What rests at both ends but farther apart is lifted on its way."""
SOON_M: Final = 0.02
STEP: Final = 1e-3
PLACE_M: Final = 0.1
DETOURS: Final[tuple[Said, ...]] = (
    {"shoulder_abduction_deg": 40},
    {"elbow_flexion_deg": 50, "shoulder_abduction_deg": 20},
    {"hip_abduction_deg": 20},
    {"elbow_flexion_deg": 70, "shoulder_flexion_deg": 20},
)
"""What people do to get an arm past a leg, or a leg past the other."""
THROUGH_M: Final = 0.003
DAMPED_MOST: Final = 1e3
BENDS: Final = 0.5
"""How dear it is that a curve bends, beside that it leaves the straight course."""
ROUNDS_MOST: Final = 14
ENOUGH: Final = 2e-3
DEGREE: Final = 3
WIDTH: Final = ANGLE_COUNT + 3


def course(
    before: Settled, after: Settled, resting: Sequence[Touch], proportions: Proportions
) -> BSpline:
    """Angles, then the place of the hips' middle, (n, ANGLE_COUNT + 3) over shares 0 to 1.

    `after` stands where the course is to end; `resting` is what both ends rest on.
    """
    staying = [
        touch
        for touch in resting
        if _apart_m(before.body, after.body, INDEX[touch.part]) < WALKS_M
    ]
    task = _Course(before, after, staying, proportions)
    curves, found = _settled(task, task.straight)
    for detour in DETOURS:
        if found.inside_m <= THROUGH_M:
            break
        tried, seen = _settled(task, task.round_about(detour))
        if seen.cost < found.cost:
            curves, found = tried, seen
    return BSpline(task.knots, curves, DEGREE)


def _apart_m(before: Placed, after: Placed, part: int) -> float:
    return float(np.linalg.norm((after.joints_m[part] - before.joints_m[part])[[0, 2]]))


def _settled(task: _Course, begin: Floats) -> tuple[Floats, _Look]:
    """The curves nearest to those that it begins with (Levenberg and Marquardt's steps)."""
    curves, best, damping = begin, task.look(begin), 1e-3
    for _ in range(ROUNDS_MOST):
        matrix, slope = task.normal(curves, best)
        while True:
            damped = matrix + damping * np.diag(np.diag(matrix))
            step = solve(damped, slope, assume_a="pos").reshape(-1, WIDTH) * task.units
            tried = curves.copy()
            tried[1:-1] -= step
            found = task.look(tried)
            if found.cost < best.cost:
                break
            damping *= 6.0
            if damping > DAMPED_MOST:
                return curves, best
        gained = best.cost - found.cost
        curves, best, damping = tried, found, damping / 4.0
        if gained < ENOUGH * best.cost:
            break
    return curves, best


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What is wrong with a course: how its curves bend, how deep parts are inside one another
    beyond what they may, and the sum of all squares.
    """

    bends: Floats
    inside_m: float
    cost: float


class _Course:
    """What `course` minimises. Unknowns are the curves' inner numbers (CURVES - 2, WIDTH)."""

    def __init__(
        self, before: Settled, after: Settled, resting: Sequence[Touch], proportions: Proportions
    ) -> None:
        self.proportions = proportions
        self.task = Task(before.angles_deg, tuple(resting), proportions, None)
        self.units = np.append(self.task.tether_deg, (PLACE_M,) * 3)
        inner = np.linspace(0.0, 1.0, CURVES - DEGREE + 1)
        self.knots = np.concatenate((np.zeros(DEGREE), inner, np.ones(DEGREE)))
        shares = (1.0 - np.cos(np.linspace(0.0, np.pi, MOMENTS + 2)[1:-1])) / 2.0
        self.base = BSpline.design_matrix(shares, self.knots, DEGREE).toarray()
        ends = [np.append(one.angles_deg, one.body.joints_m[0]) for one in (before, after)]
        along = np.array([self.knots[k + 1 : k + 1 + DEGREE].mean() for k in range(CURVES)])
        self.straight = ends[0] + along[:, None] * (ends[1] - ends[0])
        self.said = self.base @ self.straight
        self.bend = np.diff(np.eye(CURVES), n=2, axis=0)
        bodies = self.body(np.stack([ends[0], *self.said, ends[1]]))
        centres = self.task.flesh.centres_m(bodies)
        self.task.pairs = close_pairs(centres, CLOSE_M, proportions)
        deep = self.task.overlaps_m(bodies)[[0, -1]]
        ratio = shares[:, None]
        self.allowed = np.maximum(deep[0] * (1 - ratio) + deep[1] * ratio, PRESSED_M)
        self.stay = [INDEX[touch.part] for touch in resting]
        flat = [one.body.joints_m[self.stay][:, [0, 2]] for one in (before, after)]
        self.stands = flat[0] + shares[:, None, None] * (flat[1] - flat[0])

    def body(self, unknown: Floats) -> Placed:
        return placed(unknown[..., :ANGLE_COUNT], self.proportions).shifted(
            unknown[..., ANGLE_COUNT:]
        )

    def round_about(self, detour: Said) -> Floats:
        """The straight course, bent aside by so much in its middle."""
        far = np.append(posture(detour), np.zeros(3))
        share = np.linspace(0.0, 1.0, CURVES)[:, None]
        return np.asarray(self.straight + 4.0 * share * (1.0 - share) * far)

    def look(self, curves: Floats) -> _Look:
        faults = self._faults(self.base @ curves, slice(None))
        bends = BENDS * CURVES * (self.bend @ (curves - self.straight)) / self.units
        centres = self.task.flesh.centres_m(self.body(self.base @ curves))
        inside = np.max(overlaps_m(centres, self.task.pairs) - self.allowed, initial=0.0)
        return _Look(bends, float(inside), float(np.sum(faults**2) + np.sum(bends**2)))

    def normal(self, curves: Floats, seen: _Look) -> tuple[Floats, Floats]:
        """The matrix and the slope of the least-squares step, in units."""
        size = (CURVES - 2) * WIDTH
        inner = BENDS * CURVES * self.bend[:, 1:-1]
        matrix = np.einsum("ka,kb,ij->aibj", inner, inner, np.eye(WIDTH))
        slope = inner.T @ seen.bends
        tries = np.concatenate((np.zeros((1, WIDTH)), np.diag(self.units * STEP)))
        for moment, now in enumerate(self.base @ curves):
            faults = self._faults(now + tries, moment, self._touching(now))
            grown = (faults[1:] - faults[0]) / STEP
            weight = self.base[moment, 1:-1]
            matrix += np.einsum("a,b,ij->aibj", weight, weight, grown @ grown.T)
            slope += weight[:, None] * (grown @ faults[0])
        return matrix.reshape(size, size), slope.reshape(size)

    def _touching(self, unknown: Floats) -> NDArray[np.intp]:
        """The pairs of parts that are, or soon will be, inside one another."""
        centres = self.task.flesh.centres_m(self.body(unknown))
        return np.flatnonzero(rooms_m(centres, self.task.pairs) < SOON_M)

    def _faults(
        self, unknown: Floats, moment: int | slice, pairs: NDArray[np.intp] | None = None
    ) -> Floats:
        """In units in which 1 is a noticeable fault, (..., m); of `pairs` of parts, or of all."""
        angles = unknown[..., :ANGLE_COUNT]
        body = self.body(unknown)
        slides = body.joints_m[..., self.stay, :][..., [0, 2]] - self.stands[moment]
        looked, allowed = self.task.pairs, self.allowed[moment]
        if pairs is not None:
            looked, allowed = only(looked, pairs), allowed[..., pairs]
        inside = overlaps_m(self.task.flesh.centres_m(body), looked) - allowed
        return np.concatenate(
            (
                (unknown - self.said[moment]) / self.units,
                beyond_deg(angles) / BEYOND_DEG,
                self.task.gaps_m(body) / GAP_M,
                np.maximum(self.task.depths_m(body) - GIVES_M, 0.0) / GAP_M,
                np.maximum(inside, 0.0) / INSIDE_M,
                slides.reshape(*slides.shape[:-2], -1) / SLIDES_M,
            ),
            axis=-1,
        )
