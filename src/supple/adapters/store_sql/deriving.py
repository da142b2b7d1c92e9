"""The projection in SQL: rows out, rows in. What the rows are is `app.projection`'s alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select

from supple.adapters.store_sql.schema import RECORD, TABLES
from supple.app.derived import OF_PERSON, OF_SESSION, Row
from supple.app.projection import Scope, derived, scope
from supple.core.records import Record, RecordKind

CHUNK_COUNT: Final = 2000
COLUMNS: Final = {kind: tuple(table.c.keys()) for kind, table in TABLES.items()}


def records(statement: Select[Any]) -> Select[Any]:
    """Only kinds that this version knows, by instant and id. A newer version may have others."""
    known = statement.where(RECORD.c.kind.in_([str(kind) for kind in RecordKind]))
    return known.order_by(RECORD.c.at, RECORD.c.id)


def record_of(row: RowMapping) -> Record:
    """A record as it was given."""
    return Record(**{**row, "kind": RecordKind(row["kind"])})


def derive(connection: Connection, of: Scope) -> None:
    """The rows of one scope, made anew from its records."""
    person, session = of
    remove(connection, of)
    found = select(RECORD).where(RECORD.c.person == person, RECORD.c.session == session)
    given = connection.execute(records(found)).mappings()
    _insert(connection, derived(record_of(row) for row in given))


def remove(connection: Connection, of: Scope) -> None:
    """The rows of one scope are gone. What hangs on a session goes with it."""
    person, session = of
    for kind in reversed(OF_SESSION if session else OF_PERSON):
        table = TABLES[kind]
        mine = table.c.session == session if session else table.c.person == person
        connection.execute(delete(table).where(mine))


def derive_all(connection: Connection) -> dict[str, int]:
    """All rows, made anew from the record; how many of each table there are now."""
    for table in reversed(TABLES.values()):
        connection.execute(delete(table))
    waiting: list[Row] = []
    for rows in _by_scope(connection):
        waiting += rows
        if len(waiting) >= CHUNK_COUNT:
            _insert(connection, waiting)
            waiting = []
    _insert(connection, waiting)
    counts = {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in TABLES.values()
    }
    return {"record": connection.scalar(select(func.count()).select_from(RECORD)) or 0, **counts}


def _by_scope(connection: Connection) -> Iterator[list[Row]]:
    """The rows of one scope after another, however long the record is."""
    ordered = records(select(RECORD).order_by(RECORD.c.person, RECORD.c.session))
    with connection.execute(ordered.execution_options(yield_per=CHUNK_COUNT)) as found:
        for _, given in groupby(map(record_of, found.mappings()), key=scope):
            yield list(derived(given))


def _insert(connection: Connection, rows: Iterable[Row]) -> None:
    """Rows into their tables, parents first."""
    by_kind: dict[type[Row], list[dict[str, Any]]] = {kind: [] for kind in TABLES}
    for row in rows:
        # Not asdict, which copies deeply and takes longer than the database.
        by_kind[type(row)].append({name: getattr(row, name) for name in COLUMNS[type(row)]})
    for kind, values in by_kind.items():
        if values:
            connection.execute(insert(TABLES[kind]), values)
