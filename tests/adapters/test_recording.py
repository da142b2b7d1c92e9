"""Landmark recordings: kept as they came, read as far as they go."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from supple.adapters.recording import MAGIC, Recording, RecordingWriter, is_recording
from supple.core.errors import PoseError
from supple.core.framecode import encode
from supple.core.pose import Frame, empty_frame, frame_from_picture


def hello(last_event: int = 0) -> str:
    return json.dumps(
        {"type": "hello", "version": 1, "width": 640, "height": 480, "last_event": last_event}
    )


def frame(time_s: float) -> Frame:
    points = np.full((33, 4), 0.5)
    points[:, 1] = np.linspace(0.1, 0.9, 33)
    return frame_from_picture(time_s=time_s, landmarks=points, width=640, height=480)


def batch(*times_s: float, first: int) -> bytes:
    return encode([frame(time_s) for time_s in times_s], first_number=first)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.supple"


def write(path: Path, *entries: str | bytes) -> None:
    with RecordingWriter(path) as recording:
        for entry in entries:
            if isinstance(entry, str):
                recording.text(entry)
            else:
                recording.frames(entry)


def times(path: Path) -> list[float]:
    return [frame.time_s for frame in Recording(path).frames()]


def test_messages_come_back_as_they_went_in_their_order(path: Path) -> None:
    tick = '{"type": "tick", "time_s": 3}'
    entries = [hello(), batch(1.0, 1.1, first=1), tick, batch(1.2, first=3)]
    write(path, *entries)
    recording = Recording(path)
    assert list(recording.entries()) == entries
    assert recording.cut_short == ""
    assert times(path) == [1.0, 1.1, 1.2]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are Unix's")
def test_a_recording_is_readable_by_its_owner_alone(path: Path) -> None:
    write(path, hello())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_kill_cut_off_is_read_up_to_the_last_whole_entry_and_says_so(path: Path) -> None:
    write(path, hello(), batch(1.0, first=1), batch(2.0, first=2))
    whole = path.read_bytes()
    for end in (len(whole) - 1, len(whole) - 900, len(whole) - 960):
        path.write_bytes(whole[:end])
        recording = Recording(path)
        assert [seen.time_s for seen in recording.frames()] == [1.0]
        assert "after 2 whole messages" in recording.cut_short


def test_a_recording_cut_off_is_gone_on_with_after_its_last_whole_entry(path: Path) -> None:
    write(path, hello(), batch(1.0, first=1), batch(2.0, first=2))
    path.write_bytes(path.read_bytes()[:-5])
    write(path, hello(last_event=4), batch(2.0, first=2), batch(3.0, first=3))
    assert times(path) == [1.0, 2.0, 3.0]
    assert Recording(path).cut_short == ""


def test_a_flipped_bit_ends_the_reading_there(path: Path) -> None:
    write(path, hello(), batch(1.0, first=1), batch(2.0, first=2))
    data = bytearray(path.read_bytes())
    data[-10] ^= 1
    path.write_bytes(data)
    assert times(path) == [1.0]


def test_frames_sent_again_after_a_lost_line_come_once(path: Path) -> None:
    write(path, hello(), batch(1.0, 1.1, first=1), hello(last_event=3), batch(1.1, 1.2, first=2))
    assert times(path) == [1.0, 1.1, 1.2]


def test_a_page_opened_anew_goes_on_after_a_pause_on_the_same_clock(path: Path) -> None:
    write(path, hello(), batch(50.0, 50.1, first=1), hello(), batch(0.5, 0.6, first=1))
    assert times(path) == pytest.approx([50.0, 50.1, 52.1, 52.2])


def test_frames_with_nobody_are_kept(path: Path) -> None:
    nobody = encode([empty_frame(time_s=1.0, aspect_ratio=4 / 3)], first_number=1)
    write(path, hello(), nobody)
    (seen,) = Recording(path).frames()
    assert not seen.found


def test_a_message_that_cannot_be_used_ends_the_reading_and_is_named(path: Path) -> None:
    write(path, hello(), batch(1.0, first=1), b"nonsense", batch(2.0, first=2))
    recording = Recording(path)
    assert [seen.time_s for seen in recording.frames()] == [1.0]
    assert "cannot be used" in recording.cut_short


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"hello, not a recording", "not a landmark recording"),
        (MAGIC, "no frames"),
        (None, "no such file"),
    ],
)
def test_what_is_no_recording_is_refused_in_one_sentence(
    path: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PoseError, match=says) as caught:
        list(Recording(path).frames())
    assert len(caught.value.problems) == 1
    assert str(path) in str(caught.value)


def test_a_folder_and_frames_without_a_hello_are_refused(path: Path) -> None:
    with pytest.raises(PoseError, match="folder"):
        list(Recording(path.parent).entries())
    write(path, batch(1.0, first=1))
    with pytest.raises(PoseError, match="hello"):
        list(Recording(path).frames())


def test_a_recording_is_known_by_its_name_or_its_first_bytes(path: Path) -> None:
    assert is_recording(path)
    other = path.with_suffix(".dat")
    write(other, hello())
    assert is_recording(other)
    assert not is_recording(path.parent)
    other.write_text("something else")
    assert not is_recording(other)
