"""Opening a database, SQLite or PostgreSQL, and writing to it one after another."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from supple.core.errors import InputError, Problem, StoreError

WAIT_S: Final = 5.0
"""How long a writer waits for another one."""

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"


def parsed(address: str) -> URL:
    """The address of a database. Raises InputError saying what one looks like."""
    right = "give sqlite:///FILE or postgresql://USER@HOST/NAME"
    before, mark, file = address.partition(":///")
    if before == SQLITE and mark and file not in ("", ":memory:"):
        # Taken as it stands: a folder's name may hold what means something in an address.
        return URL.create(SQLITE, database=str(Path(file).expanduser()))
    try:
        url = make_url(address)
    except ArgumentError:
        raise InputError([Problem("database", f'"{address}" is no address; {right}')]) from None
    if url.drivername in ("postgres", POSTGRESQL, "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    shown = url.render_as_string(hide_password=True)
    what = "names no file" if url.get_backend_name() == SQLITE else "is of an unknown kind"
    raise InputError([Problem("database", f'"{shown}" {what}; {right}')])


def opened(url: URL, wait_s: float = WAIT_S) -> Engine:
    """An engine for a database. Nothing is connected yet. Values stay out of its errors."""
    if url.get_backend_name() == SQLITE:
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": wait_s})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        # A statement waits for others as long as on SQLite; a dead connection is made anew.
        lock_ms = f"-c lock_timeout={round(wait_s * 1000)}"
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"options": lock_ms, "connect_timeout": max(2, round(wait_s))},
        )
    except ModuleNotFoundError:
        raise StoreError(
            "PostgreSQL needs a driver that is not installed; `pip install 'supple[postgres]'` "
            "brings it."
        ) from None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept, or none. SQLite has one at a time."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def lock(connection: Connection, names: Iterable[str]) -> None:
    """Until the transaction ends nobody else writes under these names."""
    if connection.dialect.name == POSTGRESQL:
        # Always in the same order, so that two writers never wait for each other.
        for name in sorted(set(names)):
            statement = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 5873))")
            connection.execute(statement, {"name": name})


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # SQLAlchemy begins transactions itself, for the driver would begin them too late to keep
    # readers and writers apart.
    connection.isolation_level = None
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")  # what was said to be kept survives a power cut
    cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
    cursor.execute("PRAGMA temp_store = MEMORY")  # and leaves nothing in temporary files
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Readers and a writer at the same time. Another process may be changing to it just now."""
    for attempt in range(20):
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            return
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except Exception as error:
            if "locked" not in str(error) or attempt == 19:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
