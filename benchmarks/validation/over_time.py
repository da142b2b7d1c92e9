"""Videos and motion capture: instants that were seen by eye, people who keep still, Vicon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.mocap import recordings, tilt_deg, true_tilts_deg, turns_deg
from benchmarks.movement_study import ENTRIES, floor_of, in_three, lurched, noise_of, rise
from benchmarks.still_noise import Tremble, trembles
from benchmarks.validation.comparison import Against, Comparison, compared
from benchmarks.videos import Expected, expected_of
from benchmarks.videos_seen import Film, films

from supple import wiring
from supple.app.checking import check
from supple.core.judging.observer import Observed
from supple.core.pose import Floats
from supple.core.series.signals import (
    RATE_HZ,
    bounce_rms,
    hold_sd,
    peak_speed,
    smooth,
    sparc,
    sudden_movements,
)

ALL: Final = "all"
"""Videos and recordings are too few to keep some apart."""
RUNS_COUNT: Final = 100


def comparisons(data: Path) -> Iterator[Comparison]:
    yield from _by_eye(data)
    recorded = list(trembles(data))
    yield from _still(recorded)
    yield from _simulated(recorded)
    yield from _by_capture(data)


def _by_eye(data: Path) -> Iterator[Comparison]:
    counted, periods, edges, held = [], [], [], []
    for film, expected in _known(data):
        observed = check(film, wiring.catalogue().exercises(), expected.exercises[0]).observed
        if expected.repetitions_count is not None:
            counted.append(observed.repetitions_count - expected.repetitions_count)
        periods += _periods(expected, observed)
        if expected.hold_s and observed.holds:
            start_s, end_s = expected.hold_s
            hold = min(observed.holds, key=lambda hold: abs(hold.start_s - start_s))
            edges += [hold.start_s - start_s, hold.end_s - end_s]
            held.append(hold.credited_s - (end_s - start_s))
    for name, against, off in (
        ("rep_count", "repetitions of a video, counted by eye", counted),
        ("rep_period_s", "the way from one repetition's far end to the next, by eye", periods),
        ("hold_time_s", "a hold of a video whose ends were seen by eye", held),
        (
            "phase_time_s",
            "where a phase of a video begins, by eye: a hold and what follows",
            edges,
        ),
    ):
        yield from compared(name, Against.EYE, against, ALL, off)


def _known(data: Path) -> Iterator[tuple[Film, Expected]]:
    """Videos of which more is known than what they show."""
    for film in films(data):
        expected = expected_of(film.name)
        if expected and expected.exercises and (expected.repetitions_count or expected.hold_s):
            yield film, expected


def _periods(expected: Expected, observed: Observed) -> list[float]:
    """One repetition at a time: the way to the next far end against the same by eye."""
    true, seen = np.array(expected.peaks_s), np.array(observed.peaks_s)
    if len(true) < 2 or len(seen) < 2:
        return []
    nearest = seen[np.abs(seen[:, None] - true).argmin(axis=0)]
    return list(np.diff(nearest) - np.diff(true))


# Movement


def _still(recorded: Sequence[Tremble]) -> Iterator[Comparison]:
    """What is read of angles that nobody moved: the truth is nothing."""
    read: dict[str, Callable[[Floats, Floats], float]] = {
        "peak_speed_deg_s": lambda times, rest: peak_speed(*smooth(times, rest)),
        "jerk_events": lambda times, rest: sudden_movements(*smooth(times, rest), held=True),
        "bounce_rms_deg": bounce_rms,
        "hold_sd_deg": hold_sd,
    }
    for name, of in read.items():
        off = [of(np.arange(len(each.rest)) / RATE_HZ, each.rest) for each in recorded]
        against = "still stretches of 3 s in real videos, where the truth is 0"
        yield from compared(name, Against.STILL, against, ALL, off)


def _simulated(recorded: Sequence[Tremble]) -> Iterator[Comparison]:
    """Movements of known course with the trembling of real videos on them."""
    floors = [floor for each in recorded if (floor := floor_of(each.rest, 1)) > 0]
    if not floors:
        return
    chance = np.random.default_rng(7)
    noise = noise_of(recorded, float(np.median(floors)), 1, chance)
    measures: dict[str, Callable[[Floats, Floats], float]] = {
        "peak_speed_deg_s": peak_speed,
        "sparc_entry": sparc,
        "jerk_events": sudden_movements,
    }
    ways = {"smooth": rise, "with a sudden lurch": lurched, "in three parts": in_three}
    for name, of in measures.items():
        for how, way in ways.items():
            off = []
            for lasts_s, amplitude_deg in ENTRIES:
                made = way(lasts_s, amplitude_deg)
                times = np.arange(len(made)) / RATE_HZ
                true = of(*smooth(times, made))
                for _ in range(RUNS_COUNT // len(ENTRIES)):
                    off.append(of(*smooth(times, made + noise(len(made)))) - true)
            against = f"ways into a pose, {how}, against the same without trembling"
            yield from compared(name, Against.SIMULATED, against, "made", off)


# Motion capture


def _by_capture(data: Path) -> Iterator[Comparison]:
    for recording in recordings(data / "mocap"):
        exercise = recording.name.partition(",")[0]
        seen = np.array([tilt_deg(frame) for frame in recording.frames])
        for against, true in true_tilts_deg(recording).items():
            where = f"Vicon, {exercise}: {against}"
            off = seen - true
            yield from compared("trunk_lateral_tilt_deg", Against.MOCAP, where, ALL, off)
        turn, true = turns_deg(recording)
        where = f"Vicon, {exercise}: the turn of the shoulder line since the start, from x and z"
        yield from compared("thorax_rotation_deg", Against.MOCAP, where, ALL, turn - true)
