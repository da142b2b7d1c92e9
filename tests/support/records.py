"""Records for tests, made one by one."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from supple.core.records import Record, RecordKind


def at(second: float) -> str:
    """An instant, this many seconds after noon."""
    minutes, seconds = divmod(second, 60)
    return f"2026-03-01T12:{int(minutes):02d}:{seconds:06.3f}Z"


def record(
    kind: RecordKind,
    person: str = "ada",
    session: str = "",
    second: float = 0.0,
    id: str | None = None,
    **data: object,
) -> Record:
    return Record(
        id=id or str(uuid4()), kind=kind, at=at(second), person=person, session=session, data=data
    )


def profile(person: str = "ada", name: str = "Ada") -> Record:
    return record(RecordKind.PROFILE_MADE, person, name=name, language="en")


def session_made(session: str, person: str = "ada", second: float = 1.0) -> Record:
    made = record(RecordKind.SESSION_MADE, person, session, second)
    plan: dict[str, object] = {"programme": "clinic_daily", "entries": []}
    return replace(made, data={"programme": "clinic_daily", "session": plan, "camera": True})


def set_done(
    session: str, person: str = "ada", second: float = 2.0, id: str | None = None, **data: object
) -> Record:
    told: dict[str, object] = {
        "entry": 0,
        "exercise": "cobra",
        "set_index": 0,
        "side": None,
        "credited_s": 12.5,
        "repetitions_count": 0,
        "by": "camera",
        "skipped": False,
        "findings": [finding("head_not_back")],
    }
    return record(RecordKind.SET_DONE, person, session, second, id, **(told | data))


def finding(criterion: str, **data: object) -> dict[str, object]:
    told: dict[str, object] = {
        "criterion": criterion,
        "severity": "safety",
        "result": "pass",
        "value": 4.2,
        "unit": "deg",
        "uncertainty": 7.0,
        "at_s": 12.4,
        "cue": None,
        "why": "",
    }
    return told | data
