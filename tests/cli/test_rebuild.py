"""`supple rebuild` derives everything again, and says in a sentence what it cannot open."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from supple.adapters.store_sql import open_store
from supple.app.derived import SetRow
from supple.cli import main
from support.records import profile, session_made, set_done


@pytest.fixture
def spoilt(database_url: str, tmp_path, monkeypatch) -> str:
    """A database whose derived rows are gone."""
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path / "home"))
    store = open_store(database_url)
    store.append(profile(), session_made("s"), set_done("s"))
    with store._engine.begin() as connection:
        for table in ("finding", "exercise_set", "session", "profile"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    store.close()
    return database_url


def test_every_table_is_there_again(spoilt, capsys):
    assert main(["rebuild", "--database", spoilt, "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["record"] == 3
    assert {name: count for name, count in counts.items() if count} == {
        "record": 3,
        "profile": 1,
        "session": 1,
        "exercise_set": 1,
        "finding": 1,
    }
    store = open_store(spoilt)
    assert len(store.rows(SetRow)) == 1
    store.close()


def test_people_read_it_as_a_short_list_and_may_name_the_database_first(spoilt, capsys):
    assert main(["--database", spoilt, "rebuild"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == "3 records; derived from them:"
    assert "        1  exercise set" in lines


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", 'database: "nonsense" is no address'),
        ("sqlite:////nowhere/at/all.sqlite3", "there is no folder /nowhere/at"),
        ("postgresql://127.0.0.1:9/none", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_sentence_and_exit_2(
    address, said, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path))
    assert main(["rebuild", "--database", address]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert said in written.err
    assert len(written.err.splitlines()) == 1


def test_a_database_of_a_newer_supple_is_one_sentence_and_exit_2(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path))
    assert main(["rebuild"]) == 0
    file = tmp_path / "supple.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE supple_revision SET version_num = 'r9999'")
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["rebuild"]) == 2
    assert "written by a newer version of Supple" in capsys.readouterr().err
    assert file.read_bytes() == before
