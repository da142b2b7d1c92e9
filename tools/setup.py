"""Set up what is missing, and say what is being done: the browser files, then Python.

    python3 tools/setup.py run     # what `make run` needs
    python3 tools/setup.py dev     # and what the checks and tests need

Runs on the machine's own Python before anything is installed: standard library only. Each step
leaves a stamp with a checksum of all that it depends on, so that the next run does nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCKS = ROOT / "requirements"
NODE_MIN = 20


def say(text: str) -> None:
    print(f"supple set-up: {text}", flush=True)


def stop(text: str) -> NoReturn:
    raise SystemExit(f"supple set-up: {text}")


def run(*command: str | Path, env: dict[str, str] | None = None) -> bool:
    """Run a program in the project's folder, its output shown; did it succeed?"""
    given = {**os.environ, **(env or {})}
    return subprocess.run([*map(str, command)], cwd=ROOT, env=given, check=False).returncode == 0


def printed(*command: str | Path) -> str | None:
    """What a program prints, or None if it fails or is not there."""
    try:
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def checksum(*parts: Path | str) -> str:
    total = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()


class Stamp:
    """Remembers in a folder which step was done there, for `run` or for `dev`, on which input."""

    def __init__(self, folder: Path, level: str, key: str) -> None:
        self.path = folder / ".supple-stamp"
        self.key = key
        self.level = level

    def holds(self) -> bool:
        """What was set up for dev serves for run, not the other way round."""
        try:
            level, key = self.path.read_text("utf-8").split()
        except (OSError, ValueError):
            return False
        return key == self.key and level in (self.level, "dev")

    def put(self) -> None:
        self.path.write_text(f"{self.level} {self.key}\n", "utf-8")


def make_venv() -> None:
    """A virtual environment with pip; Debian keeps the part that makes one in its own package."""
    shutil.rmtree(VENV, ignore_errors=True)
    if printed(sys.executable, "-m", "venv", VENV) is not None:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    apt_install(package)
    if not run(sys.executable, "-m", "venv", VENV):
        stop(f"Python cannot make a virtual environment; on Debian install {package}.")


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that is possible without asking for a password."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    become = [] if root else ["sudo", "-n"]
    if not shutil.which("apt-get") or (become and printed(*become, "true") is None):
        return False
    say(f"installing Debian's {', '.join(packages)}")
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    run(*apt, "update")  # one list that cannot be had need not be the one that is needed
    return run(*apt, "install", "--no-install-recommends", *packages)


def pip_index() -> dict[str, str]:
    """For uv, which does not read pip's configuration: the index and certificates pip is given."""
    env = {}
    index = re.search(
        r"\.index-url='([^']+)'", printed(BIN / "python", "-m", "pip", "config", "list") or ""
    )
    if index and "UV_DEFAULT_INDEX" not in os.environ:
        env["UV_DEFAULT_INDEX"] = index[1]
    if "PIP_CERT" in os.environ and "SSL_CERT_FILE" not in os.environ:
        env["SSL_CERT_FILE"] = os.environ["PIP_CERT"]
    return env


def install(python: Path, lock: Path) -> bool:
    """Install the lock file and the product itself: with uv where it works, with pip otherwise.

    Wheels only: no compiler is assumed.
    """
    pip: list[str | Path] = [python, "-m", "pip", "install", "--disable-pip-version-check"]
    locked: list[str | Path] = ["--require-hashes", "--only-binary", ":all:", "-r"]
    itself: list[str | Path] = ["--no-deps", "--no-build-isolation", "-e", ROOT]
    if run(*pip, "-q", *locked, LOCKS / "uv.lock"):
        uv: list[str | Path] = [BIN / "uv", "pip", "install", "--python", python]
        env = pip_index()
        if run(*uv, *locked, lock, env=env) and run(*uv, "-q", *itself, env=env):
            return True
        say("uv could not do it; trying the same with pip, which is slower")
    return run(*pip, *locked, lock) and run(*pip, "-q", *itself)


def is_ours(python: Path) -> bool:
    """Is there an environment that runs, made where it stands? A moved one's scripts do not."""
    config = VENV / "pyvenv.cfg"
    question = "import sys, pip; print(sys.version_info >= (3, 11))"
    return (
        config.is_file()
        and str(VENV) in config.read_text("utf-8")
        and printed(python, "-c", question) == "True"
    )


def set_up_python(level: str) -> None:
    lock = LOCKS / f"{level}.lock"
    # Of pyproject.toml only what an installation is made from, not the settings of the checks.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    built_from = [project["project"], project["build-system"], project["tool"]["hatch"]]
    key = checksum(*sorted(LOCKS.glob("*.lock")), json.dumps(built_from))
    stamp = Stamp(VENV, level, key)
    python = BIN / "python"
    works = is_ours(python)
    if works and stamp.holds():
        return
    if not works:
        say(f"making the environment .venv with Python {sys.version.split()[0]}")
        make_venv()
    say("installing the pinned Python packages, about 200 MB if none is there yet")
    stamp.path.unlink(missing_ok=True)
    if not install(python, lock):
        stop("the Python packages could not be installed; the lines above say which and why.")
    stamp.put()


def set_up_browser_files(level: str) -> None:
    tools = Path(__file__).resolve().parent
    inputs = [ROOT / "package.json", ROOT / "package-lock.json"]
    modules = Stamp(ROOT / "node_modules", level, checksum(*inputs))
    vendor = Stamp(
        ROOT / "src" / "supple" / "web" / "static" / "vendor",
        "dev",  # these files are the same for everyone
        checksum(*inputs, tools / "browser_files.py", tools / "pose_bundle.py"),
    )
    if vendor.holds() and (level == "run" or modules.holds()):
        return
    if not modules.holds():
        node = re.match(r"v(\d+)", printed("node", "--version") or "")
        if node is None or not shutil.which("npm"):
            stop(f"Supple needs Node.js {NODE_MIN} or newer with npm; none was found.")
        if int(node[1]) < NODE_MIN:
            stop(f"Supple needs Node.js {NODE_MIN} or newer; this is {node[0]}.")
        say("fetching the pinned browser files from npm")
        if not run("npm", "ci", *(["--omit=dev"] if level == "run" else [])):
            stop("npm could not fetch the browser files; the lines above say why.")
        modules.put()
    if not vendor.holds():
        say("making the pose model and copying the browser files to where they are served")
        if not run(sys.executable, tools / "browser_files.py"):
            stop("the browser files could not be made; the line above says why.")
        vendor.put()


def main() -> None:
    level = sys.argv[1] if len(sys.argv) > 1 else "run"
    if level not in ("run", "dev"):
        stop(f"setup.py takes run or dev, not {level}.")
    begun = time.monotonic()
    set_up_browser_files(level)
    set_up_python(level)
    seconds = time.monotonic() - begun
    if seconds > 5:
        say(f"done in {seconds:.0f} seconds")


if __name__ == "__main__":
    main()
