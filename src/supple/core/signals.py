"""Filters and figures of a signal over time. No landmarks, no names of exercises.

Two paths (science.md 5.3): the live one looks back only (OneEuro, RepetitionCounter); the metric
one comes after the phase and is zero-lag. Times are seconds, NaN values are gaps.

Only the metric one needs SciPy's filters, which take longer to load than all the rest: they are
loaded where they are used.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import nan, pi, sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from supple.core.pose import Floats

RATE_HZ: Final = 30.0
LONGEST_GAP_S: Final = 0.2
METRIC_CUTOFF_HZ: Final = 3.0
NOISY_CUTOFF_HZ: Final = 2.0
NOISY_DEG: Final = 1.0
SUDDEN_DEG_PER_S: Final = 40.0
SUDDEN_RATIO: Final = 2.5
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
        before, slope = self._value, self._slope
        raw_slope = (value - before) / step_s
        weight = _weight(self._derivative_cutoff_hz, step_s)
        slope = slope + weight * (raw_slope - slope)
        cutoff = self._min_cutoff_hz + self._beta * np.abs(slope)
        smoothed = before + _weight(cutoff, step_s) * (value - before)
        fresh = ~np.isfinite(smoothed)
        self._value = np.where(fresh, value, smoothed)
        self._slope = np.where(np.isfinite(slope), slope, 0.0)
        return self._value


def _weight(cutoff_hz: ArrayLike, step_s: float) -> Floats:
    rate = 2.0 * pi * np.asarray(cutoff_hz, dtype=np.float64) * step_s
    return np.asarray(rate / (1.0 + rate))


class RepetitionCounter:
    """Counts cycles of a signal by hysteresis, as they come.

    A cycle is a rise over 70 % and a fall under 30 % of the person's own range. Until two are
    done the range is what was seen so far, at least `smallest_range`; a cycle smaller than 40 %
    of the median, or quicker than `shortest_s`, does not count (science.md 5.3, 8).
    """

    def __init__(self, *, smallest_range: float = 12.0, shortest_s: float = 0.4) -> None:
        self._smallest_range = smallest_range
        self._shortest_s = shortest_s
        self.count = 0
        self.peaks: list[tuple[float, float]] = []
        self._ranges: deque[float] = deque(maxlen=9)
        self._low = self._high = nan
        self._peak_s = nan
        self._up = False
        self._counted_s = -float("inf")

    def receive(self, time_s: float, value: float) -> bool:
        """One value; True when it ends a repetition."""
        if not np.isfinite(value):
            return False
        if not np.isfinite(self._low):
            self._low = self._high = value
            return False
        self._low = min(self._low, value)
        if value >= self._high:
            self._high, self._peak_s = value, time_s
        span = self._high - self._low
        if span < self._needed():
            return False
        if not self._up and value > self._low + 0.7 * span:
            self._up = True
        if self._up and value < self._low + 0.3 * span:
            return self._finish(time_s, value, span)
        return False

    def restart(self, *, smallest_range: float) -> None:
        """What comes next is another signal, with a range of its own; the count stays."""
        self._smallest_range = smallest_range
        self._ranges.clear()
        self._low = self._high = nan
        self._up = False

    def _needed(self) -> float:
        usual = float(np.median(self._ranges)) if len(self._ranges) >= 2 else 0.0
        return max(self._smallest_range, 0.4 * usual)

    def _finish(self, time_s: float, value: float, span: float) -> bool:
        self._up = False
        self._ranges.append(span)
        self.peaks.append((self._peak_s, self._high))
        self._low = self._high = value
        if time_s - self._counted_s < self._shortest_s:
            return False
        self._counted_s = time_s
        self.count += 1
        return True


def resampled(
    times_s: Floats,
    values: Floats,
    rate_hz: float = RATE_HZ,
    *,
    longest_gap_s: float = LONGEST_GAP_S,
) -> tuple[Floats, Floats]:
    """The longest stretch without a gap over 0.2 s, on an even grid. Empty if under 0.3 s."""
    kept = np.isfinite(values) & np.isfinite(times_s)
    times_s, values = times_s[kept], values[kept]
    if len(times_s) < 4:
        return np.empty(0), np.empty(0)
    cuts = np.flatnonzero(np.diff(times_s) > longest_gap_s) + 1
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
    longest_gap_s: float = LONGEST_GAP_S,
) -> tuple[Floats, Floats]:
    """Zero-lag: even 30 Hz, median of 3, Butterworth of 2nd order forward and backward."""
    grid, even = resampled(np.asarray(times_s), np.asarray(values), longest_gap_s=longest_gap_s)
    return grid, _low_pass(even, cutoff_hz)


def _low_pass(even: Floats, cutoff_hz: float) -> Floats:
    from scipy.signal import butter, medfilt, sosfiltfilt

    if len(even) < 4:
        return even
    middle = medfilt(even, 3)
    middle[0], middle[-1] = even[0], even[-1]
    sections = butter(2, cutoff_hz, fs=RATE_HZ, output="sos")
    return np.asarray(sosfiltfilt(sections, middle, padlen=min(15, len(middle) - 1)))


def speeds(times_s: Floats, values: Floats) -> Floats:
    """Speed of an even signal, unit per second."""
    if len(values) < 3:
        return np.zeros_like(values)
    return np.asarray(np.gradient(values, times_s))


def peak_speed(times_s: Floats, values: Floats) -> float:
    """Largest speed of a smoothed signal; NaN if it is too short."""
    return float(np.max(np.abs(speeds(times_s, values)))) if len(values) >= 3 else nan


def noise_floor(times_s: Floats, values: Floats) -> float:
    """Standard deviation of what the filter leaves of a still stretch, median over 2 s windows.

    Of the raw signal it is the spread around the smoothed one that matters for speed, so the
    slow drift of a person is taken off first.
    """
    _, even = resampled(np.asarray(times_s), np.asarray(values))
    if len(even) < 15:
        return nan
    return float(np.std(even - _low_pass(even, 0.5)))


def sudden_movements(times_s: Floats, values: Floats, *, noise_floor_deg: float = 0.0) -> int:
    """How often a smoothed phase was faster than 40 degrees a second and 2.5 times its own pace.

    At least two frames long. -1 where the noise floor is over 2 degrees and nothing can be told.
    """
    if noise_floor_deg > 2.0:
        return -1
    pace = np.abs(speeds(times_s, values))
    moving = pace[pace > 5.0]
    if not len(moving):
        return 0
    fast = pace > max(SUDDEN_DEG_PER_S, SUDDEN_RATIO * float(np.median(moving)))
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
    from scipy.signal import butter, sosfiltfilt

    _, even = resampled(np.asarray(times_s), np.asarray(values))
    if len(even) < 2 * RATE_HZ:
        return nan
    sections = butter(2, BOUNCE_BAND_HZ, btype="bandpass", fs=RATE_HZ, output="sos")
    band = sosfiltfilt(sections, even - np.mean(even), padlen=min(30, len(even) - 1))
    power = float(np.mean(np.square(band))) - noise_floor_deg**2
    return sqrt(power) if power > 0 else 0.0


def repetition_period(peak_times_s: Sequence[float]) -> float:
    """Median time between repetitions, seconds; NaN with fewer than two."""
    return float(np.median(np.diff(peak_times_s))) if len(peak_times_s) > 1 else nan
