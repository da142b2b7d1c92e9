"""The live socket over the real application: what is said to a page, rightly and wrongly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from supple import wiring
from supple.core.exercise import Exercise
from supple.core.figure.lens import Lens, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, settled_pose
from supple.core.framecode import encode
from supple.core.pose import Frame, empty_frame
from supple.web.live import NOT_HERE, TAKEN_OVER

HELLO = {"type": "hello", "version": 1, "width": 640, "height": 480, "camera": False}
LINE = "ws://127.0.0.1:8000/api/live/"
SELF = {"origin": "http://127.0.0.1:8000"}


@pytest.fixture
def session(client: TestClient, newcomer: Callable[..., None], app: wiring.App) -> str:
    """A session of the desk break, ready to be begun."""
    newcomer(experience="office")
    (person,) = app.people.everyone()
    return app.sessions.make(person.id, "desk_break", camera=False)


def lying(exercise: Exercise) -> Frame:
    """Somebody at the start of an exercise, from where its camera should stand."""
    pose = pose_of(exercise, "start")
    assert pose is not None
    body = settled_pose(pose).body
    lens = Lens(azimuth_deg=90.0, height_m=exercise.camera.height_m)
    return frame_of(body, sighting(lens, middle_m(body)))


def said(socket: WebSocketTestSession, message: dict[str, Any] | str | bytes) -> None:
    if isinstance(message, bytes):
        socket.send_bytes(message)
    else:
        socket.send_text(message if isinstance(message, str) else json.dumps(message))


def heard(socket: WebSocketTestSession, until: str) -> dict[str, Any]:
    """The next message of a type; others are passed over."""
    while True:
        message: dict[str, Any] = json.loads(socket.receive_text())
        if message["type"] == until:
            return message


def command(name: str, time_s: float) -> dict[str, Any]:
    return {"type": "command", "command": name, "time_s": time_s}


def test_a_page_says_hello_starts_and_is_led(client: TestClient, session: str) -> None:
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, HELLO)
        assert heard(socket, "joined")["waiting"]
        said(socket, command("start", 0.0))
        assert heard(socket, "entry_started")["entry"] == 0
        assert heard(socket, "state_changed")["state"] == "getting_ready"
        for tenth in range(100):
            said(socket, {"type": "tick", "time_s": tenth / 10})
        assert heard(socket, "state_changed")["state"] == "entering"


@pytest.mark.parametrize(
    "wrong",
    [
        "{", '{"type":"shout"}', '{"type":"tick","time_s":-1}', b"", b"\x01", b"\xff" * 952,
        encode([empty_frame(time_s=0.0, aspect_ratio=1.0)], first_number=0)[:-1],
    ],
)  # fmt: skip
def test_what_is_said_wrongly_is_answered_in_a_sentence_and_changes_nothing(
    client: TestClient, session: str, wrong: str | bytes
) -> None:
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, HELLO)
        said(socket, wrong)
        sentence = heard(socket, "error")["sentence"]
        assert sentence
        assert "Traceback" not in sentence
        said(socket, command("start", 0.0))
        assert heard(socket, "entry_started")["n"] == 1


def test_frames_before_the_hello_are_refused(client: TestClient, session: str) -> None:
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, encode([empty_frame(time_s=0.0, aspect_ratio=1.0)], first_number=0))
        assert "hello" in heard(socket, "error")["sentence"]


def test_frames_are_acknowledged_by_their_last_number(client: TestClient, session: str) -> None:
    frames = [empty_frame(time_s=index / 10, aspect_ratio=640 / 480) for index in range(3)]
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, {**HELLO, "camera": True})
        said(socket, encode(frames, first_number=7))
        assert heard(socket, "seen")["frame"] == 9


def test_a_page_is_told_of_its_ghost_when_it_asks(
    client: TestClient, newcomer: Callable[..., None], app: wiring.App
) -> None:
    newcomer(experience="dancer")
    (person,) = app.people.everyone()
    session = app.sessions.make(person.id, "full_back_complex", camera=True)
    entries = [entry["exercise"] for entry in app.sessions.script(session)["entries"]]
    frame = lying(app.exercises["cobra"])

    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:

        def types(number: int) -> set[str]:
            """What is said to the page up to the answer to a frame."""
            now = replace(frame, time_s=number / 10)
            said(socket, encode([now], first_number=number))
            found = set()
            while (one := json.loads(socket.receive_text())["type"]) != "seen":
                found.add(one)
            return found

        said(socket, {**HELLO, "camera": True, "width": 1280, "height": 720})
        said(socket, command("start", 0.0))
        for _ in range(entries.index("cobra")):
            said(socket, command("skip", 0.0))
        assert not any("ghost" in types(number) for number in range(30))
        said(socket, {"type": "ghost", "wanted": True})
        # The pose is settled beside the frames, which may take any time.
        assert any("ghost" in types(number) for number in range(30, 3000))


def test_a_session_that_is_not_there_is_said_so_and_closed(client: TestClient) -> None:
    with client.websocket_connect(f"{LINE}nowhere", headers=SELF) as socket:
        assert heard(socket, "error")["sentence"]
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
    assert closed.value.code == NOT_HERE


def test_a_second_page_takes_the_session_over_and_the_first_is_told(
    client: TestClient, session: str
) -> None:
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as first:
        said(first, HELLO)
        heard(first, "joined")
        with client.websocket_connect(f"{LINE}{session}", headers=SELF) as second:
            said(second, HELLO)
            heard(second, "joined")
            assert "another window" in heard(first, "error")["sentence"]
            with pytest.raises(WebSocketDisconnect) as closed:
                first.receive_text()
            assert closed.value.code == TAKEN_OVER


def test_a_page_that_lost_its_line_hears_what_it_missed(client: TestClient, session: str) -> None:
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, HELLO)
        said(socket, command("start", 0.0))
        first = heard(socket, "entry_started")
        for tenth in range(100):
            said(socket, {"type": "tick", "time_s": tenth / 10})
        last = heard(socket, "state_changed")
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, {**HELLO, "last_event": first["n"]})
        again = heard(socket, "state_changed")
        assert again == last


def test_pain_is_remembered_and_locks_the_next_session(
    client: TestClient, session: str, app: wiring.App
) -> None:
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        said(socket, HELLO)
        said(socket, command("start", 0.0))
        said(socket, command("pain", 2.0))
        assert heard(socket, "stopped")["reason"] == "pain"
    assert client.get("/").status_code == 303 or b"care" in client.get("/").content.lower()
    with client.websocket_connect(f"{LINE}{session}", headers=SELF) as socket:
        assert heard(socket, "error")["sentence"]
