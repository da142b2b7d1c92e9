"""Filters and figures of a signal over time. No landmarks, no names of exercises.

Two paths (science.md 5.3): the live one looks back only (OneEuro); the metric one comes after the
phase and is zero-lag. Times are seconds, NaN values are gaps.

Only the metric one needs SciPy's filters, which take longer to load than all the rest: they are
loaded where they are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isfinite, nan, pi, sqrt
from typing import Final, Literal

import numpy as np

from supple.core.pose import Floats

RATE_HZ: Final = 30.0
LONGEST_GAP_S: Final = 0.2
SLOW_GAP_S: Final = 0.45
METRIC_CUTOFF_HZ: Final = 4.0
"""Sees a lurch better than 3 Hz at the same share of false alarms, smoothness alike
(decision 18)."""
SUDDEN_DEG_PER_S: Final = 50.0
"""With recorded noise 40 is reached by one smooth way in ten, 50 by one in fifty (decision 18)."""
SUDDEN_RATIO: Final = 2.5
MOVING_DEG_PER_S: Final = 5.0
BOUNCE_BAND_HZ: Final = (0.7, 2.5)


class OneEuro:
    """The One-Euro filter over an array: steady where still, quick where moving.

    A value that is NaN stays NaN and starts anew when it is back. Casiez et al., CHI 2012;
    parameters of science.md 5.3 (values in picture heights, a trunk is about a quarter of one).
    """

    def __init__(
        self,
        *,
        min_cutoff_hz: float = 1.5,
        beta: float = 8.0,
        derivative_cutoff_hz: float = 1.0,
    ) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._derivative_cutoff_hz = derivative_cutoff_hz
        self._time_s = nan
        self._value: Floats | None = None
        self._slope: Floats | None = None

    def __call__(self, time_s: float, value: Floats) -> Floats:
        if self._value is None or self._slope is None:
            self._time_s = time_s
            self._value = value.astype(np.float64)
            self._slope = np.zeros_like(self._value)
            return self._value
        step_s = time_s - self._time_s
        if step_s <= 0:
            return self._value
        self._time_s = time_s
        moved = value - self._value
        # The slope goes a part of the way to that of the last step, in place.
        slope = self._slope
        rate = 2.0 * pi * step_s
        weight = rate * self._derivative_cutoff_hz / (1.0 + rate * self._derivative_cutoff_hz)
        slope *= 1.0 - weight
        slope += moved * (weight / step_s)
        # The value stays behind by the share 1 / (1 + rate * cutoff) of its way.
        behind = np.abs(slope)
        behind *= rate * self._beta
        behind += 1.0 + rate * self._min_cutoff_hz
        moved /= behind
        filtered = value - moved
        if not isfinite(np.vdot(filtered, filtered)):
            filtered = np.where(np.isfinite(filtered), filtered, value)
            self._slope = np.where(np.isfinite(slope), slope, 0.0)
        self._value = filtered
        return filtered


def slope(times_s: Floats, values: Floats) -> float:
    """Of the least-squares line, unit per second."""
    steps_s = times_s - times_s.mean()
    return float(steps_s @ values / (steps_s @ steps_s))


def resampled(
    times_s: Floats,
    values: Floats,
    rate_hz: float = RATE_HZ,
    *,
    longest_gap_s: float | None = None,
) -> tuple[Floats, Floats]:
    """The longest stretch without a gap, on an even grid. Empty if under 0.3 s.

    A gap is longer than 0.2 s, or, where frames come slowly, than two and a half of their steps.
    """
    kept = np.isfinite(values) & np.isfinite(times_s)
    times_s, values = times_s[kept], values[kept]
    if len(times_s) < 4:
        return np.empty(0), np.empty(0)
    steps_s = np.diff(times_s)
    if longest_gap_s is None:
        longest_gap_s = min(max(LONGEST_GAP_S, 2.5 * float(np.median(steps_s))), SLOW_GAP_S)
    cuts = np.flatnonzero(steps_s > longest_gap_s) + 1
    stretches = np.split(np.arange(len(times_s)), cuts)
    longest = max(stretches, key=lambda part: times_s[part[-1]] - times_s[part[0]])
    start_s, end_s = times_s[longest[0]], times_s[longest[-1]]
    if end_s - start_s < 0.3:
        return np.empty(0), np.empty(0)
    grid = np.arange(start_s, end_s + 1e-9, 1.0 / rate_hz)
    return grid, np.interp(grid, times_s[longest], values[longest])


def smooth(
    times_s: Floats,
    values: Floats,
    *,
    cutoff_hz: float = METRIC_CUTOFF_HZ,
    longest_gap_s: float | None = None,
) -> tuple[Floats, Floats]:
    """Zero-lag: even 30 Hz, median of 3, Butterworth of 2nd order forward and backward."""
    grid, even = resampled(np.asarray(times_s), np.asarray(values), longest_gap_s=longest_gap_s)
    return grid, _low_pass(even, cutoff_hz)


def rest_above(times_s: Floats, values: Floats, cutoff_hz: float) -> tuple[Floats, Floats, Floats]:
    """Times, and of an even signal what is below and what is above a steep cut.

    Straight lines between slow frames would be a rest by themselves, so it is bent ones here.
    """
    from scipy.interpolate import CubicSpline
    from scipy.signal import sosfiltfilt

    grid, even = resampled(times_s, values)
    if len(even) < 4:
        return grid, even, np.zeros_like(even)
    if len(times_s) < 0.9 * len(grid):
        even = CubicSpline(times_s, values)(grid)
    sections = butterworth(4, cutoff_hz)
    below = sosfiltfilt(sections, even, padlen=min(30, len(even) - 1))
    return grid, below, even - below


@cache
def butterworth(order: int, cut_hz: float | tuple[float, float]) -> Floats:
    """The sections of a filter of an even signal, designed once: low-pass, or of a band."""
    from scipy.signal import butter

    kind: Literal["bandpass", "lowpass"] = "bandpass" if isinstance(cut_hz, tuple) else "lowpass"
    return np.asarray(butter(order, cut_hz, btype=kind, fs=RATE_HZ, output="sos"))


def _low_pass(even: Floats, cutoff_hz: float) -> Floats:
    from scipy.signal import medfilt, sosfiltfilt

    if len(even) < 4:
        return even
    middle = medfilt(even, 3)
    middle[0], middle[-1] = even[0], even[-1]
    sections = butterworth(2, cutoff_hz)
    return np.asarray(sosfiltfilt(sections, middle, padlen=min(15, len(middle) - 1)))


def speeds(times_s: Floats, values: Floats) -> Floats:
    """Speed of an even signal, unit per second."""
    if len(values) < 3:
        return np.zeros_like(values)
    return np.asarray(np.gradient(values, times_s))


def peak_speed(times_s: Floats, values: Floats) -> float:
    """Largest speed of a smoothed signal; NaN if it is too short."""
    return float(np.max(np.abs(speeds(times_s, values)))) if len(values) >= 3 else nan


def sudden_movements(times_s: Floats, values: Floats, *, held: bool = False) -> int:
    """How often a smoothed phase was faster than 50 degrees a second and 2.5 times its own pace.

    At least two frames long. Somebody who holds a pose has no pace of their own: there, `held`,
    the degrees alone count.
    """
    pace = np.abs(speeds(times_s, values))
    moving = pace[pace > MOVING_DEG_PER_S]
    if not len(moving):
        return 0
    own = 0.0 if held else SUDDEN_RATIO * float(np.median(moving))
    fast = pace > max(SUDDEN_DEG_PER_S, own)
    edges = np.diff(np.concatenate(([0], fast.astype(int), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return int(np.sum(ends - starts >= 2))


def spectral_arc_length(
    speed: Floats,
    rate_hz: float,
    *,
    pad_level: int = 4,
    cutoff_hz: float = 10.0,
    amplitude_threshold: float = 0.05,
) -> float:
    """SPARC of a speed profile; about -1.4 for one smooth movement, lower is less smooth.

    Balasubramanian et al., J NeuroEng Rehabil 12:112, 2015; parameters of siva82kb/SPARC.
    """
    if len(speed) < 3 or not np.any(speed):
        return nan
    length = 2 ** (int(np.ceil(np.log2(len(speed)))) + pad_level)
    frequency = np.arange(0, rate_hz, rate_hz / length)
    spectrum = np.abs(np.fft.fft(speed, length))
    spectrum = spectrum / spectrum.max()
    below = frequency <= cutoff_hz
    frequency, spectrum = frequency[below], spectrum[below]
    loud = np.flatnonzero(spectrum >= amplitude_threshold)
    chosen = slice(loud[0], loud[-1] + 1)
    frequency, spectrum = frequency[chosen], spectrum[chosen]
    if len(frequency) < 2:
        return nan
    steps = np.diff(frequency) / (frequency[-1] - frequency[0])
    return -float(np.sum(np.hypot(steps, np.diff(spectrum))))


def sparc(times_s: Floats, values: Floats) -> float:
    """Smoothness of a movement into or out of a pose, from a smoothed even signal.

    Cut by position (10 to 90 % of the way, 0.3 s more on each side), cut-off 3 Hz (science.md
    5.2): -2.7 and more is flowing, under -3.2 stop and start. NaN where nothing moved.
    """
    if len(values) < 5:
        return nan
    low, high = float(np.min(values)), float(np.max(values))
    if high - low < 5.0:
        return nan
    share = (values - values[0]) / (values[-1] - values[0] or nan)
    inside = np.flatnonzero((share > 0.1) & (share < 0.9))
    if not len(inside):
        return nan
    margin = round(0.3 * RATE_HZ)
    part = slice(max(0, inside[0] - margin), inside[-1] + margin + 1)
    pace = np.abs(speeds(times_s[part], values[part]))
    return spectral_arc_length(pace, RATE_HZ, cutoff_hz=3.0)


def hold_sd(times_s: Floats, values: Floats, *, window_s: float = 2.0) -> float:
    """Steadiness of a hold: the largest standard deviation over windows of 2 s; NaN if shorter."""
    grid, even = smooth(times_s, values)
    size = round(window_s * RATE_HZ)
    if len(grid) < size:
        return nan
    windows = np.lib.stride_tricks.sliding_window_view(even, size)
    return float(np.max(np.std(windows, axis=1)))


def bounce_rms(times_s: Floats, values: Floats, *, noise_floor_deg: float = 0.0) -> float:
    """Bouncing in a hold: RMS between 0.7 and 2.5 Hz, noise taken off; NaN if under 2 s."""
    from scipy.signal import sosfiltfilt

    _, even = resampled(np.asarray(times_s), np.asarray(values))
    if len(even) < 2 * RATE_HZ:
        return nan
    sections = butterworth(2, BOUNCE_BAND_HZ)
    band = sosfiltfilt(sections, even - np.mean(even), padlen=min(30, len(even) - 1))
    power = float(np.mean(np.square(band))) - noise_floor_deg**2
    return sqrt(power) if power > 0 else 0.0


def sparc_of_repetition(times_s: Floats, values: Floats, peak_s: float) -> float:
    """The less smooth of the way out to the peak and the way back; NaN where neither moved."""
    halves = (times_s <= peak_s, times_s >= peak_s)
    told = [sparc(times_s[half], values[half]) for half in halves]
    return min((value for value in told if np.isfinite(value)), default=nan)


def repetition_period(peak_times_s: Sequence[float]) -> float:
    """Median time between repetitions, seconds; NaN with fewer than two."""
    return float(np.median(np.diff(peak_times_s))) if len(peak_times_s) > 1 else nan
