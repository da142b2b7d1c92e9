"""Bands around discs are tight, and go round one way."""

from __future__ import annotations

import re
from math import hypot

import pytest

from supple.core.drawing.outline import SCALE, disc, hull, limb


def places(path: str) -> list[tuple[float, float]]:
    """Where the path goes to, y up."""
    found = []
    for _, rest in re.findall(r"([MLA])([^MLAZ]*)", path):
        numbers = [float(one) / SCALE for one in rest.split()]
        found.append((numbers[-2], -numbers[-1]))
    return found


def turned(path: str) -> float:
    """Twice the area that the corners enclose; below 0 clockwise."""
    corners = places(path)
    return sum(
        ax * by - bx * ay
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


def test_a_band_around_two_discs_is_that_of_a_limb() -> None:
    discs = ((0.0, 0.0), 0.3), ((1.0, 0.4), 0.15)

    for (x, y), (also_x, also_y) in zip(
        sorted(places(hull(discs))), sorted(places(limb(*discs))[:-1]), strict=True
    ):
        assert hypot(x - also_x, y - also_y) < 0.03


def test_a_disc_inside_another_adds_nothing() -> None:
    assert hull([((0.0, 0.0), 0.5), ((0.1, 0.0), 0.2)]) == disc((0.0, 0.0), 0.5)


def test_all_bands_go_round_clockwise_so_that_those_of_one_path_unite() -> None:
    three = [((0.0, 0.0), 0.2), ((1.0, 0.0), 0.1), ((0.4, 0.8), 0.3)]

    assert turned(hull(three)) < 0
    assert turned(limb(*three[:2])) < 0


@pytest.mark.parametrize("centre", [(0.0, 0.0), (1.0, 0.0), (0.4, 0.8)])
def test_no_disc_reaches_out_of_its_band(centre: tuple[float, float]) -> None:
    three = {(0.0, 0.0): 0.2, (1.0, 0.0): 0.1, (0.4, 0.8): 0.3}
    corners = places(hull(list(three.items())))

    for place in corners:
        assert hypot(place[0] - centre[0], place[1] - centre[1]) > three[centre] - 0.002
