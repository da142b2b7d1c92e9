"""Breathing that shows is told by its pauses; where it does not, that is said."""

from __future__ import annotations

from dataclasses import replace
from math import pi

import numpy as np
import pytest

from supple.core.following.breath import HIPS, POINTS, Breath, longest_gap
from tests.core.film import UP
from tests.core.sticks import frame_of

TRUNK_MM = 500.0


def rows(
    rise_mm: float, *, period_s: float = 5.0, lasts_s: float = 30.0, noise_mm: float = 1.0,
    held_from_s: float = 1e9, seed: int = 1,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Seven points that rise with each breath, in trunk lengths, ten times a second."""
    times = np.arange(0.0, lasts_s, 0.1)
    chance = np.random.default_rng(seed)
    wave = np.sin(2 * pi * np.minimum(times, held_from_s) / period_s)
    points = chance.normal(0, noise_mm / TRUNK_MM, (len(times), len(POINTS), 2))
    points[:, :, 1] += rise_mm / 2 / TRUNK_MM * wave[:, None]
    return times, points.reshape(len(times), -1)


@pytest.mark.parametrize("period_s", [3.5, 5.0, 7.0])
def test_a_body_that_breathes_has_pauses_as_long_as_a_breath(period_s: float) -> None:
    told = longest_gap(*rows(10.0, period_s=period_s))
    assert told.value == pytest.approx(period_s, abs=1.2)


def test_a_breath_that_is_held_is_a_long_pause() -> None:
    told = longest_gap(*rows(12.0, lasts_s=40.0, held_from_s=25.0))
    assert told.value > 12.0


def test_a_body_that_only_trembles_does_not_breathe_for_all_that_can_be_seen() -> None:
    told = [longest_gap(*rows(0.0, seed=seed)) for seed in range(40)]
    assert sum(reading.why == "breath_not_seen" for reading in told) >= 38


def test_drifting_is_not_breathing() -> None:
    times, points = rows(0.0)
    drift = np.outer(np.linspace(0, 0.2, len(times)), np.ones(points.shape[1]))
    assert longest_gap(times, points + drift).why == "breath_not_seen"


def test_a_short_hold_tells_nothing() -> None:
    breath = Breath()
    still = frame_of(UP)
    for index in range(150):
        breath.receive(replace(still, time_s=index / 10))
    assert breath.longest_gap().why == "too_short"
    assert {*POINTS}.isdisjoint(HIPS)
