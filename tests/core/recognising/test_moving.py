from __future__ import annotations

from dataclasses import replace

import numpy as np

from supple import wiring
from supple.core.recognising.moving import moved, thinned
from supple.core.recognising.recognition import fits
from tests.core.drawn import drawn, moving

CATALOGUE = wiring.catalogue().exercises()
MARCH = CATALOGUE["wu_march"]


def test_frames_are_thinned_to_ten_a_second() -> None:
    still = drawn(MARCH, "start")
    frames = [replace(still, time_s=index / 30) for index in range(90)]
    assert 28 <= len(thinned(frames)) <= 30
    assert thinned(frames[:1]) == frames[:1]


def test_a_step_to_and_fro_twice_has_moved_and_standing_has_not() -> None:
    frames = moving(MARCH)
    fitness = np.array([fits([MARCH], frame)[MARCH.id] for frame in frames])
    assert moved(MARCH, frames, fitness)
    assert not moved(MARCH, frames, np.zeros(len(frames)))
    still = [replace(frames[0], time_s=frame.time_s) for frame in frames]
    assert not moved(MARCH, still, fitness)
