"""A measure set against something: how many times, how far off, how much it spreads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from supple.core.measuring.measures import MEASURES

SPREAD_MIN_COUNT: Final = 3
WORST_MIN_COUNT: Final = 20


class Against(StrEnum):
    """What kind of thing a measure is compared with, in the order of the pages."""

    LOOKS = "itself"
    MODEL = "another model"
    MADE = "made bodies"
    MOCAP = "motion capture"
    EYE = "by eye"
    STILL = "people who keep still"
    SIMULATED = "simulated movements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One line of a page, in the measure's unit.

    `spread`: one standard deviation; `worst`: the 95th percentile of the absolute difference, NaN
    of fewer than 20. `bias` is NaN where it is 0 by the way it was made. `part`: of the data.
    """

    measure: str
    kind: Against
    against: str
    part: str
    count: int
    bias: float
    spread: float
    worst: float


def compared(
    measure: str, kind: Against, against: str, part: str, differences: ArrayLike
) -> Iterable[Comparison]:
    """What differences come to; nothing where none could be told."""
    off = np.asarray(differences, dtype=float)
    off = off[np.isfinite(off)]
    if len(off) == 0:
        return
    yield Comparison(
        measure=measure,
        kind=kind,
        against=against,
        part=part,
        count=len(off),
        bias=float(off.mean()),
        spread=float(off.std(ddof=1)) if len(off) >= SPREAD_MIN_COUNT else float("nan"),
        worst=worst_of(off),
    )


def worst_of(off: ArrayLike) -> float:
    """The 95th percentile of the absolute difference; NaN of too few."""
    sizes = np.abs(np.asarray(off, dtype=float))
    return float(np.percentile(sizes, 95)) if len(sizes) >= WORST_MIN_COUNT else float("nan")


def apart(measure: str, value: float, other: float) -> float:
    """The difference; of an angle a whole turn is nothing."""
    off = value - other
    if MEASURES[measure].unit == "deg" and abs(off) > 180.0:
        off -= 360.0 * np.sign(off)
    return float(off)
