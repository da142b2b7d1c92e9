"""The moving figures as the page gets them."""

from __future__ import annotations

import gzip

from starlette.testclient import TestClient

from supple.app.script import _exercise as entry_of
from supple.core.figure.bones import BONES
from supple.wiring import catalogue


def test_the_poses_of_an_exercise_are_small_whole_numbers(client: TestClient) -> None:
    answer = client.get("/figures/cobra")
    figure = answer.json()

    assert figure["phases"] == ["start", "hold"]
    assert [len(turns) for turns in figure["turns"]] == [4 * len(BONES)] * 2
    assert all(isinstance(value, int) for value in figure["turns"][0])
    assert len(gzip.compress(answer.content)) < 3000


def test_the_ways_come_apart_and_stay_small(client: TestClient) -> None:
    answer = client.get("/figures/cobra/ways")
    (way,) = answer.json()["ways"]

    assert (way["before"], way["after"]) == ("start", "hold")
    assert len(way["turns"]) == len(way["places"]) == 17
    assert len(gzip.compress(answer.content)) < 12000


def test_a_figure_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/figures/cobra")
    again = client.get("/figures/cobra", headers={"if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")


def test_an_exercise_without_poses_has_no_figure(client: TestClient) -> None:
    exercises = catalogue().exercises()
    without = [one for one in exercises.values() if not one.poses]
    for one in without[:1]:
        assert client.get(f"/figures/{one.id}").status_code == 404
        assert entry_of(one, "en")["figure"] is None
    assert entry_of(exercises["cobra"], "en")["figure"] == "/figures/cobra"
    assert client.get("/figures/none").status_code == 404
