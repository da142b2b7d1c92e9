"""A wheel is the whole product: installed by itself, it needs neither Node nor the repository."""

import os
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from support.server import SuppleServer

ROOT = Path(__file__).resolve().parent.parent
# For the checks, and what Python and set-up leave behind.
NOT_PACKED = {"ruff.toml", ".supple-stamp", "vision_bundle.d.mts"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.xdist_group("wheel")
def test_everything_is_in_it(unpacked):
    def files(folder):
        return {
            path.relative_to(folder).as_posix()
            for path in (folder / "supple").rglob("*")
            if path.is_file() and path.name not in NOT_PACKED and "__pycache__" not in path.parts
        }

    assert files(ROOT / "src") - files(unpacked) == set()


@pytest.mark.xdist_group("wheel")
def test_it_runs_where_neither_node_nor_the_repository_is(unpacked, tmp_path):
    alone = {"PYTHONPATH": str(unpacked), "PATH": str(tmp_path)}
    where = [sys.executable, "-c", "import supple; print(supple.__file__)"]
    found = subprocess.run(
        where, env={**os.environ, **alone}, check=True, capture_output=True, text=True
    )
    assert found.stdout.startswith(str(unpacked))
    server = SuppleServer(tmp_path / "home", env=alone)
    try:
        with urllib.request.urlopen(server.url) as page:
            assert b"<html" in page.read()
    finally:
        server.stop()
