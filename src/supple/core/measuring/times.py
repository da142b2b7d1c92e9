"""The measures of a stretch of time: from the primary signal of a phase, after it is over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf, isfinite, isnan, nan
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.core.measuring.measures import MEASURES, Reading
from supple.core.pose import Floats
from supple.core.series import signals

NOISE_MAX_DEG: Final = 0.3
"""Above this noise floor more than one smooth way in fifty reads over 60 degrees a second, and one
calm hold in twenty as unsteady (decision 18: recorded noise; science 5.3 had assumed 2)."""
SMOOTHNESS_NOISE_MAX_DEG: Final = 0.5
"""Smoothness stands a little more: in three parts still reads 1.5 lower than in one."""
BOUNCE_NOISE_RATIO: Final = 1.5
"""Of recorded noise so many times its floor lies between 0.7 and 2.5 Hz (decision 18)."""
BOUNCE_OVER_NOISE_RATIO: Final = 8.0
"""One calm hold in a hundred reads as bounced by eight times its noise floor (decision 18); more
is a bounce, however restless the picture."""

Signal = tuple[Floats, Floats]


def _phase_time(signal: Signal, _: float) -> float:
    return float(signal[0][-1] - signal[0][0]) if len(signal[0]) > 1 else nan


def _bounce(signal: Signal, floor_deg: float) -> float:
    return signals.bounce_rms(*signal, noise_floor_deg=BOUNCE_NOISE_RATIO * floor_deg)


def _sudden(signal: Signal, *, held: bool = False) -> float:
    grid, filtered = signals.smooth(*signal)
    return float(signals.sudden_movements(grid, filtered, held=held)) if len(grid) else nan


_OF_SIGNAL: Final[Mapping[str, Callable[[Signal, float], float]]] = MappingProxyType(
    {
        "peak_speed_deg_s": lambda s, _: signals.peak_speed(*signals.smooth(*s)),
        "jerk_events": lambda s, _: _sudden(s),
        "sparc_entry": lambda s, _: signals.sparc(*signals.smooth(*s)),
        "bounce_rms_deg": _bounce,
        "hold_sd_deg": lambda s, _: signals.hold_sd(*s),
        "phase_time_s": _phase_time,
    }
)
_NOISE_MAX_DEG: Final[Mapping[str, float]] = MappingProxyType(
    {
        "peak_speed_deg_s": NOISE_MAX_DEG,
        "jerk_events": NOISE_MAX_DEG,
        "sparc_entry": SMOOTHNESS_NOISE_MAX_DEG,
        "hold_sd_deg": NOISE_MAX_DEG,
    }
)


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
        Of the same signal while still; NaN counts as 0, infinite is too high for anything.
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
    floor_deg = 0.0 if isnan(noise_floor_deg) else noise_floor_deg
    if floor_deg > _NOISE_MAX_DEG.get(name, inf):
        return Reading(nan, "too_noisy")
    signal = (np.asarray(times_s, dtype=np.float64), np.asarray(values, dtype=np.float64))
    value = _OF_SIGNAL[name](signal, floor_deg)
    if name == "bounce_rms_deg" and floor_deg > max(
        NOISE_MAX_DEG, value / BOUNCE_OVER_NOISE_RATIO
    ):
        return Reading(nan, "too_noisy")
    return _told(value)


def read_of_hold(name: str, stretch: Signal, *, noise_floor_deg: float) -> Reading:
    """The same of a stretch that is held: what is sudden there needs no pace to compare with."""
    if name != "jerk_events" or noise_floor_deg > NOISE_MAX_DEG:
        return read_over_time(name, *stretch, noise_floor_deg=noise_floor_deg)
    return _told(_sudden(stretch, held=True))


def read_of_repetition(
    name: str, stretch: Signal, *, peak_s: float, noise_floor_deg: float
) -> Reading:
    """The same of one repetition, which goes out to `peak_s` and back."""
    whole = read_over_time(name, *stretch, noise_floor_deg=noise_floor_deg)
    if name != "sparc_entry" or whole.why == "too_noisy":
        return whole
    return _told(signals.sparc_of_repetition(*signals.smooth(*stretch), peak_s))


def _told(value: float) -> Reading:
    return Reading(value, "") if isfinite(value) else Reading(nan, "too_short")
