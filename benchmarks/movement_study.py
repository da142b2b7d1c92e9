"""The simulations of science.md 5.2 again, with the trembling of real videos instead of a model.

    python -m benchmarks.movement_study

Prints how angles tremble while somebody keeps still, and what that leaves of speed, smoothness,
bouncing and steadiness, by the noise floor that the eye itself would read. What follows stands in
docs/decisions/0018-noise-of-real-videos.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.still_noise import Tremble, as_noise, trembles

from supple.core.following.movement import NoiseFloor
from supple.core.pose import Floats
from supple.core.series.signals import (
    RATE_HZ,
    SUDDEN_DEG_PER_S,
    bounce_rms,
    hold_sd,
    peak_speed,
    smooth,
    sparc,
)

ENTRIES: Final = ((3.0, 40.0), (5.0, 50.0))
"""Seconds and degrees of the ways into a pose that are simulated."""
FLOORS_DEG: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
EVERY: Final = (1, 3)
"""Every frame of 30 a second, and every third."""
CUTOFFS_HZ: Final = (2.0, 3.0, 4.0)
RUNS_COUNT: Final = 200
LURCH_DEG: Final = 8.0
LURCH_S: Final = 0.12
BOUNCES_DEG: Final = (1.5, 3.0)
"""Half of the swing of a bounce: 3 degrees up and 3 down is 6 from one end to the other."""
FALSE_ALARMS_RATIO: Final = 0.02

Noise = Callable[[int], Floats]


def main() -> None:
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    recorded = list(trembles(data))
    print_trembles(recorded)
    chance = np.random.default_rng(7)
    for every in EVERY:
        for floor_deg in FLOORS_DEG:
            noise = noise_of(recorded, floor_deg, every, chance)
            print(f"\nNoise floor {floor_deg:g} degrees, {RATE_HZ / every:g} frames a second")
            for lasts_s, amplitude_deg in ENTRIES:
                for cutoff_hz in CUTOFFS_HZ:
                    print_way(lasts_s, amplitude_deg, cutoff_hz, every, noise)
            print_hold(every, noise)


def print_trembles(recorded: Sequence[Tremble]) -> None:
    print(
        "Still stretches of 3 s, degrees: all, above 3 Hz, under it, AR(1), AR(1) at 10 a second"
    )
    rows = {each.film: [one for one in recorded if one.film == each.film] for each in recorded}
    for film, mine in {**rows, "all": list(recorded)}.items():
        print(f"{film[:40]:42}{len(mine):4}", *(f"{each:7.2f}" for each in _middles(mine)))
    for every in EVERY:
        floors = [floor for each in recorded if (floor := floor_of(each.rest, every)) > 0]
        shares = np.percentile(floors, (10, 50, 90)).round(2)
        print(f"noise floor at {RATE_HZ / every:g} a second, 10, 50 and 90 of 100:", *shares)
    for share in (50, 90):
        print(
            f"{share} of 100 tremble at most", *(f"{each:7.2f}" for each in _at(recorded, share))
        )


def _middles(mine: Sequence[Tremble]) -> Floats:
    return np.median(_rows(mine), axis=0)


def _at(mine: Sequence[Tremble], share: float) -> Floats:
    return np.asarray(np.percentile(_rows(mine), share, axis=0))


def _rows(mine: Sequence[Tremble]) -> Floats:
    return np.array(
        [(e.spread_deg, e.above_deg, e.after_deg, e.likeness, e.live_likeness) for e in mine]
    )


def noise_of(
    recorded: Sequence[Tremble], floor_deg: float, every: int, chance: np.random.Generator
) -> Noise:
    """Trembling of another recorded stretch each time, so large that this is its floor."""
    floors = [floor_of(each.rest, every) for each in recorded]
    usable = [(each, floor) for each, floor in zip(recorded, floors, strict=True) if floor > 0]

    def noise(length: int) -> Floats:
        one, floor = usable[int(chance.integers(len(usable)))]
        return floor_deg / floor * as_noise(one.rest, length, chance)

    return noise


def floor_of(rest: Floats, every: int) -> float:
    """The noise floor that the eye reads of a still stretch, degrees."""
    floor = NoiseFloor()
    for index in range(0, len(rest), every):
        floor.receive(index / RATE_HZ, float(rest[index]))
    return floor.floor_deg


# Movements


def rise(lasts_s: float, amplitude_deg: float) -> Floats:
    """From rest into a pose as smoothly as can be (minimum jerk), half a second more each side."""
    share = np.linspace(0.0, 1.0, round(lasts_s * RATE_HZ) + 1)
    way = amplitude_deg * (10 * share**3 - 15 * share**4 + 6 * share**5)
    rest = round(0.5 * RATE_HZ)
    return np.concatenate((np.zeros(rest), way, np.full(rest, amplitude_deg)))


def lurched(lasts_s: float, amplitude_deg: float) -> Floats:
    """The same with a sudden lurch of 8 degrees and back, as fast as 60 degrees a second."""
    way = rise(lasts_s, amplitude_deg)
    times = np.arange(len(way)) / RATE_HZ
    return way + LURCH_DEG * np.exp(-(((times - 0.5 - 0.6 * lasts_s) / LURCH_S) ** 2))


def in_three(lasts_s: float, amplitude_deg: float) -> Floats:
    """The same in three parts with a stop of 0.4 s between them."""
    part = rise(lasts_s / 3, amplitude_deg / 3)[round(0.5 * RATE_HZ) : -round(0.5 * RATE_HZ)]
    stop = round(0.4 * RATE_HZ)
    pieces = [np.zeros(round(0.5 * RATE_HZ))]
    for index in range(3):
        pieces += [part + pieces[-1][-1], np.full(stop, (index + 1) * amplitude_deg / 3)]
    return np.concatenate((*pieces, np.full(round(0.5 * RATE_HZ), amplitude_deg)))


# Figures


def print_way(
    lasts_s: float, amplitude_deg: float, cutoff_hz: float, every: int, noise: Noise
) -> None:
    def read(made: Floats) -> tuple[float, float]:
        signal = (made + noise(len(made)))[::every]
        even = smooth(np.arange(len(signal)) * every / RATE_HZ, signal, cutoff_hz=cutoff_hz)
        return peak_speed(*even), sparc(*even)

    ways = (rise, lurched, in_three)
    seen = [
        np.array([read(way(lasts_s, amplitude_deg)) for _ in range(RUNS_COUNT)]) for way in ways
    ]
    limit = np.nanpercentile(seen[0][:, 0], 100 * (1 - FALSE_ALARMS_RATIO))
    found = np.mean(seen[1][:, 0] > limit)
    over = [np.mean(one[:, 0] > SUDDEN_DEG_PER_S) for one in seen]
    smoothness = [(np.nanmedian(one[:, 1]), np.nanstd(one[:, 1])) for one in seen]
    print(
        f"  {lasts_s:g} s, {amplitude_deg:g} deg, {cutoff_hz:g} Hz: speed over {limit:5.1f} finds "
        f"{found:4.0%} of lurches (they read {np.median(seen[1][:, 0]):5.1f}); over "
        f"{SUDDEN_DEG_PER_S:g} {over[0]:3.0%} smooth, {over[1]:4.0%} lurches; smoothness "
        f"{smoothness[0][0]:.2f}+-{smoothness[0][1]:.2f}, "
        f"lurch {smoothness[1][0]:.2f}, in three {smoothness[2][0]:.2f}+-{smoothness[2][1]:.2f}, "
        f"1 in 20 smooth under {np.nanpercentile(seen[0][:, 1], 5):.2f}, "
        f"1 in 20 in three over {np.nanpercentile(seen[2][:, 1], 95):.2f}"
    )


def print_hold(every: int, noise: Noise) -> None:
    length = round(6 * RATE_HZ)
    times = np.arange(0, length, every) / RATE_HZ
    still = [noise(length)[::every] for _ in range(RUNS_COUNT)]
    steady = np.percentile([hold_sd(times, one) for one in still], (50, 95, 99))
    calm = np.percentile([bounce_rms(times, one) for one in still], (50, 95, 99))
    print(
        f"  hold: steadiness {_three(steady)}, bouncing {_three(calm)} (50, 95, 99 of 100 still)"
    )
    for swing_deg in BOUNCES_DEG:
        wave = swing_deg * np.sin(2 * np.pi * 1.5 * times)
        read = [bounce_rms(times, one + wave) for one in still]
        print(
            f"  bounce of {swing_deg:g} deg each way at 1.5 Hz reads {np.median(read):.2f}, over "
            f"the calmest 98 of 100: {np.mean(np.array(read) > np.percentile(calm, 98)):.0%}"
        )


def _three(values: Floats) -> str:
    return " ".join(f"{value:.2f}" for value in values)


if __name__ == "__main__":
    main()
