"""Drawings under addresses of their own: kept by browsers, and light."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from supple.web.assets import ASK_EACH_TIME, FOR_EVER

LIBRARY_BYTES = 80_000


def pictures(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<img src="([^"]+)"', page)]


def test_all_phases_of_an_exercise_are_one_drawing(client: TestClient) -> None:
    answer = client.get("/drawings/cobra.svg")

    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.count("data-phase") == 2
    assert client.get("/drawings/none.svg").status_code == 404


def test_the_library_is_light_and_its_pictures_come_as_they_are_needed(
    client: TestClient,
) -> None:
    page = client.get("/library").text

    assert len(page) < LIBRARY_BYTES
    assert len(pictures(page)) == page.count('loading="lazy"') == 53


def test_an_address_with_its_version_is_kept_for_ever(client: TestClient) -> None:
    address = pictures(client.get("/library").text)[0]
    answer = client.get(address)

    assert answer.headers["cache-control"] == FOR_EVER
    assert client.get(address.split("?")[0]).headers["cache-control"] == ASK_EACH_TIME


def test_what_a_browser_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/drawings/cobra/hold.svg").headers["etag"]

    again = client.get("/drawings/cobra/hold.svg", headers={"if-none-match": tag})

    assert again.status_code == 304
    assert not again.content


def test_an_exercise_shows_its_phases_and_what_to_look_out_for(client: TestClient) -> None:
    page = client.get("/library/cobra").text
    names = [address.split("?")[0].rsplit("/", 1)[1] for address in pictures(page)]

    assert names[:2] == ["start.svg", "hold.svg"]
    assert {"head_not_back-meant.svg", "head_not_back-fault.svg"} <= set(names)
    assert all(client.get(address).status_code == 200 for address in pictures(page))


def test_there_is_no_picture_of_another_name(client: TestClient) -> None:
    assert client.get("/drawings/cobra/nonsense.svg").status_code == 404
    assert client.get("/drawings/none/small.svg").status_code == 404
