"""SQLite files: private, copied before a migration, scrubbed after a deletion, their faults."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from supple.adapters.store_sql import SqlStore, engines, migrating, open_store, sqlite_files
from supple.app.derived import CameraWrongRow, HaltRow, ProfileRow, SetRow
from supple.core.errors import InputError, StoreError
from supple.core.records import RecordKind
from support.records import profile, record, session_made, set_done


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "supple.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{file}")
    yield opened
    opened.close()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def as_first_revision(file: Path) -> None:
    """A database as the first release left it, with a session that pain ended."""
    sqlite_files.prepare(file)
    engine = engines.opened(engines.parsed(f"sqlite:///{file}"))
    migrating.migrate(engine, to="r0001")
    engine.dispose()
    stopped = record(RecordKind.SESSION_STOPPED, session="s", reason="pain")
    wrong = record(RecordKind.CAMERA_WRONG, session="s", criterion="head_not_back")
    with closing(sqlite3.connect(file)) as connection, connection:
        for one in (profile(), session_made("s"), set_done("s", id="first"), stopped, wrong):
            values = (one.id, one.kind, one.at, one.person, one.session, 1, _json(one.data))
            connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _json(data: object) -> str:
    import json

    return json.dumps(data)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_only_the_owner_can_read_the_files_whatever_the_umask(file, umask):
    before = os.umask(umask)
    try:
        store = open_store(f"sqlite:///{file}")
        store.append(profile())
        modes = {path.name: mode(path) for path in file.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert set(modes) >= {"supple.sqlite3", "supple.sqlite3-wal"}
    assert set(modes.values()) == {0o600}


def test_a_database_that_others_could_read_is_closed_to_them(file):
    open_store(f"sqlite:///{file}").close()
    file.chmod(0o644)
    open_store(f"sqlite:///{file}").close()
    assert mode(file) == 0o600


def test_an_old_database_is_copied_before_it_is_brought_up_to_date(file):
    as_first_revision(file)
    store = open_store(f"sqlite:///{file}")
    copy = file.with_name("supple.sqlite3.before-r0002")
    assert mode(copy) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM supple_revision").fetchone() == (
            "r0001",
        )
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (5,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [path.name for path in file.parent.glob("*.before-*")] == [copy.name]
    # What the new tables hold is derived from the old record.
    assert [row.session for row in store.rows(HaltRow)] == ["s"]
    assert [row.criterion for row in store.rows(CameraWrongRow)] == ["head_not_back"]
    assert [row.id for row in store.rows(SetRow)] == ["first"]
    store.close()


def test_the_copy_holds_what_was_only_in_the_log_of_a_killed_server(file):
    as_first_revision(file)
    connection = sqlite3.connect(file)
    with closing(connection):
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        with connection:
            connection.execute("UPDATE record SET person = 'from-the-log'")
        # Not closed yet: the change is in the log, not in the file.
        assert b"from-the-log" not in file.read_bytes()
        copy = sqlite_files.copy(file, "r0002")
    with closing(sqlite3.connect(copy)) as copied:
        people = copied.execute("SELECT DISTINCT person FROM record").fetchall()
    assert people == [("from-the-log",)]


def test_a_migration_that_fails_changes_nothing_and_says_so(file, monkeypatch):
    as_first_revision(file)
    monkeypatch.setattr(migrating, "derive_all", _fails)
    with pytest.raises(StoreError, match="disk is full"):
        open_store(f"sqlite:///{file}")
    monkeypatch.undo()
    assert sqlite_files.revision(file, migrating.REVISION_TABLE) == ("r0001", True)
    open_store(f"sqlite:///{file}").close()
    assert sqlite_files.revision(file, migrating.REVISION_TABLE) == ("r0002", True)


def _fails(_connection: object) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    raise error


def test_only_the_last_few_copies_are_kept(file, store):
    for number in range(5):
        made = sqlite_files.copy(file, f"r{number}")
        os.utime(made, (number, number))
    assert [path.name[-2:] for path in sqlite_files.copies(file)] == ["r2", "r3", "r4"]


def test_a_database_that_is_up_to_date_is_not_copied(file, store):
    store.append(profile())
    open_store(f"sqlite:///{file}").close()
    assert sqlite_files.copies(file) == []


def test_nothing_of_a_deleted_person_is_left_in_any_file(file):
    """Not in the tables, free pages, indexes, log, nor in the copies from before migrations."""
    as_first_revision(file)
    store = open_store(f"sqlite:///{file}")
    secrets = ("Xanthippe", "my-hurting-knee", "0badf00d-session", "clandestine_exercise")
    store.append(profile("0badf00d", "Xanthippe"), profile("bob", "Bob"))
    store.append(session_made(secrets[2], "0badf00d"))
    for number in range(60):
        done = set_done(secrets[2], "0badf00d", exercise=secrets[3], second=number % 50)
        store.append(done, set_done(f"bobs-{number % 3}", "bob"))
    felt = record(RecordKind.SESSION_FELT, "0badf00d", secrets[2], words=secrets[1] * 40)
    store.append(felt)
    assert all(secret in _all_bytes(file) for secret in secrets)
    store.append(record(RecordKind.PROFILE_DELETED, "0badf00d"))
    left = _all_bytes(file)
    assert [secret for secret in secrets if secret in left] == []
    assert left.count("0badf00d") <= 2  # the record that says so, and its place in an index
    store.close()
    assert [secret for secret in secrets if secret in _all_bytes(file)] == []


def _all_bytes(file: Path) -> str:
    return "".join(
        path.read_bytes().decode("latin-1") for path in file.parent.glob(f"{file.name}*")
    )


def test_a_deletion_while_somebody_reads_is_done_all_the_same(file, store):
    store.append(profile(name="Xanthippe"))
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM record").fetchall()
        quick = open_store(f"sqlite:///{file}", wait_s=0.05)
        quick.append(record(RecordKind.PROFILE_DELETED))
        quick.close()
    assert store.rows(ProfileRow) == []
    store.close()
    assert "Xanthippe" not in _all_bytes(file)


# What can be wrong with a file, each in one sentence


def refusal(address: str, **how: float) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(address, **how).close()
    return str(caught.value)


def test_a_file_that_is_no_database_is_said_to_be_none_and_stays_as_it_is(file):
    file.write_text("Dear diary, today my back was fine. " * 100)
    before = file.read_bytes()
    said = refusal(f"sqlite:///{file}")
    assert said == (
        f"The database {file} is no database of Supple; name another with --database, "
        "or move it away."
    )
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_database_of_another_program_keeps_every_byte(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE bookmarks (address TEXT)")
    before = file.read_bytes()
    assert "belongs to another program" in refusal(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_database_of_a_newer_supple_keeps_every_byte(file, store):
    store.append(profile())
    store.close()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE supple_revision SET version_num = 'r0815'")
    before = file.read_bytes()
    assert "written by a newer version of Supple (it says r0815)" in refusal(f"sqlite:///{file}")
    assert file.read_bytes() == before
    assert sqlite_files.copies(file) == []


def test_a_damaged_database_is_said_to_be_damaged(file, store):
    store.append(profile(), session_made("s"), *(set_done("s") for _ in range(200)))
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    assert "is damaged; put back a copy" in refusal(f"sqlite:///{file}")


def test_a_database_that_another_program_holds_is_said_to_be_in_use(file, store):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = refusal(f"sqlite:///{file}", wait_s=0.05)
    assert "is being used by another program for too long; close that one, or try again" in said


def test_a_writer_waits_for_another_and_says_so_when_that_is_too_long(file, store):
    quick = open_store(f"sqlite:///{file}", wait_s=0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="being used by another program"):
            quick.append(profile())
        assert quick.history("ada") == []
    quick.close()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    said = refusal(f"sqlite:///{tmp_path}/none/supple.sqlite3")
    assert f"there is no folder {tmp_path}/none; make it" in said


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path):
    assert "is a folder; name a file with --database" in refusal(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("history.sqlite3", "is no address"),
        ("mysql://root:hunter2@host/db", "is of an unknown kind"),
        ("sqlite://", "names no file"),
        ("sqlite:///", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_that_cannot_be_used_says_what_one_looks_like(address, said):
    with pytest.raises(InputError) as caught:
        open_store(address)
    (problem,) = caught.value.problems
    assert said in problem.what
    assert "sqlite:///FILE" in problem.what
    assert "hunter2" not in problem.what


@pytest.mark.parametrize("name", ["a b", "50% off?", "Ünï#cødé", "a'b"])
def test_any_name_of_a_folder_will_do(tmp_path, name):
    (tmp_path / name).mkdir()
    file = tmp_path / name / "supple.sqlite3"
    for _ in range(2):
        store = open_store(f"sqlite:///{file}")
        store.append(profile(name=name))
        store.close()
    assert file.stat().st_size > 0


def test_a_postgresql_that_is_not_there_is_said_to_be_unreachable_without_its_password():
    said = refusal("postgresql://ada:hunter2@127.0.0.1:9/none", wait_s=2)
    assert "cannot be reached" in said
    assert "hunter2" not in said


def test_every_revision_follows_the_one_before_it():
    walked = [script.revision for script in migrating.scripts().walk_revisions()]
    assert walked == sorted(walked, reverse=True)
    assert len(walked) >= 2
