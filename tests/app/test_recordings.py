"""Landmark recordings are kept only with consent, listed, and deleted one by one."""

from __future__ import annotations

import json
import stat

import pytest

from supple.app.derived import RecordingRow
from supple.app.recordings import KeptTape
from supple.core.errors import NotFoundError, StoreError
from supple.core.framecode import encode
from supple.core.pose import empty_frame

HELLO = json.dumps({"type": "hello", "version": 1, "width": 640, "height": 480})


@pytest.fixture
def ada(household) -> str:
    return household.somebody()


@pytest.fixture
def session(household, ada) -> str:
    return household.sessions.make(ada, "clinic_daily")


def recorded(household, session: str, frames_count: int = 21) -> None:
    tape = household.recordings.tape(session)
    tape.text(HELLO)
    frames = [empty_frame(time_s=index / 10, aspect_ratio=4 / 3) for index in range(frames_count)]
    tape.frames(encode(frames, first_number=0))
    tape.close()


def test_nothing_is_kept_of_somebody_who_did_not_agree(household, session):
    assert household.recordings.tape(session) is None
    assert household.recordings.tape("none") is None
    assert not (household.folder / "recordings").exists()


def test_with_consent_a_recording_is_kept_and_listed_with_its_length(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    recorded(household, session)
    (kept,) = household.recordings.kept(ada)
    assert (kept.session, kept.programme, kept.frames_count) == (session, "clinic_daily", 21)
    assert kept.seconds_s == pytest.approx(2.0)
    assert household.recordings.kept("nobody") == []


def test_only_the_owner_can_read_a_recording(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    recorded(household, session)
    folder = household.folder / "recordings"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600]


def test_a_recording_of_a_killed_server_is_listed_too(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    tape = household.recordings.tape(session)
    tape.text(HELLO)
    tape.frames(encode([empty_frame(time_s=1.0, aspect_ratio=4 / 3)], first_number=0))
    # Nothing was told of it when the server was killed; that it is there was told before.
    assert [one.frames_count for one in household.recordings.kept(ada)] == [1]
    tape.close()


def test_a_session_that_goes_on_goes_on_in_its_recording(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    recorded(household, session)
    tape = household.recordings.tape(session)
    tape.text(HELLO)
    more = [empty_frame(time_s=9.0, aspect_ratio=4 / 3)]
    tape.frames(encode(more, first_number=21))
    tape.close()
    assert [one.frames_count for one in household.recordings.kept(ada)] == [22]


def test_a_deleted_recording_is_gone_and_its_session_stays(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    recorded(household, session)
    household.recordings.delete(ada, session)
    assert household.recordings.kept(ada) == []
    assert list((household.folder / "recordings").iterdir()) == []
    assert household.history.find(session) is not None
    with pytest.raises(NotFoundError):
        household.recordings.delete(ada, session)


def test_nobody_deletes_the_recording_of_somebody_else(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    recorded(household, session)
    bob = household.somebody("Bob")
    with pytest.raises(NotFoundError):
        household.recordings.delete(bob, session)
    assert len(household.recordings.kept(ada)) == 1


def test_a_deleted_session_takes_its_recording_with_it_also_while_it_runs(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    seat = household.desk.seat(session)
    seat.join(HELLO, width=640, height=480, last_event=0, camera=True)
    file = household.folder / "recordings" / household.files.name(session)
    assert file.exists()
    household.history.delete(session)
    seat.tick('{"type":"tick","time_s":1.0}', 1.0)  # its page has not noticed yet
    assert not file.exists()
    assert household.recordings.kept(ada) == []


def test_consent_taken_back_ends_the_recording_of_a_running_session(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    seat = household.desk.seat(session)
    seat.join(HELLO, width=640, height=480, last_event=0, camera=True)
    file = household.folder / "recordings" / household.files.name(session)
    size = file.stat().st_size
    household.people.change(ada, keep_recordings=False)
    seat.tick('{"type":"tick","time_s":1.0}', 1.0)
    assert file.stat().st_size == size
    assert household.recordings.tape(session) is None


def test_a_recording_never_leads_out_of_its_folder(household):
    for name in ("../supple", "/etc/passwd", "", "x"):
        with pytest.raises(ValueError, match="UUID"):
            household.files.name(name)


def test_where_nothing_can_be_recorded_the_session_goes_on_without(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    (household.folder / "recordings").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot be written .*switch recordings off"):
        household.files.open(session)
    assert household.recordings.tape(session) is None
    assert household.recordings.kept(ada) == []
    assert household.desk.seat(session)


def test_a_full_disk_ends_the_recording_and_not_the_session():
    class Full:
        def __init__(self) -> None:
            self.closed = False

        def text(self, message: str) -> None:
            raise OSError(28, "No space left on device")

        def frames(self, message: bytes) -> None:
            raise AssertionError("nothing more is written")

        def close(self) -> None:
            self.closed = True

    full, told = Full(), []
    tape = KeptTape(full, lambda: told.append("closed"))
    tape.text(HELLO)
    tape.frames(b"")
    tape.close()
    assert (full.closed, told) == (True, ["closed"])


def test_a_server_that_ends_closes_what_it_records(household, ada, session):
    household.people.change(ada, keep_recordings=True)
    seat = household.desk.seat(session)
    seat.join(HELLO, width=640, height=480, last_event=0, camera=True)
    frames = [empty_frame(time_s=index / 10, aspect_ratio=4 / 3) for index in range(11)]
    seat.frames(encode(frames, first_number=0))
    household.desk.close()
    (row,) = household.store.rows(RecordingRow, session=session)
    assert (row.frames_count, row.seconds_s) == (11, pytest.approx(1.0))
