"""A household for each test of a use case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.household import Household


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Household]:
    household = Household(tmp_path)
    yield household
    household.store.close()
