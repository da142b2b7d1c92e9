"""The eye over time, on a body that moves into a cobra as a textbook says, or does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from supple import wiring
from supple.core.body import Landmark
from supple.core.events import (
    Event,
    Placement,
    PoseLost,
    PoseReached,
    Result,
    SuddenMovement,
)
from supple.core.judging.observer import Observer
from supple.core.pose import Frame, empty_frame, mirrored
from tests.core.film import LYING, RATE_HZ, UP, between, film
from tests.core.sticks import frame_of

COBRA = wiring.catalogue().exercises()["cobra"]


def watch(frames: Iterator[Frame]) -> tuple[Observer, list[Event]]:
    observer = Observer(COBRA)
    return observer, [event for frame in frames for event in observer.receive(frame)]


def results(observer: Observer) -> dict[str, Result]:
    return {finding.criterion: finding.result for finding in observer.summary().findings}


def test_a_textbook_cobra_is_reached_and_its_hold_credited_and_no_fault_is_seen() -> None:
    observer, events = watch(film())
    assert sum(isinstance(event, PoseReached) for event in events) == 1
    (hold,) = observer.summary().holds
    assert 4.0 < hold.start_s < 6.8
    assert hold.credited_s == pytest.approx(16.0 - hold.start_s, abs=0.5)
    assert Result.FAIL not in results(observer).values()
    assert results(observer)["head_not_back"] is Result.PASS


def test_a_head_thrown_back_is_a_fault_and_stops_the_credit() -> None:
    observer, _ = watch(film(held=replace(UP, neck=145)))
    assert results(observer)["head_not_back"] is Result.FAIL
    assert next(iter(observer.faults)).criterion == "head_not_back"
    assert observer.credited_s < 2.5


def test_what_the_person_called_wrong_stops_nothing_any_more() -> None:
    observer = Observer(COBRA)
    observer.ignore("head_not_back")
    for frame in film(held=replace(UP, neck=145)):
        observer.receive(frame)
    assert "head_not_back" not in [fault.criterion for fault in observer.faults]
    assert observer.credited_s > 6.0


def test_in_a_mirror_everything_is_the_same() -> None:
    plain, plain_events = watch(film())
    seen, seen_events = watch(film(change=lambda _t, frame: mirrored(frame)))
    assert [type(event) for event in seen_events] == [type(event) for event in plain_events]
    assert results(seen) == results(plain)
    assert seen.credited_s == pytest.approx(plain.credited_s, abs=0.1)


def test_the_same_frames_twice_give_the_same_events_and_older_frames_change_nothing() -> None:
    frames = list(film())
    _, once = watch(iter(frames))
    observer, again = watch(iter(frames))
    assert repr(once) == repr(again)
    before = repr(observer.summary())
    assert [event for frame in frames for event in observer.receive(frame)] == []
    assert repr(observer.summary()) == before


def test_nothing_is_credited_while_nobody_is_seen() -> None:
    def gone(time_s: float, frame: Frame) -> Frame:
        if 9.0 <= time_s < 12.0:
            return empty_frame(time_s=frame.time_s, aspect_ratio=frame.aspect_ratio)
        return frame

    observer, events = watch(film(change=gone))
    whole, _ = watch(film())
    assert any(isinstance(event, PoseLost) and event.why == "nobody" for event in events)
    assert whole.credited_s - observer.credited_s >= 2.9


def test_a_single_lost_frame_interrupts_nothing() -> None:
    def blink(time_s: float, frame: Frame) -> Frame:
        if 9.0 <= time_s < 9.05:
            return empty_frame(time_s=frame.time_s, aspect_ratio=frame.aspect_ratio)
        return frame

    observer, events = watch(film(change=blink))
    assert not any(isinstance(event, PoseLost) for event in events)
    assert len(observer.summary().holds) == 1


def test_a_body_that_lies_on_is_no_cobra() -> None:
    observer, events = watch(film(held=LYING))
    assert not any(isinstance(event, PoseReached) for event in events)
    assert observer.credited_s == 0.0


def test_a_jerk_up_is_a_sudden_movement_and_a_slow_rise_is_not() -> None:
    _, slow = watch(film(rise_s=4.0))
    _, quick = watch(film(rise_s=0.45))
    assert not any(isinstance(event, SuddenMovement) for event in slow)
    assert sum(isinstance(event, SuddenMovement) for event in quick) == 1


def test_hidden_landmarks_are_cannot_tell_and_never_a_fault() -> None:
    def veiled(_time_s: float, frame: Frame) -> Frame:
        visibility = frame.visibility.copy()
        visibility[:11] = 0.2
        return replace(frame, visibility=visibility)

    observer, _ = watch(film(held=replace(UP, neck=145), change=veiled))
    assert results(observer)["head_not_back"] is Result.CANNOT_TELL


def test_a_body_too_far_away_is_told_so_and_not_judged() -> None:
    frames = (
        frame_of(between(LYING, UP, 1.0), time_s=index / RATE_HZ, scale=0.04)
        for index in range(60)
    )
    observer, events = watch(frames)
    assert [event.missing[0] for event in events if isinstance(event, Placement)] == ["too_far"]
    assert observer.credited_s == 0.0


def test_a_new_set_starts_from_nothing() -> None:
    observer, _ = watch(film())
    observer.begin_set()
    assert observer.credited_s == 0.0
    assert observer.summary().holds == ()
    assert set(results(observer).values()) == {Result.CANNOT_TELL}


def test_while_a_limb_is_elsewhere_nothing_is_judged_and_it_is_said_why() -> None:
    def knee_jumps(time_s: float, frame: Frame) -> Frame:
        if not 10.0 <= time_s < 12.0:
            return frame
        points = frame.points.copy()
        points[Landmark.RIGHT_KNEE] += (0.3, 0.3)
        return replace(frame, points=points)

    observer, events = watch(film(change=knee_jumps))
    assert ("pose", "limb_jumped") in observer.summary().cannot_tell
    assert [event.why for event in events if isinstance(event, PoseLost)] == ["limb_jumped"]
    assert Result.FAIL not in results(observer).values()


def test_while_somebody_else_is_in_the_picture_nothing_is_judged_and_then_it_goes_on() -> None:
    def somebody_comes(time_s: float, frame: Frame) -> Frame:
        here = 9.0 <= time_s < 12.0
        return replace(frame, second_person_ratio=0.8 if here else 0.0)

    alone, _ = watch(film())
    observer, events = watch(film(change=somebody_comes))
    placements = [event for event in events if isinstance(event, Placement)]
    assert ("second_person",) in [event.missing for event in placements]
    assert placements[-1].placed
    assert 2.0 < alone.credited_s - observer.credited_s < 4.5
    assert ("pose", "second_person") in observer.summary().cannot_tell


def test_who_takes_over_in_another_size_does_not_inherit_what_was_known_of_the_first() -> None:
    observer = Observer(COBRA)
    for index in range(45):
        observer.receive(frame_of(LYING, time_s=index / RATE_HZ, scale=0.3))
    known = observer.calibration.trunk_length
    assert known is not None
    for index in range(45):
        observer.receive(frame_of(LYING, time_s=9 + index / RATE_HZ, scale=0.18))
    assert observer.calibration.trunk_length == pytest.approx(known * 0.6, rel=0.02)


def test_who_comes_back_alike_is_known_still() -> None:
    observer = Observer(COBRA)
    for index in range(45):
        observer.receive(frame_of(LYING, time_s=index / RATE_HZ, scale=0.3))
    known = observer.calibration.prone_hip_y
    assert known is not None
    for index in range(45):
        observer.receive(frame_of(UP, time_s=9 + index / RATE_HZ, scale=0.3))
    assert observer.calibration.prone_hip_y == known


def test_who_walks_half_out_of_the_picture_is_told_and_judged_again_when_back() -> None:
    def walks_out(time_s: float, frame: Frame) -> Frame:
        away = min(max(0.0, min(time_s - 9.0, 13.0 - time_s)), 1.0)
        return replace(frame, points=frame.points - (0.9 * away, 0.0))

    observer, events = watch(film(hold_s=12.0, change=walks_out))
    placements = [event.missing for event in events if isinstance(event, Placement)]
    assert ("out_left",) in placements
    assert placements[-1] == ()
    assert ("pose", "out_left") in observer.summary().cannot_tell
    assert observer.in_pose


def test_who_is_in_the_picture_instead_of_another_from_one_frame_to_the_next_starts_anew() -> None:
    observer = Observer(COBRA)
    for index in range(45):
        observer.receive(frame_of(LYING, time_s=index / RATE_HZ, scale=0.3))
    known = observer.calibration.trunk_length
    for index in range(45, 90):
        observer.receive(frame_of(LYING, time_s=index / RATE_HZ, scale=0.18, at=(1.2, 0.3)))
    assert known is not None
    assert observer.calibration.trunk_length == pytest.approx(known * 0.6, rel=0.02)
