"""Pages that come back, frames that come twice, and a clock that never runs backwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from supple.app.desk import Desk, Opened, Seat
from supple.app.live import LiveSession, Told
from supple.core.coaching.guide import Guide, Place
from supple.core.events import Command, EntryStarted, Placement, SetDone
from supple.core.framecode import Numbered, encode
from supple.core.pose import empty_frame
from supple.core.programme import Session
from supple.core.records import Record, RecordKind
from tests.core import stage

EXERCISES = {name: stage.exercise(name) for name in ("first", "second")}
SESSION = Session(
    programme="two",
    entries=tuple(stage.entry(name, hold_s=5.0, sets_count=2) for name in EXERCISES),
)


def make_guide(place: Place, camera: bool) -> Guide:
    return Guide(SESSION, EXERCISES, camera=camera, place=place)


def live_session(place: Place | None = None) -> LiveSession:
    return LiveSession(make_guide, EXERCISES["first"], place or Place())


def walk(live: LiveSession | Seat, start_s: float, seconds: float) -> list[Told]:
    told: list[Told] = []
    for tick in stage.ticks(start_s, seconds):
        if isinstance(live, Seat):
            told += live.tick("{}", tick.time_s)
        else:
            told += live.tick(tick.time_s)
    return told


def begun(live: LiveSession, time_s: float = 100.0) -> list[Told]:
    live.join(last_event=0, camera=False)
    return live.command(Command.START, time_s, None)


def test_events_are_numbered_from_one_without_a_gap() -> None:
    live = live_session()
    told = begun(live) + walk(live, 100.0, 60.0)
    assert [one.number for one in told] == list(range(1, len(told) + 1))


def test_a_page_that_lost_its_line_is_told_exactly_what_it_missed() -> None:
    live = live_session()
    told = begun(live) + walk(live, 100.0, 30.0)
    seen, missed = told[:3], told[3:]
    assert live.join(last_event=seen[-1].number, camera=False) == missed
    more = walk(live, 130.0, 30.0)
    assert more[0].number == missed[-1].number + 1


def test_a_page_that_starts_anew_goes_on_at_the_set_where_the_session_was() -> None:
    live = live_session()
    begun(live)
    walk(live, 100.0, 40.0)
    place = live.place
    assert place.set_index == 1
    assert live.join(last_event=0, camera=False) == []
    told = live.command(Command.START, 2.0, None)
    started = [one.event for one in told if isinstance(one.event, EntryStarted)]
    assert [event.exercise for event in started] == ["first"]
    assert live.place == place


def test_the_clock_goes_on_although_a_new_page_counts_from_its_own_start() -> None:
    live = live_session()
    told = begun(live, 5000.0) + walk(live, 5000.0, 20.0)
    last_s = told[-1].event.at_s
    live.join(last_event=0, camera=False)
    again = live.command(Command.START, 0.5, None)
    assert last_s <= again[0].event.at_s < last_s + 20.0


def test_before_the_start_the_camera_is_only_tried() -> None:
    live = live_session()
    live.join(last_event=0, camera=True)
    frames = [Numbered(n, empty_frame(time_s=n / 10, aspect_ratio=1.5)) for n in range(30)]
    assert all(isinstance(one.event, Placement) for one in live.frames(frames))
    assert walk(live, 3.0, 30.0) == []


def test_frames_sent_again_are_passed_over() -> None:
    live = live_session()
    live.join(last_event=0, camera=True)
    frames = [Numbered(n, empty_frame(time_s=n / 10, aspect_ratio=1.5)) for n in range(30)]
    live.command(Command.START, 0.0, None)
    once = live.frames(frames)
    assert live.frames(frames) == []
    assert live.join(last_event=1, camera=True)[-1:] == once[-1:] or not once


class Notes:
    """A store and a tape kept in lists."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.taped: list[str | bytes] = []

    def keep(self, records: Sequence[Record]) -> None:
        self.records += records

    def text(self, message: str) -> None:
        self.taped.append(message)

    def frames(self, message: bytes) -> None:
        self.taped.append(message)

    def close(self) -> None:
        self.taped.append("closed")


def desk_of(notes: Notes, *, taped: bool = False) -> Desk:
    opened = Opened(session=SESSION, person="p", place=Place(), easier=lambda _entry: None)
    ids = iter(range(1, 100))
    return Desk(
        exercises=EXERCISES,
        opened=lambda _session: opened,
        keep=notes.keep,
        now=lambda: "2026-11-21T08:00:00.000Z",
        new_id=lambda: UUID(int=next(ids)),
        tape=lambda _session: notes if taped else None,
    )


def test_each_set_is_remembered_once_with_the_exercise_it_belongs_to() -> None:
    notes = Notes()
    seat = desk_of(notes).seat("s")
    seat.join("{}", width=640, height=480, last_event=0, camera=False)
    seat.command("{}", Command.START, 0.0, None)
    told = walk(seat, 0.0, 300.0)
    sets = [record for record in notes.records if record.kind is RecordKind.SET_DONE]
    assert len(sets) == sum(isinstance(one.event, SetDone) for one in told) == 4
    assert [record.data["exercise"] for record in sets] == ["first"] * 2 + ["second"] * 2
    assert notes.records[-1].kind is RecordKind.SESSION_FINISHED
    assert len({record.id for record in notes.records}) == len(notes.records)


def test_pain_is_remembered_as_the_reason_of_the_stop() -> None:
    notes = Notes()
    seat = desk_of(notes).seat("s")
    seat.join("{}", width=640, height=480, last_event=0, camera=False)
    seat.command("{}", Command.START, 0.0, None)
    seat.command("{}", Command.PAIN, 3.0, None)
    assert notes.records[-1].kind is RecordKind.SESSION_STOPPED
    assert notes.records[-1].data == {"reason": "pain"}
    assert seat.over


def test_a_page_finds_its_seat_again_and_another_session_has_its_own() -> None:
    desk = desk_of(Notes())
    assert desk.seat("a") is desk.seat("a")
    assert desk.seat("a") is not desk.seat("b")


def test_messages_are_taped_as_they_came_only_if_there_is_a_tape() -> None:
    notes = Notes()
    desk = desk_of(notes, taped=True)
    seat = desk.seat("s")
    message = encode([empty_frame(time_s=1.0, aspect_ratio=640 / 480)], first_number=0)
    seat.join('{"type":"hello"}', width=640, height=480, last_event=0, camera=True)
    seat.frames(message)
    desk.forget("s")
    opened, *came = notes.taped
    assert json.loads(opened)["place"] == {"entry": 0, "set": 0, "side": 0}
    assert came == ['{"type":"hello"}', message, "closed"]
