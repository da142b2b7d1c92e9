"""How somebody moved into, in and out of an exercise: speed, suddenness, smoothness.

science.md section 5: on the primary angle, zero-lag filtered at 3 Hz, after the fact. Where the
noise of the landmarks is too high, speed and smoothness are not told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Exercise, Kind
from supple.core.holdtime import Hold
from supple.core.signals import noise_floor, peak_speed, smooth, sparc

SUDDEN_WINDOW_S = 0.3
SUDDEN_APART_S = 4.0
SUDDEN_DEG_PER_S = 60.0
"""Faster than natural bending (science.md 5.3, 5): 40 is brisk, 60 is a fail."""
IMPOSSIBLE_DEG_PER_S = 180.0
"""No body turns this fast on a mat; landmarks that do have jumped (a cut, another person)."""
NOISE_FLOOR_MAX_DEG = 2.0
ENTRY_S = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """NaN where it could not be told."""

    peak_speed_deg_per_s: float
    sudden_movements_count: int
    sparc: float
    noise_floor_deg: float


def sudden_limit_deg_per_s(exercise: Exercise) -> float:
    """Warm-ups are brisk on purpose; nothing in them is called sudden."""
    return float("inf") if exercise.kind is Kind.CARDIO else SUDDEN_DEG_PER_S


def summarise(
    history: Sequence[tuple[float, float]], holds: Sequence[Hold], sudden_count: int
) -> Movement:
    """The figures of a set from its primary signal, (time in s, value in degrees)."""
    samples = np.array([sample for sample in history if np.isfinite(sample[1])])
    if len(samples) < 10 or not holds:
        return Movement(
            peak_speed_deg_per_s=nan,
            sudden_movements_count=sudden_count,
            sparc=nan,
            noise_floor_deg=nan,
        )
    times, values = samples[:, 0], samples[:, 1]
    hold = max(holds, key=lambda hold: hold.end_s - hold.start_s)
    floor_deg = _noise(times, values, hold)
    entry = (times >= hold.start_s - ENTRY_S) & (times <= hold.start_s + 0.3)
    peak, smoothness = nan, nan
    if entry.sum() >= 10 and not floor_deg > NOISE_FLOOR_MAX_DEG:
        peak, smoothness = _entry_figures(times[entry], values[entry])
    return Movement(
        peak_speed_deg_per_s=peak,
        sudden_movements_count=sudden_count,
        sparc=smoothness,
        noise_floor_deg=floor_deg,
    )


def not_judged(criterion: Criterion) -> Finding:
    """A criterion whose measure the eye does not have yet."""
    return Finding(
        criterion=criterion.id,
        severity=criterion.severity,
        result=Result.CANNOT_TELL,
        value=nan,
        unit="",
        uncertainty=nan,
        at_s=nan,
        why="not_measured_yet",
    )


def _noise(times: np.ndarray, values: np.ndarray, hold: Hold) -> float:
    inside = (times >= hold.start_s) & (times < hold.end_s)
    return noise_floor(times[inside], values[inside]) if inside.sum() >= 10 else nan


def _entry_figures(times: np.ndarray, values: np.ndarray) -> tuple[float, float]:
    even_times, even_values = smooth(times, values)
    return peak_speed(even_times, even_values), sparc(even_times, even_values)
