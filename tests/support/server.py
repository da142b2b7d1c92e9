"""Supple as a person starts it: a process of its own, asked over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from support.net import free_port
from support.processes import while_we_live


class SuppleServer:
    """`supple` with a data folder and database of its own, on a free port.

    `stop` asks it to end, `kill` does not ask; `start` begins again on the same port and data.
    """

    def __init__(
        self,
        home: Path,
        database: str | None = None,
        *arguments: str,
        env: dict[str, str] | None = None,
    ) -> None:
        self.home = home
        self.database = database or f"sqlite:///{home / 'supple.sqlite3'}"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "server.log"
        self._arguments = arguments
        self._env = {**os.environ, "SUPPLE_HOME": str(home), **(env or {})}
        home.mkdir(parents=True, exist_ok=True)
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [*while_we_live("TERM"), sys.executable, "-m", "supple"]
        command += ["--no-browser", "--port", str(self.port)]
        command += ["--database", self.database, *self._arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._env,
            )
        deadline = time.monotonic() + 60
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"supple did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url, timeout=5):
                return True
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return refusal.code < 500
        except OSError:
            return False

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C would; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        return int(self.process.returncode)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
