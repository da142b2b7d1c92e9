"""A posture: every joint angle of a body. Said in a few words, mirrored, blended.

A posture is an array (..., ANGLE_COUNT), degrees, in the order of `COLUMN_NAMES`; leading axes are
several postures at once. Zeros are quiet standing.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

import numpy as np

from supple.core.body import Side
from supple.core.errors import CatalogueError, Problem
from supple.core.figure.angles import ANGLES
from supple.core.pose import Floats

Said = Mapping[str, float]
"""Angles by name as an exercise file gives them: "knee_flexion_deg" is of both sides,
"left_knee_flexion_deg" of one."""

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
        With every name that is unknown and every angle that is out of reach.
    """
    problems = posture_faults(said)
    if problems:
        raise CatalogueError(problems)
    angles_deg = np.zeros(ANGLE_COUNT)
    for name in sorted(said, key=lambda name: name in COLUMN):  # a side's own overrides both
        for column in _columns(name):
            angles_deg[column] = said[name]
    return angles_deg


def posture_faults(said: Said) -> list[Problem]:
    """What is wrong with angles by name, in sentences."""
    problems = []
    for name, value in said.items():
        columns = _columns(name)
        if not columns:
            close = get_close_matches(name, _SAYABLE, n=1)
            meant = f"; did you mean {close[0]}?" if close else ""
            problems.append(Problem(name, f"a body has no such angle{meant}"))
        elif not FURTHEST_LOW[columns[0]] <= value <= FURTHEST_HIGH[columns[0]]:
            low, high = FURTHEST_LOW[columns[0]], FURTHEST_HIGH[columns[0]]
            what = f"{value:g} is out of reach; a body goes from {low:g} to {high:g} degrees"
            problems.append(Problem(name, what))
    return problems


def said(angles_deg: Floats) -> dict[str, float]:
    """The angles by name of one posture that differ from standing: `posture` the other way."""
    words: dict[str, float] = {}
    for angle in ANGLES:
        names = [f"{side}_{angle.name}" for side in SIDES] if angle.sided else [angle.name]
        values = [float(angles_deg[COLUMN[name]]) for name in names]
        if len(set(values)) == 1:
            names = [angle.name]
        words |= {name: value for name, value in zip(names, values, strict=False) if value}
    return words


def mirrored(angles_deg: Floats) -> Floats:
    """The posture with left and right exchanged."""
    exchanged: Floats = angles_deg[..., _MIRROR_ORDER] * _MIRROR_SIGN
    return exchanged


def beyond_deg(angles_deg: Floats) -> Floats:
    """How far each angle is past its end, degrees, 0 within reach; shape as given."""
    below = np.maximum(FURTHEST_LOW - angles_deg, 0.0)
    return below + np.maximum(angles_deg - FURTHEST_HIGH, 0.0)


def _columns(name: str) -> list[int]:
    if name in COLUMN:
        return [COLUMN[name]]
    return [COLUMN[f"{side}_{name}"] for side in SIDES if f"{side}_{name}" in COLUMN]


_SAYABLE: Final = (*COLUMN_NAMES, *(angle.name for angle in ANGLES))
