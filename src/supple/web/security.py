"""The server's own door: who may ask, and what every answer carries.

The server listens on this machine only, but every page that the person's browser opens can send
requests to this machine. So the door refuses, before any route is looked up:

- a request for a name that is not ours (a foreign name made to point here, "DNS rebinding");
- a request that another site's page makes, except a plain link to one of our pages;
- anything that changes something, and every socket, unless one of our own pages asked for it;
- a body larger than any of our forms.

docs/decisions/0005-local-door.md says why each rule is as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
FROM_US = frozenset({"same-origin", "none"})  # "none": the person, not a page
BODY_MOST_BYTES = 64 * 1024  # the largest form, the safety screen, is below 4 kilobytes

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob: mediastream:",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# Everything that a page could ask the device for, given to nobody; the camera, the awake screen
# and sound to our own pages.
PERMISSIONS_POLICY = ", ".join(
    (
        "camera=(self)",
        "screen-wake-lock=(self)",
        "autoplay=(self)",
        "fullscreen=(self)",
        "microphone=()",
        "geolocation=()",
        "display-capture=()",
        "accelerometer=()",
        "gyroscope=()",
        "magnetometer=()",
        "hid=()",
        "midi=()",
        "payment=()",
        "serial=()",
        "usb=()",
        "publickey-credentials-get=()",
        "browsing-topics=()",
    )
)

HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    # Nothing to other sites, as with no-referrer; but that would also make browsers send
    # "Origin: null" with our own forms.
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why the door stays shut: the status, and a sentence for the person."""

    status: int
    sentence: str


def split_host(host: str) -> tuple[str, int | None]:
    """A Host header as name and port; the port None if absent, -1 if it is no port."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):  # no port; "[::1]" has colons of its own
        return host.lower(), None
    return name.lower(), int(port) if port.isascii() and port.isdigit() else -1


def host_refusal(headers: Headers, port: int | None) -> Refusal | None:
    """Refuse a request that is not addressed to this server by one of its own names."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not hosts[0]:
        return Refusal(status=400, sentence="This request does not say which server it is for.")
    name, named_port = split_host(hosts[0])
    if name not in OWN_NAMES or (port is not None and (named_port or 80) != port):
        return Refusal(
            status=421,
            sentence="This is not the address of Supple; open the one that it printed at start.",
        )
    return None


def origin_refusal(headers: Headers, method: str, *, socket: bool) -> Refusal | None:
    """Refuse what a page of another site makes the browser send.

    Browsers add Origin and Sec-Fetch-Site themselves; no page can change or remove them.
    """
    refused = Refusal(
        status=403,
        sentence="This request came from another page, so nothing was changed; "
        "open Supple and do it there.",
    )
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    own = f"http://{headers['host']}".lower()
    if socket:
        return None if origin is not None and origin.lower() == own else refused
    if method in READING:
        link = headers.get("sec-fetch-mode") == "navigate" and method != "OPTIONS"
        framed = headers.get("sec-fetch-dest") not in (None, "document")
        if site is None or site in FROM_US or (link and not framed):
            return None
        return refused
    if origin is not None and origin.lower() != own:
        return refused
    if site is not None:
        return None if site in FROM_US else refused
    return None if origin is not None else refused


class Door:
    """Middleware around the whole application, pages and sockets alike."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if scope["type"] == "websocket":
            if refusal is not None:
                await receive()
                await send({"type": "websocket.close", "code": 1008, "reason": ""})
                return
            await self.app(scope, receive, send)
            return
        if refusal is not None:
            await answer(refusal, scope, _with_headers(send))
            return
        await self.app(scope, _limited(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        server = scope.get("server")
        refusal = host_refusal(headers, server[1] if server else None)
        if refusal is not None:
            return refusal
        socket = scope["type"] == "websocket"
        method = "GET" if socket else scope["method"]
        refusal = origin_refusal(headers, method, socket=socket)
        if refusal is not None:
            return refusal
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_MOST_BYTES:
            return TOO_LARGE
        return None


TOO_LARGE = Refusal(status=413, sentence="That is more than Supple accepts at once; send less.")


def _limited(receive: Receive) -> Receive:
    """Count what arrives, for bodies that do not say how long they are."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > BODY_MOST_BYTES:
            raise HTTPException(TOO_LARGE.status)
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS:
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return with_headers


async def answer(refusal: Refusal, scope: Scope, send: Send) -> None:
    """One sentence, as text: a stranger is not shown any page of ours."""
    body = escape(refusal.sentence, quote=False).encode() + b"\n"
    await send(
        {
            "type": "http.response.start",
            "status": refusal.status,
            "headers": [
                (b"content-type", b"text/plain; charset=utf-8"),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
            ],
        }
    )
    empty = scope["method"] == "HEAD"
    await send({"type": "http.response.body", "body": b"" if empty else body})
