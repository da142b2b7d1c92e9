"""The same bodies and the same numbers as in tests/js/player_others.test.js."""

from __future__ import annotations

import numpy as np
import pytest

from supple.core.body import LANDMARK_COUNT
from supple.core.pose import Floats
from supple.core.seeing.others import nearest, second_person_ratio


def body(x: float = 0.0, y: float = 0.0, size: float = 1.0, visibility: float = 0.9) -> Floats:
    """A body whose points lie on a slanted zigzag."""
    index = np.arange(LANDMARK_COUNT)
    points = np.zeros((LANDMARK_COUNT, 4))
    points[:, 0] = x + size * index
    points[:, 1] = y + size * np.where(index % 2 == 0, 0, 10)
    points[:, 3] = visibility
    return points


def test_who_was_followed_so_far_is_the_person_whichever_the_model_names_first() -> None:
    assert nearest(body(), [body(x=200, size=2), body(x=1)]) == 1


def test_somebody_else_is_as_large_as_they_look_against_the_person() -> None:
    assert second_person_ratio(body(), [body(x=200, size=0.5), body()]) == pytest.approx(0.5)
    assert second_person_ratio(body(), [body()]) == 0
    assert second_person_ratio(body(), []) == 0


def test_one_body_found_twice_and_what_is_hardly_seen_is_nobody_else() -> None:
    assert second_person_ratio(body(), [body(), body(x=1)]) == 0
    assert second_person_ratio(body(), [body(), body(x=200, visibility=0.3)]) == 0
