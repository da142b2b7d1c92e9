"""What every store promises, tried on each kind of database."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from supple.adapters.store_sql import deriving, open_store
from supple.adapters.store_sql import store as store_module
from supple.adapters.store_sql.schema import METADATA, RECORD, TABLES
from supple.app.derived import (
    FindingRow,
    HaltRow,
    ProfileRow,
    RecordingRow,
    ScreenRow,
    SessionRow,
    SetRow,
)
from supple.app.projection import derived
from supple.core.errors import InputError, StoreError
from supple.core.records import Record, RecordKind
from support.other_processes import begin, die_between_record_and_rows, send
from support.random_records import any_record
from support.records import at, profile, record, session_made, set_done

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture
def store(database_url: str) -> Iterator[store_module.SqlStore]:
    opened = open_store(database_url)
    yield opened
    opened.close()


def everything(store: store_module.SqlStore) -> dict[str, list[object]]:
    """All that pages could read."""
    return {kind.__name__: list(store.rows(kind)) for kind in TABLES}


def counted(store: store_module.SqlStore) -> int:
    with store._engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(RECORD)) or 0


def test_what_is_kept_comes_back_as_it_was(store):
    given = set_done(
        "s", words="Grüße 🧘 a\0b \ud800", numbers=[1, 2.5, None, True], more={"a": {}}
    )
    assert store.append(given) == 1
    assert store.session("s") == [given]
    assert store.history("ada") == [given]


def test_a_record_sent_again_is_kept_once_as_it_came_first(store):
    first = set_done("s", credited_s=10.0)
    assert store.append(first, first) == 1
    assert store.append(replace(first, data={**first.data, "credited_s": 99.0})) == 0
    assert store.session("s") == [first]


def test_either_all_of_it_is_kept_or_nothing(store):
    sound = set_done("s")
    broken = replace(set_done("s"), data={"credited_s": float("nan")})
    with pytest.raises(InputError, match="JSON"):
        store.append(sound, broken)
    assert store.history("ada") == []


def test_every_fault_of_a_batch_is_told_at_once(store):
    good = set_done("s")
    with pytest.raises(InputError) as caught:
        store.append(
            replace(good, id="x", at="yesterday"),
            replace(good, id="y", person=""),
            replace(good, id="z", session="a\nb"),
            replace(good, id="w", data={"when": object()}),
        )
    assert len(caught.value.problems) == 4
    assert store.history("ada") == []


def test_records_come_by_instant_and_then_by_the_bytes_of_their_ids(store):
    ids = ["b", "B", "a", "A", "_", "-", "10", "9"]
    kept = [set_done("s", second=5, id=id_) for id_ in ids]
    early = set_done("s", second=4, id="z")
    store.append(*kept, early)
    assert [one.id for one in store.session("s")] == ["z", *sorted(ids)]
    assert [one.id for one in store.history("ada")] == ["z", *sorted(ids)]


def test_the_history_is_only_of_the_person_asked_for(store):
    store.append(set_done("s1"), set_done("s2", "bob"))
    assert [one.person for one in store.history("ada")] == ["ada"]
    assert store.history("nobody") == []
    assert store.session("none") == []


def test_a_session_belongs_to_one_person(store):
    store.append(session_made("s"))
    with pytest.raises(InputError, match="belongs to somebody else"):
        store.append(set_done("s", "bob"))
    assert store.history("bob") == []


def test_nothing_at_all_is_nothing_new(store):
    assert store.append() == 0


def test_more_records_than_one_statement_takes_are_kept(store):
    assert (
        store.append(session_made("s"), *(set_done("s", findings=[]) for _ in range(1700))) == 1701
    )
    assert len(store.rows(SetRow, session="s")) == 1700


def test_pages_find_the_rows_as_soon_as_a_record_is_kept(store):
    store.append(profile(), session_made("s"), set_done("s", id="first"))
    (session,) = store.rows(SessionRow, person="ada")
    assert (session.state, session.sets_count, session.worked_s) == ("running", 1, 12.5)
    assert [row.criterion for row in store.rows(FindingRow, session="s")] == ["head_not_back"]
    store.append(record(RecordKind.SESSION_FINISHED, session="s", second=9))
    (session,) = store.rows(SessionRow, session="s")
    assert (session.state, session.ended_at) == ("finished", at(9))


def test_a_session_known_only_after_its_sets_is_whole(store):
    store.append(set_done("s", id="first"))
    assert store.rows(SetRow) == []
    store.append(session_made("s"))
    assert [row.id for row in store.rows(SetRow)] == ["first"]


def test_exercises_done_leave_out_what_was_skipped(store):
    store.append(
        session_made("s"),
        set_done("s", exercise="cobra"),
        set_done("s", exercise="plow", skipped=True),
    )
    assert store.exercises_done("ada") == {"cobra"}
    assert store.exercises_done("bob") == frozenset()


def test_a_deleted_session_leaves_one_record_that_says_so(store):
    store.append(profile(), session_made("s"), set_done("s"), session_made("t", second=3))
    store.append(record(RecordKind.SESSION_DELETED, session="s", second=8, id="gone"))
    assert [one.id for one in store.session("s")] == ["gone"]
    assert [row.session for row in store.rows(SessionRow)] == ["t"]
    assert store.rows(SetRow) == []
    assert store.rows(FindingRow) == []
    assert [row.name for row in store.rows(ProfileRow)] == ["Ada"]


def test_a_late_message_does_not_bring_a_deleted_session_back(store):
    late = set_done("s")
    store.append(session_made("s"), record(RecordKind.SESSION_DELETED, session="s", id="gone"))
    assert store.append(late, session_made("s")) == 0
    assert [one.id for one in store.session("s")] == ["gone"]


def test_a_deleted_person_leaves_one_record_and_others_all_of_theirs(store):
    theirs = [profile("bob", "Bob"), session_made("t", "bob"), set_done("t", "bob")]
    store.append(profile(), session_made("s"), set_done("s"), *theirs)
    answered = record(RecordKind.SCREEN_ANSWERED, codes=["neck"], experience="office")
    kept = record(RecordKind.RECORDING_KEPT, session="s", file="s.supple", frames_count=3)
    store.append(answered, kept, record(RecordKind.SESSION_STOPPED, session="s", reason="pain"))
    before = {name: rows for name, rows in everything(store).items() if name != "HaltRow"}
    assert all(before[name] for name in ("ScreenRow", "RecordingRow", "FindingRow"))
    store.append(record(RecordKind.PROFILE_DELETED, id="gone"))
    assert [one.id for one in store.history("ada")] == ["gone"]
    assert {row.person for rows in everything(store).values() for row in rows} == {"bob"}
    assert store.history("bob") == sorted(theirs, key=lambda one: (one.at, one.id))
    assert store.append(profile(), set_done("s")) == 0


def test_pain_outlasts_the_deletion_of_its_session_only_where_the_deletion_says_so(store):
    for session, told in (("s", {"ask_again": True}), ("t", {})):
        stopped = record(RecordKind.SESSION_STOPPED, session=session, reason="pain")
        store.append(session_made(session), stopped)
        store.append(record(RecordKind.SESSION_DELETED, session=session, second=7, **told))
    assert [(row.session, row.at) for row in store.rows(HaltRow)] == [("s", at(7))]


def test_threads_that_send_the_same_records_keep_each_once(store):
    records = [session_made("s"), *(set_done("s", id=f"set-{n}") for n in range(8))]
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(store.append, one) for one in records * 4]
        new = sum(one.result() for one in sent)
    assert new == len(records)
    assert counted(store) == len(records)
    (session,) = store.rows(SessionRow)
    assert session.sets_count == 8


def test_processes_that_send_the_same_records_keep_each_once(store, database_url):
    store.append(session_made("s"))
    ids = [f"set-{n}" for n in range(20)]
    with SPAWN.Pool(2) as pool:
        new = pool.starmap(send, [(database_url, ids), (database_url, ids[::-1])])
    assert sum(new) == 20
    (session,) = store.rows(SessionRow)
    assert session.sets_count == 20


def test_processes_may_make_the_same_database_at_once(database_url):
    with SPAWN.Pool(2) as pool:
        assert pool.starmap(begin, [(database_url, "ada"), (database_url, "bob")]) == [1, 1]


def test_a_kill_between_the_record_and_its_rows_leaves_neither(store, database_url):
    store.append(session_made("s"), set_done("s", id="kept"))
    process = SPAWN.Process(target=die_between_record_and_rows, args=(database_url,))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    assert [one.id for one in store.session("s") if one.kind is RecordKind.SET_DONE] == ["kept"]
    assert store.append(set_done("s", id="lost")) == 1
    assert [row.id for row in store.rows(SetRow)] == ["kept", "lost"]


def spoil(store: store_module.SqlStore) -> None:
    """All rows gone, as after a fault of the projection."""
    with store._engine.begin() as connection:
        for table in reversed(TABLES.values()):
            connection.execute(delete(table))


def empty(store: store_module.SqlStore) -> None:
    with store._engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(delete(table))


def test_rebuilding_gives_the_same_rows_and_counts_them(store):
    store.append(profile(), session_made("s"), set_done("s"), set_done("s"))
    store.append(record(RecordKind.CAMERA_WRONG, session="s", criterion="head_not_back"))
    before = everything(store)
    spoil(store)
    counts = store.rebuild()
    assert everything(store) == before
    assert (counts["record"], counts["exercise_set"], counts["finding"]) == (5, 2, 2)
    assert set(counts) == {table.name for table in METADATA.sorted_tables}


def test_rebuilding_in_pieces_loses_nothing(store, monkeypatch):
    monkeypatch.setattr(deriving, "CHUNK_COUNT", 3)
    for number in range(5):
        store.append(session_made(f"s{number}"), *(set_done(f"s{number}") for _ in range(4)))
    before = everything(store)
    spoil(store)
    assert store.rebuild()["exercise_set"] == 20
    assert everything(store) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(batches=st.lists(st.lists(any_record(), max_size=5), max_size=8))
def test_rows_made_live_are_those_of_the_whole_record(store, batches: list[list[Record]]):
    empty(store)
    for batch in batches:
        store.append(*batch)
    live = everything(store)
    people = {one.person for batch in batches for one in batch}
    whole = list(derived(one for person in people for one in store.history(person)))
    for kind in TABLES:
        rows = [row for row in whole if type(row) is kind]
        assert live[kind.__name__] == sorted(rows, key=lambda row: _key(row, kind))
    store.rebuild()
    assert everything(store) == live


def _key(row: object, kind: type) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in ("at", *kind.KEY))


def test_the_tables_are_those_that_the_revisions_make(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._engine.connect() as connection:
        options = {"version_table": "supple_revision", "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_a_store_opened_again_has_what_was_kept(store, database_url):
    store.append(profile())
    again = open_store(database_url)
    assert [row.name for row in again.rows(ProfileRow)] == ["Ada"]
    again.close()


def test_a_database_of_a_newer_supple_is_not_touched(store, database_url):
    store.append(profile())
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE supple_revision SET version_num = 'r9999'")
    with pytest.raises(StoreError, match=r"newer version of Supple \(it says r9999\); install"):
        open_store(database_url)
    assert [row.name for row in store.rows(ProfileRow)] == ["Ada"]


def test_a_database_of_another_program_is_not_touched(store, database_url):
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE supple_revision")
    with pytest.raises(StoreError, match="belongs to another program"):
        open_store(database_url)


@pytest.mark.parametrize("kind", [ProfileRow, ScreenRow, SessionRow, RecordingRow])
def test_an_empty_store_has_no_rows(store, kind):
    assert store.rows(kind) == []
