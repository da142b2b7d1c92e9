"""A sample of the ways between poses; `make laws` tries all of them."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest

from supple.adapters import stations_toml
from supple.adapters.catalogue_toml import own
from tests.laws.ways import against, between_stations, of_exercise

SAMPLE = ("cobra", "plow_knees_to_ears", "thread_the_needle", "wu_mountain_climbers")


@pytest.mark.parametrize("identifier", SAMPLE)
def test_nobody_passes_through_the_floor_or_themselves_between_poses(identifier: str) -> None:
    for before, after in of_exercise(own().exercise(identifier)):
        assert against(before, after) == [], (before.phase, after.phase)


@pytest.mark.parametrize(
    ("before", "after"),
    [pytest.param(*pair, id="-".join(pose.phase for pose in pair)) for pair in between_stations()],
)
def test_nobody_does_so_between_stations(before: object, after: object) -> None:
    assert against(before, after) == []  # type: ignore[arg-type]


def test_every_exercise_can_be_reached_from_every_other() -> None:
    stations = stations_toml.own()
    begun_from = {stations.of(own().exercise(identifier)) for identifier in own()}
    for start, goal in permutations(begun_from, 2):
        route = stations.route(start, goal)
        assert all(1.0 <= stations.duration_s(*pair) <= 3.0 for pair in pairwise(route))
