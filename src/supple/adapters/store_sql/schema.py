"""The tables: the record, and one for each type of row derived from it.

Identifiers and instants are compared byte by byte on every database (PostgreSQL would follow the
language of its server otherwise, and sort differently). What the record holds as data is JSON in
ASCII, so that no text that was ever typed can be refused by a database.
"""

from __future__ import annotations

import json
from dataclasses import fields
from types import NoneType
from typing import Any, Final, get_args, get_type_hints

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from supple.app.derived import OF_PERSON, OF_SESSION, Row, SetRow

CODE: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""A text whose order is that of its bytes."""


class Plain(TypeDecorator[Any]):
    """Plain data as JSON. ASCII, so NUL and halves of surrogate pairs are escaped in it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """Raises ValueError for numbers that JSON does not have."""
        return None if value is None else json.dumps(value, allow_nan=False)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """The data again."""
        return None if value is None else json.loads(value)


class Codes(TypeDecorator[tuple[str, ...]]):
    """Several codes in one column."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str:
        """As a JSON list."""
        return json.dumps(list(value or ()))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        """The codes again."""
        return tuple(json.loads(value or "[]"))


METADATA: Final = MetaData()

RECORD: Final = Table(
    "record",
    METADATA,
    Column("id", CODE, primary_key=True),
    Column("kind", CODE, nullable=False),
    Column("at", CODE, nullable=False),
    Column("person", CODE, nullable=False),
    Column("session", CODE, nullable=False),
    Column("version", Integer, nullable=False),
    Column("data", Plain, nullable=False),
    Index("record_by_scope", "person", "session", "at", "id"),
    Index("record_by_session", "session", "at", "id"),
)

NAMES: Final[dict[str, str]] = {
    "ProfileRow": "profile",
    "ScreenRow": "screen",
    "SessionRow": "session",
    "SetRow": "exercise_set",
    "FindingRow": "finding",
    "CameraWrongRow": "camera_wrong",
    "RecordingRow": "recording",
    "HaltRow": "halt",
}
PARENTS: Final[dict[tuple[str, str], str]] = {
    ("exercise_set", "session"): "session.session",
    ("finding", "exercise_set"): "exercise_set.id",
    ("camera_wrong", "session"): "session.session",
    ("recording", "session"): "session.session",
}
"""What hangs on what, and goes with it. A halt stands without its session: that may be deleted."""

FREE_TEXTS: Final = {"name", "words"}
TYPES: Final[dict[type, TypeEngine[Any] | type[TypeEngine[Any]]]] = {
    str: CODE,
    int: Integer,
    float: Double,
    bool: Boolean,
    tuple: Codes,
}


def _table(kind: type[Row]) -> Table:
    """The table of a type of row: a column a field, found by person and by session."""
    hints = get_type_hints(kind)
    name = NAMES[kind.__name__]
    columns = [_column(name, field.name, hints[field.name], kind) for field in fields(kind)]
    return Table(name, METADATA, *columns, *_indexes(name, kind))


def _column(table: str, name: str, hint: Any, kind: type[Row]) -> Column[Any]:
    choices = get_args(hint) if NoneType in get_args(hint) else (hint,)
    plain = next(choice for choice in choices if choice is not NoneType)
    of = Text if name in FREE_TEXTS else TYPES[getattr(plain, "__origin__", plain)]
    parent = PARENTS.get((table, name))
    hangs = () if parent is None else (ForeignKey(parent, ondelete="CASCADE"),)
    return Column(name, of, *hangs, primary_key=name in kind.KEY, nullable=NoneType in choices)


def _indexes(name: str, kind: type[Row]) -> list[Index]:
    names = {field.name for field in fields(kind)}
    keys = [key for key in ("person", "session") if key in names and (key,) != kind.KEY]
    found = [Index(f"{name}_by_{key}", key, "at") for key in keys]
    if kind is SetRow:
        found.append(Index("exercise_set_done", "person", "skipped", "exercise"))
    return found


TABLES: Final[dict[type[Row], Table]] = {kind: _table(kind) for kind in (*OF_PERSON, *OF_SESSION)}
