"""From the record to the rows that pages read: the only function that does so.

Pure, and a function of the *set* of records: neither their order nor one that comes twice changes
anything. So a row is the same whether it was made live, record by record, or by `supple rebuild`.
It takes whatever is in a record without failing, for a record that was once kept stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from supple.app.derived import (
    CameraWrongRow,
    FindingRow,
    HaltRow,
    ProfileRow,
    RecordingRow,
    Row,
    ScreenRow,
    SessionRow,
    SetRow,
)
from supple.core.records import Record, RecordKind

Scope = tuple[str, str]
"""A person, and a session of theirs or "": records of one scope make rows of that scope only."""

_STARTED = (RecordKind.SESSION_STARTED, RecordKind.SET_DONE)
_ENDED = (RecordKind.SESSION_STOPPED, RecordKind.SESSION_FINISHED)


def scope(record: Record) -> Scope:
    """Whose rows a record changes."""
    return (record.person, record.session)


def derived(records: Iterable[Record]) -> Iterator[Row]:
    """All rows of some records. Give all records of a scope, or the rows are not those of it."""
    ordered = sorted({record.id: record for record in records}.values(), key=_place)
    for (_, session), group in groupby(ordered, key=scope):
        found = list(group)
        yield from _of_session(found) if session else _of_person(found)


def _place(record: Record) -> tuple[Scope, str, str]:
    return (scope(record), record.at, record.id)


def _of_person(records: Sequence[Record]) -> Iterator[Row]:
    made = _first(records, RecordKind.PROFILE_MADE)
    if made is None or _first(records, RecordKind.PROFILE_DELETED):
        return
    profile = ProfileRow(
        person=made.person,
        at=made.at,
        name=_text(made.data, "name"),
        language=_text(made.data, "language"),
        breath_in_s=None,
        breath_out_s=None,
        keep_recordings=False,
    )
    for record in records:
        if record.kind is RecordKind.PROFILE_CHANGED:
            profile = _changed(profile, record.data)
    yield profile
    for record in records:
        if record.kind is RecordKind.SCREEN_ANSWERED:
            yield ScreenRow(
                id=record.id,
                person=record.person,
                at=record.at,
                codes=_texts(record.data, "codes"),
                red_flags=_texts(record.data, "red_flags"),
                experience=_text(record.data, "experience"),
            )


def _changed(profile: ProfileRow, data: Mapping[str, object]) -> ProfileRow:
    settings = _table(data, "settings")
    breath_in_s, breath_out_s = (_number(settings, f"breath_{way}_s") for way in ("in", "out"))
    keep = settings.get("keep_recordings")
    return replace(
        profile,
        name=_text(data, "name") or profile.name,
        breath_in_s=profile.breath_in_s if breath_in_s is None else breath_in_s,
        breath_out_s=profile.breath_out_s if breath_out_s is None else breath_out_s,
        keep_recordings=keep if isinstance(keep, bool) else profile.keep_recordings,
    )


def _of_session(records: Sequence[Record]) -> Iterator[Row]:
    deleted = _first(records, RecordKind.SESSION_DELETED)
    if deleted is not None:
        if deleted.data.get("ask_again") is True:
            yield HaltRow(session=deleted.session, person=deleted.person, at=deleted.at)
        return
    pain = [one for one in _all(records, RecordKind.SESSION_STOPPED) if _pain(one)]
    if pain:
        yield HaltRow(session=pain[-1].session, person=pain[-1].person, at=pain[-1].at)
    made = _first(records, RecordKind.SESSION_MADE)
    if made is None:
        return
    sets = [_corrected(_set(record), records) for record in _all(records, RecordKind.SET_DONE)]
    wrongs = [_camera_wrong(record) for record in _all(records, RecordKind.CAMERA_WRONG)]
    yield _session(made, records, sets, len(wrongs))
    yield from sets
    for record in _all(records, RecordKind.SET_DONE):
        yield from _findings(record)
    yield from wrongs
    yield from _recording(records)


def _session(
    made: Record, records: Sequence[Record], sets: Sequence[SetRow], wrong_count: int
) -> SessionRow:
    started = [record.at for record in records if record.kind in _STARTED]
    ended = [record for record in records if record.kind in _ENDED]
    # Pain outweighs whatever came with it or after.
    end = next((one for one in reversed(ended) if _pain(one)), ended[-1] if ended else None)
    told = _all(records, RecordKind.SESSION_FELT)
    felt: Mapping[str, object] = told[-1].data if told else {}
    before = [one.data for one in _all(records, RecordKind.SESSION_STARTED)]
    return SessionRow(
        session=made.session,
        person=made.person,
        at=made.at,
        programme=_text(made.data, "programme"),
        camera=made.data.get("camera") is not False,
        state=_state(end, bool(started)),
        reason=_text(end.data, "reason") if end is not None else "",
        started_at=started[0] if started else None,
        ended_at=end.at if end is not None else None,
        effort_cr10=_number(felt, "effort_cr10"),
        pain_before_nrs=_latest([*before, felt], "pain_before_nrs"),
        pain_after_nrs=_number(felt, "pain_after_nrs"),
        words=_text(felt, "words"),
        sets_count=len(sets),
        skipped_count=sum(one.skipped for one in sets),
        worked_s=round(sum(one.credited_s for one in sets if not one.skipped), 2),
        camera_wrong_count=wrong_count,
    )


def _state(end: Record | None, started: bool) -> str:
    if end is None:
        return "running" if started else "made"
    return "finished" if end.kind is RecordKind.SESSION_FINISHED else "stopped"


def _pain(record: Record) -> bool:
    return record.kind is RecordKind.SESSION_STOPPED and record.data.get("reason") == "pain"


def _set(record: Record) -> SetRow:
    return SetRow(
        id=record.id,
        session=record.session,
        person=record.person,
        at=record.at,
        entry=_count(record.data, "entry"),
        exercise=_text(record.data, "exercise"),
        set_index=_count(record.data, "set_index"),
        side=_text(record.data, "side") or None,
        credited_s=_number(record.data, "credited_s") or 0.0,
        repetitions_count=_count(record.data, "repetitions_count"),
        by=_text(record.data, "by"),
        skipped=record.data.get("skipped") is True,
        corrected=False,
    )


def _corrected(done: SetRow, records: Sequence[Record]) -> SetRow:
    """The set with its corrections, the last of them last."""
    for record in _all(records, RecordKind.SET_CORRECTED):
        data = record.data
        if data.get("set") != done.id:
            continue
        credited_s, skipped = _number(data, "credited_s"), data.get("skipped")
        counted = isinstance(data.get("repetitions_count"), int)
        done = replace(
            done,
            credited_s=done.credited_s if credited_s is None else credited_s,
            repetitions_count=_count(data, "repetitions_count")
            if counted
            else done.repetitions_count,
            skipped=skipped if isinstance(skipped, bool) else done.skipped,
            corrected=True,
        )
    return done


def _findings(record: Record) -> Iterator[FindingRow]:
    found = record.data.get("findings")
    for position, data in enumerate(found if isinstance(found, Sequence) else ()):
        if isinstance(data, Mapping):
            yield FindingRow(
                exercise_set=record.id,
                position=position,
                session=record.session,
                person=record.person,
                at=record.at,
                exercise=_text(record.data, "exercise"),
                criterion=_text(data, "criterion"),
                severity=_text(data, "severity"),
                result=_text(data, "result"),
                value=_number(data, "value"),
                unit=_text(data, "unit"),
                uncertainty=_number(data, "uncertainty"),
                at_s=_number(data, "at_s"),
                cue=_text(data, "cue") or None,
                why=_text(data, "why"),
            )


def _camera_wrong(record: Record) -> CameraWrongRow:
    return CameraWrongRow(
        id=record.id,
        session=record.session,
        person=record.person,
        at=record.at,
        entry=_count(record.data, "entry"),
        exercise=_text(record.data, "exercise"),
        criterion=_text(record.data, "criterion"),
        at_s=_number(record.data, "at_s"),
    )


def _recording(records: Sequence[Record]) -> Iterator[RecordingRow]:
    """The recording as it was kept last, unless it was deleted after."""
    about = (RecordKind.RECORDING_KEPT, RecordKind.RECORDING_DELETED)
    last = next((one for one in reversed(records) if one.kind in about), None)
    if last is not None and last.kind is RecordKind.RECORDING_KEPT:
        yield RecordingRow(
            session=last.session,
            person=last.person,
            at=last.at,
            file=_text(last.data, "file"),
            frames_count=_count(last.data, "frames_count"),
            seconds_s=_number(last.data, "seconds_s") or 0.0,
        )


def _all(records: Iterable[Record], kind: RecordKind) -> list[Record]:
    return [record for record in records if record.kind is kind]


def _first(records: Iterable[Record], kind: RecordKind) -> Record | None:
    return next((record for record in records if record.kind is kind), None)


def _latest(given: Sequence[Mapping[str, object]], key: str) -> float | None:
    """The last number that was told; what was told before is kept where the last is silent."""
    told = (value for data in reversed(given) if (value := _number(data, key)) is not None)
    return next(told, None)


def _text(data: Mapping[str, object], key: str) -> str:
    """A text that every database can keep: no NUL, no half of a surrogate pair."""
    value = data.get(key)
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def _texts(data: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = data.get(key)
    found = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return tuple(sorted({one for one in found if isinstance(one, str)}))


def _table(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _number(data: Mapping[str, object], key: str) -> float | None:
    value = data.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Compared before converted: an int may be too large for any float.
    return float(value) if -1e300 < value < 1e300 else None


def _count(data: Mapping[str, object], key: str) -> int:
    """A count that fits into every database; 0 where there is none."""
    value = data.get(key)
    whole = value if isinstance(value, int) and not isinstance(value, bool) else 0
    return max(-(2**31), min(2**31 - 1, whole))
