"""Whether one frame follows on the last: a gap or a jump makes it another film.

One odd frame between two that follow on one another is a slip of the model, and is left out; a cut
is only known when the frame after it has come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from math import hypot, isnan, nan
from statistics import median

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark
from supple.core.pose import Floats, Frame
from supple.core.seeing.kinematics import Point, stance

GAP_S = 1.0
"""Longer than this between frames, and what was before says nothing about now."""
JUMP_BODY_RATIO = 0.35
"""A median landmark that moves this far (in trunk lengths) in one frame is a cut, not a person."""
FASTEST_BODY_PER_S = 4.5
"""Where frames come slowly it may be as far as this: a jumping jack goes 3.7 trunk lengths."""
PIECE_S = 3.0
"""A shorter shot shows no exercise: a way into a pose and a hold take longer."""
PIECES_MIN_COUNT = 4

_LEFT_SHOULDER, _RIGHT_SHOULDER = int(Landmark.LEFT_SHOULDER), int(Landmark.RIGHT_SHOULDER)
_LEFT_HIP, _RIGHT_HIP = int(Landmark.LEFT_HIP), int(Landmark.RIGHT_HIP)


class Sequel(StrEnum):
    """How a frame follows on the ones before it."""

    FOLLOWS = "follows"
    LATE = "late"
    GAP = "gap"
    CUT = "cut"
    ODD = "odd"


class Continuity:
    """Compares each frame with the last good one. State over time."""

    def __init__(self) -> None:
        self._last: Frame | None = None
        self._odd: Frame | None = None

    def receive(self, frame: Frame) -> Sequel:
        """LATE is of no use; ODD is to be left out, and may turn out to be the first of a cut."""
        last, odd = self._last, self._odd
        if last is None:
            return self._keep(frame, Sequel.FOLLOWS)
        if frame.time_s <= (odd or last).time_s:
            return Sequel.LATE
        if frame.time_s - last.time_s > GAP_S:
            return self._keep(frame, Sequel.GAP)
        stays = odd is not None and frame.found and _moved(odd, frame) < _moved(last, frame)
        if stays and odd is not None and not is_break(odd, frame):
            return self._keep(frame, Sequel.CUT)
        if not is_break(last, frame):
            return self._keep(frame, Sequel.FOLLOWS)
        self._odd = frame
        return Sequel.ODD

    def _keep(self, frame: Frame, sequel: Sequel) -> Sequel:
        self._last, self._odd = frame, None
        return sequel


def is_break(last: Frame, frame: Frame) -> bool:
    """Whether what was before `frame` says nothing about it."""
    step_s = frame.time_s - last.time_s
    if step_s > GAP_S:
        return True
    if not (last.found and frame.found):
        return False
    far = max(JUMP_BODY_RATIO, FASTEST_BODY_PER_S * step_s)
    trunk = trunk_length(stance(last).points)
    return trunk > 0 and _moved_over(last, frame, far * trunk)


def _moved(last: Frame, frame: Frame) -> float:
    """How far the middle one of all landmarks moved, picture heights."""
    moved = frame.points - last.points
    steps = [step for step in np.hypot(moved[:, 0], moved[:, 1]).tolist() if not isnan(step)]
    return median(steps) if steps else nan


def _moved_over(last: Frame, frame: Frame, far: float) -> bool:
    """Whether that is further than `far` picture heights."""
    moved = frame.points - last.points
    # Half of them must have moved so far, so their squares add up to so much at least.
    if np.vdot(moved, moved) < LANDMARK_COUNT / 2 * far * far:
        return False
    return _moved(last, frame) > far


def shots(frames: Sequence[Frame]) -> Iterator[list[Frame]]:
    """The unbroken parts of a film, odd frames left out."""
    continuity, shot = Continuity(), list[Frame]()
    for frame in frames:
        sequel = continuity.receive(frame)
        if sequel in (Sequel.GAP, Sequel.CUT) and shot:
            yield shot
            shot = []
        if sequel not in (Sequel.LATE, Sequel.ODD):
            shot.append(frame)
    if shot:
        yield shot


def in_pieces(frames: Sequence[Frame]) -> bool:
    """Whether a film jumps so often that no exercise can be followed in it (photos in a row)."""
    parts = [shot[-1].time_s - shot[0].time_s for shot in shots(frames)]
    whole_s = sum(part_s for part_s in parts if part_s >= PIECE_S)
    return len(parts) >= PIECES_MIN_COUNT and whole_s < sum(parts) / 2


def trunk_length(points: Floats | Sequence[Point]) -> float:
    """Middle of the shoulders to middle of the hips, in the unit of the points."""
    left, right = points[_LEFT_SHOULDER], points[_RIGHT_SHOULDER]
    left_hip, right_hip = points[_LEFT_HIP], points[_RIGHT_HIP]
    across = left[0] + right[0] - left_hip[0] - right_hip[0]
    up = left[1] + right[1] - left_hip[1] - right_hip[1]
    return hypot(across, up) / 2.0
