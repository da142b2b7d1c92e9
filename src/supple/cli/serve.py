"""`supple` without a command: serve the pages on this machine, and open them."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from supple import settings, wiring
from supple.core.errors import InputError, Problem

if TYPE_CHECKING:
    from uvicorn import Server

    from supple.wiring import App

HOST: Final = "127.0.0.1"  # this machine only; a home network is a later, separate choice
USUAL_PORT: Final = 8459
PORTS_TRIED: Final = 20
CLOSING_S: Final = 2  # how long an open page may keep the server from ending
SOCKET_MESSAGE_MOST_BYTES: Final = 1024 * 1024  # ten minutes of frames would not fill it


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C. Raises InputError where the port or the database cannot be used."""
    listening = listen(settings.read(os.environ, port=arguments.port).port)
    with contextlib.closing(listening):
        port = int(listening.getsockname()[1])
        app = wiring.application(arguments.database)
        with contextlib.closing(app):
            server = _server(app)
            address = f"http://{HOST}:{port}/"
            signal.signal(signal.SIGTERM, _asked_to_end)
            with contextlib.suppress(KeyboardInterrupt):
                threading.Thread(
                    target=_tell_when_ready,
                    args=(server, address, not arguments.no_browser),
                    daemon=True,
                ).start()
                server.run(sockets=[listening])
    return 0


def listen(port: int | None) -> socket.socket:
    """A socket on the port asked for, else on the usual one or the next that is free."""
    candidates = [*range(USUAL_PORT, USUAL_PORT + PORTS_TRIED), 0] if port is None else [port]
    for candidate in candidates:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":
            # There the other option would let two programs share a port.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if port is not None:
                _refused(port, error)
        else:
            if port is None and candidate != USUAL_PORT:
                used = listening.getsockname()[1]
                print(f"Port {USUAL_PORT} is taken, so Supple uses {used}.", file=sys.stderr)
            return listening
    raise InputError([Problem("port", "none is free; name one with --port")])


def _refused(port: int, error: OSError) -> NoReturn:
    why = "is not allowed for you" if isinstance(error, PermissionError) else "is taken"
    raise InputError([Problem(f"port {port}", f"it {why}; choose another with --port")]) from error


def _server(app: App) -> Server:
    """The server over the wired application."""
    import uvicorn

    from supple.web.app import create_app

    _log_to(app.place / "supple.log")
    return uvicorn.Server(
        uvicorn.Config(
            create_app(app),
            log_config=None,
            access_log=False,
            lifespan="off",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=CLOSING_S,
            ws="websockets-sansio",
            ws_max_size=SOCKET_MESSAGE_MOST_BYTES,
        )
    )


def _log_to(file: Path) -> None:
    """What goes wrong goes to a file with all there is; the terminal gets one line."""
    descriptor = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    whole = logging.StreamHandler(os.fdopen(descriptor, "a", encoding="utf-8"))
    whole.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    brief = logging.StreamHandler(sys.stderr)
    brief.setFormatter(_Brief(file))
    brief.addFilter(logging.Filter("supple"))
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    root.handlers = [whole, brief]


class _Brief(logging.Formatter):
    """One line without the traceback, and where the rest is."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def format(self, record: logging.LogRecord) -> str:
        return f"Something went wrong ({record.getMessage()}); the details are in {self._file}."


def _tell_when_ready(server: Server, address: str, browser: bool) -> None:
    while not server.started:
        if server.should_exit:
            return
        threading.Event().wait(0.02)
    print(f"Supple is at {address} (Ctrl-C ends it).", flush=True)
    if browser and _has_screen():
        webbrowser.open(address)
    # The coach's filters load slowly: while somebody chooses, rather than while they hold a pose.
    import scipy.signal  # noqa: F401


def _has_screen() -> bool:
    """Whether a page can be shown; without a screen Python would open one in the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _asked_to_end(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
