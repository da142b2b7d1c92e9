"""How somebody moved into, in and out of an exercise: speed, suddenness, smoothness.

science.md section 5: on the primary angle, zero-lag filtered at 3 Hz, after the fact. Where the
noise of the landmarks is too high, speed, suddenness and smoothness are not told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, isfinite, nan
from statistics import median

import numpy as np

from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Exercise, Kind
from supple.core.following.ways import Way
from supple.core.measuring.times import NOISE_MAX_DEG, read_over_time
from supple.core.series.signals import RATE_HZ, rest_above, slope
from supple.core.series.track import Track

SUDDEN_WINDOW_S = 0.3
SUDDEN_APART_S = 4.0
SUDDEN_DEG_PER_S = 60.0
"""Faster than natural bending (science.md 5.3, 5): 40 is brisk, 60 is a fail."""
IMPOSSIBLE_DEG_PER_S = 180.0
"""No body turns this fast on a mat; landmarks that do have jumped (a cut, another person)."""
STILL_S = 2.0
FLOOR_CUTOFF_HZ = 3.5
"""Low enough that ten frames a second show what lies above it; a bounce lies below."""
EDGE_COUNT = 8
"""What a filter makes of the ends of a stretch, a quarter of a second, tells nothing."""
ROUGH_RATIO = 2.5
BEND_OF_NOISE = 5.64
"""Median of the fourth difference of noise, in its standard deviations: 0.6745 times root 70."""
STILL_DEG_PER_S = 8.0
"""Each half of a stretch slower than this: somebody who keeps still, however much it trembles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """NaN where it could not be told."""

    peak_speed_deg_per_s: float
    sudden_movements_count: int
    sparc: float
    noise_floor_deg: float


class NoiseFloor:
    """How much the signal trembles while somebody keeps still, at any time of the exercise.

    Standard deviation about a slow bend over 2 s, filtered as the measures of speed are; the
    median of all such stretches. NaN while nobody has kept still.
    """

    def __init__(self) -> None:
        self._samples: deque[tuple[float, float]] = deque()
        self._floors: deque[float] = deque(maxlen=15)
        self._last: deque[float] = deque(maxlen=5)
        self._bends: deque[float] = deque(maxlen=26)
        self.floor_deg = nan

    @property
    def too_high(self) -> bool:
        """Whether speed shows nothing but noise."""
        if isfinite(self.floor_deg):
            return self.floor_deg > NOISE_MAX_DEG
        # Nobody kept still yet. Noise bends a signal to and fro at every frame; a movement bends
        # it too, but slowly, and so hardly in the fourth difference.
        return bool(self._bends) and median(self._bends) > BEND_OF_NOISE * NOISE_MAX_DEG

    @property
    def judged_deg(self) -> float:
        """For the measures of time: infinite where it is too high but not known how high."""
        return inf if self.too_high and not isfinite(self.floor_deg) else self.floor_deg

    def cut(self) -> None:
        self._samples.clear()
        self._last.clear()
        self._bends.clear()

    def receive(self, time_s: float, value: float) -> None:
        if not isfinite(value):
            return
        self._samples.append((time_s, value))
        self._last.append(value)
        if len(self._last) == 5:
            first, second, third, fourth, fifth = self._last
            self._bends.append(abs(first - 4 * second + 6 * third - 4 * fourth + fifth))
        if time_s - self._samples[0][0] < STILL_S:
            return
        times, values = np.array(self._samples).T
        self._samples.clear()
        if _keeps_still(times, values):
            grid, below, above = rest_above(times, values, FLOOR_CUTOFF_HZ)
            if len(grid) >= STILL_S / 2 * RATE_HZ:
                bend = np.polynomial.Polynomial.fit(grid, below, 2)
                trembling_deg = float(np.std(below - bend(grid)))
                rough_deg = float(np.std(above[EDGE_COUNT:-EDGE_COUNT]))
                # Of noise as much lies above the filter as under it; what does not is movement.
                self._floors.append(min(trembling_deg, ROUGH_RATIO * rough_deg))
                self.floor_deg = median(self._floors)


class Suddenness:
    """Tells of a movement that is faster than a stretch should be, as it happens."""

    def __init__(self, exercise: Exercise) -> None:
        # Warm-ups are brisk on purpose; nothing in them is called sudden.
        self._limit = float("inf") if exercise.kind is Kind.CARDIO else SUDDEN_DEG_PER_S
        self._at_s = -float("inf")
        self._fast_frames = 0
        self.count = 0

    def cut(self) -> None:
        self._fast_frames = 0

    def receive(
        self, time_s: float, track: Track, noise: NoiseFloor, jumped: Callable[[], bool]
    ) -> float:
        """The speed of a sudden movement that shows in this frame, degrees a second.

        NaN where there is none, as where the signal `jumped` (asked only where it is fast);
        infinite where nobody moves like that and landmarks jumped.
        """
        speed = abs(track.speed_per_s(SUDDEN_WINDOW_S))
        if speed > IMPOSSIBLE_DEG_PER_S:
            self._fast_frames = 0
            return inf
        fast = speed > self._limit and not jumped()
        self._fast_frames = self._fast_frames + 1 if fast else 0
        if self._fast_frames < 2 or time_s - self._at_s < SUDDEN_APART_S or noise.too_high:
            return nan
        self._at_s = time_s
        self.count += 1
        return speed


def summarise(ways: Sequence[Way], sudden_count: int, noise: NoiseFloor) -> Movement:
    """The figures of a set: of the last of its ways into a hold that could be told."""
    peak, smoothness = nan, nan
    for way in ways:
        if not way.why:
            peak, smoothness = (
                read_over_time(name, way.times_s, way.values, noise_floor_deg=noise.judged_deg)[0]
                for name in ("peak_speed_deg_s", "sparc_entry")
            )
    return Movement(
        peak_speed_deg_per_s=peak,
        sudden_movements_count=sudden_count,
        sparc=smoothness,
        noise_floor_deg=noise.floor_deg,
    )


def not_judged(criterion: Criterion, why: str = "not_measured_yet") -> Finding:
    """A criterion that cannot be told at all, as one whose measure the eye does not have yet."""
    return Finding(
        criterion=criterion.id,
        severity=criterion.severity,
        result=Result.CANNOT_TELL,
        value=nan,
        unit="",
        uncertainty=nan,
        at_s=nan,
        why=why,
    )


def _keeps_still(times: np.ndarray, values: np.ndarray) -> bool:
    middle = (times[0] + times[-1]) / 2
    halves = (times <= middle, times >= middle)
    return all(
        half.sum() >= 3 and abs(slope(times[half], values[half])) < STILL_DEG_PER_S
        for half in halves
    )
