"""How the angles of somebody who keeps still tremble in real videos, as the model sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.videos_seen import Film, films

from supple.core.following.breath import HIPS, POINTS
from supple.core.measuring.measures import Calibration, read
from supple.core.pose import Floats, Frame
from supple.core.seeing.continuity import is_break, trunk_length
from supple.core.series.signals import RATE_HZ, resampled, smooth

ANGLES = (
    "trunk_incline_deg", "hip_angle_signed_deg", "knee_angle_deg", "shoulder_flexion_deg",
    "thigh_from_vertical_deg", "neck_ext_deg", "leg_from_horizontal_deg", "leg_spread_deg",
)  # fmt: skip
STRETCH_S = 3.0
STILL_DEG_PER_S = 3.0
"""Each half of a stretch slower than this, and the body as a whole:"""
STILL_TL_PER_S = 0.08
POINTS_STRETCH_S = 5.0
STILL_POINTS_TL = 0.02
"""Points that spread further about a slow bend were moved."""
FLIP_DEG = 20.0
"""An angle that jumps by more while the body rests was taken for another (a sign, a side)."""
LIVE_STEP_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tremble:
    """One still stretch of one angle, its slow bend taken off. Standard deviations, degrees.

    `above_deg`: what the metric filter takes away; `after_deg`: what it leaves; `likeness`: how
    alike one frame and the next are (AR(1)), at the film's rate and at ten frames a second.
    `rest` is the trembling itself on an even grid of 30 Hz.
    """

    film: str
    angle: str
    at_s: float
    spread_deg: float
    above_deg: float
    after_deg: float
    likeness: float
    live_likeness: float
    rest: Floats


def trembles(data: Path) -> Iterator[Tremble]:
    """Every still stretch of every video, angle by angle; stretches of one do not overlap."""
    for film in films(data):
        for shot in filter(_long_enough, _shots(film)):
            for angle in ANGLES:
                yield from _of_angle(film.name, angle, shot)


def _shots(film: Film) -> Iterator[Sequence[Frame]]:
    shot: list[Frame] = []
    for frame in film.seen:
        if shot and (not frame.found or is_break(shot[-1], frame)):
            yield shot
            shot = []
        if frame.found:
            shot.append(frame)
    yield shot


def _long_enough(shot: Sequence[Frame]) -> bool:
    return bool(shot) and shot[-1].time_s - shot[0].time_s >= STRETCH_S


def _of_angle(name: str, angle: str, shot: Sequence[Frame]) -> Iterator[Tremble]:
    times = np.array([frame.time_s for frame in shot])
    values = np.array([read(angle, frame, Calibration()).value for frame in shot])
    seen = np.isfinite(values)
    times, values = times[seen], values[seen]
    moved = np.hypot(*np.diff([frame.points for frame in shot], axis=0).transpose(2, 0, 1))
    trunks = [trunk_length(frame.points) for frame in shot[1:]]
    pace = np.nanmedian(moved, axis=1) / trunks / np.diff([frame.time_s for frame in shot])
    paces = np.concatenate((pace[:1], pace))[seen]
    begins = 0
    while begins < len(times):
        inside = (times >= times[begins]) & (times < times[begins] + STRETCH_S)
        part = times[inside], values[inside]
        if part[0][-1] - part[0][0] < 0.9 * STRETCH_S or len(part[0]) < 5 * STRETCH_S:
            begins += 5
        elif np.median(paces[inside]) < STILL_TL_PER_S and _still(*part):
            yield _tremble(name, angle, *part)
            begins += len(part[0])
        else:
            begins += max(1, len(part[0]) // 6)


def _still(times: Floats, values: Floats) -> bool:
    halves = (times <= times.mean(), times >= times.mean())
    slopes = [np.polyfit(times[half], values[half], 1)[0] for half in halves]
    whole = np.diff(times).max() < 0.2 and np.ptp(values) < FLIP_DEG
    return bool(max(map(abs, slopes)) < STILL_DEG_PER_S and whole)


def _tremble(name: str, angle: str, times: Floats, values: Floats) -> Tremble:
    rest = values - np.polynomial.Polynomial.fit(times, values, 2)(times)
    grid, filtered = smooth(times, rest)
    _, even = resampled(times, rest)
    live = np.interp(np.arange(times[0], times[-1], LIVE_STEP_S), times, rest)
    return Tremble(
        film=name,
        angle=angle,
        at_s=float(times[0]),
        spread_deg=float(rest.std()),
        above_deg=float(np.std(rest - np.interp(times, grid, filtered))),
        after_deg=float(filtered.std()),
        likeness=_likeness(rest),
        live_likeness=_likeness(live),
        rest=even,
    )


def _likeness(rest: Floats) -> float:
    return float(np.corrcoef(rest[1:], rest[:-1])[0, 1])


def as_noise(rest: Floats, length: int, chance: np.random.Generator) -> Floats:
    """New trembling with the spectrum of a recorded one, of any length."""
    size = len(rest)
    power = np.abs(np.fft.rfft(rest * np.hanning(size))) ** 2 / np.mean(np.hanning(size) ** 2)
    wanted = np.interp(np.fft.rfftfreq(length), np.fft.rfftfreq(size), power / size)
    phases = np.exp(2j * np.pi * chance.random(len(wanted)))
    made = np.fft.irfft(np.sqrt(wanted * length) * phases, length)
    return np.asarray(made - made.mean())


def still_stretches(data: Path) -> Iterator[Sequence[Frame]]:
    """The frames of 5 s over which the whole body rested."""
    for film in films(data):
        for shot in filter(_long_enough, _shots(film)):
            times = np.array([frame.time_s for frame in shot])
            for begins in range(0, len(times), 30):
                inside = np.flatnonzero(
                    (times >= times[begins]) & (times < times[begins] + POINTS_STRETCH_S)
                )
                if times[inside[-1]] - times[inside[0]] < 0.95 * POINTS_STRETCH_S:
                    break
                stretch = shot[inside[0] : inside[-1] + 1]
                if np.median(_about_bend(stretch)[1].std(axis=0)) < STILL_POINTS_TL:
                    yield stretch


def still_points(data: Path) -> list[Floats]:
    """Where chest, shoulders, head and hips were while the whole body rested, trunk lengths.

    Each (times, points x 2) at 30 Hz over at least 5 s, its slow bend taken off.
    """
    found = []
    for stretch in still_stretches(data):
        times, rest = _about_bend(stretch)
        grid = np.arange(times[0], times[-1], 1 / RATE_HZ)
        found.append(np.stack([np.interp(grid, times, column) for column in rest.T], 1))
    return found


def _about_bend(stretch: Sequence[Frame]) -> tuple[Floats, Floats]:
    """Times, and the points about their slow bend, in trunk lengths."""
    times = np.array([frame.time_s for frame in stretch])
    points = np.array([frame.points[[*POINTS, *HIPS]].ravel() for frame in stretch])
    points /= np.median([trunk_length(frame.points) for frame in stretch])
    bends = np.polynomial.polynomial.polyfit(times - times[0], points, 2)
    return times, points - np.polynomial.polynomial.polyval(times - times[0], bends).T
