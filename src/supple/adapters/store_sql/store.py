"""The port `app.ports.Store` in SQL: the record, and beside it the rows derived from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from supple.adapters.store_sql import engines, sqlite_files
from supple.adapters.store_sql.deriving import derive, derive_all, record_of, records
from supple.adapters.store_sql.engines import POSTGRESQL, SQLITE, lock, writing
from supple.adapters.store_sql.migrating import check_before_opening, migrate
from supple.adapters.store_sql.schema import RECORD, TABLES
from supple.adapters.store_sql.sentences import told
from supple.app.derived import SetRow
from supple.app.instants import INSTANT
from supple.app.ports import R
from supple.app.projection import scope
from supple.core.errors import InputError, Problem
from supple.core.records import Record, RecordKind

CHUNK_COUNT = 500
ID_MOST_COUNT = 100
DELETIONS = (RecordKind.SESSION_DELETED, RecordKind.PROFILE_DELETED)


def open_store(address: str, *, wait_s: float = engines.WAIT_S) -> SqlStore:
    """A store at an address, its tables brought to this version first.

    Parameters
    ----------
    address : str
        sqlite:///FILE (made if it is not there) or postgresql://USER@HOST/NAME.
    wait_s : float
        How long to wait for others who are writing.

    Raises
    ------
    InputError
        Not such an address.
    StoreError
        One sentence saying why it cannot be opened. Nothing of it was changed then.
    """
    url = engines.parsed(address)
    with told(url):
        if url.get_backend_name() == SQLITE:
            file = Path(str(url.database))
            check_before_opening(file)
            sqlite_files.prepare(file)
        engine = engines.opened(url, wait_s)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return SqlStore(engine)


class SqlStore:
    """Safe for threads: every call takes a connection of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """All connections are closed."""
        self._engine.dispose()

    def append(self, *given: Record) -> int:
        """See the port."""
        fresh = _checked(given)
        if not fresh:
            return 0
        with told(self._engine.url), writing(self._engine) as connection:
            lock(connection, (name for one in fresh for name in (one.person, one.session) if name))
            _refuse_strangers(connection, fresh)
            new = _inserted(connection, _without_deleted(connection, fresh))
            deletions = [record for record in new if record.kind in DELETIONS]
            for tombstone in deletions:
                _erase(connection, tombstone)
            for changed in sorted({scope(record) for record in new}):
                derive(connection, changed)
        if deletions and self._engine.dialect.name == SQLITE:
            with told(self._engine.url):
                sqlite_files.scrub(self._engine, Path(str(self._engine.url.database)))
        return len(new)

    def history(self, person: str) -> list[Record]:
        """See the port."""
        return self._records(select(RECORD).where(RECORD.c.person == person))

    def session(self, session: str) -> list[Record]:
        """See the port."""
        return self._records(select(RECORD).where(RECORD.c.session == session))

    def rows(
        self, kind: type[R], *, person: str | None = None, session: str | None = None
    ) -> list[R]:
        """See the port."""
        table = TABLES[kind]
        keys = [column for column in table.primary_key if column.name != "at"]
        statement = select(table).order_by(table.c.at, *keys)
        if person is not None:
            statement = statement.where(table.c.person == person)
        if session is not None:
            statement = statement.where(table.c.session == session)
        with told(self._engine.url), self._engine.connect() as connection:
            return [kind(**row) for row in connection.execute(statement).mappings()]

    def exercises_done(self, person: str) -> frozenset[str]:
        """See the port."""
        done = TABLES[SetRow]
        mine = and_(done.c.person == person, done.c.skipped.is_(False))
        with told(self._engine.url), self._engine.connect() as connection:
            return frozenset(connection.scalars(select(done.c.exercise).where(mine).distinct()))

    def rebuild(self) -> Mapping[str, int]:
        """See the port."""
        with told(self._engine.url), writing(self._engine) as connection:
            if connection.dialect.name == POSTGRESQL:
                connection.execute(text("LOCK TABLE record IN SHARE ROW EXCLUSIVE MODE"))
            return derive_all(connection)

    def _records(self, statement: Select[Any]) -> list[Record]:
        with told(self._engine.url), self._engine.connect() as connection:
            return [record_of(row) for row in connection.execute(records(statement)).mappings()]


def _checked(given: Iterable[Record]) -> list[Record]:
    """Each id once, in a fixed order. Raises InputError with all that no database could keep."""
    problems: list[Problem] = []
    fresh: dict[str, Record] = {}
    for record in given:
        where = f"record {record.id[:ID_MOST_COUNT]!r}"
        for name in ("id", "person", "session"):
            value = getattr(record, name)
            if not (value.isascii() and len(value) <= ID_MOST_COUNT and value.isprintable()):
                problems.append(Problem(where, f"its {name} is no id"))
        if not record.id or not record.person:
            problems.append(Problem(where, "an id and a person are needed"))
        if INSTANT.fullmatch(record.at) is None:
            right = "an instant is written as 2026-01-31T23:59:59.999Z"
            problems.append(Problem(where, f'"{record.at}" is no instant; {right}'))
        try:
            json.dumps(record.data, allow_nan=False)
        except (TypeError, ValueError) as error:
            problems.append(Problem(where, f"its data cannot be written as JSON: {error}"))
        fresh.setdefault(record.id, record)
    if problems:
        raise InputError(problems)
    return [fresh[id_] for id_ in sorted(fresh)]


def _refuse_strangers(connection: Connection, fresh: Sequence[Record]) -> None:
    """A session belongs to one person."""
    owners: dict[str, set[str]] = {}
    for record in fresh:
        if record.session:
            owners.setdefault(record.session, set()).add(record.person)
    for sessions in _chunks(sorted(owners)):
        found = select(RECORD.c.session, RECORD.c.person).where(RECORD.c.session.in_(sessions))
        for session, person in connection.execute(found.distinct()):
            owners[session].add(person)
    problems = [
        Problem(f'session "{session}"', "it belongs to somebody else; each has their own")
        for session, people in owners.items()
        if len(people) > 1
    ]
    if problems:
        raise InputError(problems)


def _without_deleted(connection: Connection, fresh: Sequence[Record]) -> list[Record]:
    """What is not of a session or person that was deleted: a late message brings nothing back."""
    gone: set[tuple[str, str]] = set()
    for people in _chunks(sorted({record.person for record in fresh})):
        tombstones = select(RECORD.c.kind, RECORD.c.person, RECORD.c.session).where(
            RECORD.c.person.in_(people), RECORD.c.kind.in_([str(kind) for kind in DELETIONS])
        )
        for kind, person, session in connection.execute(tombstones):
            gone.add((person, session if kind == RecordKind.SESSION_DELETED else ""))
    return [
        record
        for record in fresh
        if (record.person, "") not in gone and (not record.session or scope(record) not in gone)
    ]


def _inserted(connection: Connection, fresh: Sequence[Record]) -> list[Record]:
    """Those that were not there yet, now kept."""
    dialect = postgresql if connection.dialect.name == POSTGRESQL else sqlite
    statement = dialect.insert(RECORD).on_conflict_do_nothing().returning(RECORD.c.id)
    names = [column.name for column in RECORD.c]
    new: set[str] = set()
    for chunk in _chunks(fresh):
        values = [{name: getattr(record, name) for name in names} for record in chunk]
        new.update(connection.scalars(statement, values))
    return [record for record in fresh if record.id in new]


def _erase(connection: Connection, tombstone: Record) -> None:
    """Every other record of a session or person, and every row of a person."""
    mine = RECORD.c.person == tombstone.person
    if tombstone.kind is RecordKind.SESSION_DELETED:
        mine = and_(mine, RECORD.c.session == tombstone.session)
    connection.execute(delete(RECORD).where(mine, RECORD.c.id != tombstone.id))
    if tombstone.kind is RecordKind.PROFILE_DELETED:
        for table in reversed(TABLES.values()):
            connection.execute(delete(table).where(table.c.person == tombstone.person))


def _chunks(given: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (given[start : start + CHUNK_COUNT] for start in range(0, len(given), CHUNK_COUNT))
