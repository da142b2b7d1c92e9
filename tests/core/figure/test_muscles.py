"""Every name that an exercise stretches has a place on the body, under its skin."""

from __future__ import annotations

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.core.figure.bones import BIND_SAID
from supple.core.figure.flesh import skin_points
from supple.core.figure.kinematics import placed
from supple.core.figure.muscles import PLACES, areas
from supple.core.figure.posture import posture


def test_all_that_the_catalogue_stretches_has_a_place() -> None:
    named = {name for exercise in own().values() for name in exercise.stretches}

    assert named <= set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_a_place_reaches_the_skin(name: str) -> None:
    centres, radii, _ = skin_points(placed(posture(BIND_SAID)))
    for area in areas((name,)):
        middle = (area.start_m + area.end_m) / 2
        depth = radii - np.linalg.norm(centres - middle, axis=1)
        assert -0.03 < depth.max() < area.reach_m


def test_what_there_are_two_of_is_on_both_sides() -> None:
    left, right = areas(("hamstrings",))

    assert left.start_m == pytest.approx(right.start_m * np.array((1.0, 1.0, -1.0)))
