"""A recording is watched again with what the coach said, by whoever it is of, and deleted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from supple import wiring
from supple.core.events import Command
from tests.app.test_replaying import Page
from tests.core.film import film
from tests.web.test_pages import begin, words


@pytest.fixture
def session(client: TestClient, newcomer: Callable[..., None], app: wiring.App) -> str:
    """A session of Ana with a cobra in it, recorded."""
    newcomer("Ana")
    client.post("/settings/recordings", data={"keep": "1"})
    session = begin(client, "full_back_complex")
    page = Page(app.desk.seat(session), [])
    page.see(film(hold_s=1.0))
    page.say(Command.START)
    page.skip_to("cobra")
    for _ in ("no need to place me", "I am ready"):
        page.say(Command.START)
    page.see(film(hold_s=8.0))
    page.say(Command.STOP)
    app.desk.forget(session)
    return session


def test_a_recording_is_found_from_its_session_and_from_the_settings(
    client: TestClient, session: str
) -> None:
    link = f'href="/recordings/{session}"'
    assert link in client.get(f"/sessions/{session}/detail").text
    assert link in client.get("/settings").text


def test_what_the_coach_said_stands_in_the_page_with_its_time(
    client: TestClient, session: str
) -> None:
    text = client.get(f"/recordings/{session}").text
    page = words(text)
    for told in ("Cobra", "The pose is reached.", "The seconds count.", "You stopped here."):
        assert told in page
    times = [float(at) for at in re.findall(r'data-at="([\d.]+)"', text)]
    assert times == sorted(times)
    assert len(times) > 5


def test_the_film_of_a_recording_is_bytes_of_points_and_no_picture(
    client: TestClient, session: str
) -> None:
    answer = client.get(f"/recordings/{session}/film")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content[:4] == b"FILM"


def test_a_recording_is_deleted_only_after_a_second_yes_and_the_session_stays(
    client: TestClient, session: str, app: wiring.App
) -> None:
    asked = client.get(f"/recordings/{session}/delete")
    assert "The session itself stays" in words(asked.text)
    assert client.get(f"/recordings/{session}").status_code == 200

    client.post(f"/recordings/{session}/delete")

    assert client.get(f"/recordings/{session}").status_code == 404
    assert "Watch it again" not in words(client.get(f"/sessions/{session}/detail").text)
    assert app.history.find(session) is not None
    assert list((app.place / "recordings").iterdir()) == []


def test_somebody_else_s_recording_is_not_there(
    client: TestClient, newcomer: Callable[..., None], session: str, app: wiring.App
) -> None:
    newcomer("Ben", someone_new=True)

    for page in ("", "/film", "/delete"):
        assert client.get(f"/recordings/{session}{page}").status_code == 404
    assert client.post(f"/recordings/{session}/delete").status_code == 404
    assert list((app.place / "recordings").iterdir())


def test_a_file_that_was_taken_away_by_hand_is_said_in_a_sentence(
    client: TestClient, session: str, app: wiring.App
) -> None:
    for file in (app.place / "recordings").iterdir():
        file.unlink()

    answer = client.get(f"/recordings/{session}")

    assert answer.status_code == 404
    assert "This recording is not there any more" in words(answer.text)
