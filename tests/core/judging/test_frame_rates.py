"""What is seen is the same at 8 frames a second and at 60, evenly spaced or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pytest

from supple.core.events import Result
from supple.core.pose import Frame
from tests.core.doing import finding, leaned, seen
from tests.core.film import LYING, UP, gone_through

WARN = Result.WARN
RATES_HZ = [8.0, 10.0, 15.0, 24.0, 30.0, 60.0]


def held(rate_hz: float) -> Iterator[Frame]:
    path = [(0.0, LYING), (3.0, LYING), (7.0, UP), (17.0, UP), (20.0, LYING), (23.0, LYING)]
    return gone_through(path, rate_hz=rate_hz)


def unevenly(frames: Iterable[Frame]) -> list[Frame]:
    """A camera of 30 frames a second of which two thirds are lost, here and there."""
    kept = np.random.default_rng(3).random(10_000) < 0.33
    return [frame for frame, keep in zip(frames, kept, strict=False) if keep]


def told(frames: Iterable[Frame]) -> tuple[tuple[float, float], dict[str, Result]]:
    observer, _ = seen("cobra", frames)
    observed = observer.summary()
    (hold,) = observed.holds
    return (hold.start_s, hold.end_s), {f.criterion: f.result for f in observed.findings}


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_hold_begins_and_ends_at_the_same_time_with_the_same_findings(rate_hz: float) -> None:
    usual_s, usual = told(held(30.0))
    times_s, results = told(held(rate_hz))
    assert times_s == pytest.approx(usual_s, abs=0.4)
    assert results == usual


def test_so_it_does_where_frames_are_lost() -> None:
    usual_s, usual = told(held(30.0))
    times_s, results = told(unevenly(held(30.0)))
    assert times_s == pytest.approx(usual_s, abs=0.4)
    judged = {name for name, result in usual.items() if result is not Result.CANNOT_TELL}
    assert judged == {name for name, result in results.items() if result in (Result.PASS, WARN)}


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_repetitions_are_as_many_and_peak_at_the_same_time(rate_hz: float) -> None:
    observer, _ = seen("off_standing_extension", leaned_at(rate_hz))
    observed = observer.summary()
    assert observed.repetitions_count == 4
    assert observed.peaks_s == pytest.approx([4.0, 8.0, 12.0, 16.0], abs=0.25)
    assert finding(observer, "small_lean").result is Result.PASS


def leaned_at(rate_hz: float) -> Iterator[Frame]:
    frames = list(leaned(18, 4))
    wanted = np.arange(0.0, frames[-1].time_s, 1.0 / rate_hz)
    times = np.array([frame.time_s for frame in frames])
    for at_s in wanted:
        after = int(np.searchsorted(times, at_s))
        first, second = frames[max(0, after - 1)], frames[min(after, len(frames) - 1)]
        share = (at_s - first.time_s) / max(second.time_s - first.time_s, 1e-9)
        yield Frame(
            time_s=float(at_s),
            points=first.points + min(max(share, 0.0), 1.0) * (second.points - first.points),
            depth=first.depth,
            visibility=first.visibility,
            world=first.world,
            aspect_ratio=first.aspect_ratio,
        )
