"""A session as plain data and back: what SESSION_MADE keeps of it, for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from supple.core.programme import Block, LeftOut, Session, SessionEntry


def plain_session(session: Session) -> dict[str, object]:
    """A session as lists, tables, texts and numbers."""
    plain = asdict(session)
    for entry in plain["entries"]:
        entry["block"] = str(entry["block"])
        entry["sides"] = list(entry["sides"])
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()
    }


def session_of(plain: Mapping[str, Any]) -> Session:
    """The session again. Fields that a newer version wrote are passed over."""
    return Session(
        programme=str(plain.get("programme", "")),
        entries=tuple(_entry(entry) for entry in plain.get("entries", ())),
        left_out=tuple(LeftOut(**_known(LeftOut, one)) for one in plain.get("left_out", ())),
        notes=tuple(plain.get("notes", ())),
        minutes=float(plain.get("minutes", 0.0)),
    )


def _entry(plain: Mapping[str, Any]) -> SessionEntry:
    known = _known(SessionEntry, plain)
    known["block"] = Block(known["block"])
    known["sides"] = tuple(known["sides"])
    return SessionEntry(**known)


def _known(kind: type[SessionEntry | LeftOut], plain: Mapping[str, Any]) -> dict[str, Any]:
    names: Iterable[str] = (field.name for field in fields(kind))
    return {name: plain[name] for name in names if name in plain}
