from __future__ import annotations

import numpy as np
import pytest

from supple.core.pose import empty_frame
from supple.core.recognising.features import (
    POINTS,
    SWAPPED,
    features,
    flat_bodies,
    mirrored_bodies,
)
from tests.core.figures import FIGURES
from tests.core.sticks import frame_of

BODIES = flat_bodies([frame_of(figure.stick) for figure in FIGURES])


def test_place_and_size_in_the_picture_change_nothing() -> None:
    moved = BODIES * 0.4 + np.array([0.3, -0.2])
    assert features(moved) == pytest.approx(features(BODIES), abs=1e-4)


def test_mirrored_twice_is_the_same_body() -> None:
    assert mirrored_bodies(mirrored_bodies(BODIES)) == pytest.approx(BODIES)
    assert sorted(SWAPPED) == list(range(len(POINTS)))


def test_nobody_is_a_row_of_nothing() -> None:
    nobody = flat_bodies([empty_frame(time_s=0, aspect_ratio=1)])
    assert np.isnan(features(nobody)).all()
    assert flat_bodies([]).shape == (0, len(POINTS), 2)


def test_which_side_is_which_changes_nothing_of_what_is_told_of_both_together() -> None:
    """Those are the last features: how far apart two joints are, and how bent."""
    uneven = BODIES + np.random.default_rng(1).normal(0, 0.05, BODIES.shape)
    other_way, as_it_is = features(uneven[:, list(SWAPPED)]), features(uneven)
    assert other_way[:, -20:] == pytest.approx(as_it_is[:, -20:])
    assert not np.allclose(other_way, as_it_is)
