"""Bodies of known spine, made into masks and frames, for the tests of the line of the back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from benchmarks.back_line import random_body
from benchmarks.made_backs import POSES, Body, Made, made

BENDS = ((-35.0, 10.0), (0.0, 25.0), (30.0, 45.0))
"""Of the lower and the upper half: hollow, flat, rounded."""


def plain_bodies() -> Iterator[tuple[Body, Made]]:
    """Every pose with every bend, squarely from the side, facing either way."""
    for pose in POSES:
        for index, (lower_deg, upper_deg) in enumerate(BENDS):
            body = Body(
                pose=pose, lower_deg=lower_deg, upper_deg=upper_deg, mirrored=index % 2 == 1
            )
            yield body, made(body)


def odd_bodies(count: int) -> Iterator[Made]:
    """Clothed, turned, roughly seen: lines and every reason for none."""
    rng = np.random.default_rng(11)
    for _ in range(count):
        yield made(random_body(rng, (0, 60)))
