"""Settings come from the command line, else the environment, else their defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from supple import settings
from supple.core.errors import InputError


def test_without_anything_said_the_data_are_where_the_system_keeps_them():
    chosen = settings.read({})
    assert chosen.home.is_absolute()
    assert "supple" in str(chosen.home).lower()
    assert chosen.database == f"sqlite:///{chosen.home / 'supple.sqlite3'}"
    assert chosen.recordings == chosen.home / "recordings"
    assert chosen.port is None
    assert (chosen.breath_in_s, chosen.breath_out_s) == (4.0, 6.0)


def test_the_environment_is_heard(tmp_path):
    chosen = settings.read(
        {
            "SUPPLE_HOME": str(tmp_path / "home"),
            "SUPPLE_PORT": "9000",
            "SUPPLE_BREATH_IN_S": "5.5",
            "SUPPLE_BREATH_OUT_S": "7",
        }
    )
    assert chosen.home == tmp_path / "home"
    assert chosen.database == f"sqlite:///{tmp_path / 'home' / 'supple.sqlite3'}"
    assert (chosen.port, chosen.breath_in_s, chosen.breath_out_s) == (9000, 5.5, 7.0)


def test_the_command_line_wins_over_the_environment(tmp_path):
    environment = {"SUPPLE_HOME": str(tmp_path), "SUPPLE_DATABASE": "sqlite:///other.sqlite3"}
    assert settings.read(environment).database == "sqlite:///other.sqlite3"
    said = settings.read(environment, database="postgresql://host/name", port=0)
    assert (said.database, said.port) == ("postgresql://host/name", 0)
    assert settings.read(environment, database=None).database == "sqlite:///other.sqlite3"


def test_an_empty_variable_counts_as_not_set():
    assert settings.read({"SUPPLE_PORT": "", "SUPPLE_HOME": ""}) == settings.read({})


def test_a_home_may_be_named_from_the_users_own_folder():
    assert settings.read({"SUPPLE_HOME": "~/supple"}).home == Path.home() / "supple"


def test_every_setting_that_cannot_be_used_is_told_at_once(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(InputError) as caught:
        settings.read(
            {
                "SUPPLE_HOME": str(file),
                "SUPPLE_BREATH_IN_S": "0",
                "SUPPLE_BREATH_OUT_S": "nan",
            },
            port="70000",
        )
    told = [str(problem) for problem in caught.value.problems]
    assert told == [
        f'SUPPLE_HOME: "{file}" is a file; give a folder, which is made if it is not there',
        '--port: "70000" is not a port; give a number from 0 (any free one) to 65535',
        'SUPPLE_BREATH_IN_S: "0" is no length of a breath; give seconds from 1 to 20',
        'SUPPLE_BREATH_OUT_S: "nan" is no length of a breath; give seconds from 1 to 20',
    ]


def test_every_setting_says_what_it_is_for():
    for setting in settings.SETTINGS:
        assert setting.variable.startswith("SUPPLE_")
        assert setting.help
    assert {setting.name for setting in settings.SETTINGS} == set(settings.Settings.__slots__)
