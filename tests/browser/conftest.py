"""What the browser's tests share: one server for a household."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.server import SuppleServer


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SuppleServer]:
    """One server for all of them: each test is another person of the household."""
    from support.server import SuppleServer

    server = SuppleServer(tmp_path_factory.mktemp("home"))
    yield server
    server.stop()
