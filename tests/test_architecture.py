"""The import rules of pyproject.toml hold, and each of them catches a fault planted on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """The package's code in a place where it can be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "src" / "supple",
        tmp_path / "src" / "supple",
        ignore=shutil.ignore_patterns("static", "templates", "data", "__pycache__"),
    )
    return tmp_path


def test_the_rules_hold(copy):
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "fault", "rule"),
    [
        pytest.param("core/faulty.py", "import sqlite3", "The core touches nothing", id="i-o"),
        pytest.param("core/faulty.py", "import time", "The core touches nothing", id="clock"),
        pytest.param("core/faulty.py", "import supple.app", "Outside in", id="core-on-app"),
        pytest.param("app/faulty.py", "import sqlalchemy", "The application knows", id="driver"),
        pytest.param("adapters/faulty.py", "import {adapter}", "Adapters do not", id="siblings"),
        pytest.param("web/faulty.py", "import {adapter}", "Only the wiring", id="past-the-wiring"),
        pytest.param("web/faulty.py", "import supple.cli", "Outside in", id="door-on-door"),
        pytest.param("faulty.py", "", "Outside in", id="unplaced"),
        pytest.param("core/faulty.py", "import supple.core.other", "No cycles", id="cycle"),
        pytest.param(
            "core/seeing/faulty.py", "import supple.core.coaching", "In the core", id="upwards"
        ),
    ],
)
def test_a_planted_fault_is_caught(copy, file, fault, rule):
    package = copy / "src" / "supple"
    adapter = next(path.stem for path in sorted((package / "adapters").glob("[a-z]*.py")))
    (package / file).write_text(fault.format(adapter=f"supple.adapters.{adapter}") + "\n")
    if "other" in fault:
        (package / "core" / "other.py").write_text("import supple.core.faulty\n")
    done = lint_imports(copy)
    assert done.returncode != 0, f"not caught: {fault} in {file}"
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(rule) for line in broken), done.stdout
