"""The measures of a stretch of time: from the primary signal of a phase, after it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite, nan
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.core import signals
from supple.core.measures import MEASURES, Reading
from supple.core.pose import Floats

NOISE_MAX_DEG: Final = 2.0
"""Above this the noise of the landmarks is all that speed and smoothness show (science 5.3, 4)."""

Signal = tuple[Floats, Floats]


def _smoothed(signal: Signal, floor_deg: float) -> Signal:
    noisy = floor_deg > signals.NOISY_DEG
    cutoff_hz = signals.NOISY_CUTOFF_HZ if noisy else signals.METRIC_CUTOFF_HZ
    return signals.smooth(*signal, cutoff_hz=cutoff_hz)


def _phase_time(signal: Signal, _: float) -> float:
    return float(signal[0][-1] - signal[0][0]) if len(signal[0]) > 1 else nan


def _bounce(signal: Signal, floor_deg: float) -> float:
    # Of white noise up to 15 Hz the band from 0.7 to 2.5 Hz lets an eighth of the power through.
    in_band_deg = floor_deg * ((2.5 - 0.7) / (signals.RATE_HZ / 2)) ** 0.5
    return signals.bounce_rms(*signal, noise_floor_deg=in_band_deg)


_OF_SIGNAL: Final[Mapping[str, Callable[[Signal, float], float]]] = MappingProxyType(
    {
        "peak_speed_deg_s": lambda s, n: signals.peak_speed(*_smoothed(s, n)),
        "jerk_events": lambda s, n: float(signals.sudden_movements(*_smoothed(s, n))),
        "sparc_entry": lambda s, n: signals.sparc(*_smoothed(s, n)),
        "bounce_rms_deg": _bounce,
        "hold_sd_deg": lambda s, _: signals.hold_sd(*s),
        "phase_time_s": _phase_time,
    }
)
_DROWNED_BY_NOISE: Final = ("peak_speed_deg_s", "jerk_events", "sparc_entry")


def read_over_time(
    name: str,
    times_s: Sequence[float] | Floats,
    values: Sequence[float] | Floats,
    *,
    noise_floor_deg: float = 0.0,
    peak_times_s: Sequence[float] = (),
) -> Reading:
    """The value of a measure over a phase.

    Parameters
    ----------
    times_s, values
        The primary signal of the phase alone (its entry, its hold), raw; NaN values are gaps.
    noise_floor_deg
        Of the same signal while still; NaN counts as 0.
    peak_times_s
        When the repetitions of the set peaked, for the measures of repetitions.

    Returns
    -------
    The value, or NaN and why: "too_noisy", "too_short", "not_measured_yet".
    """
    if name == "rep_count":
        return Reading(float(len(peak_times_s)), "")
    if name == "rep_period_s":
        return _told(signals.repetition_period(peak_times_s))
    if name not in MEASURES or name not in _OF_SIGNAL:
        return Reading(nan, "not_measured_yet")
    floor_deg = noise_floor_deg if isfinite(noise_floor_deg) else 0.0
    if floor_deg > NOISE_MAX_DEG and name in _DROWNED_BY_NOISE:
        return Reading(nan, "too_noisy")
    signal = (np.asarray(times_s, dtype=np.float64), np.asarray(values, dtype=np.float64))
    return _told(_OF_SIGNAL[name](signal, floor_deg))


def _told(value: float) -> Reading:
    return Reading(value, "") if isfinite(value) else Reading(nan, "too_short")
