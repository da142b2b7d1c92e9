"""What goes wrong, as a page or, for the page's own scripts, as {"sentence"}. No traceback.

One table says which error is which status; what no rule knows is ours (500): the person reads one
sentence, the log gets the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from supple.core.errors import InputError, NotFoundError, Problem, StoreError, SuppleError
from supple.web.site import Site

log = logging.getLogger("supple.web")

STATUS: tuple[tuple[type[SuppleError], int], ...] = (
    (NotFoundError, 404),
    (InputError, 422),
    (StoreError, 503),
)
KNOWN = (400, 404, 405, 409, 413, 422, 500, 503)


class ConflictError(SuppleError):
    """What was asked for does not fit the state of things any more."""


def install(application: FastAPI, site: Site) -> None:
    """Answer every error of the routes."""

    def told(request: Request, status: int, sentences: Sequence[str] = ()) -> Response:
        return error_answer(site, request, status, sentences)

    @application.exception_handler(SuppleError)
    def ours(request: Request, error: SuppleError) -> Response:
        if isinstance(error, ConflictError):
            return told(request, 409, [str(error)])
        status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
        if status >= 500:
            log.error("%s %s", request.method, request.url.path, exc_info=error)
        if isinstance(error, InputError):
            return told(request, status, [_sentence(problem) for problem in error.problems])
        # A driver's message is for the log; the table has a sentence for the person.
        return told(request, status, [str(error)] if status == 404 and str(error) else ())

    @application.exception_handler(RequestValidationError)
    def wrong(request: Request, _error: RequestValidationError) -> Response:
        return told(request, 422)

    @application.exception_handler(HTTPException)
    def theirs(request: Request, error: HTTPException) -> Response:
        response = told(request, error.status_code)
        for name, value in (error.headers or {}).items():
            response.headers[name] = value
        return response


def error_answer(
    site: Site, request: Request, status: int, sentences: Sequence[str] = ()
) -> Response:
    """An error in the person's words; the page's own sentence where there is no better one."""
    known = status if status in KNOWN else 500 if status >= 500 else 400
    locale = site.locale()
    sentences = list(sentences) or [locale.say(f"error.{known}")]
    if request.url.path.startswith("/api/"):
        return JSONResponse({"sentence": " ".join(sentences)}, status_code=status)
    return site.page(
        request,
        "error.html",
        status=status,
        person=None,  # the store may be what is wrong
        title=locale.say(f"error.{known}_title"),
        sentences=sentences,
    )


def _sentence(problem: Problem) -> str:
    """A fault as a person reads it: where, unless the page says that already, and what."""
    said = problem.what if problem.where == "session" else f"{problem.where}: {problem.what}"
    return f"{said[0].upper()}{said[1:].rstrip('.')}."


class Calm:
    """Middleware inside the door: whatever no handler knew becomes a page and a log entry."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:  # the last resort, so that nobody meets a traceback
            log.exception("%s %s", scope["method"], scope["path"])
            if not begun:
                answer = error_answer(self.site, Request(scope), 500)
                await answer(scope, receive, send)
