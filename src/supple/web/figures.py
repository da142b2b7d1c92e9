"""The moving figure of an exercise as the player's page gets it: whole numbers, small when packed.

Turns are in 10 000ths, of crossings in 2 000ths; places in tenths of a millimetre.
static/js/figure/motion.js reads it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import pairwise
from threading import Lock, Thread
from typing import Any

import numpy as np

from supple.app.fault_pictures import Shown, marked_part
from supple.core.exercise import Exercise
from supple.core.figure.crossing import FRAMES, Crossing, Crossings, even, waiting
from supple.core.figure.muscles import Area, around
from supple.core.figure.playing import Moments, into_fault, passages, playing
from supple.core.pose import Floats

PARTS_OF_ONE = 10_000
CROSSING_PARTS_OF_ONE = 2_000


@dataclass(slots=True)
class Figures:
    """What was asked for is kept: poses take some tenths of a second, ways a second each.

    Of a session the ways are settled before they are asked for, one exercise ahead.
    """

    crossings: Crossings
    _kept: dict[str, bytes] = field(default_factory=dict)
    _making: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))
    _onward: dict[tuple[str, str], tuple[Exercise, Exercise]] = field(default_factory=dict)

    def poses(self, exercise: Exercise) -> bytes:
        """Poses by phase, the camera, what stands around, where it stretches."""
        return self._asked(exercise.id, lambda: _poses(exercise))

    def ways(self, exercise: Exercise) -> bytes:
        """The ways between the poses, each with its two phases."""
        return self._asked(f"{exercise.id}/ways", lambda: _ways(exercise))

    def crossing(self, before: Exercise, after: Exercise) -> bytes:
        """The way over from one exercise to another."""
        answer = self._over(before, after)
        if (before.id, after.id) in self._onward:
            self._ahead(*self._onward[before.id, after.id])
        return answer

    def expect(self, exercises: Sequence[Exercise]) -> None:
        """Somebody is about to do these one after the other: the first way over is settled now,
        beside what else is done, and each further one when the one before it was asked for.
        """
        pairs = [pair for pair in pairwise(exercises) if all(one.poses for one in pair)]
        for (before, after), onward in pairwise(pairs):
            self._onward[before.id, after.id] = onward
        if pairs:
            self._ahead(*pairs[0])

    def fault(self, exercise: Exercise, shown: Shown) -> bytes:
        """The way from what is meant into a fault, and where to look."""
        key = f"{exercise.id}/faults/{shown.criterion.id}"
        return self._asked(key, lambda: _fault(exercise, shown))

    def _over(self, before: Exercise, after: Exercise) -> bytes:
        key = f"{before.id}>{after.id}"
        return self._asked(key, lambda: _crossing(self.crossings.of(before, after)))

    def _ahead(self, before: Exercise, after: Exercise) -> None:
        def settle() -> None:
            for one in (before, after):
                self.ways(one)
            self._over(before, after)

        Thread(target=settle, daemon=True).start()

    def _asked(self, key: str, make: Callable[[], dict[str, Any]]) -> bytes:
        with self._making[key]:  # who asks while it is made waits for it
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
        "stretched": [_area(area) for area in figure.stretched],
        "box": [*_whole(figure.low_m), *_whole(figure.high_m)],
        "even": even(waiting(exercise)),
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


def _crossing(found: Crossing) -> dict[str, Any]:
    """Each frame beside the first as what it differs by, which packs smaller."""
    frames = len(found.moments.turns)
    turns = np.round(found.moments.turns.reshape(frames, -1) * CROSSING_PARTS_OF_ONE)
    places = np.round(found.moments.places_m * PARTS_OF_ONE)
    return {
        "durations_s": found.durations_s,
        "frames": FRAMES,
        "begins": _whole(found.begins_m),
        "turns": _steps(turns),
        "places": _steps(places),
    }


def _fault(exercise: Exercise, shown: Shown) -> dict[str, Any]:
    passage = into_fault(exercise, shown.fault)
    return {
        "before": passage.before,
        **_plain(passage.moments),
        "marked": _area(around(marked_part(exercise, shown))),
    }


def _area(area: Area) -> list[int]:
    return [*_whole(area.start_m), *_whole(area.end_m), *_whole([area.reach_m])]


def _steps(frames: Floats) -> list[list[int]]:
    return [[int(value) for value in row] for row in np.diff(frames, axis=0, prepend=0.0)]


def _plain(moments: Moments) -> dict[str, list[list[int]]]:
    frames = len(moments.turns)
    return {
        "turns": [_whole(one) for one in moments.turns.reshape(frames, -1)],
        "places": [_whole(one) for one in moments.places_m],
    }


def _whole(values: Floats | Sequence[float]) -> list[int]:
    return [int(value) for value in np.round(np.asarray(values) * PARTS_OF_ONE)]
