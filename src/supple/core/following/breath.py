"""Whether breathing shows in a long hold, and the longest pause between two breaths. No number
of breaths is told: landmarks are too coarse for that, and often for any of it.

What moves with breath is a few millimetres of chest, shoulders and head. It is looked for in how
these points move against the hips: the one movement that all of them share (first principal
component, each point weighed by its own noise), slow as breath is. Only a rhythm that stands well
above chance counts (decision 18 says how often made bodies show one); else *breathing not seen*.
"""

from __future__ import annotations

from collections import deque
from math import isfinite, nan
from typing import Final

import numpy as np

from supple.core.body import Landmark
from supple.core.measuring.measures import Reading
from supple.core.pose import Floats, Frame
from supple.core.series.signals import resampled

LEAST_S: Final = 20.0
MEMORY_S: Final = 60.0
RATE_HZ: Final = 10.0
BAND_HZ: Final = (0.1, 0.6)
NOISE_BAND_HZ: Final = (1.0, 3.0)
LONGEST_GAP_S: Final = 0.6
RHYTHM_MIN: Final = 0.55
"""Likeness of the movement to itself one breath later, and its opposite half a breath later."""
TWICE_LESS: Final = 0.2
"""Two breaths later it may be so much less: no two are equally long."""
SHARED_MIN_RATIO: Final = 0.5
"""How much of all slow movement the shared one is."""
DEEP_RATIO: Final = 0.4
"""A rise smaller than this of the usual one is no breath."""

POINTS: Final = (
    Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR, Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW,
)  # fmt: skip
HIPS: Final = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


class Breath:
    """Keeps where chest, shoulders and head were in a hold. State over time."""

    def __init__(self) -> None:
        self._kept: deque[Frame] = deque()

    def leave(self) -> None:
        """The hold is over: what comes next is another one."""
        self._kept.clear()

    def receive(self, frame: Frame) -> None:
        """A frame of the hold, as it came."""
        if self._kept and (self._kept[-1].back_line is None) != (frame.back_line is None):
            self._kept.clear()
        self._kept.append(frame)
        while frame.time_s - self._kept[0].time_s > MEMORY_S:
            self._kept.popleft()

    def longest_gap(self) -> Reading:
        """The longest pause between two breaths in seconds, or NaN and why it is not known."""
        if not self._kept or self._kept[-1].time_s - self._kept[0].time_s < LEAST_S:
            return Reading(nan, "too_short")
        times = np.array([frame.time_s for frame in self._kept])
        return longest_gap(times, np.array([_row(frame) for frame in self._kept]))


def _row(frame: Frame) -> Floats:
    """Where chest, shoulders and head are against the hips, and the back against its lower end."""
    parts = [(frame.points[list(POINTS)] - frame.points[list(HIPS)].mean(axis=0)).ravel()]
    if frame.back_line is not None:
        parts.append((frame.back_line[6::6] - frame.back_line[0]).ravel())
    return np.concatenate(parts)


def longest_gap(times_s: Floats, rows: Floats) -> Reading:
    """The same of rows (times, points) in any unit."""
    even = [_even(times_s, column) for column in rows.T]
    even = [column for column in even if len(column) >= LEAST_S * RATE_HZ]
    if len(even) < 2:
        return Reading(nan, "breath_not_seen")
    size = min(map(len, even))
    columns = np.array([column[-size:] for column in even])
    slow, noise = _band(columns, BAND_HZ), _band(columns, NOISE_BAND_HZ).std(axis=1)
    moving = noise > 0
    weighed = slow[moving] / noise[moving, None]
    if not len(weighed):
        return Reading(nan, "breath_not_seen")
    left, strengths, shared = np.linalg.svd(weighed, full_matrices=False)
    wave = shared[0] * np.sign(left[:, 0].sum() or 1.0)
    ratio = strengths[0] ** 2 / np.sum(strengths**2)
    period = _period(wave)
    if ratio < SHARED_MIN_RATIO or not isfinite(period):
        return Reading(nan, "breath_not_seen")
    return Reading(_longest_pause(wave, period), "")


def _even(times_s: Floats, column: Floats) -> Floats:
    return resampled(times_s, column, RATE_HZ, longest_gap_s=LONGEST_GAP_S)[1]


def _band(columns: Floats, band_hz: tuple[float, float]) -> Floats:
    from scipy.signal import butter, sosfiltfilt

    sections = butter(2, band_hz, btype="bandpass", fs=RATE_HZ, output="sos")
    centred = columns - columns.mean(axis=1, keepdims=True)
    return np.asarray(sosfiltfilt(sections, centred, padlen=min(60, columns.shape[1] - 1)))


def _period(wave: Floats) -> float:
    """Samples of one breath, of the most rhythmic part of the wave; NaN where none has rhythm."""
    best, found = RHYTHM_MIN, nan
    for size in sorted({round(LEAST_S * RATE_HZ), len(wave)}):
        for begins in range(0, len(wave) - size + 1, round(4 * RATE_HZ)):
            part = wave[begins : begins + size]
            likeness = _likeness(part)
            for lag in range(round(RATE_HZ / BAND_HZ[1]) + 1, round(size / 2.5)):
                if likeness[lag] < max(likeness[lag - 1], likeness[lag + 1]):
                    continue
                dip = likeness[round(lag / 2)]
                both = min(likeness[lag], -dip, likeness[2 * lag] + TWICE_LESS)
                if both > best:
                    best, found = both, float(lag)
    return found


def _likeness(part: Floats) -> Floats:
    """How alike a wave and itself are so many samples later, -1 to 1, for lags up to 4/5 of it."""
    size = len(part)
    lags = np.arange(round(0.8 * size) + 2)
    products = np.correlate(part, part, "full")[size - 1 : size - 1 + len(lags)]
    power = np.concatenate(([0.0], np.cumsum(np.square(part))))
    before, after = power[size - lags], power[size] - power[lags]
    return np.asarray(products / np.sqrt(before * after))


def _longest_pause(wave: Floats, period: float) -> float:
    """Between the tops of breaths, and from the last one to the end."""
    from scipy.signal import find_peaks

    usual = float(np.percentile(wave, 95))
    tops, _ = find_peaks(wave, height=DEEP_RATIO * usual, distance=max(1, round(period / 2)))
    edges = [*tops, len(wave) - 1]
    return float(np.max(np.diff(edges)) / RATE_HZ) if len(tops) > 1 else nan
