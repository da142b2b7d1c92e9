"""Where a session stands: its entries as they are now, and the first set that is not done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from supple.app.plain import session_of
from supple.core.coaching.guide import Place
from supple.core.exercise import Exercise
from supple.core.planning.dosing import first_dose
from supple.core.planning.easing import easier_entry
from supple.core.programme import Screen, Session, SessionEntry
from supple.core.records import Record, RecordKind


def plan_of(records: Sequence[Record]) -> Session | None:
    """The session as it was made, or None where these are not the records of a session."""
    made = _made(records)
    if made is None:
        return None
    plain: Any = made.data.get("session")
    return session_of(plain if isinstance(plain, Mapping) else {})


def plan_now(
    records: Sequence[Record], exercises: Mapping[str, Exercise], screen: Screen
) -> Session | None:
    """The session with the easier forms that were chosen since, entry by entry."""
    plan = plan_of(records)
    if plan is None:
        return None
    entries = list(plan.entries)
    for record in records:
        if record.kind is RecordKind.EASIER_CHOSEN:
            index = record.data.get("entry")
            if isinstance(index, int) and 0 <= index < len(entries):
                entries[index] = _eased(entries[index], record.data, exercises, screen)
    return replace(plan, entries=tuple(entries))


def _eased(
    entry: SessionEntry,
    chosen: Mapping[str, object],
    exercises: Mapping[str, Exercise],
    screen: Screen,
) -> SessionEntry:
    """What was chosen then; the answers may say otherwise by now."""
    softer = easier_entry(entry, exercises, screen)
    if softer is not None and softer.exercise == chosen.get("instead"):
        return softer
    instead = exercises.get(str(chosen.get("instead")))
    return entry if instead is None else first_dose(instead, entry)


def place(entries: Sequence[SessionEntry], records: Sequence[Record]) -> Place:
    """The first set and side that is not done. An exercise that was skipped is done with."""
    done: set[tuple[Any, ...]] = set()
    skipped: set[tuple[Any, Any]] = set()
    for record in records:
        if record.kind is RecordKind.SET_DONE:
            data: Any = record.data
            entry, exercise = data.get("entry"), data.get("exercise")
            done.add((entry, exercise, data.get("set_index"), data.get("side")))
            if data.get("skipped"):
                skipped.add((entry, exercise))
    for index, asked in enumerate(entries):
        if (index, asked.exercise) in skipped:
            continue
        for set_index in range(asked.sets_count):
            for side_index, side in enumerate(asked.sides or (None,)):
                if (index, asked.exercise, set_index, side) not in done:
                    return Place(entry=index, set_index=set_index, side_index=side_index)
    return Place(entry=len(entries))


def _made(records: Sequence[Record]) -> Record | None:
    return next((one for one in records if one.kind is RecordKind.SESSION_MADE), None)
