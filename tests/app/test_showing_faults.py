"""What was seen beside what is meant: kept at a cue, shown after the set, and only if it is true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.app.showing_faults import Instant, shown
from supple.core.events import Command
from tests.app.showing import EXERCISES, Before, seat_of

COBRA = EXERCISES["cobra"]


def instant_of(fault: str) -> Instant | None:
    """What is kept of a set of the cobra that was held with a fault."""
    seat = seat_of("cobra")
    before = Before(seat, COBRA)
    for phase, seconds, how in (("start", 14.0, ""), ("hold", 25.0, fault), ("hold", 10.0, "")):
        for _ in before.stays(phase, seconds, fault=how):
            if seat.instant is not None:
                return seat.instant
    for _ in before.stays("start", 20.0):
        pass
    return seat.instant


@pytest.fixture(scope="module")
def legs_bent() -> Instant:
    instant = instant_of("legs_long")
    assert instant is not None
    return instant


def test_after_a_set_the_moment_of_its_cue_is_there_to_be_shown(legs_bent: Instant) -> None:
    print(legs_bent.criterion.id, legs_bent.finding)
    pictures = shown(legs_bent)
    assert pictures is not None
    open("/tmp/gh/seen.svg", "w").write(pictures.pair.seen)
    open("/tmp/gh/meant.svg", "w").write(pictures.pair.meant)
    assert 'class="fig-mark"' in pictures.pair.seen
    assert 'class="fig-mark"' not in pictures.pair.meant
