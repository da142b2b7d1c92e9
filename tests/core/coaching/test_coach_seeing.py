"""The coach with its eye: what is credited, said and waited for while somebody does a cobra."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from supple import wiring
from supple.core.coaching.coach import Coach
from supple.core.events import (
    CannotTell,
    Command,
    Cue,
    EasierOffered,
    Event,
    HoldCredited,
    PoseReached,
    Result,
    SetDone,
    State,
    StateChanged,
)
from supple.core.pose import Frame, empty_frame
from tests.core import stage
from tests.core.doing import folded, held_cobra, legs_up
from tests.core.drawn import moving
from tests.core.film import LYING, UP, film

COBRA = wiring.catalogue().exercises()["cobra"]
HEAD_BACK = replace(UP, neck=145)


def begun(hold_s: float = 20.0, **more: object) -> Coach:
    """A coach whose person does not wait to be placed."""
    coach = Coach(COBRA, stage.entry("cobra", hold_s=hold_s), camera=True, **more)  # type: ignore[arg-type]
    coach.begin(0.0)
    coach.command(Command.START, 0.0)
    coach.command(Command.START, 0.0)
    assert coach.state is State.ENTERING
    return coach


def shown(coach: Coach, frames: object) -> list[Event]:
    return [event for frame in frames for event in coach.receive(frame)]  # type: ignore[attr-defined]


def gone_between(start_s: float, end_s: float):  # type: ignore[no-untyped-def]
    def change(time_s: float, frame: Frame) -> Frame:
        if start_s <= time_s < end_s:
            return empty_frame(time_s=frame.time_s, aspect_ratio=frame.aspect_ratio)
        return frame

    return change


def states(events: list[Event]) -> list[State]:
    return [event.state for event in events if isinstance(event, StateChanged)]


def test_a_cobra_is_seen_held_and_credited_by_the_camera_to_the_second() -> None:
    coach = begun(hold_s=10.0)
    events = shown(coach, film(hold_s=25.0))
    assert any(isinstance(event, PoseReached) for event in events)
    assert states(events)[:2] == [State.HOLDING, State.LEAVING]
    (done,) = [event for event in events if isinstance(event, SetDone)]
    assert done.by == "camera"
    assert done.credited_s == pytest.approx(10.0, abs=0.1)


def test_placing_comes_first_and_leads_on_by_itself_when_the_body_is_in_view() -> None:
    coach = Coach(COBRA, stage.entry("cobra", hold_s=10.0), camera=True)
    events = coach.begin(0.0) + shown(coach, film(hold_s=10.0))
    assert states(events)[:3] == [State.PLACING, State.GETTING_READY, State.ENTERING]


def test_a_head_thrown_back_is_mended_by_the_words_of_the_file_not_more_than_three_times() -> None:
    coach = begun(hold_s=60.0, easier="sphinx")
    events = shown(coach, film(held=HEAD_BACK, hold_s=40.0))
    cues = [event for event in events if isinstance(event, Cue)]
    assert {event.criterion for event in cues} == {"head_not_back"}
    assert {event.text for event in cues} == {COBRA.words().cues["head_not_back"]}
    assert len(cues) == 3
    assert [event.exercise for event in events if isinstance(event, EasierOffered)] == ["sphinx"]
    gaps = [b.at_s - a.at_s for a, b in pairwise(cues)]
    assert min(gaps) >= 6.0


def test_camera_was_wrong_ends_the_cue_and_lets_the_time_count() -> None:
    coach = begun(hold_s=60.0)
    frames = list(film(held=HEAD_BACK, hold_s=40.0))
    shown(coach, frames[:200])
    before_s = coach.work.credit_s
    coach.command(Command.CAMERA_WRONG, frames[199].time_s)
    events = shown(coach, frames[200:])
    assert not any(isinstance(event, Cue) for event in events)
    assert coach.work.credit_s > before_s + 20.0


def test_somebody_who_leaves_is_waited_for_and_goes_on_when_back() -> None:
    coach = begun(hold_s=60.0)
    events = shown(coach, film(hold_s=60.0, change=gone_between(15.0, 40.0)))
    assert State.PAUSED in states(events)
    assert states(events)[states(events).index(State.PAUSED) + 1] is State.ENTERING
    credited = [event for event in events if isinstance(event, HoldCredited)]
    away = [event for event in credited if 16.5 < event.at_s < 40.0]
    assert not any(event.running for event in away)
    assert credited[-1].credited_s > 25.0


def test_nothing_is_credited_to_an_empty_room_however_long() -> None:
    coach = begun(hold_s=20.0)
    empty = (empty_frame(time_s=index / 10, aspect_ratio=1.5) for index in range(1200))
    events = shown(coach, empty)
    assert not any(isinstance(event, HoldCredited) for event in events)
    assert coach.state is State.PAUSED


def test_a_pose_that_is_not_recognised_is_left_to_the_clock_and_said_so() -> None:
    coach = begun(hold_s=10.0)
    events = shown(coach, film(held=LYING, hold_s=80.0))
    told = [event for event in events if isinstance(event, CannotTell)]
    assert told[0].why == "pose_not_recognised"
    (done,) = [event for event in events if isinstance(event, SetDone)]
    assert done.by == "clock"


def test_pain_stops_it_in_the_middle_of_a_hold() -> None:
    coach = begun(hold_s=60.0)
    frames = list(film(hold_s=20.0))
    shown(coach, frames[:200])
    coach.command(Command.PAIN, frames[199].time_s)
    assert shown(coach, frames[200:]) == []


def test_a_hasty_way_out_is_in_the_findings_of_the_set_that_it_ends_and_said_then() -> None:
    known = wiring.catalogue().exercises()["standing_fold"]
    coach = Coach(known, stage.entry("standing_fold", hold_s=6.0), camera=True)
    coach.begin(0.0)
    coach.command(Command.START, 0.0)
    coach.command(Command.START, 0.0)
    events = shown(coach, folded(1.7, after_s=20.0))
    assert states(events)[:2] == [State.HOLDING, State.LEAVING]
    (done,) = [event for event in events if isinstance(event, SetDone)]
    (rise,) = [finding for finding in done.findings if finding.criterion == "slow_rise"]
    assert rise.result is Result.FAIL
    cues = [event for event in events if isinstance(event, Cue)]
    assert [cue.criterion for cue in cues] == ["g_sudden_jerk", "slow_rise"]
    assert events.index(cues[-1]) < events.index(done)


def cued(events: Sequence[Event]) -> list[str]:
    return [event.criterion for event in events if isinstance(event, Cue)]


def begun_with(exercise: str, **dose: object) -> Coach:
    known = wiring.catalogue().exercises()[exercise]
    coach = Coach(known, stage.entry(exercise, **dose), camera=True)
    coach.begin(0.0)
    coach.command(Command.START, 0.0)
    coach.command(Command.START, 0.0)
    return coach


def test_too_quick_a_way_in_is_said_while_it_is_gone() -> None:
    events = shown(begun_with("legs_up", hold_s=8.0), legs_up(0.8))
    (cue,) = [event for event in events if isinstance(event, Cue)][:1]
    assert cue.criterion == "g_entry_speed"
    assert cue.at_s < 4.5
    assert cue.text == "Slow down. Take three to five seconds to get there."


def test_it_stops_no_time_that_is_held_afterwards() -> None:
    events = shown(begun_with("legs_up", hold_s=4.0), legs_up(0.8))
    credited = [event for event in events if isinstance(event, HoldCredited)]
    assert credited[-1].credited_s == pytest.approx(4.0, abs=0.3)


def test_a_slow_way_in_gets_no_cue() -> None:
    assert "g_entry_speed" not in cued(shown(begun_with("legs_up", hold_s=4.0), legs_up(5.0)))


def test_bouncing_is_said_while_it_is_done() -> None:
    frames = held_cobra(hertz=1.5, swing_deg=6.0)
    assert "g_bounce" in cued(shown(begun_with("cobra", hold_s=30.0), frames))


def test_what_the_camera_was_wrong_about_is_not_said_at_the_end_either() -> None:
    coach = begun_with("standing_fold", hold_s=6.0)
    coach.command(Command.CAMERA_WRONG, 0.0, "slow_rise")
    assert "slow_rise" not in cued(shown(coach, folded(1.7, after_s=20.0)))


def test_that_the_picture_is_too_restless_is_said_once_in_a_set() -> None:
    events = shown(begun_with("cobra", hold_s=60.0), held_cobra(tremble=0.004))
    told = [event for event in events if isinstance(event, CannotTell)]
    assert [event.why for event in told if event.what == "movement"] == ["too_noisy"]
    assert not any(isinstance(event, Cue) for event in events)


def test_what_is_moved_for_a_time_ends_when_that_time_was_spent_in_it() -> None:
    march = wiring.catalogue().exercises()["wu_march"]
    coach = Coach(march, stage.entry("wu_march", duration_s=8.0), camera=True)
    coach.begin(0.0)
    coach.command(Command.START, 0.0)
    coach.command(Command.START, 0.0)
    events = shown(coach, moving(march, cycles_count=8))
    (done,) = [event for event in events if isinstance(event, SetDone)]
    assert done.by == "camera"
    assert done.credited_s == pytest.approx(8.0, abs=0.2)
    assert done.at_s < 16
