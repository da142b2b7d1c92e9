"""The two programs that only the tests need: a browser and a PostgreSQL server.

    python tools/programs.py      # find both, install Debian's packages where one is missing

The test fixtures ask here where they are.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from setup import apt_install, say, stop

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
POSTGRES_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian keeps a server's programs off the PATH
    "/usr/pgsql-*/bin",
    "/usr/local/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)


def browser() -> Path | None:
    """Where Chromium or Chrome is; SUPPLE_BROWSER names another."""
    named = os.environ.get("SUPPLE_BROWSER")
    found = [named, *map(shutil.which, BROWSERS), *BROWSER_PLACES]
    return next((Path(path) for path in found if path and Path(path).is_file()), None)


def postgres() -> Path | None:
    """The folder with `initdb` and `postgres`, links followed; the newest where there are many.

    A link alone does not do: the programs look for their data beside the place they really are.
    """
    folders = [Path(folder) for folder in os.get_exec_path()]
    for pattern in POSTGRES_PLACES:
        folders += sorted(Path("/").glob(pattern[1:]), key=version, reverse=True)
    for folder in folders:
        real = (folder / "initdb").resolve().parent
        if all(os.access(real / name, os.X_OK) for name in ("initdb", "postgres")):
            return real
    return None


def version(folder: Path) -> float:
    """The version number in .../postgresql/15/bin; 0 where there is none."""
    digits = "".join(c for c in folder.parent.name if c.isdigit() or c == ".")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0


def main() -> None:
    for find, package, what in (
        (browser, "chromium", "a browser"),
        (postgres, "postgresql", "a PostgreSQL server"),
    ):
        if not find():
            apt_install(package)
        path = find()
        if not path:
            stop(f"the tests need {what}: install the package {package}.")
        say(f"{what} for the tests: {path}")


if __name__ == "__main__":
    main()
