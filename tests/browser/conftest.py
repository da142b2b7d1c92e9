"""What the browser's tests share: one server for a household, and a film of a cobra."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.server import SuppleServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A video whose first part is a title and which then shows a cobra from the side.

    `end_s` is where the side view ends; in one turn the cobra is held less than `held_most_s`.
    """

    path: Path
    title_s: float
    end_s: float
    held_most_s: float


@pytest.fixture(scope="session")
def film(shared_data: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A real cobra, or the project's own drawn one where there is no real one."""
    if shared_data is not None:
        path = next((shared_data / "videos").glob("cobra__malikmrllh*.mp4"))
        return Film(path=path, title_s=2.1, end_s=9.4, held_most_s=5.0)
    from support.clips import DURATION_S, HOLD_S, TITLE_S, cobra_clip

    path = cobra_clip(tmp_path_factory.mktemp("film"))
    # On the way up and down it is a cobra for a while too.
    return Film(path=path, title_s=TITLE_S, end_s=DURATION_S, held_most_s=HOLD_S + 5.0)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SuppleServer]:
    """One server for all of them: each test is another person of the household."""
    from support.server import SuppleServer

    server = SuppleServer(tmp_path_factory.mktemp("home"))
    yield server
    server.stop()
