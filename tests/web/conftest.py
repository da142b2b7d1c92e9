"""The whole application over an empty database of its own, asked as a browser asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from supple import wiring
from supple.web.app import create_app

OWN = "http://127.0.0.1:8000"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[wiring.App]:
    monkeypatch.setenv("SUPPLE_HOME", str(tmp_path))
    app = wiring.application()
    yield app
    app.close()


@pytest.fixture
def client(app: wiring.App) -> TestClient:
    return TestClient(
        create_app(app), base_url=OWN, headers={"origin": OWN}, follow_redirects=False
    )


@pytest.fixture
def newcomer(client: TestClient) -> Callable[..., None]:
    """Answers the three questions, with nothing ticked unless told."""

    def answer(
        name: str = "Ana",
        ticked: tuple[str, ...] = (),
        experience: str = "dancer",
        age: str = "adult",
        someone_new: bool = False,
    ) -> None:
        client.get("/welcome?someone_new=1" if someone_new else "/welcome")
        client.post("/welcome/stop", data={"none": "1"})
        client.post("/welcome/conditions", data={"ticked": ticked} if ticked else {"none": "1"})
        client.post("/welcome/move", data={"experience": experience, "age": age})
        assert client.post("/welcome/name", data={"name": name}).headers["location"] == "/"

    return answer
