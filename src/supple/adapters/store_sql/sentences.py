"""Drivers' errors as one sentence for a person: what, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from supple.core.errors import StoreError

# By the first part of SQLite's own names of its errors.
SQLITE = {
    "BUSY": "is being used by another program for too long; close that one, or try again",
    "LOCKED": "is being used by another program for too long; close that one, or try again",
    "READONLY": "cannot be written; give yourself the right to write it and its folder",
    "PERM": "may not be opened; give yourself the right to read and write it and its folder",
    "CANTOPEN": "cannot be opened; see that its folder is there and that you may write in it",
    "AUTH": "may not be opened; give yourself the right to read and write it",
    "FULL": "cannot grow, for the disk is full; make room and try again",
    "IOERR": "cannot be read or written, the disk reports a fault; see to the disk first",
    "NOTADB": "is no database of Supple; name another with --database, or move it away",
    "CORRUPT": "is damaged; put back a copy (those made before updates lie beside it), "
    "or move it away to begin anew",
}
# By PostgreSQL's code of an error, or by its class, which is how the code begins.
POSTGRESQL = {
    "28": "does not let you in; see to the user and password in --database",
    "3D": "is not there; make it with `createdb`, or name another in --database",
    "42501": "does not let you do this; its user needs the right to make and change tables",
    "53": "has no room left; see to its disk, memory or number of connections",
    "57": "is starting or stopping; try again in a moment",
    "40": "was asked for the same thing twice at once; try again",
}
UNREACHABLE = "cannot be reached; see that it runs and that the address in --database is right"
UNKNOWN = "could not do what was asked"


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Whatever a driver raises inside comes out as a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(sentence(url, error.orig)) from error
    except sqlite3.Error as error:
        raise StoreError(sentence(url, error)) from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database {place(url)} {UNKNOWN} ({error}).") from error


def sentence(url: URL, error: BaseException | None) -> str:
    """What happened to the database at `url`."""
    return f"The database {place(url)} {_what(error)}."


def place(url: URL) -> str:
    """A database as a person knows it: its file, or its address without a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    return url.set(password=None).render_as_string(hide_password=True)


def _what(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", None)
    if isinstance(name, str):
        found = SQLITE.get(name.split("_")[1])
        return found or f"{UNKNOWN} ({error})"
    if isinstance(error, sqlite3.Error):
        return f"{UNKNOWN} ({error})"
    code = getattr(error, "sqlstate", None)
    if isinstance(code, str):
        found = POSTGRESQL.get(code) or POSTGRESQL.get(code[:2])
        return found or f"{UNKNOWN} ({str(error).splitlines()[0]})"
    # Before there is a connection there is no code, only words.
    words = str(error)
    if "password" in words or "authentication" in words:
        return POSTGRESQL["28"]
    if "does not exist" in words:
        return POSTGRESQL["3D"]
    return UNREACHABLE
