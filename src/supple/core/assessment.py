"""One criterion against one value: pass, warn, fail or cannot tell, and when it applies at all."""

from __future__ import annotations

from math import isfinite, isnan
from typing import Final

from supple.core.events import Result
from supple.core.exercise import Bounds, Comparison, Criterion, Exercise, PhaseKind, View
from supple.core.measures import MEASURES
from supple.core.view import ViewEstimate

OFF_SIDE_DOUBLES_DEG: Final = 30.0
"""Turned this far from its view, a measure's error has doubled (feasibility: within 40 degrees
of side-on the hip angle of rendered figures varies by 2 to 14)."""


def judge(criterion: Criterion, value: float, uncertainty: float) -> Result:
    """A value against a criterion.

    Pass is within *good*. Fail is beyond the limit by more than the error; warn is all between.

    Parameters
    ----------
    value, uncertainty
        In the measure's unit; NaN is *cannot tell*.
    """
    if isnan(value):
        return Result.CANNOT_TELL
    if _beyond(criterion, criterion.good, value) <= 0:
        return Result.PASS
    error = uncertainty if isfinite(uncertainty) else float("inf")
    return Result.FAIL if _beyond(criterion, criterion.limit, value) > error else Result.WARN


def _beyond(criterion: Criterion, bounds: Bounds, value: float) -> float:
    """How far outside the bounds a value is, negative inside."""
    low = bounds.low if criterion.comparison is not Comparison.AT_MOST else None
    high = bounds.high if criterion.comparison is not Comparison.AT_LEAST else None
    below = -float("inf") if low is None else low - value
    above = -float("inf") if high is None else value - high
    return max(below, above)


def uncertainty(measure: str, view: ViewEstimate) -> float:
    """One standard deviation of a measure in this view, in its unit; NaN if it is not known.

    It grows with the square of the turn away from the view that the measure is made for.
    """
    known = MEASURES.get(measure)
    if known is None:
        return float("nan")
    if known.any_view or not isfinite(view.off_side_deg):
        return known.typical_sd
    off_deg = view.off_side_deg if View.SIDE in known.views else 90.0 - view.off_side_deg
    if View.SIDE in known.views and view.view == "front":
        off_deg = 90.0 - view.off_side_deg
    return known.typical_sd * (1.0 + (off_deg / OFF_SIDE_DOUBLES_DEG) ** 2)


PHASES: Final = {
    "hold": PhaseKind.HOLD,
    "reps": PhaseKind.REPS,
    "enter": PhaseKind.ENTER,
    "exit": PhaseKind.EXIT,
}
"""What is judged frame by frame. A peak, an amplitude and a comparison of sets are not."""


def applies(
    criterion: Criterion, exercise: Exercise, phase_kind: PhaseKind, view: ViewEstimate
) -> bool:
    """Whether a criterion is judged in this phase from this view.

    A criterion that names no view belongs to the exercise's own.
    """
    if criterion.phase != "any" and PHASES.get(criterion.phase) is not phase_kind:
        return False
    wanted = criterion.view or exercise.camera.view
    seen = "side" if wanted is View.SIDE else "front"
    return view.view == seen
