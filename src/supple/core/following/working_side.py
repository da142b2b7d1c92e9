"""Which side of a sided exercise is worked in one frame, or None where that cannot be told.

It is told by what the exercise's primary signal is a measure of: a tilt goes to a side, knees drop
to a side, a turn goes to a side, and one leg is bent or lifted while the other is not. A turn's
direction shows well where its size does not.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.core.body import Side, landmark
from supple.core.exercise import Exercise, Sided
from supple.core.measuring.measures import read
from supple.core.pose import Floats, Frame
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.kinematics import included_deg
from supple.core.seeing.sight import Sight, Unseen, sight

TILTED_DEG: Final = 6.0
TURNED_RATIO: Final = 0.2
DROPPED_RATIO: Final = 0.3
BENT_MORE_DEG: Final = 25.0
LIFTED_TL: Final = 0.2


def working_side(exercise: Exercise, frame: Frame) -> Side | None:
    """The person's own side. None for an exercise without sides."""
    told = _TOLD_BY.get(exercise.primary_signal)
    if exercise.sided is Sided.NONE or told is None or not frame.found:
        return None
    try:
        return told(sight(frame))
    except Unseen:
        return None


def _tilt(seen: Sight) -> Side | None:
    tilt_deg = read("trunk_lateral_tilt_deg", seen.frame, Calibration()).value
    return _side(-tilt_deg, TILTED_DEG)


def _drop(seen: Sight) -> Side | None:
    """The side on which the knees lie of the hips, along the hip line."""
    hips = {side: np.array(seen.on("hip", side)) for side in Side}
    knees = {side: np.array(seen.on("knee", side)) for side in Side}
    leftwards = hips[Side.LEFT] - hips[Side.RIGHT]
    way = (knees[Side.LEFT] + knees[Side.RIGHT] - hips[Side.LEFT] - hips[Side.RIGHT]) / 2
    return _side(_cosine(way, leftwards), DROPPED_RATIO)


def _turn(seen: Sight) -> Side | None:
    """Where the chest is turned to, against the hips about the trunk, in the model's metres."""
    for name in ("shoulder", "hip"):
        for side in Side:
            seen.on(name, side)
    world = seen.frame.world
    left, right = (
        {name: world[landmark(name, side)] for name in ("shoulder", "hip")} for side in Side
    )
    shoulders, hips = left["shoulder"] - right["shoulder"], left["hip"] - right["hip"]
    axis = left["shoulder"] + right["shoulder"] - left["hip"] - right["hip"]
    across = np.cross(hips, shoulders)
    return _side(
        float(np.linalg.norm(across) / (np.linalg.norm(hips) * np.linalg.norm(shoulders)))
        * float(np.sign(across @ axis)),
        TURNED_RATIO,
    )


def _bent(seen: Sight) -> Side | None:
    angles = {
        side: included_deg(*(seen.on(name, side) for name in ("shoulder", "hip", "knee")))
        for side in Side
    }
    return _side(angles[Side.RIGHT] - angles[Side.LEFT], BENT_MORE_DEG)


def _lifted(seen: Sight) -> Side | None:
    higher = seen.on("ankle", Side.LEFT)[1] - seen.on("ankle", Side.RIGHT)[1]
    return _side(higher / seen.body.scale, LIFTED_TL)


def _cosine(first: Floats, second: Floats) -> float:
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


def _side(leftwards: float, least: float) -> Side | None:
    if not (isfinite(leftwards) and abs(leftwards) >= least):
        return None
    return Side.LEFT if leftwards > 0 else Side.RIGHT


_TOLD_BY: Final[MappingProxyType[str, Callable[[Sight], Side | None]]] = MappingProxyType(
    {
        "trunk_lateral_tilt_deg": _tilt,
        "knees_drop_deg": _drop,
        "thorax_rotation_deg": _turn,
        "hip_angle_deg": _bent,
        "leg_from_horizontal_deg": _lifted,
        "thigh_from_horizontal_deg": _lifted,
    }
)
