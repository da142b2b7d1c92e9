"""One criterion against one value: pass, warn, fail or cannot tell, and when it applies at all."""

from __future__ import annotations

from math import hypot, inf, isfinite, isnan, nan, radians, sqrt, tan
from statistics import stdev
from typing import Final, NamedTuple

from supple.core.events import Result
from supple.core.exercise import Bounds, Comparison, Criterion, Exercise, PhaseKind, View
from supple.core.measuring.measures import MEASURES, Calibration, read, refusal
from supple.core.pose import Frame
from supple.core.seeing.view import ViewEstimate

OFF_MAX_DEG: Final = 70.0
"""Turned further, no view of the other kind is told by it any more."""

_AT_MOST: Final = Comparison.AT_MOST
_AT_LEAST: Final = Comparison.AT_LEAST
_PASS: Final = Result.PASS

READ_MIN_RATIO: Final = 0.6
"""Of several looks at a picture, so many must be able to read a measure."""


class Assessed(NamedTuple):
    """A reading with one standard deviation of it; NaN with a code in `why` if it has none."""

    value: float
    uncertainty: float
    why: str


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
        return _PASS
    error = uncertainty if isfinite(uncertainty) else inf
    return Result.FAIL if _beyond(criterion, criterion.limit, value) > error else Result.WARN


def _beyond(criterion: Criterion, bounds: Bounds, value: float) -> float:
    """How far outside the bounds a value is, negative inside."""
    comparison, low, high = criterion.comparison, bounds.low, bounds.high
    below = -inf if low is None or comparison is _AT_MOST else low - value
    above = -inf if high is None or comparison is _AT_LEAST else value - high
    return below if below > above else above


def assess(
    criterion: Criterion,
    frame: Frame,
    calibration: Calibration,
    view: ViewEstimate,
    *,
    alike: bool = False,
) -> Assessed:
    """What a criterion's measure reads in a frame, and how exact that is there.

    Where the frame was made of several looks, their spread is part of the error, so that a clear
    photo has a small one and a bad one a large one.

    From the side the near limb is read. `alike`: both are to do the same, so that a far one which
    is seen beyond doubt and is at fault stands instead.
    """
    why = refusal(criterion)
    if why:
        return Assessed(nan, nan, why)
    told = _of_side(criterion, frame, calibration, view, criterion.side)
    if not (alike and criterion.side is None and _one_is_read(criterion, view)):
        return told
    if judge(criterion, told.value, told.uncertainty) is Result.FAIL:
        return told
    far = _of_side(criterion, frame, calibration, view, view.near.other, surely=True)
    failed = judge(criterion, far.value, far.uncertainty) is Result.FAIL
    return far if failed else told


def _one_is_read(criterion: Criterion, view: ViewEstimate) -> bool:
    """Whether of two limbs the near one stands for both."""
    return criterion.base is None and view.from_side and MEASURES[criterion.measure].by_side


def _of_side(
    criterion: Criterion,
    frame: Frame,
    calibration: Calibration,
    view: ViewEstimate,
    side: str | None,
    *,
    surely: bool = False,
) -> Assessed:
    """The reading of one side, with the spread of the looks at it."""
    name, base = criterion.measure, criterion.base
    value, why = read(name, frame, calibration, base=base, side=side, surely=surely)
    if isnan(value):
        return Assessed(nan, nan, why)
    if base is None and MEASURES[name].opposite_in_mirror:
        value = abs(value)  # a criterion asks how far, to whichever side is worked
    error = uncertainty(name if base is None else base, view, calibration)
    if base is not None:
        error *= sqrt(2.0)  # of a difference of two
    if not frame.looks or MEASURES[base or name].of_back_line:  # one look has the silhouette
        return Assessed(value, error, "")
    readings = (
        read(name, look, calibration, base=base, side=side, surely=surely).value
        for look in frame.looks
    )
    seen = [reading for reading in readings if not isnan(reading)]
    if len(seen) < max(2.0, READ_MIN_RATIO * len(frame.looks)):
        return Assessed(nan, nan, "looks_disagree")
    return Assessed(value, hypot(error, stdev(seen)), "")


def uncertainty(measure: str, view: ViewEstimate, calibration: Calibration) -> float:
    """One standard deviation of a measure in this view, in its unit; NaN if it is not known.

    It grows with the tangent of the turn away from the view that the measure is made for, as far
    as that is not made good by seeing the body at its width, and where the person's own neutral
    is not known.
    """
    known = MEASURES.get(measure)
    if known is None:
        return nan
    error = known.typical_sd
    if known.needs and any(getattr(calibration, name) is None for name in known.needs):
        error = hypot(error, known.assumed_sd)
    if known.any_view or not isfinite(view.off_side_deg):
        return error
    from_side = known.from_side and view.view != "front"
    off_deg = view.off_side_deg if from_side else 90.0 - view.off_side_deg
    turn = tan(radians(min(off_deg, OFF_MAX_DEG)))
    return hypot(error, known.turned_sd * turn)


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
    in_phase = criterion.phase == "any" or PHASES.get(criterion.phase) is phase_kind
    return in_phase and in_view(criterion, exercise, view)


def in_view(criterion: Criterion, exercise: Exercise, view: ViewEstimate) -> bool:
    """Whether this is the view that a criterion is judged from."""
    wanted = criterion.view or exercise.camera.view
    return view.from_side if wanted is View.SIDE else view.view == "front"
