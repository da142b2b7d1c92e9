"""Files that are served as they lie, each address with its version, so that browsers keep them."""

from __future__ import annotations

import json
import mimetypes
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"

# What a machine's own list may lack or have wrong; browsers insist on the first two.
for kind, ending in (
    ("application/wasm", ".wasm"),
    ("text/javascript", ".mjs"),
    ("text/javascript", ".js"),
    ("text/css", ".css"),
    ("image/svg+xml", ".svg"),
    ("font/woff2", ".woff2"),
    ("application/octet-stream", ".task"),
):
    mimetypes.add_type(kind, ending)

# A folder whose name ends in a version never changes: vendor/tasks-vision-0.10.35/...
VERSIONED = re.compile(r"^vendor/[^/]+-\d+(\.\d+)+/")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"  # the browser asks, and is told "not changed" by the ETag


class Assets(StaticFiles):
    """The static folder. Only an address with its version in it is kept without asking."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = VERSIONED.match(path) or scope["query_string"].startswith(b"v=")
        kept = versioned and response.status_code in (200, 304)
        response.headers["Cache-Control"] = FOR_EVER if kept else ASK_EACH_TIME
        return response


def asset(path: str) -> str:
    """The address of a file of ours, changing when the file does."""
    file = STATIC / path
    try:
        return f"/static/{path}?v={_digest(file, file.stat().st_mtime_ns)}"
    except OSError:
        return f"/static/{path}"


@lru_cache(maxsize=256)
def _digest(file: Path, _changed: int) -> str:
    return digest(file.read_bytes())


def digest(content: bytes) -> str:
    """What an address changes with."""
    return sha256(content).hexdigest()[:12]


def made(request: Request, content: bytes, media_type: str) -> Response:
    """An answer that the browser keeps: for ever where the address has its version in it, else it
    asks each time whether it is still so.
    """
    version = digest(content)
    kept = request.query_params.get("v") == version
    headers = {"Cache-Control": FOR_EVER if kept else ASK_EACH_TIME, "ETag": f'"{version}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


@lru_cache(maxsize=1)
def third_party() -> tuple[dict[str, str], ...]:
    """What is served with Supple that others made: name, version, licence. Empty before set-up."""
    try:
        data = json.loads((VENDOR / "third_party.json").read_text("utf-8"))
    except OSError:
        return ()
    return tuple(data["third_party"])


def font_sheets() -> tuple[str, ...]:
    """The style sheets of our typeface; none before set-up, and the system's font is used."""
    return tuple(
        f"/static/vendor/{entry['folder']}/{sheet}"
        for entry in third_party()
        if "fontsource" in entry["name"]
        for sheet in ("wght.css", "wght-italic.css")
    )
