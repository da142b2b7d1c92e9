"""What the pose model makes of a body that a simulated camera sees exactly: its measured noise.

Theory of operation
-------------------
Each landmark is off by a bias that stays the same over a hold, and trembles about that. Both are
drawn for what a landmark is off against the one that it hangs on (the ankle against the knee), for
a leg that is set too low is too low all along. Trembling forgets itself within `FORGETS_S`
(AR(1)). The numbers are what `python -m benchmarks.landmark_noise` printed on the real videos (50
stretches of 5 s, in which somebody rests) and on the tuned photos (up to 218 landmarks of a kind);
what a landmark that lies behind another part is off by is that of those which the model guesses.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt
from typing import Final

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.pose import Floats, Frame
from supple.core.seeing.continuity import trunk_length
from supple.core.seeing.kinematics import SEEN_VISIBILITY

TRUNK: Final = (
    Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP,
)  # fmt: skip
_ON: Final = {
    "elbow": "shoulder", "wrist": "elbow", "pinky": "wrist", "index": "wrist", "thumb": "wrist",
    "knee": "hip", "ankle": "knee", "heel": "ankle", "foot_index": "ankle",
}  # fmt: skip
_FACE: Final = range(Landmark.LEFT_EYE_INNER, Landmark.LEFT_SHOULDER)


def _hangs_on() -> tuple[int | None, ...]:
    on: list[int | None] = [None] * LANDMARK_COUNT
    for index in _FACE:
        on[index] = int(Landmark.NOSE)
    for side in Side:
        for name, other in _ON.items():
            on[landmark(name, side)] = int(landmark(other, side))
    return tuple(on)


HANGS_ON: Final = _hangs_on()
"""The landmark that each hangs on; None for shoulders, hips and nose: against the
middle of the trunk. Every landmark comes after the one that it hangs on."""

FORGETS_S: Final = 0.4
QUICK, BIAS = 0, 1
SURE_TL: Final = {
    "nose": (0.0081, 0.0290), "eye_inner": (0.002, 0.006), "eye": (0.002, 0.006),
    "eye_outer": (0.002, 0.006), "ear": (0.005, 0.02), "mouth": (0.002, 0.006),
    "shoulder": (0.0081, 0.0220), "elbow": (0.0090, 0.0330), "wrist": (0.0080, 0.0300),
    "pinky": (0.0040, 0.0150), "index": (0.0040, 0.0150), "thumb": (0.0040, 0.0150),
    "hip": (0.0080, 0.0190), "knee": (0.0100, 0.0300), "ankle": (0.0100, 0.0300),
    "heel": (0.0080, 0.0200), "foot_index": (0.0080, 0.0300),
}  # fmt: skip
GUESSED_RATIO: Final = (3.0, 1.4)
DEPTH_TL: Final = (0.127, 0.31)
METRES_TL: Final = (0.04, 0.09)
VISIBILITY: Final = {True: (0.006, 0.008), False: (0.064, 0.1)}
BACK_TL: Final = (0.0068, 0.0018)
"""How far the line of the back bows, and waves, otherwise than it is: bias alone."""

AXES: Final = 7
"""Two of the picture, depth, visibility, three of the metres."""


class Noise:
    """The noise of one hold. State over time; the same seed gives the same noise."""

    def __init__(self, seed: int) -> None:
        self._chance = np.random.default_rng(seed)
        self._bias = self._drawn()
        self._quick = self._drawn()
        self._back = self._chance.standard_normal(2)
        self._time_s: float | None = None

    def __call__(self, frame: Frame) -> Frame:
        """The frame as the model would have it, at its own time."""
        if not frame.found:
            return frame
        self._go_to(frame.time_s)
        sure = frame.visibility >= SEEN_VISIBILITY
        trunk = trunk_length(frame.points)
        metres = float(
            np.linalg.norm(_middle_of(frame.world, 0, 2) - _middle_of(frame.world, 2, 4))
        )
        off = self._quick * _sizes(sure, QUICK) + self._bias * _sizes(sure, BIAS)
        line = frame.back_line
        return replace(
            frame,
            points=frame.points + trunk * _added_up(off[:, :2]),
            depth=frame.depth + trunk * off[:, 2],
            visibility=np.clip(frame.visibility + off[:, 3], 0.0, 1.0),
            world=frame.world + metres * _added_up(off[:, 4:]),
            back_line=None if line is None else line + trunk * self._bowed(line),
        )

    def again(self, seed: int) -> Noise:
        """Another moment of the same hold: the same bias."""
        other = Noise(seed)
        other._bias, other._back = self._bias, self._back
        return other

    def _drawn(self) -> Floats:
        return self._chance.standard_normal((LANDMARK_COUNT, AXES))

    def _go_to(self, time_s: float) -> None:
        since_s = 0.0 if self._time_s is None else time_s - self._time_s
        self._time_s = time_s
        kept = exp(-since_s / FORGETS_S)
        self._quick = kept * self._quick + sqrt(1.0 - kept * kept) * self._drawn()

    def _bowed(self, line: Floats) -> Floats:
        """How far each point of the line of the back is off, (n, 2)."""
        chord = line[-1] - line[0]
        across = np.array((-chord[1], chord[0])) / max(float(np.linalg.norm(chord)), 1e-9)
        share = np.linspace(0.0, np.pi, len(line))
        bows = sum(
            size * drawn * np.sin(times * share)
            for times, size, drawn in zip((1, 2), BACK_TL, self._back, strict=True)
        )
        return np.outer(np.asarray(bows), across)


def _by_landmark(which: int) -> Floats:
    sizes = np.zeros(LANDMARK_COUNT)
    for index in Landmark:
        name = index.name.lower()
        short = name.removeprefix("left_").removeprefix("right_").split("_left")[0]
        sizes[index] = SURE_TL[short.split("_right")[0]][which]
    return sizes


_SIZES: Final = tuple(_by_landmark(which) for which in (QUICK, BIAS))


def _sizes(sure: np.ndarray, which: int) -> Floats:
    """One standard deviation of each (33, AXES)."""
    points = np.where(sure, 1.0, GUESSED_RATIO[which]) * _SIZES[which]
    # Metres are off as points are, by so much more.
    metres = points * METRES_TL[which] / float(_SIZES[which].mean())
    visibility = np.where(sure, VISIBILITY[True][which], VISIBILITY[False][which])
    depth = np.full(LANDMARK_COUNT, DEPTH_TL[which])
    return np.column_stack((points, points, depth, visibility, metres, metres, metres))


def _added_up(off: Floats) -> Floats:
    """What each landmark is off by, of what it is off by against the one that it hangs on."""
    whole = off.copy()
    for index, parent in enumerate(HANGS_ON):
        if parent is not None:
            whole[index] += whole[parent]
    return whole


def _middle_of(places: Floats, first: int, last: int) -> Floats:
    return np.asarray(places[list(TRUNK[first:last])].mean(axis=0))
