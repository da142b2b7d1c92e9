"""What was done: past sessions, one of them in detail, correcting a set, deleting a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from supple.app.derived import FindingRow, HaltRow, ScreenRow, SessionRow, SetRow
from supple.app.entering import HOLD_MOST_S, REPETITIONS_MOST_COUNT, Checks
from supple.app.ports import RecordingFiles, Store
from supple.core.errors import InputError, NotFoundError, Problem
from supple.core.records import Record, RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSet:
    """One side of one set as it stands now, with what was seen in it."""

    id: str
    at: str
    entry: int
    exercise: str
    set_index: int
    side: str | None
    credited_s: float
    repetitions_count: int
    by: str
    skipped: bool
    corrected: bool
    findings: tuple[FindingRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A session of the past. `sets` are there where one session was asked for."""

    id: str
    person: str
    programme: str
    at: str
    state: str
    reason: str
    camera: bool
    effort_cr10: float | None
    pain_before_nrs: float | None
    pain_after_nrs: float | None
    words: str
    sets_count: int
    skipped_count: int
    worked_s: float
    camera_wrong_count: int
    sets: tuple[DoneSet, ...] = ()

    @property
    def over(self) -> bool:
        return self.state in ("finished", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Looking back, and putting right. `leave` ends what is live of a session."""

    store: Store
    files: RecordingFiles
    leave: Callable[[str], None]
    now: Callable[[], str]
    new_id: Callable[[], UUID]

    def sessions(self, person: str) -> list[Past]:
        """Sessions that were begun, the newest first, without their sets."""
        rows = self.store.rows(SessionRow, person=person)
        return [_past(row) for row in reversed(rows) if row.state != "made"]

    def find(self, session: str) -> Past | None:
        """One session with its sets and findings, or None."""
        rows = self.store.rows(SessionRow, session=session)
        if not rows:
            return None
        seen: dict[str, list[FindingRow]] = {}
        for finding in self.store.rows(FindingRow, session=session):
            seen.setdefault(finding.exercise_set, []).append(finding)
        sets = self.store.rows(SetRow, session=session)
        return _past(rows[0], tuple(_done(one, tuple(seen.get(one.id, ()))) for one in sets))

    def correct(self, session: str, done: str, change: Mapping[str, object]) -> None:
        """What a set really was: credited_s, repetitions_count or skipped.

        The set itself stays in the record. Raises NotFoundError, InputError with every fault.
        """
        found = [row for row in self.store.rows(SetRow, session=session) if row.id == done]
        if not found:
            raise NotFoundError(f'There is no set "{done[:60]}" in this session.')
        data = {"set": done, **_checked(change)}
        self._keep(RecordKind.SET_CORRECTED, found[0].person, session, data)

    def delete(self, session: str) -> None:
        """The session is gone: records, rows, recording. Raises NotFoundError.

        Where pain ended it and the screen was not answered since, it still has to be.
        """
        rows = self.store.rows(SessionRow, session=session)
        if not rows:
            raise NotFoundError(f'There is no session "{session[:60]}" here.')
        self.leave(session)
        self.files.delete(session)
        data: dict[str, object] = {"ask_again": True} if self._halts(session) else {}
        self._keep(RecordKind.SESSION_DELETED, rows[0].person, session, data)

    def _halts(self, session: str) -> bool:
        halts = self.store.rows(HaltRow, session=session)
        screens = self.store.rows(ScreenRow, person=halts[0].person) if halts else []
        return bool(halts) and (not screens or halts[0].at >= screens[-1].at)

    def _keep(
        self, kind: RecordKind, person: str, session: str, data: Mapping[str, object]
    ) -> None:
        self.store.append(
            Record(
                id=str(self.new_id()),
                kind=kind,
                at=self.now(),
                person=person,
                session=session,
                data=data,
            )
        )


def _checked(change: Mapping[str, object]) -> dict[str, object]:
    """The correction, or InputError with everything that is wrong with it."""
    checks = Checks()
    kept: dict[str, object] = {}
    for name, value in change.items():
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if name == "credited_s" and number is not None:
            kept[name] = checks.between("seconds", number, 0.0, HOLD_MOST_S)
        elif name == "repetitions_count" and isinstance(number, int):
            kept[name] = number
            checks.between("repetitions", number, 0, REPETITIONS_MOST_COUNT)
        elif name == "skipped" and isinstance(value, bool):
            kept[name] = value
        else:
            checks.problems.append(Problem(name, "cannot be corrected like this"))
    if not change:
        raise InputError([Problem("set", "nothing was changed")])
    checks.settle()
    return kept


def _done(row: SetRow, findings: tuple[FindingRow, ...]) -> DoneSet:
    return DoneSet(
        id=row.id,
        at=row.at,
        entry=row.entry,
        exercise=row.exercise,
        set_index=row.set_index,
        side=row.side,
        credited_s=row.credited_s,
        repetitions_count=row.repetitions_count,
        by=row.by,
        skipped=row.skipped,
        corrected=row.corrected,
        findings=findings,
    )


def _past(row: SessionRow, sets: tuple[DoneSet, ...] = ()) -> Past:
    return Past(
        id=row.session,
        person=row.person,
        programme=row.programme,
        at=row.started_at or row.at,
        state=row.state,
        reason=row.reason,
        camera=row.camera,
        effort_cr10=row.effort_cr10,
        pain_before_nrs=row.pain_before_nrs,
        pain_after_nrs=row.pain_after_nrs,
        words=row.words,
        sets_count=row.sets_count,
        skipped_count=row.skipped_count,
        worked_s=row.worked_s,
        camera_wrong_count=row.camera_wrong_count,
        sets=sets,
    )
