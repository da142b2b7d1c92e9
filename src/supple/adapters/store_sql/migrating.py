"""Bringing a database to the tables of this version. Revisions lie in `migrations/versions`.

A revision is one file; it is never changed once it was released. After any revision the rows are
derived again from the record, so a revision only has to make the tables right.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from supple.adapters.store_sql import sqlite_files
from supple.adapters.store_sql.deriving import derive_all
from supple.adapters.store_sql.engines import SQLITE, lock, writing
from supple.adapters.store_sql.schema import METADATA
from supple.adapters.store_sql.sentences import place
from supple.core.errors import StoreError

REVISION_TABLE: Final = "supple_revision"
HEAD: Final = "head"


def scripts() -> ScriptDirectory:
    """The revisions that this version knows."""
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def check_before_opening(file: Path) -> None:
    """Refuses a SQLite file that is not ours to open. Nothing of it is touched."""
    found, holds_tables = sqlite_files.revision(file, REVISION_TABLE)
    _refuse(str(file), found, holds_tables)


def migrate(engine: Engine, to: str = HEAD) -> None:
    """Every revision that is still to come, all or none. A copy of a SQLite file is kept first.

    Raises StoreError for a database of another program or of a newer Supple.
    """
    with writing(engine) as connection:
        lock(connection, [REVISION_TABLE])
        found = _current(connection)
        _refuse(place(engine.url), found, bool(inspect(connection).get_table_names()))
        coming = scripts().get_revision(to).revision
        if found == coming:
            return
        if found is not None and engine.dialect.name == SQLITE:
            sqlite_files.copy(Path(str(engine.url.database)), coming)
        _run(connection, to)
        if found is not None and to == HEAD:
            derive_all(connection)


def _current(connection: Connection) -> str | None:
    options = {"version_table": REVISION_TABLE}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


def _run(connection: Connection, to: str) -> None:
    revisions = scripts()
    with EnvironmentContext(
        Config(),
        revisions,
        fn=lambda found, _context: revisions._upgrade_revs(to, found),
        destination_rev=to,
    ) as environment:
        environment.configure(
            connection=connection,
            target_metadata=METADATA,
            version_table=REVISION_TABLE,
            transactional_ddl=True,
        )
        environment.run_migrations()


def _refuse(where: str, found: str | None, holds_tables: bool) -> None:
    if found is None and holds_tables:
        raise StoreError(
            f"The database {where} belongs to another program; name another with --database. "
            "Nothing of it was changed."
        )
    known = {script.revision for script in scripts().walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"The database {where} was written by a newer version of Supple (it says {found}); "
            "install that version, or name another database with --database. "
            "Nothing of it was changed."
        )
