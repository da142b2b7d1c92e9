"""How well a frame fits the pose of an exercise. Recognising, never judging.

An exercise's shape is data: measures with intervals. Each rule is fulfilled wholly inside its
interval and less and less over its softness outside; the fit is the product of all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan, nan
from typing import Final

from supple.core.exercise import Exercise, ShapeRule, View
from supple.core.measuring.measures import read
from supple.core.pose import Frame
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.view import estimate_view

UNREAD_MAX_RATIO: Final = 1 / 3
"""With this share of the rules unread, nobody can say what pose it is."""

UNREAD_PENALTY_RATIO: Final = 0.95


def fit(exercise: Exercise, frame: Frame, calibration: Calibration) -> float:
    """How well the frame fits, 0 to 1; NaN where too little of it can be read to tell.

    That is so too where the body is not seen from the side that the exercise is judged from.
    A rule that is broken outright makes it 0 even where others cannot be read.
    """
    view = estimate_view(frame)
    if not seen_rightly(exercise, "side" if view.from_side else view.view):
        return nan
    return fit_of(exercise.shape, lambda name: read(name, frame, calibration).value)


def seen_rightly(exercise: Exercise, view: str) -> bool:
    """Whether the pose shows from this view. With the feet to the camera a twist shows anyhow."""
    if exercise.camera.view is View.SIDE:
        return view == "side"
    return exercise.camera.view is View.FEET_END or view == "front"


def fit_of(
    rules: Sequence[ShapeRule], value_of: Callable[[str], float], *, whole: bool = False
) -> float:
    """The fit of rules, given how to find the value of a measure (NaN: cannot be read).

    If it must be told by the `whole` of them, one that is not read is one too many.
    """
    if not rules:
        return nan
    fitness = 1.0
    unread = 0
    for rule in rules:
        value = value_of(rule.measure)
        if isnan(value):
            unread += 1
            continue
        fitness *= fulfilment(rule, value)
        if fitness == 0.0:
            return 0.0
    if unread >= UNREAD_MAX_RATIO * len(rules) or (whole and unread):
        return nan
    return float(fitness * UNREAD_PENALTY_RATIO**unread)


def fulfilment(rule: ShapeRule, value: float) -> float:
    """1 inside the rule's interval, falling to 0 over its softness outside."""
    if rule.low <= value <= rule.high:
        return 1.0
    outside = max(rule.low - value, value - rule.high)
    return max(0.0, 1.0 - outside / rule.softness) if rule.softness > 0 else 0.0
