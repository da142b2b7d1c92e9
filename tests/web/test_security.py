"""The door, in front of a small application that counts what got through."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from supple.web.security import BODY_MOST_BYTES, Door, split_host

OWN = "http://127.0.0.1:8000"
LIVE = "ws://127.0.0.1:8000/api/live/1"


class Through:
    """What reached the application behind the door."""

    def __init__(self) -> None:
        self.count = 0

    async def page(self, request: Request) -> PlainTextResponse:
        await request.body()
        self.count += 1
        return PlainTextResponse("here")

    async def socket(self, socket: WebSocket) -> None:
        self.count += 1
        await socket.accept()
        await socket.close()


@pytest.fixture
def through() -> Through:
    return Through()


@pytest.fixture
def client(through: Through) -> TestClient:
    application = Starlette(
        routes=[
            Route("/", through.page, methods=["GET", "POST", "DELETE"]),
            WebSocketRoute("/api/live/1", through.socket),
        ]
    )
    application.add_middleware(Door)
    return TestClient(application, base_url=OWN)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000"])
def test_its_own_names_are_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example:8000",
        "127.0.0.1:8001",
        "127.0.0.1",
        "localhost.:8000",
        "0.0.0.0:8000",
        "127.0.0.1:8000@evil.example",
        "127.0.0.1:+8000",
    ],
)
def test_a_foreign_name_that_points_here_is_refused(
    client: TestClient, through: Through, host: str
) -> None:
    answer = client.get("/", headers={"host": host})

    assert answer.status_code == 421
    assert through.count == 0
    assert answer.text.count("\n") == 1


def test_two_host_names_are_refused(client: TestClient, through: Through) -> None:
    hosts = [("host", "127.0.0.1:8000"), ("host", "evil.example")]

    assert client.get("/", headers=hosts).status_code == 400
    assert through.count == 0


@pytest.mark.parametrize(
    ("host", "parts"),
    [
        ("[::1]:8000", ("[::1]", 8000)),
        ("[::1]", ("[::1]", None)),
        ("localhost", ("localhost", None)),
        ("localhost:", ("localhost", -1)),
        ("localhost:80a", ("localhost", -1)),
    ],
)
def test_a_host_header_is_split_at_its_port(host: str, parts: tuple[str, int | None]) -> None:
    assert split_host(host) == parts


# What browsers really send, seen in Chromium (tests/browser/test_door.py).
OWN_FORM = {"origin": OWN, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}


@pytest.mark.parametrize(
    "headers",
    [
        OWN_FORM,
        {"origin": OWN},  # a browser without Sec-Fetch-Site
        {"sec-fetch-site": "same-origin"},  # one that leaves Origin out on its own forms
        {"sec-fetch-site": "none"},  # the person reloads and agrees to send again
    ],
)
def test_our_own_forms_are_let_in(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"origin": "http://localhost:3000", "sec-fetch-site": "same-site"},
        {"origin": "http://localhost:8000"},  # ours too, but not the one of this page
        {"origin": "https://127.0.0.1:8000"},
        {"origin": f"{OWN}.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_that_another_page_asks_for_is_refused(
    client: TestClient, through: Through, method: str, headers: dict[str, str]
) -> None:
    answer = client.request(method, "/", headers=headers)

    assert answer.status_code == 403
    assert through.count == 0


def test_a_link_from_another_site_opens_a_page(client: TestClient) -> None:
    link = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }

    assert client.get("/", headers=link).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "object"},
    ],
)
def test_another_site_can_embed_and_read_nothing(
    client: TestClient, through: Through, headers: dict[str, str]
) -> None:
    assert client.get("/", headers=headers).status_code == 403
    assert through.count == 0


def test_a_preflight_of_another_site_is_refused(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}

    assert client.options("/", headers=headers).status_code == 403


def test_a_socket_of_our_own_page_is_opened(client: TestClient, through: Through) -> None:
    with client.websocket_connect(LIVE, headers={"origin": OWN}):
        pass

    assert through.count == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:3000", "sec-fetch-site": "same-site"},
        {"origin": OWN, "host": "evil.example:8000"},
    ],
)
def test_a_socket_of_any_other_page_is_not(
    client: TestClient, through: Through, headers: dict[str, str]
) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(LIVE, headers=headers),
    ):
        pass

    assert through.count == 0


def test_a_body_larger_than_any_form_is_refused(client: TestClient, through: Through) -> None:
    answer = client.post("/", content=b"x" * (BODY_MOST_BYTES + 1), headers=OWN_FORM)

    assert answer.status_code == 413
    assert through.count == 0


def test_a_body_that_does_not_say_how_long_it_is_ends_at_the_same_limit(
    client: TestClient, through: Through
) -> None:
    def endless():  # type: ignore[no-untyped-def]
        for _ in range(BODY_MOST_BYTES // 1024 + 2):
            yield b"x" * 1024

    answer = client.post("/", content=endless(), headers=OWN_FORM)

    assert answer.status_code == 413
    assert through.count == 0


def test_a_length_that_is_no_number_is_refused(client: TestClient) -> None:
    answer = client.post("/", headers={**OWN_FORM, "content-length": "-5"})

    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "evil.example"])
def test_every_answer_carries_the_headers_also_a_refusal(client: TestClient, host: str) -> None:
    headers = client.get("/", headers={"host": host}).headers

    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ")
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-embedder-policy"] == "require-corp"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=(self)" in headers["permissions-policy"]
    assert "microphone=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "no-store"
