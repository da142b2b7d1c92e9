"""Everything finds its place, and what is wrong with the data folder is said in a sentence."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from supple import settings, wiring
from supple.core.errors import InputError, StoreError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "deep" / "home"
    monkeypatch.setenv("SUPPLE_HOME", str(home))
    return home


def test_the_application_begins_with_an_empty_home_that_only_its_owner_enters(home):
    before = os.umask(0o000)
    try:
        app = wiring.application()
    finally:
        os.umask(before)
    assert app.place == home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    assert app.people.everyone() == []
    assert set(app.programmes) <= {"clinic_daily", "desk_break", "full_back_complex"}
    assert app.condition_words["neck"]
    app.close()


def test_what_was_kept_is_there_after_a_start_over(home):
    app = wiring.application()
    person = app.people.make("Ada")
    app.close()
    again = wiring.application()
    assert [one.id for one in again.people.everyone()] == [person.id]
    again.close()


def test_the_machines_own_pace_of_breath_is_everybodys_until_they_choose(home, monkeypatch):
    monkeypatch.setenv("SUPPLE_BREATH_IN_S", "3")
    app = wiring.application()
    person = app.people.make("Ada")
    app.people.change(person.id, breath_out_s=8.0)
    found = app.people.find(person.id).settings
    assert (found.breath_in_s, found.breath_out_s) == (3.0, 8.0)
    app.close()


def test_two_applications_share_one_history(home):
    """Two windows, or a server that is not quite gone yet."""
    one, other = wiring.application(), wiring.application()
    person = one.people.make("Ada")
    other.people.rename(person.id, "Augusta")
    assert one.people.find(person.id).name == "Augusta"
    one.close()
    other.close()


def test_a_home_that_cannot_be_made_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(StoreError, match=r"cannot be made .*name another in SUPPLE_HOME"):
        wiring.application()


def test_a_database_that_is_no_address_is_refused(home):
    with pytest.raises(InputError, match="is no address"):
        wiring.application("not an address")


def test_an_instant_is_in_utc_with_milliseconds():
    from supple.app.instants import INSTANT

    assert INSTANT.fullmatch(wiring.now())


def test_nothing_heavy_is_loaded_before_it_is_needed():
    code = (
        "import sys, supple.wiring, supple.settings;"
        "heavy = {'numpy', 'scipy', 'cv2', 'mediapipe', 'sqlalchemy', 'alembic', 'fastapi',"
        " 'pydantic', 'psycopg'};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_setting_is_used(home):
    app = wiring.application()
    assert app.settings == settings.read(os.environ)
    app.close()
