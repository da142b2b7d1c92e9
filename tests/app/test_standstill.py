"""Which pictures are passed over: never one beside which something changed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from supple.app.standstill import (
    AWAKE_S,
    LOOK_ANEW_S,
    PASS_FOR_S,
    Choice,
    Standstill,
    changed_levels,
)

ROOM = np.full((54, 96), 120, np.uint8)


def with_hand(place: int, level: int = 200) -> np.ndarray:
    """A room in which something of 5 x 5 cells stands at a column."""
    picture = ROOM.copy()
    picture[20:25, place : place + 5] = level
    return picture


def chosen(pictures: list[np.ndarray], rate_hz: float = 30.0) -> list[Choice]:
    standstill = Standstill()
    return [standstill.choose(index / rate_hz, each) for index, each in enumerate(pictures)]


def test_of_a_still_film_every_third_picture_is_looked_at_once_it_has_settled():
    choices = chosen([ROOM] * 60)
    awake = round(AWAKE_S * 30)
    assert choices[:awake].count(Choice.PASS) <= awake // 2
    settled = choices[awake:]
    assert settled.count(Choice.PASS) == pytest.approx(2 / 3 * len(settled), abs=3)


def test_of_a_film_that_moves_at_ease_every_other_picture_is_passed_over():
    choices = chosen([with_hand(40 + index // 8, 150) for index in range(80)])
    assert choices.count(Choice.PASS) == pytest.approx(40, abs=3)
    assert (Choice.PASS, Choice.PASS) not in pairwise(choices[round(AWAKE_S * 30) :][:4])


def test_while_much_moves_every_picture_is_looked_at():
    choices = chosen([with_hand(index, 255) for index in range(80)])
    assert choices.count(Choice.PASS) == choices.count(Choice.LOOK_BACK)


def test_the_first_picture_of_each_turn_is_looked_at():
    choices = chosen([ROOM] * 100)
    turns = range(0, 100, round(LOOK_ANEW_S * 30))
    assert {choices[first] for first in turns} == {Choice.LOOK}


def test_the_picture_before_a_change_is_looked_at_too():
    pictures = [ROOM] * 20
    choices = chosen(pictures)
    last_passed = max(index for index, choice in enumerate(choices) if choice is Choice.PASS)
    changed = chosen([*pictures[: last_passed + 1], with_hand(40)])
    assert changed[-1] is Choice.LOOK_BACK


def test_what_changes_slowly_is_seen_against_the_last_look_not_the_last_picture():
    slow = [with_hand(40, 120 + index) for index in range(80)]  # no two neighbours differ much
    choices = chosen(slow)
    looks = [index for index, choice in enumerate(choices) if choice is not Choice.PASS]
    assert max(np.diff(looks)) <= round(PASS_FOR_S * 30) + 1
    assert all(changed_levels(slow[a], slow[b]) < 16 for a, b in pairwise(looks))


@pytest.mark.parametrize("rate_hz", [5.0, 10.0, 12.5])
def test_of_a_slow_film_nothing_is_passed_over(rate_hz):
    assert Choice.PASS not in chosen([ROOM] * 40, rate_hz)


def test_a_picture_of_another_size_is_a_change():
    assert changed_levels(ROOM, ROOM[:, :50]) == float("inf")
    assert changed_levels(ROOM, ROOM) == 0.0
    assert changed_levels(np.zeros((1, 3), np.uint8), np.full((1, 3), 9, np.uint8)) == 9.0
