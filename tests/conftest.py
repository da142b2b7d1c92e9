"""Fixtures that every test may ask for by name; what they are made of is in `support/`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run and machine, and none of them slow enough to fail for it.
settings.register_profile("supple", deadline=None, derandomize=True)
settings.load_profile("supple")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process has the browser, one the database server.

    Neither is started twice, and pages that watch the clock do not compete with each other.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None and (group := _group(item)):
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was looked at."""
    named = os.environ.get("SUPPLE_DATA")
    if named and Path(named).is_dir():
        terminalreporter.write_line(f"Looked at the real photos and videos in {named}.")
    else:
        terminalreporter.write_line(
            "No real photos and videos are at hand: looked at clips that the project makes itself."
        )


def _group(item: pytest.Item) -> str | None:
    fixtures = getattr(item, "fixturenames", ())
    call = getattr(item, "callspec", None)
    if "playwright" in fixtures:
        return "browser"
    if "postgres_server" in fixtures or (call and call.params.get("database_url") == "postgresql"):
        return "postgres"
    return None


@pytest.fixture(scope="session")
def shared_data() -> Path | None:
    """The folder of real photos and videos, or None where it is absent."""
    named = os.environ.get("SUPPLE_DATA")
    return Path(named) if named and Path(named).is_dir() else None


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share: see support.once."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def film(shared_data: Path | None, run_folder: Path) -> object:
    """A cobra on film, from the side (support.films.Film): a real one, else our own clip."""
    from support.clips import cobra_clip
    from support.films import drawn, real
    from support.once import once

    if shared_data is not None:
        return real(shared_data)
    return drawn(once(run_folder / "cobra.mp4", cobra_clip))


@pytest.fixture(scope="session")
def cobra_video(film: object) -> Path:
    """The file of `film`."""
    path: Path = film.path
    return path


@pytest.fixture(scope="session")
def cobra_frames(film: object, run_folder: Path) -> list[object]:
    """What the pose model sees in `film` from the side: once a run, for it takes long."""
    from support.films import keep_frames, kept_frames
    from support.once import once

    return kept_frames(once(run_folder / "cobra.frames", lambda path: keep_frames(film, path)))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[object]:
    from support.postgres import PostgresServer

    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: object) -> Iterator[str]:
    """The address of an empty PostgreSQL database, this test's alone."""
    name, url = postgres_server.create()
    yield url
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database; a test that asks for it runs on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., object]]:
    """Start Supple itself, as often as needed: `start_server(database=None, *arguments)`."""
    from support.server import SuppleServer

    started: list[SuppleServer] = []

    def start(database: str | None = None, *arguments: str) -> SuppleServer:
        server = SuppleServer(tmp_path / f"home-{len(started)}", database, *arguments)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def server(start_server: Callable[..., object]) -> object:
    """Supple running with an empty database of its own: `.url`, `.home`, `.stop()`, `.kill()`."""
    return start_server()


@pytest.fixture(scope="session")
def playwright() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: object) -> Iterator[object]:
    """One Chromium for the whole run: make a context of your own in it, or use `page`."""
    from support.chromium import launch

    chromium = launch(playwright)
    yield chromium
    chromium.close()


@pytest.fixture
def launch_browser(playwright: object) -> Iterator[Callable[..., object]]:
    """Start another Chromium: `launch_browser(camera=file)`, further flags as arguments."""
    from support.chromium import launch

    launched = []

    def start(*flags: str, camera: Path | None = None) -> object:
        launched.append(launch(playwright, *flags, camera=camera))
        return launched[-1]

    yield start
    for chromium in launched:
        with suppress(Exception):  # a test may have closed or killed it
            chromium.close()


@pytest.fixture
def page(browser: object) -> Iterator[object]:
    """A page with empty storage; an error that its scripts do not catch fails the test."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


@pytest.fixture(scope="session")
def camera_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A file for `launch_browser(camera=...)`: `camera_file(video, start_s, end_s)`, made once."""
    from support.camera import camera_from_video

    made: dict[tuple[Path, float, float], Path] = {}

    def make(video: Path, start_s: float = 0.0, end_s: float = float("inf")) -> Path:
        key = (video.resolve(), start_s, end_s)
        if key not in made:
            path = tmp_path_factory.mktemp("camera") / f"{video.stem}.mjpeg"
            made[key] = camera_from_video(video, path, start_s, end_s)
        return made[key]

    return make
