"""How often breathing can be told of a body that breathes, and of one that does not.

    python -m benchmarks.breath_study

Bodies are made: landmarks tremble with the spectrum of those of real videos (SUPPLE_DATA), and
chest, shoulders and head rise by so many millimetres with each breath.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import pi
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.still_noise import as_noise, still_points

from supple.core.following.breath import HIPS, POINTS, longest_gap
from supple.core.pose import Floats

TRUNK_MM: Final = 500.0
HOLD_S: Final = 30.0
BREATHS_PER_MIN: Final = (6, 10, 15)
RISES_MM: Final = (0.0, 4.0, 8.0, 12.0)
RATES_HZ: Final = (10.0,)
UNEVEN_RATIO: Final = 0.12
"""Spread of the length of a breath in somebody who rests."""
RUNS_COUNT: Final = 100


def main() -> None:
    chance = np.random.default_rng(5)
    recorded = still_points(Path(os.environ.get("SUPPLE_DATA", "../shared/data")))
    spread_mm = [TRUNK_MM * float(np.median(part.std(axis=0))) for part in recorded]
    print(f"{len(recorded)} still stretches; points tremble by {np.median(spread_mm):.1f} mm")
    for rate_hz in RATES_HZ:
        for rise_mm in RISES_MM:
            for per_min in BREATHS_PER_MIN if rise_mm else (0,):
                told = [
                    breathe(recorded, rate_hz, rise_mm, per_min, chance) for _ in range(RUNS_COUNT)
                ]
                seen = [gap_s for gap_s in told if np.isfinite(gap_s)]
                gaps = f", pauses of {np.median(seen):.1f} s" if seen else ""
                print(
                    f"  {rate_hz:g} a second, rise {rise_mm:g} mm, {per_min} a minute: "
                    f"told {len(seen)} of {RUNS_COUNT}{gaps}"
                )


def breathe(
    recorded: Sequence[Floats],
    rate_hz: float,
    rise_mm: float,
    per_min: float,
    chance: np.random.Generator,
) -> float:
    """The pause that is told of one made body, NaN where none is."""
    times = np.arange(0, HOLD_S, 1 / 30.0)
    part = recorded[int(chance.integers(len(recorded)))]
    points = np.stack([as_noise(column, len(times), chance) for column in part.T], axis=1)
    tops = np.cumsum(60 / max(per_min, 1) * chance.normal(1, UNEVEN_RATIO, 30)) - HOLD_S / 2
    rise = rise_mm / TRUNK_MM / 2 * np.cos(2 * pi * np.interp(times, tops, np.arange(30.0)))
    chosen = len(POINTS)
    points = points.reshape(len(times), chosen + len(HIPS), 2)
    points[:, :chosen, 1] += rise[:, None] * np.linspace(1.0, 0.5, chosen)
    rows = (points[:, :chosen] - points[:, chosen:].mean(axis=1, keepdims=True)).reshape(
        len(times), -1
    )
    every = round(30.0 / rate_hz)
    return longest_gap(times[::every], rows[::every]).value


if __name__ == "__main__":
    main()
