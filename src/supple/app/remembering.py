"""What of a live session is remembered: the coach's events as records.

Each record's id is made from the run (one server's part of one session) and the number of the
event, so that telling the same event twice keeps it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from math import isfinite
from uuid import UUID, uuid5

from supple.app.live import Told
from supple.core.events import (
    CameraCorrected,
    EasierChosen,
    EntryStarted,
    Event,
    Finding,
    SessionDone,
    SetDone,
    Stopped,
)
from supple.core.records import Record, RecordKind


class Remembering:
    """Turns the events of one run of a session into records; knows which exercise is on."""

    def __init__(self, *, person: str, session: str, run: UUID) -> None:
        self._person, self._session, self._run = person, session, run
        self._entry = 0
        self._exercise = ""
        self._begun = False

    def records(self, told: Sequence[Told], at: str) -> list[Record]:
        """The records of these events, all at the instant `at` (UTC, as core.records says)."""
        kept = []
        for one in told:
            if isinstance(one.event, EntryStarted):
                self._entry, self._exercise = one.event.entry, one.event.exercise
            found = self._record(one.event)
            if found is None:
                continue
            kind, data = found
            kept.append(
                Record(
                    id=str(uuid5(self._run, str(one.number))),
                    kind=kind,
                    at=at,
                    person=self._person,
                    session=self._session,
                    data=data,
                )
            )
        return kept

    def _record(self, event: Event) -> tuple[RecordKind, dict[str, object]] | None:
        here = {"entry": self._entry, "exercise": self._exercise}
        if isinstance(event, EntryStarted) and not self._begun:
            self._begun = True
            return RecordKind.SESSION_STARTED, {}
        if isinstance(event, SetDone):
            return RecordKind.SET_DONE, {**here, **_set(event)}
        if isinstance(event, EasierChosen):
            chosen = {"entry": event.entry, "exercise": event.exercise, "instead": event.instead}
            return RecordKind.EASIER_CHOSEN, dict(chosen)
        if isinstance(event, CameraCorrected):
            about = {"criterion": event.about, "at_s": round(event.at_s, 3)}
            return RecordKind.CAMERA_WRONG, {**here, **about}
        if isinstance(event, Stopped):
            return RecordKind.SESSION_STOPPED, {"reason": event.reason}
        if isinstance(event, SessionDone):
            return RecordKind.SESSION_FINISHED, {}
        return None


def _set(event: SetDone) -> dict[str, object]:
    return {
        "set_index": event.set_index,
        "side": event.side,
        "credited_s": round(event.credited_s, 2),
        "repetitions_count": event.repetitions_count,
        "by": event.by,
        "skipped": event.skipped,
        "findings": [_finding(finding) for finding in event.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    """Plain data; a number that was not told is None."""
    values = {field.name: getattr(finding, field.name) for field in fields(finding)}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3) if isfinite(value) else None
    return str(value) if isinstance(value, str) else value
