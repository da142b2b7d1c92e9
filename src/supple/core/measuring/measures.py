"""The register of measures: each name, what it is, where it holds, how exact, and its reading.

A reading never guesses: where the view is wrong or a landmark is not seen the value is NaN and
`why` is a code. Definitions, views and errors are the catalogue's; errors are estimates unless a
source is named. Formulas are in `angles`, `distances`, `back` and `times`.
"""

from __future__ import annotations

from math import isfinite, nan
from types import MappingProxyType
from typing import Final, NamedTuple

from supple.core.body import Side
from supple.core.exercise import Criterion, Exercise
from supple.core.measuring.register import FORMULAS, REGISTER, Measure
from supple.core.pose import Frame
from supple.core.seeing.calibration import Calibration, calibrated, merged
from supple.core.seeing.sight import Sight, Unseen, sight
from supple.core.seeing.view import metric_turn_deg

__all__ = [
    "MEASURES",
    "Calibration",
    "Measure",
    "Reading",
    "calibrated",
    "merged",
    "needs_back_line",
    "read",
    "refusal",
]

_BY_NAME: Final = {measure.name: measure for measure in REGISTER}
_FORMULAS: Final = dict(FORMULAS)
MEASURES: Final = MappingProxyType(_BY_NAME)
"""Every measure that is implemented, by name."""

LEFT_RIGHT: Final = "lr_diff"

FACING_MIN_DEG: Final = 78.0
"""Turned farther from facing the camera, sides that do the same look different: the even legs of a
wide straddle by 6 to 13 degrees at 15. Photos labelled as frontal read 83 +-5."""


class Reading(NamedTuple):
    """One value of a measure; NaN with a code in `why` where it cannot be told."""

    value: float
    why: str


def read(
    name: str,
    frame: Frame,
    calibration: Calibration,
    *,
    base: str | None = None,
    side: str | None = None,
    surely: bool = False,
) -> Reading:
    """The value of a measure in one frame.

    Parameters
    ----------
    name
        A key of MEASURES.
    calibration
        What is known of the person; what a measure needs and is not there is a reason.
    base
        For lr_diff, the measure whose sides are compared.
    side
        "left" or "right" of the person, or "support" or "lifted" (the lower and the higher
        hand); None lets the view choose.
    surely
        Of a side that is named, only what is seen beyond doubt.

    Returns
    -------
    The value in the measure's unit, or NaN and why: "nobody", "wrong_view", "left_knee_hidden",
    "needs_a_video" and so on.
    """
    if not frame.found:
        return Reading(nan, "nobody")
    seen = sight(frame)
    if base is not None or side is not None:
        return _read(name, seen, calibration, base, side, surely=surely)
    known = seen.kept.get(name)
    if known is None or known[0] is not calibration:
        known = seen.kept[name] = (calibration, _read(name, seen, calibration, None, None))
    return known[1]


def _read(
    name: str,
    seen: Sight,
    calibration: Calibration,
    base: str | None,
    side: str | None,
    *,
    surely: bool = False,
) -> Reading:
    measure = _BY_NAME.get(name)
    if measure is None:
        return Reading(nan, "not_measured_yet")
    if measure.over_time:
        return Reading(nan, "needs_a_video")
    try:
        if side is not None:
            seen = _sided(seen, side, surely=surely)
        if name == LEFT_RIGHT:
            return _between_sides(seen, calibration, base)
        shown = (seen.from_side and measure.from_side) or (seen.from_front and measure.from_front)
        if not (shown or measure.any_view):
            return Reading(nan, "wrong_view")
        value = _FORMULAS[name](seen, calibration)
    except Unseen as unseen:
        return Reading(nan, unseen.why)
    return Reading(value, "") if isfinite(value) else Reading(nan, "points_coincide")


def refusal(criterion: Criterion) -> str:
    """Why nothing is judged by the measure of a criterion, as a code; empty where it is."""
    measure = _BY_NAME.get(criterion.measure)
    if measure is not None and measure.refused:
        return measure.refused
    base = MEASURES.get(criterion.base) if criterion.base is not None else None
    return "" if base is None else base.refused


def needs_back_line(exercise: Exercise) -> bool:
    """Whether anything of an exercise that is judged is read from the line of the back."""
    named = {criterion.measure for criterion in exercise.all_criteria}
    named |= {criterion.base for criterion in exercise.all_criteria if criterion.base}
    named |= {exercise.primary_signal, exercise.fallback_signal or ""}
    return exercise.judged and any(
        name in MEASURES and MEASURES[name].of_back_line for name in named
    )


def _sided(seen: Sight, side: str, *, surely: bool) -> Sight:
    if side in ("support", "lifted"):
        left, right = seen.on("wrist", Side.LEFT), seen.on("wrist", Side.RIGHT)
        lower = Side.LEFT if left[1] <= right[1] else Side.RIGHT
        return seen.of(lower if side == "support" else lower.other, surely=surely)
    return seen.of(Side(side), surely=surely)


def _between_sides(seen: Sight, calibration: Calibration, base: str | None) -> Reading:
    """Left against right of a measure, of one picture in which both are seen."""
    measure = MEASURES.get(base or "")
    if measure is None or base == LEFT_RIGHT:
        return Reading(nan, "needs_base")
    if not measure.by_side or measure.over_time:
        return Reading(nan, "needs_both_sides")
    if not seen.from_front or metric_turn_deg(seen.frame) < FACING_MIN_DEG:
        return Reading(nan, "wrong_view")
    left = FORMULAS[measure.name](seen.of(Side.LEFT), calibration)
    right = FORMULAS[measure.name](seen.of(Side.RIGHT), calibration)
    difference = abs(left - right)
    return Reading(difference, "") if isfinite(difference) else Reading(nan, "points_coincide")
