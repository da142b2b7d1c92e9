"""A session survives its server: killed as by a power cut, it goes on where it was."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest
from websockets.sync.client import ClientConnection, connect

HELLO = {"type": "hello", "version": 1, "width": 640, "height": 480, "camera": False}


class Somebody:
    """A browser without a screen: cookies, forms, and the live socket."""

    def __init__(self, url: str) -> None:
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> bytes:
        with self._opener.open(f"{self.url}{path}", timeout=30) as answer:
            return answer.read()

    def post(self, path: str, **fields: str) -> str:
        """Send a form; the address of the page that it leads to."""
        body = urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(f"{self.url}{path}", body, {"Origin": self.url})
        with self._opener.open(request, timeout=30) as answer:
            return answer.url

    @contextmanager
    def socket(self, session: str) -> Iterator[ClientConnection]:
        address = f"{self.url.replace('http', 'ws', 1)}/api/live/{session}"
        with connect(address, origin=self.url, proxy=None) as socket:
            yield socket

    def newcomer(self) -> None:
        self.get("/welcome")
        self.post("/welcome/stop", none="1")
        self.post("/welcome/conditions", none="1")
        self.post("/welcome/move", experience="dancer", age="adult")
        self.post("/welcome/name", name="Ada")


def until(socket: ClientConnection, kind: str) -> Iterator[dict[str, object]]:
    """Events up to the first of a kind."""
    while True:
        event = json.loads(socket.recv(timeout=30))
        yield event
        if event["type"] == kind:
            return


def command(socket: ClientConnection, what: str, time_s: float) -> None:
    socket.send(json.dumps({"type": "command", "command": what, "time_s": time_s}))


def test_a_session_whose_server_was_killed_goes_on_at_its_next_exercise(
    start_server, database_url
):
    server = start_server(database_url)
    ada = Somebody(server.url)
    ada.newcomer()
    session = ada.post("/sessions", programme="clinic_daily").rsplit("/", 1)[1]
    with ada.socket(session) as socket:
        socket.send(json.dumps(HELLO))
        command(socket, "start", 0.0)
        list(until(socket, "entry_started"))
        command(socket, "skip", 1.0)
        *_, started = until(socket, "entry_started")
        assert started["entry"] == 1
        server.kill()
    server.start()
    script = json.loads(ada.get(f"/api/sessions/{session}"))
    assert (script["state"], script["at"]["entry"]) == ("running", 1)
    with ada.socket(session) as socket:
        socket.send(json.dumps(HELLO))
        command(socket, "start", 0.0)
        *_, started = until(socket, "entry_started")
        assert (started["entry"], started["exercise"]) == (1, script["entries"][1]["exercise"])
        command(socket, "pain", 2.0)
        *_, stopped = until(socket, "stopped")
        assert stopped["reason"] == "pain"
    server.kill()
    server.start()
    assert json.loads(ada.get(f"/api/sessions/{session}"))["state"] == "stopped"
    assert ada.post("/sessions", programme="clinic_daily").endswith("/sessions")
    with ada.socket(session) as socket:
        refused = json.loads(socket.recv(timeout=30))
    assert "ended with pain" in refused["sentence"]


def test_a_database_that_cannot_be_opened_ends_the_start_with_one_sentence(start_server, tmp_path):
    diary = tmp_path / "diary.sqlite3"
    diary.write_text("Dear diary, today my back was fine. " * 100)
    with pytest.raises(RuntimeError, match="is no database of Supple") as caught:
        start_server(f"sqlite:///{diary}")
    assert "Traceback" not in str(caught.value)
