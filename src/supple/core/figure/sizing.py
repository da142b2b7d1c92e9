"""How a viewer is built, as far as the landmarks of a while tell: limbs against the trunk.

The model's metric landmarks give lengths that no view shortens, each picture's by a tenth or two
wrong, so the middle of many is taken and half of what it says is believed. Sex, height and girth
cannot be told from landmarks, and stay average; the picture tells how large the figure must be.
On photos the model's arms are about 8 % shorter than the figure's, its legs as long.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from supple.core.body import Side, landmark
from supple.core.figure.kinematics import placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.posture import ANGLE_COUNT
from supple.core.figure.proportions import ANKLE_UP, AVERAGE, HIP_UP, Proportions
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame

BELIEVED: Final = 0.5
"""Of a ratio's way from average: a single camera's metres are rough, people differ by little."""
FURTHEST: Final = 0.10
"""Legs and arms of nine in ten adults are within this of the average."""
STEP: Final = 0.02
"""Ratios go in such steps, so that a pose is settled once a person and not again and again."""
KEPT_COUNT: Final = 60
LEAST_COUNT: Final = 10
TRUNK_QUANTILE: Final = 0.75
"""Bent, a trunk is shorter from hip to shoulder than it is long."""

_SEGMENTS: Final = (("hip", "knee"), ("knee", "ankle"), ("shoulder", "elbow"), ("elbow", "wrist"))
_TRUNK, _LEG, _ARM = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A person's proportions, and how many of the figure's metres the model's metre is."""

    proportions: Proportions
    metre_ratio: float


class Sizing:
    """Lengths of some frames in the model's metres. State over time, for one person."""

    def __init__(self) -> None:
        self._lengths: deque[Floats] = deque(maxlen=KEPT_COUNT)
        self._size: Size | None = None
        self._since = 0

    def receive(self, frame: Frame) -> None:
        lengths = lengths_m(frame)
        if np.isfinite(lengths).all():
            self._lengths.append(lengths)
            self._since += 1

    @property
    def size(self) -> Size | None:
        """None until enough was seen; then it changes rarely."""
        enough = len(self._lengths) >= LEAST_COUNT
        if enough and (self._size is None or self._since >= KEPT_COUNT):
            self._size, self._since = size_of(np.array(self._lengths)), 0
        return self._size


def lengths_m(frame: Frame) -> Floats:
    """Trunk, leg and arm in the model's metres, (3,); NaN where they are not seen."""
    marks, seen = frame.world, frame.visibility >= SEEN_VISIBILITY
    return _lengths_m(marks, seen)


def size_of(lengths: Floats) -> Size:
    """The person behind lengths (n, 3) of several frames: trunk, leg, arm."""
    trunk = float(np.quantile(lengths[:, _TRUNK], TRUNK_QUANTILE))
    leg, arm = (float(np.median(lengths[:, which])) for which in (_LEG, _ARM))
    usual_trunk, usual_leg, usual_arm = _figure_m()
    # A longer leg shortens the trunk of a figure, whose height stays: solved for the leg's ratio.
    over, under = 1.0 - ANKLE_UP, HIP_UP - ANKLE_UP
    pull = leg / trunk * usual_trunk / (1.0 - HIP_UP)
    leg_ratio = _believed(pull * over / (usual_leg + pull * under))
    shorter = (over - under * leg_ratio) / (1.0 - HIP_UP)
    arm_ratio = _believed(arm / trunk * usual_trunk * shorter / usual_arm)
    figure = usual_trunk * shorter + usual_leg * leg_ratio + usual_arm * arm_ratio
    return Size(
        proportions=Proportions(
            sex=AVERAGE.sex, height_m=AVERAGE.height_m, leg_ratio=leg_ratio, arm_ratio=arm_ratio
        ),
        metre_ratio=float(figure / (trunk + leg + arm)),
    )


def _believed(ratio: float) -> float:
    part = float(np.clip((ratio - 1.0) * BELIEVED, -FURTHEST, FURTHEST))
    return 1.0 + round(part / STEP) * STEP


def _lengths_m(marks: Floats, seen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Floats:
    def middle(name: str) -> Floats:
        pair = [landmark(name, side) for side in Side]
        return np.asarray(marks[pair].mean(axis=0))

    def segment(start: str, end: str) -> float:
        told = [
            float(np.linalg.norm(marks[landmark(start, side)] - marks[landmark(end, side)]))
            for side in Side
            if seen[landmark(start, side)] and seen[landmark(end, side)]
        ]
        return sum(told) / len(told) if told else float("nan")

    trunk = float(np.linalg.norm(middle("shoulder") - middle("hip")))
    thigh, shank, upper, fore = (segment(*ends) for ends in _SEGMENTS)
    return np.array((trunk, thigh + shank, upper + fore))


@cache
def _figure_m() -> Floats:
    """The same lengths of the average figure."""
    standing = landmarks_m(placed(np.zeros(ANGLE_COUNT)))
    return _lengths_m(standing, np.ones(len(standing), dtype=bool))
