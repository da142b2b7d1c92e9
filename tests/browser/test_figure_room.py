"""Pictures of the figure in a room: what takes them is the camera of `core.figure.lens`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.core.figure.lens import Lens, Sighting, middle_m, sighting
from supple.core.figure.motion import together
from supple.core.figure.playing import Thing, in_order, playing
from supple.core.figure.silhouette import silhouette
from supple.core.pose import Floats
from support.chromium import launch
from support.figure_room import CLOTHES, SOFTWARE, FigureRoom, Shot

pytestmark = pytest.mark.xdist_group("browser")

SIZE_PX = (640, 360)
ASPECT_RATIO = SIZE_PX[0] / SIZE_PX[1]
RED = {**dict.fromkeys(CLOTHES["grey"], "#000000"), "block": "#ff0000"}
WHITE = {
    **dict.fromkeys(CLOTHES["grey"], "#000000"),
    **dict.fromkeys(("skin", "top", "legs", "hair", "line"), "#ffffff"),
}
LENSES = [
    Lens(azimuth_deg=90.0, height_m=0.4),
    Lens(azimuth_deg=55.0, height_m=1.1, distance_m=2.4, field_deg=52.0),
    Lens(azimuth_deg=-150.0, height_m=0.9, distance_m=4.0, field_deg=30.0),
]


@pytest.fixture(scope="module")
def room(playwright: Any) -> Iterator[FigureRoom]:
    chromium = launch(playwright, *SOFTWARE)
    with FigureRoom(plain=True, browser=chromium) as opened:
        yield opened
    chromium.close()


@pytest.fixture(scope="module")
def cobra() -> Shot:
    figure = playing(own().exercise("cobra"))
    number = figure.phases.index("hold")
    return Shot(
        turns=figure.poses.turns[number],
        place_m=figure.poses.places_m[number],
        camera=sighting(LENSES[0], np.zeros(3)),
        colours=WHITE,
        size_px=SIZE_PX,
    )


def extents_px(seen: np.ndarray) -> list[float]:
    """Left, top, right and bottom edge of what is true in a picture."""
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    return [columns[0], rows[0], columns[-1] + 1, rows[-1] + 1]


def in_pixels(camera: Sighting, points_m: Floats) -> Floats:
    places = camera.projected(points_m) * (1, -1) + (ASPECT_RATIO / 2, 0.5)
    return np.asarray(places * SIZE_PX[1])


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: f"{lens.azimuth_deg:g}")
def test_a_thing_of_the_room_is_in_the_picture_where_the_lens_says(
    room: FigureRoom, cobra: Shot, lens: Lens
) -> None:
    camera = sighting(lens, np.array((0.0, 0.3, 0.1)))
    block = Thing("block", 0.35, -0.2)
    away = replace(cobra, place_m=np.array((0.0, -9.0, 0.0)), camera=camera, colours=RED)
    picture = room.picture(replace(away, things=(block,)))
    corners = [
        (0.35 + x * 0.23, 0.1 * y, -0.2 + z * 0.15)
        for x in (-0.5, 0.5) for y in (0, 1) for z in (-0.5, 0.5)
    ]  # fmt: skip
    places = in_pixels(camera, np.array(corners))
    wanted = [*places.min(axis=0), *places.max(axis=0)]
    assert extents_px(picture[..., 2] > picture[..., 0] + 60.0) == pytest.approx(wanted, abs=1.0)


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: f"{lens.azimuth_deg:g}")
def test_the_body_fills_the_picture_where_its_silhouette_does(
    room: FigureRoom, cobra: Shot, lens: Lens
) -> None:
    exercise = own().exercise("cobra")
    body = together(in_order(exercise))[playing(exercise).phases.index("hold")]
    camera = sighting(lens, middle_m(body))
    picture = room.picture(replace(cobra, camera=camera))
    shown = picture.min(axis=2) > 90
    meant = silhouette(body, camera, ASPECT_RATIO) > 0.5
    scale = SIZE_PX[1] / meant.shape[0]
    wanted = [scale * edge for edge in extents_px(meant)]
    left, _, right, bottom = extents_px(shown)  # its hair is on top, which the silhouette has not
    assert [left, right, bottom] == pytest.approx([wanted[0], *wanted[2:]], abs=3.0)
    rows = (np.arange(SIZE_PX[1]) / scale).astype(int)
    columns = np.minimum((np.arange(SIZE_PX[0]) / scale).astype(int), meant.shape[1] - 1)
    both = meant[np.ix_(rows, columns)]
    assert (shown & both).sum() / (shown | both).sum() > 0.85  # clothes and hair are thicker


def test_the_same_shot_is_the_same_picture(room: FigureRoom, cobra: Shot) -> None:
    assert room.png(cobra) == room.png(cobra)
