"""Made bodies, whose truth is known: what a measure reads of one that a camera sees turned.

The truth is what the measure reads of the same body seen squarely, from very far and without
error. The landmarks tremble as far as the looks at a photo spread; the camera looks down by up to
15 degrees, as far as most do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from benchmarks.back_line import error_of, random_body
from benchmarks.made_backs import Body, frame_of
from benchmarks.validation.comparison import Against, Comparison, apart, compared
from benchmarks.validation.still_photos import value

from supple.core.exercise import View
from supple.core.measuring.measures import MEASURES
from supple.core.pose import Frame

TURNS_DEG: Final = (0.0, 15.0, 30.0)
BACK_TURNS_DEG: Final = ((0, 10), (10, 20), (20, 30))
BODIES_COUNT: Final = 100
FAR_TL: Final = 1e6
FACING_DEG: Final = -90.0
PART: Final = "made"
BACK_MEASURES: Final = {
    "back_curvature_idx": 0,
    "back_bend_lower_deg": 1,
    "back_bend_upper_deg": 2,
}
"""Which number of a back's shape it is."""

Pair = tuple[Frame, Frame]
"""As it is, and as it is seen."""


def comparisons(noise_tl: float) -> Iterator[Comparison]:
    chance = np.random.default_rng(11)
    for turn_deg in TURNS_DEG:
        bodies = [random_body(chance, (0, 1)) for _ in range(BODIES_COUNT)]
        side = [_seen(body, 0.0, turn_deg, noise_tl) for body in bodies]
        standing = [replace(body, pose="standing") for body in bodies]
        front = [_seen(body, FACING_DEG, turn_deg, noise_tl) for body in standing]
        for name, measure in MEASURES.items():
            if measure.over_time or measure.of_back_line or measure.any_view:
                continue  # the metric landmarks of a made body have no error
            from_side = View.SIDE in measure.views
            off = [
                apart(name, value(name, seen), value(name, true))
                for true, seen in (side if from_side else front)
            ]
            where = "side-on" if from_side else "facing the camera"
            against = f"made bodies, turned {turn_deg:g}° from {where}"
            yield from compared(name, Against.MADE, against, PART, off)
    yield from _of_backs(chance)


def _seen(body: Body, squarely: float, turn_deg: float, noise_tl: float) -> Pair:
    """A body as it is and as it is seen turned from squarely to either side, both degrees."""
    way = np.sign(body.turn_deg)
    body = replace(body, turn_deg=squarely + way * turn_deg, landmark_noise_tl=noise_tl)
    plain = replace(body, turn_deg=squarely, pitch_deg=0.0, landmark_noise_tl=0.0, away_tl=FAR_TL)
    return frame_of(plain), frame_of(body)


def _of_backs(chance: np.random.Generator) -> Iterator[Comparison]:
    """The line of the back of painted bodies, by how far they are turned."""
    for turn in BACK_TURNS_DEG:
        shapes = [error_of(random_body(chance, turn))[0] for _ in range(BODIES_COUNT)]
        told = np.array([shape for shape in shapes if shape is not None])
        for name, index in BACK_MEASURES.items():
            against = f"made bodies with an outline, turned {turn[0]} to {turn[1]}°"
            yield from compared(name, Against.MADE, against, PART, told[:, index])
