"""The same person, live over the desk, in the video, and in the landmark recording of the session.

One judge: what it finds must not depend on how the frames came.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from supple import wiring
from supple.adapters.recording import Recording, RecordingWriter
from supple.app.checking import check
from supple.app.desk import Desk, Opened, Seat
from supple.app.live import Told
from supple.core.coaching.guide import Place
from supple.core.events import Command, Finding, SetDone
from supple.core.framecode import encode
from supple.core.pose import Frame
from supple.core.programme import Block, Session, SessionEntry
from supple.web import wire

EXERCISES = wiring.catalogue().exercises()
LONG_HOLD = SessionEntry(
    exercise="cobra", block=Block.MAIN, sets_count=1, sides=(), rest_s=15.0, hold_s=30.0
)
HELLO = '{"type":"hello","version":1,"width":%d,"height":480,"camera":true}'


class Seen:
    """The film as `check` reads it: the pose model has already looked at it (app.ports)."""

    kind, cut_short = "video", ""

    def __init__(self, frames: list[Frame]) -> None:
        self._frames = frames
        self.analysed_count = len(frames)

    def frames(self) -> Iterator[Frame]:
        return iter(self._frames)


def live(frames: list[Frame], tape: RecordingWriter | None = None) -> list[Told]:
    """The whole session over a seat, begun at once and left after the last frame."""
    opened = Opened(
        session=Session(programme="one", entries=(LONG_HOLD,)),
        person="p",
        place=Place(),
        easier=lambda _entry: None,
    )
    desk = Desk(
        exercises=EXERCISES,
        opened=lambda _id: opened,
        keep=lambda _records: None,
        now=lambda: "2026-11-21T08:00:00.000Z",
        new_id=lambda: UUID(int=1),
        tape=lambda _id: tape,
    )
    seat = desk.seat("s")
    width = round(480 * frames[0].aspect_ratio)
    told = seat.join(HELLO % width, width=width, height=480, last_event=0, camera=True)
    for _ in ("begin", "no need to place me", "I am ready"):
        told += said(seat, Command.START, 0.0)
    for number in range(0, len(frames), 3):
        told += seat.frames(encode(frames[number : number + 3], first_number=number))[1]
    told += said(seat, Command.SKIP, frames[-1].time_s + 0.1)
    desk.forget("s")
    return told


def said(seat: Seat, command: Command, time_s: float) -> list[Told]:
    text = f'{{"type":"command","command":"{command}","time_s":{time_s}}}'
    return seat.command(text, command, time_s, None)


def set_done(told: list[Told]) -> SetDone:
    (done,) = [one.event for one in told if isinstance(one.event, SetDone)]
    return done


def results(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.criterion: finding.result.value for finding in findings}


def test_live_and_recorded_give_the_same_findings_and_the_same_hold(
    cobra_frames: list[Frame],
) -> None:
    done = set_done(live(cobra_frames))
    report = check(Seen(cobra_frames), EXERCISES, exercise="cobra")
    assert results(done.findings) == results(report.observed.findings)
    held_s = sum(hold.credited_s for hold in report.observed.holds)
    assert done.credited_s == pytest.approx(held_s, abs=0.2)
    assert done.by == "camera"


def test_a_session_played_twice_gives_identical_events(cobra_frames: list[Frame]) -> None:
    once, again = live(cobra_frames), live(cobra_frames)
    lines = [[wire.event_json(one.event, one.number) for one in told] for told in (once, again)]
    assert repr(lines[0]) == repr(lines[1])


def test_its_landmark_recording_gives_the_frames_back_and_is_checked_like_the_video(
    cobra_frames: list[Frame], tmp_path: Path
) -> None:
    path = tmp_path / "session.supple"
    done = set_done(live(cobra_frames, RecordingWriter(path)))
    recording = Recording(path)
    report = check(recording, EXERCISES, exercise="cobra")
    assert recording.cut_short == ""
    assert results(report.observed.findings) == results(done.findings)
    again = check(Recording(path), EXERCISES, exercise="cobra")
    assert repr(again) == repr(report)
