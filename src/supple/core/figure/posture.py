"""A posture: every joint angle of a body. Said in a few words, mirrored, blended.

A posture is an array (..., ANGLE_COUNT), degrees, in the order of `COLUMN_NAMES`; leading axes are
several postures at once. Zeros are quiet standing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from supple.core.body import Side
from supple.core.errors import CatalogueError, Problem
from supple.core.figure.angles import ANGLES, BY_NAME
from supple.core.pose import Floats

Said = Mapping[str, float | Sequence[float]]
"""Angles by name as an exercise file gives them: one number, or of sided ones [left, right]."""

SIDES: Final = (Side.LEFT, Side.RIGHT)
_COLUMNS: Final = tuple(
    (angle, side) for angle in ANGLES for side in (SIDES if angle.sided else (None,))
)
COLUMN_NAMES: Final = tuple(
    angle.name if side is None else f"{side}_{angle.name}" for angle, side in _COLUMNS
)
"""Of sided angles left, then right: "left_knee_flexion_deg"."""
COLUMN: Final = {name: index for index, name in enumerate(COLUMN_NAMES)}
ANGLE_COUNT: Final = len(COLUMN_NAMES)

FURTHEST_LOW: Final = np.array([angle.furthest_low for angle, _ in _COLUMNS], dtype=np.float64)
FURTHEST_HIGH: Final = np.array([angle.furthest_high for angle, _ in _COLUMNS], dtype=np.float64)

_MIRROR_ORDER: Final = [
    COLUMN[name.replace("left_", "right_", 1) if side is Side.LEFT
           else name.replace("right_", "left_", 1)]
    for (_, side), name in zip(_COLUMNS, COLUMN_NAMES, strict=True)
]  # fmt: skip
_MIRROR_SIGN: Final = np.array([-1.0 if angle.turns_over else 1.0 for angle, _ in _COLUMNS])


def posture(said: Said) -> Floats:
    """The posture (ANGLE_COUNT,) of angles by name; what is not said is as in standing.

    Raises
    ------
    CatalogueError
        With every name that is unknown, two numbers for the middle, and angle out of reach.
    """
    angles_deg = np.zeros(ANGLE_COUNT)
    problems = []
    for name, value in said.items():
        problem = _problem(name, value)
        if problem:
            problems.append(Problem(name, problem))
        elif BY_NAME[name].sided:
            pair = value if isinstance(value, Sequence) else (value, value)
            for side, one in zip(SIDES, pair, strict=True):
                angles_deg[COLUMN[f"{side}_{name}"]] = one
        elif not isinstance(value, Sequence):
            angles_deg[COLUMN[name]] = value
    if problems:
        raise CatalogueError(problems)
    return angles_deg


def said(angles_deg: Floats) -> dict[str, float | list[float]]:
    """The angles by name of one posture that differ from standing: `posture` the other way."""
    words: dict[str, float | list[float]] = {}
    for angle in ANGLES:
        names = [f"{side}_{angle.name}" for side in SIDES] if angle.sided else [angle.name]
        values = [float(angles_deg[COLUMN[name]]) for name in names]
        if any(values):
            words[angle.name] = values[0] if len(set(values)) == 1 else values
    return words


def mirrored(angles_deg: Floats) -> Floats:
    """The posture with left and right exchanged."""
    exchanged: Floats = angles_deg[..., _MIRROR_ORDER] * _MIRROR_SIGN
    return exchanged


def beyond_deg(angles_deg: Floats) -> Floats:
    """How far each angle is past its end, degrees, 0 within reach; shape as given."""
    below = np.maximum(FURTHEST_LOW - angles_deg, 0.0)
    return below + np.maximum(angles_deg - FURTHEST_HIGH, 0.0)


def _problem(name: str, value: float | Sequence[float]) -> str:
    angle = BY_NAME.get(name)
    if angle is None:
        return "there is no such angle; the angles are those of core/figure/angles.py"
    if isinstance(value, Sequence):
        if not angle.sided:
            return "this angle has no sides; give one number"
        if len(value) != len(SIDES):
            return "give one number, or two: left and right"
    values = value if isinstance(value, Sequence) else (value,)
    for one in values:
        if not angle.furthest_low <= one <= angle.furthest_high:
            return (
                f"{one:g} is out of reach; a body goes from {angle.furthest_low:g} "
                f"to {angle.furthest_high:g}"
            )
    return ""
