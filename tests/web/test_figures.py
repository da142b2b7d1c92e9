"""The moving figures as the page gets them."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
from starlette.testclient import TestClient

from supple.app.fault_pictures import shown_faults
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


def test_the_way_over_to_the_next_exercise_comes_in_legs_and_stays_small(
    client: TestClient,
) -> None:
    answer = client.get("/figures/from/cobra/to/cat_camel")
    over = answer.json()

    assert len(over["turns"]) == over["frames"] * len(over["durations_s"]) + 1
    assert all(1.0 <= lasts_s <= 3.0 for lasts_s in over["durations_s"])
    assert len(gzip.compress(answer.content)) < 8000
    assert client.get("/figures/from/cobra/to/none").status_code == 404


def test_a_way_over_begins_and_ends_where_the_exercises_are_waited_in(client: TestClient) -> None:
    over = client.get("/figures/from/cobra/to/cat_camel").json()
    before, after = (client.get(f"/figures/{one}").json() for one in ("cobra", "cat_camel"))
    places = np.cumsum(over["places"], axis=0) / 10_000
    turns = np.cumsum(over["turns"], axis=0) / 2_000

    begins = np.array(before["places"][0]) / 10_000 + np.array(over["begins"]) / 10_000
    assert places[0] == pytest.approx(begins, abs=0.002)
    assert places[-1] == pytest.approx(np.array(after["places"][0]) / 10_000, abs=0.002)
    for frame, figure in ((0, before), (-1, after)):
        pose = np.array(figure["turns"][0]).reshape(-1, 4) / 10_000
        alike = np.abs(np.sum(turns[frame].reshape(-1, 4) * pose, axis=-1))
        assert alike == pytest.approx(1.0, abs=0.002)


def test_a_fault_comes_as_a_way_out_of_the_pose_with_the_place_to_look_at(
    client: TestClient,
) -> None:
    shown = shown_faults(catalogue().exercises()["cobra"])[0]
    answer = client.get(f"/figures/cobra/faults/{shown.criterion.id}").json()

    assert answer["before"] == "hold"
    assert len(answer["turns"]) == len(answer["places"]) == 17
    assert len(answer["marked"]) == 7
    assert client.get("/figures/cobra/faults/none").status_code == 404
