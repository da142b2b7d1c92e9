"""No picture leaves the page: all traffic of a session with the camera is watched.

Nothing is stubbed and the Content-Security-Policy is not bypassed; the policy itself is tried too.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from support.newcomer import answer_questions, choose, make_session, state, wait

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from support.films import Film
    from support.server import SuppleServer

HEADER_BYTES, FRAME_BYTES, BACK_LINE_BYTES, FRAMES_MOST = 16, 936, 192, 3
MAGIC = (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb", b"\x89PNG\r\n", b"WEBPVP8",
         b"ftypmp4", b"ftypisom", b"\x1aE\xdf\xa3", b"OggS")  # fmt: skip
ENCODED = ("data:image", "data:video", "/9j/4AAQ", "iVBORw0KGgo", "UklGR", "blob:")
TEXTS = {"hello", "tick", "command", "ghost"}


class Traffic:
    """Everything that goes out of a browser context, and where to."""

    def __init__(self, context: BrowserContext) -> None:
        self.addresses: list[str] = []
        self.bodies: list[bytes] = []
        self.binary: list[bytes] = []
        self.texts: list[str] = []
        context.on("request", self._request)
        context.on("page", lambda page: page.on("websocket", self._socket))

    def _request(self, request: Any) -> None:
        self.addresses.append(request.url)
        if request.post_data_buffer:
            self.bodies.append(request.post_data_buffer)

    def _socket(self, socket: Any) -> None:
        self.addresses.append(socket.url)
        socket.on("framesent", self._sent)

    def _sent(self, payload: str | bytes) -> None:
        if isinstance(payload, str):
            self.texts.append(payload)
        else:
            self.binary.append(payload)


def test_no_picture_and_no_stranger_in_the_traffic_of_a_whole_session(
    launch_browser: Callable[..., Browser],
    camera_file: Callable[..., Path],
    home: SuppleServer,
    film: Film,
) -> None:
    context = launch_browser(camera=camera_file(film.path, 0.0, film.end_s)).new_context()
    traffic = Traffic(context)
    page = context.new_page()
    answer_questions(page, home.url, experience="office")
    make_session(page, home.url, "desk_break")
    choose(page, "camera")
    wait(page, lambda: len(traffic.binary) > 60)
    for _ in range(60):  # to the end of the session, with the camera on all the way
        if state(page) in ("done", "stopped"):
            break
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(700)
    wait(page, lambda: state(page) == "done")
    page.get_by_role("link", name="How did it feel?").click()
    page.wait_for_url("**/felt")

    own = urlsplit(home.url).netloc
    strangers = {
        address
        for address in traffic.addresses
        if urlsplit(address).scheme not in ("blob", "data") and urlsplit(address).netloc != own
    }
    assert strangers == set()
    assert traffic.binary
    for message in traffic.binary:
        version, flags, count = struct.unpack_from("<BBH", message)
        assert version == 1
        assert 1 <= count <= FRAMES_MOST
        assert flags in (0, 1)
        assert len(message) == HEADER_BYTES + count * (FRAME_BYTES + flags * BACK_LINE_BYTES)
    for payload in (*traffic.binary, *traffic.bodies, *(text.encode() for text in traffic.texts)):
        assert not any(magic in payload for magic in MAGIC)
    for text in traffic.texts:
        assert len(text) < 400
        assert any(f'"type":"{kind}"' in text for kind in TEXTS)
        assert not any(mark in text for mark in ENCODED)
    assert sum(map(len, traffic.bodies)) < 10_000


def test_the_policy_keeps_the_page_to_its_own_origin(page: Page, home: SuppleServer) -> None:
    answer_questions(page, home.url, experience="office")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    make_session(page, home.url, "desk_break")
    tries = {
        "fetch": "fetch('https://example.org/x').then(() => 'sent', () => 'refused')",
        "beacon": "Promise.resolve(navigator.sendBeacon('https://example.org/x', 'x') && 'asked')",
        "socket": "new Promise((tell) => { try { const s = new WebSocket('wss://example.org/x');"
        " s.onopen = () => tell('sent'); s.onerror = () => tell('refused'); }"
        " catch { tell('refused'); } })",
        "image": "new Promise((tell) => { const i = new Image(); i.onload = () => tell('sent');"
        " i.onerror = () => tell('refused'); i.src = 'https://example.org/x.png'; })",
        "form": "new Promise((tell) => { document.addEventListener('securitypolicyviolation',"
        " () => tell('refused'), {once: true}); const f = document.createElement('form');"
        " f.action = 'https://example.org/x'; f.method = 'post'; document.body.append(f);"
        " f.submit(); })",
    }
    answers = {name: page.evaluate(script) for name, script in tries.items()}
    assert {answers[name] for name in ("fetch", "socket", "image", "form")} == {"refused"}
    violations = [text for text in refused if "Content Security Policy" in text]
    assert len(violations) >= len(tries)  # also the beacon, which says nothing to the page


def test_the_microphone_is_never_asked_for(
    launch_browser: Callable[..., Browser],
    camera_file: Callable[..., Path],
    home: SuppleServer,
    film: Film,
) -> None:
    browser = launch_browser(camera=camera_file(film.path, 0.0, film.end_s))
    page = browser.new_page()
    answer_questions(page, home.url, experience="office")
    page.add_init_script(
        "const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "window.asked = []; navigator.mediaDevices.getUserMedia = (wanted) =>"
        " { window.asked.push(wanted); return ask(wanted); };"
    )
    make_session(page, home.url, "desk_break")
    choose(page, "camera")
    asked = page.evaluate("window.asked")
    assert asked
    assert all(wanted["audio"] is False for wanted in asked)
    tracks = page.evaluate(
        "document.getElementById('video').srcObject.getTracks().map((track) => track.kind)"
    )
    assert tracks == ["video"]
    policy = page.request.get(home.url).headers["permissions-policy"]
    assert "microphone=()" in policy
