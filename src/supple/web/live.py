"""One WebSocket and one seat at the desk: receive, hand on, send. The only loop of its kind.

What the page says wrongly is answered with one sentence and changes nothing. A second page on the
same session takes the seat over; the first is told and closed.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Sequence

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.concurrency import run_in_threadpool

from supple.app.aims import Aim
from supple.app.desk import Desk, Seat
from supple.app.ghosting import Ghost
from supple.app.live import Told
from supple.app.showing_faults import Instant, shown
from supple.core.errors import InputError, MessageError, NotFoundError, SuppleError
from supple.web import wire

router = APIRouter()
log = logging.getLogger("supple.web")

TAKEN_OVER = 4001
NOT_HERE = 4004
CANNOT_GO_ON = 4009
OURS = "Something went wrong on our side. Load the page again; the session goes on where it was."


class Sockets:
    """Which socket drives which session."""

    def __init__(self) -> None:
        self._by_session: dict[str, WebSocket] = {}

    async def take(self, session: str, socket: WebSocket) -> None:
        before = self._by_session.get(session)
        self._by_session[session] = socket
        if before is not None and before is not socket:
            await _say(before, "This session went on in another window.")
            await _close(before, TAKEN_OVER)

    def holds(self, session: str, socket: WebSocket) -> bool:
        return self._by_session.get(session) is socket

    def leave(self, session: str, socket: WebSocket) -> None:
        if self.holds(session, socket):
            del self._by_session[session]


@router.websocket("/api/live/{session}")
async def live(socket: WebSocket, session: str) -> None:
    """The live session of a page (docs/architecture.md, DESIGN section 7)."""
    desk: Desk = socket.app.state.desk
    sockets: Sockets = socket.app.state.sockets
    await socket.accept()
    try:
        seat = await run_in_threadpool(desk.seat, session)
    except SuppleError as error:
        await _say(socket, _sentence(error))
        await _close(socket, NOT_HERE if isinstance(error, NotFoundError) else CANNOT_GO_ON)
        return
    await sockets.take(session, socket)
    try:
        await _converse(socket, seat, session, sockets)
    except WebSocketDisconnect:
        pass
    except Exception:  # the last resort, as for the pages: a sentence, and the log gets the rest
        log.exception("live session")
        await _say(socket, OURS)
        await _close(socket, 1011)
    finally:
        sockets.leave(session, socket)
        if seat.over:
            await run_in_threadpool(desk.forget, session)


async def _converse(socket: WebSocket, seat: Seat, session: str, sockets: Sockets) -> None:
    greeted, beside = False, Beside()
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect" or not sockets.holds(session, socket):
            return
        text, frames = message.get("text"), message.get("bytes")
        try:
            if text is not None:
                told, hello = await run_in_threadpool(_heard, seat, text)
                greeted = greeted or hello
                if hello:
                    await _joined(socket, seat)
            elif frames is not None and greeted:
                number, told, ghost = await run_in_threadpool(_looked, seat, frames)
                await socket.send_text(json.dumps({"type": "seen", "frame": number}))
                if ghost is not None:
                    await socket.send_text(json.dumps(wire.ghost_json(ghost)))
            else:
                raise MessageError([wire.first_hello()])
            await _tell(socket, told)
            beside.take_up(socket, seat)
        except SuppleError as error:
            await _say(socket, _sentence(error))


class Beside:
    """What takes tenths of a second and is done beside the frames: one of each kind at a time."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def take_up(self, socket: WebSocket, seat: Seat) -> None:
        due = seat.ghosting.due
        if due is not None:
            self._begin("ghost", lambda: self._settle(seat, due))
        instant = seat.instant
        if instant is not None and self._begin("fault", lambda: self._show(socket, seat, instant)):
            seat.instant = None

    def _begin(self, kind: str, work: Callable[[], Coroutine[None, None, None]]) -> bool:
        """False where one of the kind is still at work."""
        if kind in self._tasks and not self._tasks[kind].done():
            return False
        self._tasks[kind] = asyncio.create_task(_calmly(work()))
        return True

    @staticmethod
    async def _settle(seat: Seat, due: Aim) -> None:
        seat.ghosting.give(due, await run_in_threadpool(due.settled))

    @staticmethod
    async def _show(socket: WebSocket, seat: Seat, instant: Instant) -> None:
        fault = await run_in_threadpool(shown, instant)
        if fault is not None:
            seat.shown.append(fault)
            told = wire.fault_json(len(seat.shown) - 1, fault)
            await socket.send_text(json.dumps(told))


async def _calmly(work: Coroutine[None, None, None]) -> None:
    """Without these the session goes on: the log gets what went wrong."""
    try:
        await work
    except (RuntimeError, WebSocketDisconnect):
        return  # the page is gone
    except Exception:
        log.exception("beside a live session")


async def _joined(socket: WebSocket, seat: Seat) -> None:
    """A page that comes back after the server was away must say START again; it is told so."""
    await socket.send_text(json.dumps({"n": 0, "type": "joined", "waiting": seat.waiting}))


def _looked(seat: Seat, frames: bytes) -> tuple[int, list[Told], Ghost | None]:
    number, told = seat.frames(frames)
    return number, told, seat.ghost()


def _heard(seat: Seat, text: str) -> tuple[list[Told], bool]:
    message = wire.parse(text)
    if isinstance(message, wire.Hello):
        told = seat.join(
            text,
            width=message.width,
            height=message.height,
            last_event=message.last_event,
            camera=message.camera,
        )
        return told, True
    if isinstance(message, wire.GhostMessage):
        seat.ghosting.want(message.wanted)
        return [], False
    if isinstance(message, wire.TickMessage):
        return seat.tick(text, message.time_s), False
    return seat.command(text, message.command, message.time_s, message.criterion), False


async def _tell(socket: WebSocket, told: Sequence[Told]) -> None:
    for one in told:
        await socket.send_text(json.dumps(wire.event_json(one.event, one.number)))


async def _say(socket: WebSocket, sentence: str) -> None:
    """An error is no event of the session: it has no number and is not told again."""
    try:
        await socket.send_text(json.dumps({"n": 0, "type": "error", "sentence": sentence}))
    except (RuntimeError, WebSocketDisconnect):
        return  # the page is gone; there is nobody to tell


async def _close(socket: WebSocket, code: int) -> None:
    try:
        await socket.close(code)
    except (RuntimeError, WebSocketDisconnect):
        return


def _sentence(error: SuppleError) -> str:
    if isinstance(error, InputError) and error.problems:
        return f"{error.problems[0].where}: {error.problems[0].what}"
    return str(error)
