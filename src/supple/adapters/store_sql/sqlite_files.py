"""SQLite's files: private, copied before a migration, and really without what was deleted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from supple.core.errors import StoreError

COPIES_COUNT: Final = 3
PRIVATE: Final = 0o600


def prepare(file: Path) -> None:
    """The file is there and only its owner reads it. SQLite gives its other files the same mode.

    Raises StoreError where it cannot be made.
    """
    try:
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
        with suppress(PermissionError):  # somebody else's file that we may write: theirs to decide
            file.chmod(PRIVATE)
    except FileNotFoundError:
        raise StoreError(
            f"The database {file} cannot be made, for there is no folder {file.parent}; "
            "make it, or name another file with --database."
        ) from None
    except OSError as error:
        raise StoreError(
            f"The database {file} cannot be made ({error.strerror}); see that you may write in "
            "its folder, or name another file with --database."
        ) from None


def revision(file: Path, table: str) -> tuple[str | None, bool]:
    """The revision that a database is at, and whether it holds any table. Changes nothing.

    Raises StoreError for a folder, sqlite3.Error for what is no database.
    """
    if file.is_dir():
        raise StoreError(f"The database {file} is a folder; name a file with --database.")
    if not file.exists() or file.stat().st_size == 0:
        return None, False
    with closing(_read_only(file)) as connection:
        tables = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
        if table not in tables:
            return None, bool(tables)
        row = connection.execute(f"SELECT version_num FROM {table}").fetchone()  # noqa: S608
        return (str(row[0]) if row else None), True


def copy(file: Path, coming: str) -> Path:
    """A copy of a database as it is before a migration, whole, with what is in its log still."""
    kept = file.with_name(f"{file.name}.before-{coming}")
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)
    prepare(part)
    with closing(_read_only(file)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # One file that is whole by itself, with nothing beside it.
        target.execute("PRAGMA journal_mode = DELETE")
    part.replace(kept)
    for old in copies(file)[:-COPIES_COUNT]:
        old.unlink()
    return kept


def copies(file: Path) -> list[Path]:
    """The copies that were made before migrations, the oldest first."""
    found = [path for path in file.parent.glob(f"{file.name}.before-*") if path.suffix != ".part"]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def scrub(engine: Engine, file: Path) -> None:
    """After a deletion: written anew without what was deleted, its log emptied, no copies.

    The copies hold what was deleted; their purpose, a migration gone wrong, is past by now.
    """
    for old in copies(file):
        try:
            old.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"It is deleted, but an old copy {old} cannot be removed ({error.strerror}); "
                "remove it yourself, for it holds what you deleted."
            ) from error
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        # Somebody who is reading right now can hold these up. What was deleted is overwritten
        # all the same (secure_delete), and the log goes with the last who uses the database.
        with suppress(sqlite3.OperationalError):
            cursor.execute("VACUUM")
        with suppress(sqlite3.OperationalError):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        connection.close()


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
