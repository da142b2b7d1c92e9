"""The moving figure of an exercise as the player's page gets it: whole numbers, small when packed.

Turns are in 10 000ths, places in tenths of a millimetre. static/js/figure/motion.js reads it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np

from supple.core.exercise import Exercise
from supple.core.figure.playing import Moments, passages, playing
from supple.core.pose import Floats

PARTS_OF_ONE = 10_000


@dataclass(slots=True)
class Figures:
    """What was asked for is kept: poses take some tenths of a second, ways a second each."""

    _kept: dict[str, bytes] = field(default_factory=dict)

    def poses(self, exercise: Exercise) -> bytes:
        """Poses by phase, the camera, what stands around, where it stretches."""
        return self._asked(exercise.id, lambda: _poses(exercise))

    def ways(self, exercise: Exercise) -> bytes:
        """The ways between the poses, each with its two phases."""
        return self._asked(f"{exercise.id}/ways", lambda: _ways(exercise))

    def _asked(self, key: str, make: Callable[[], dict[str, Any]]) -> bytes:
        if key not in self._kept:
            self._kept[key] = json.dumps(make(), separators=(",", ":")).encode()
        return self._kept[key]


def tag(content: bytes) -> str:
    """An ETag."""
    return f'"{sha256(content).hexdigest()[:16]}"'


def _poses(exercise: Exercise) -> dict[str, Any]:
    figure = playing(exercise)
    return {
        "phases": figure.phases,
        **_plain(figure.poses),
        "things": [asdict(thing) for thing in figure.things],
        "held": figure.held,
        "stretched": [
            [*_whole(area.start_m), *_whole(area.end_m), *_whole([area.reach_m])]
            for area in figure.stretched
        ],
        "box": [*_whole(figure.low_m), *_whole(figure.high_m)],
        "azimuth_deg": figure.azimuth_deg,
        "above_deg": figure.above_deg,
    }


def _ways(exercise: Exercise) -> dict[str, Any]:
    return {
        "ways": [
            {"before": one.before, "after": one.after, **_plain(one.moments)}
            for one in passages(exercise)
        ]
    }


def _plain(moments: Moments) -> dict[str, list[list[int]]]:
    frames = len(moments.turns)
    return {
        "turns": [_whole(one) for one in moments.turns.reshape(frames, -1)],
        "places": [_whole(one) for one in moments.places_m],
    }


def _whole(values: Floats | Sequence[float]) -> list[int]:
    return [int(value) for value in np.round(np.asarray(values) * PARTS_OF_ONE)]
