"""A body that lies, rises into a cobra and holds it: frames to show to the eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace

import numpy as np

from supple.core.pose import Frame
from tests.core.sticks import Stick, frame_of

LYING = Stick(
    hip=(0.0, 0.20), trunk=2, neck=10, upper_arm=-60, forearm=-10, thigh=180, shank=180, foot=180
)
UP = Stick(
    hip=(0.0, 0.30), trunk=46, neck=88, upper_arm=-78, forearm=-74, thigh=183, shank=180, foot=180
)
RATE_HZ = 15.0


def between(first: Stick, second: Stick, share: float) -> Stick:
    mixed: dict[str, object] = {}
    for field in fields(Stick):
        a, b = getattr(first, field.name), getattr(second, field.name)
        if isinstance(a, tuple):
            mixed[field.name] = tuple(x + share * (y - x) for x, y in zip(a, b, strict=True))
        else:
            mixed[field.name] = a + share * (b - a)
    return Stick(**mixed)  # type: ignore[arg-type]


def film(
    *,
    held: Stick = UP,
    hold_s: float = 10.0,
    rise_s: float = 4.0,
    start_s: float = 0.0,
    change: Callable[[float, Frame], Frame] = lambda _time_s, frame: frame,
) -> Iterator[Frame]:
    """Two seconds lying, then up, then held."""
    for index in range(round((2.0 + rise_s + hold_s) * RATE_HZ)):
        time_s = index / RATE_HZ
        share = min(1.0, max(0.0, (time_s - 2.0) / rise_s))
        stick = between(LYING, held, share)
        yield change(time_s, frame_of(stick, time_s=start_s + time_s, scale=0.3))


def gone_through(
    path: Sequence[tuple[float, Stick]],
    *,
    scale: float = 0.3,
    at: tuple[float, float] = (0.9, 0.05),
    rate_hz: float = RATE_HZ,
    tremble: float = 0.0,
    change: Callable[[float, Stick], Stick] = lambda _time_s, stick: stick,
) -> Iterator[Frame]:
    """A body that goes smoothly (minimum jerk) from one posture to the next, each at its time.

    `tremble`: how unsteady the landmarks are, picture heights, the same each time.
    """
    shake = np.random.default_rng(7)
    for index in range(round(path[-1][0] * rate_hz)):
        time_s = index / rate_hz
        later = next(at for at in range(1, len(path)) if path[at][0] > time_s)
        (began_s, first), (ends_s, second) = path[later - 1], path[later]
        part = (time_s - began_s) / (ends_s - began_s)
        share = 10 * part**3 - 15 * part**4 + 6 * part**5
        stick = change(time_s, between(first, second, share))
        frame = frame_of(stick, time_s=time_s, scale=scale, at=at)
        yield replace(frame, points=frame.points + tremble * shake.normal(size=(33, 2)))
