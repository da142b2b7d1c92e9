"""A real PostgreSQL server of the tests' own, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

import programs
from support.net import free_port
from support.processes import while_we_live


class PostgresServer:
    """A server in a temporary folder, on a free port of 127.0.0.1, that trusts whoever asks."""

    def __init__(self) -> None:
        folder = programs.postgres()
        assert folder, "no PostgreSQL server is installed: `make test` sees to it"
        self._programs = folder
        # Not below pytest's folder, which only its owner may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="supple-postgres-"))
        self.port = free_port()
        self._made = 0
        self._identity: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            user = _unprivileged()
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        try:
            self._initialise()
            self._process = self._start()
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _initialise(self) -> None:
        command = [self._programs / "initdb", "-D", self.folder / "data", "--no-sync"]
        command += ["--username=supple", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self._identity)

    def _start(self) -> subprocess.Popen[bytes]:
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            # Nothing of it outlives the tests: no need to wait for the disk.
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        command = [*while_we_live("INT"), self._programs / "postgres", "-D", self.folder / "data"]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("wb") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, **self._identity
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self._conninfo("postgres")).close()
            except psycopg.OperationalError:
                ended = self._process.poll() is not None
                if ended or time.monotonic() > deadline:
                    log = (self.folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)
            else:
                return

    def _conninfo(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=supple dbname={database}"

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._conninfo("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self) -> tuple[str, str]:
        """Make an empty database; its name and its SQLAlchemy address."""
        self._made += 1
        name = f"test_{self._made}"
        self._execute(f"CREATE DATABASE {name}")
        return name, f"postgresql+psycopg://supple@127.0.0.1:{self.port}/{name}"

    def drop(self, name: str) -> None:
        """Remove a database, connections that a test left open included."""
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """End the server without waiting for its clients, and remove its folder."""
        process = getattr(self, "_process", None)
        if process and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("root may not run PostgreSQL, and there is no user postgres or nobody")
