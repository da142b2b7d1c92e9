"""Settings as data: name, variable, default, help. Read from the environment only here.

What the command line says wins over the environment, and that over the default. What a person
chooses on the pages (breath, recordings) is no setting of the machine; it is in their profile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Final

from supple.core.errors import InputError, Problem

DATABASE_FILE: Final = "supple.sqlite3"
RECORDINGS_FOLDER: Final = "recordings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: how it is called here and in the environment, and how a text becomes it."""

    name: str
    variable: str
    help: str
    default: str
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the machine's owner decides. `database` is an SQLAlchemy address;
    without a `port` the usual one is taken, or the next that is free."""

    home: Path
    database: str
    port: int | None
    breath_in_s: float
    breath_out_s: float

    @property
    def recordings(self) -> Path:
        return self.home / RECORDINGS_FOLDER


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise ValueError("is not a port; give a number from 0 (any free one) to 65535")
    return int(text)


def _breath(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = float("nan")
    if not isfinite(seconds) or not 1.0 <= seconds <= 20.0:
        raise ValueError("is no length of a breath; give seconds from 1 to 20")
    return seconds


def _folder(text: str) -> Path:
    folder = Path(text).expanduser()
    if folder.exists() and not folder.is_dir():
        raise ValueError("is a file; give a folder, which is made if it is not there")
    return folder.absolute()


SETTINGS: Final = (
    Setting(
        name="home",
        variable="SUPPLE_HOME",
        help="the folder of the history and of recordings (else where the system keeps such data)",
        default="",
        read=_folder,
    ),
    Setting(
        name="database",
        variable="SUPPLE_DATABASE",
        help="where the history is: sqlite:///FILE or postgresql://USER@HOST/NAME "
        f"(else {DATABASE_FILE} in that folder)",
        default="",
        read=str,
    ),
    Setting(
        name="port",
        variable="SUPPLE_PORT",
        help="the port that the pages are served on; 0 takes any that is free "
        "(else the usual one, or the next that is free)",
        default="",
        read=_port,
    ),
    Setting(
        name="breath_in_s",
        variable="SUPPLE_BREATH_IN_S",
        help="seconds to breathe in, for whoever has not chosen their own",
        default="4",
        read=_breath,
    ),
    Setting(
        name="breath_out_s",
        variable="SUPPLE_BREATH_OUT_S",
        help="seconds to breathe out, for whoever has not chosen their own",
        default="6",
        read=_breath,
    ),
)


def read(environment: Mapping[str, str], **said: object) -> Settings:
    """The settings of one run.

    Parameters
    ----------
    environment : mapping
        Usually os.environ. A variable that is there but empty counts as not set.
    **said
        What the command line gives, by name; None where it gives nothing.

    Raises
    ------
    InputError
        With every setting that cannot be used.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for setting in SETTINGS:
        given = said.get(setting.name)
        where = setting.variable if given is None else f"--{setting.name.replace('_', '-')}"
        text = str(
            environment.get(setting.variable) or setting.default if given is None else given
        )
        try:
            found[setting.name] = setting.read(text) if text else None
        except ValueError as error:
            problems.append(Problem(where, f'"{text}" {error}'))
    if problems:
        raise InputError(problems)
    home = found["home"] = found["home"] or _usual_home()
    found["database"] = found["database"] or f"sqlite:///{home / DATABASE_FILE}"
    return Settings(**found)


def _usual_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("supple", appauthor=False)
