"""A landmark recording replayed gives the events that were told when it was recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from supple.app.desk import Seat
from supple.app.film import POINTS
from supple.app.live import Told
from supple.core.errors import NotFoundError
from supple.core.events import Command, EasierChosen, EntryStarted, HoldCredited, PoseReached
from supple.core.framecode import encode
from supple.core.pose import Frame
from tests.core.film import film


class Page:
    """What a page of the session does: says hello, sends frames and commands, hears events."""

    def __init__(self, seat: Seat, told: list[Told], last_event: int = 0) -> None:
        self.seat, self.told = seat, told
        self.time_s, self.number = 0.0, 0
        hello = {"type": "hello", "version": 1, "width": 1280, "height": 720}
        text = json.dumps({**hello, "last_event": last_event, "camera": True})
        seat.join(text, width=1280, height=720, last_event=last_event, camera=True)

    def say(self, command: Command, criterion: str | None = None) -> list[Told]:
        words = {"type": "command", "command": command, "time_s": self.time_s}
        text = json.dumps({**words, "criterion": criterion})
        return self._hear(self.seat.command(text, command, self.time_s, criterion))

    def see(self, frames: Iterable[Frame]) -> list[Told]:
        start_s, heard = self.time_s + 0.1, []
        for frame in frames:
            self.time_s = start_s + frame.time_s
            message = encode([replace(frame, time_s=self.time_s)], first_number=self.number)
            self.number += 1
            heard += self._hear(self.seat.frames(message)[1])
        return heard

    def skip_to(self, exercise: str) -> None:
        for _ in range(30):
            for one in self.say(Command.SKIP):
                if isinstance(one.event, EntryStarted) and one.event.exercise == exercise:
                    return
        raise AssertionError(f"{exercise} is not in the session")

    def _hear(self, told: list[Told]) -> list[Told]:
        self.told += told
        return told


@pytest.fixture
def ada(household) -> str:
    person = household.somebody(experience="dancer")
    household.people.change(person, keep_recordings=True)
    return person


@pytest.fixture
def session(household, ada) -> str:
    return household.sessions.make(ada, "full_back_complex")


def recorded(household, session: str) -> list[Told]:
    """A cobra on film, with what a page may do to a session: reload, an easier form, a skip."""
    told: list[Told] = []
    page = Page(household.desk.seat(session), told)
    page.see(film(hold_s=1.0))  # before the start the camera is tried
    page.say(Command.START)
    page.skip_to("cobra")
    for _ in ("no need to place me", "I am ready"):
        page.say(Command.START)
    page.see(film(hold_s=12.0))
    page.say(Command.CAMERA_WRONG)
    page = Page(household.desk.seat(session), told)  # the page was loaded anew
    page.say(Command.START)
    page.see(film(hold_s=3.0))
    page.say(Command.EASIER)
    page.see(film(hold_s=2.0))
    return told


def happened(household, session: str) -> list[Told]:
    return [one.told for one in household.replays.of(session).happened]


def test_a_replay_tells_what_was_told_live(household, session):
    told = recorded(household, session)
    household.desk.forget(session)
    credited = [one.event for one in told if isinstance(one.event, HoldCredited)]
    assert {"camera", "clock"} >= {event.by for event in credited} >= {"camera"}
    assert {type(one.event) for one in told} >= {PoseReached, EasierChosen}
    assert repr(happened(household, session)) == repr(told)


def test_it_does_so_too_after_the_server_was_started_anew(household, session):
    told = recorded(household, session)
    household.desk.close()
    household.again()
    page = Page(household.desk.seat(session), told)
    page.say(Command.START)
    page.see(film(hold_s=4.0))
    page.say(Command.EASIER)
    household.desk.forget(session)
    again = happened(household, session)
    assert repr(again) == repr(told)
    started = [one.event.exercise for one in again if isinstance(one.event, EntryStarted)]
    assert len(set(started[-3:])) > 1  # the easier form is gone on with, and eased once more


def test_answers_given_since_do_not_change_what_was_told(household, ada, session):
    told = recorded(household, session)
    household.desk.forget(session)
    household.somebody("Bob")
    from support.household import screen

    household.people.answer(ada, screen(codes=frozenset({"extension_intolerant"})))
    assert repr(happened(household, session)) == repr(told)


def test_a_replay_is_remembered_nowhere(household, session):
    recorded(household, session)
    household.desk.forget(session)
    before = list(household.store.session(session))
    household.replays.of(session)
    assert list(household.store.session(session)) == before


def test_the_film_runs_on_one_clock_with_the_events(household, session):
    recorded(household, session)
    household.desk.close()
    household.again()
    Page(household.desk.seat(session), []).see(film(hold_s=2.0))
    household.desk.forget(session)
    replay = household.replays.of(session)
    size = int.from_bytes(replay.film[6:8], "little")
    rows = [replay.film[at : at + size] for at in range(32, len(replay.film), size)]
    times = np.array([np.frombuffer(row[:4], "<f4")[0] for row in rows])
    assert len(times) == replay.frames_count
    assert (np.diff(times) > 0).all()
    assert times[-1] == pytest.approx(replay.seconds_s, abs=0.01)
    at_s = [one.film_s for one in replay.happened]
    assert at_s == sorted(at_s)
    assert 0 <= at_s[0] <= at_s[-1] <= replay.seconds_s


def test_the_film_has_the_points_where_they_were_and_the_near_side(household, session):
    recorded(household, session)
    household.desk.forget(session)
    film_bytes = household.replays.of(session).film
    row = film_bytes[32:]
    assert film_bytes[:4] == b"FILM"
    assert list(film_bytes[8 : 8 + len(POINTS)]) == list(POINTS)
    first = next(iter(film(hold_s=1.0)))
    points = np.frombuffer(row[8 : 8 + 4 * len(POINTS)], "<i2").reshape(-1, 2) / 4096
    wanted = first.points[list(POINTS)] * (1, -1) + (0, 1)
    assert np.abs(points - wanted).max() < 0.001
    assert (row[4], row[5]) == (2, 1)  # the right side is near, somebody is there


def test_a_night_between_two_frames_is_not_waited_for(household, session):
    page = Page(household.desk.seat(session), [])
    page.see(film(hold_s=1.0))
    page.time_s += 8 * 3600.0
    page.see(film(hold_s=1.0))
    household.desk.forget(session)
    assert household.replays.of(session).seconds_s < 30.0


def test_a_recording_that_broke_off_is_replayed_as_far_as_it_goes(household, session):
    told = recorded(household, session)
    household.desk.forget(session)
    file = household.folder / "recordings" / household.files.name(session)
    file.write_bytes(file.read_bytes()[:-1000])
    again = happened(household, session)
    assert again
    assert repr(again) == repr(told[: len(again)])


def test_what_is_not_there_is_said_in_a_sentence(household, session):
    with pytest.raises(NotFoundError, match="is not there any more"):
        household.replays.of(session)
