"""What the pose model makes of a body that a simulated camera sees exactly: its measured noise.

Theory of operation
-------------------
Each landmark is off by a bias that stays the same over a hold, and trembles about that; trembling
forgets itself within `FORGETS_S` (AR(1)). In both a landmark follows the one that it hangs on, the
wrist the elbow, by a share. The numbers are what `python -m benchmarks.landmark_noise` printed on
the real videos (26 stretches of 5 s in which somebody rests, of six) and on the tuned photos (up
to 218 landmarks of a kind). What lies behind another part is off as what the model guesses.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt
from typing import Final

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame
from supple.core.seeing.continuity import trunk_length

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

FORGETS_S: Final = 0.3
QUICK, BIAS = 0, 1
POINTS_TL: Final = {
    "nose": (0.0, 0.0064, 0.0256), "eye_inner": (0.90, 0.0015, 0.0095),
    "eye": (0.86, 0.0017, 0.0107), "eye_outer": (0.81, 0.0020, 0.0124),
    "ear": (0.61, 0.0029, 0.0157), "mouth": (0.86, 0.0014, 0.0093),
    "shoulder": (0.0, 0.0036, 0.0224), "elbow": (0.53, 0.0042, 0.0283),
    "wrist": (0.60, 0.0034, 0.0256), "pinky": (0.76, 0.0019, 0.0180),
    "index": (0.74, 0.0021, 0.0180), "thumb": (0.84, 0.0021, 0.0149),
    "hip": (0.0, 0.0033, 0.0216), "knee": (0.06, 0.0093, 0.0358),
    "ankle": (0.26, 0.0051, 0.0329), "heel": (0.97, 0.0039, 0.0264),
    "foot_index": (0.70, 0.0065, 0.0396),
}  # fmt: skip
"""Share by which it follows, then quick and bias of each coordinate, one standard deviation, where
the model is sure of it."""
GUESSED_RATIO: Final = (2.5, 1.15)
"""So much larger they are where it guesses (elbow to foot)."""
METRES_RATIO: Final = (1.45, 2.65)
"""So much larger they are in the metric landmarks than in the picture."""
SURE: Final = {"depth": (0.10, 0.25), "visibility": (0.002, 0.02)}
GUESSED: Final = {"depth": (0.10, 0.36), "visibility": (0.010, 0.1)}
"""Of all landmarks alike. How far the model is from itself where it guesses how well it sees
(0.24) takes a hidden limb for a seen one now and then, which is no noise of a hold: less stands
here."""
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
    column = np.zeros(LANDMARK_COUNT)
    for index in Landmark:
        name = index.name.lower().replace("left", "").replace("right", "").strip("_")
        column[index] = POINTS_TL[name][which]
    return column


_FOLLOWS: Final = _by_landmark(0)
_SIZES: Final = tuple(_by_landmark(1 + which) for which in (QUICK, BIAS))


def _sizes(sure: np.ndarray, which: int) -> Floats:
    """One standard deviation of each (33, AXES), besides what it follows in."""
    points = np.where(sure, 1.0, GUESSED_RATIO[which]) * _SIZES[which]
    depth, visibility = (
        np.where(sure, SURE[kind][which], GUESSED[kind][which]) for kind in ("depth", "visibility")
    )
    metres = METRES_RATIO[which] * points
    return np.column_stack((points, points, depth, visibility, metres, metres, metres))


def _added_up(off: Floats) -> Floats:
    """What each landmark is off by, with what it follows in."""
    whole = off.copy()
    for index, parent in enumerate(HANGS_ON):
        if parent is not None:
            whole[index] += _FOLLOWS[index] * whole[parent]
    return whole


def _middle_of(places: Floats, first: int, last: int) -> Floats:
    return np.asarray(places[list(TRUNK[first:last])].mean(axis=0))
