"""What the tests of the pose adapters share."""

from __future__ import annotations

from pathlib import Path

import pytest

import supple


@pytest.fixture(scope="session")
def pose_model() -> Path:
    """The model that `make setup` puts beside the pages."""
    models = Path(supple.__file__).parent / "web" / "static" / "vendor" / "models"
    return models / "pose_landmarker_full.task"
