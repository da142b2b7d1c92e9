"""A body's skin as rounds in a drawing: what a camera in the room sees of each ball."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.core.drawing.outline import Disc
from supple.core.figure.flesh import Indices, flesh
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Sighting
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats

UNIT: Final = 2.0
"""Drawing units, trunk lengths of an average body, in a metre."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A body before a camera. `places` (n, 2) drawing units with y up, `radii` (n,) drawing units,
    `away_m` (n,) how far each ball is from the camera.
    """

    body: Placed
    camera: Sighting
    proportions: Proportions
    places: Floats
    radii: Floats
    away_m: Floats
    part: Indices

    def disc(self, ball: int) -> Disc:
        x, y = self.places[ball]
        return ((float(x), float(y)), float(self.radii[ball]))

    def at(self, part: str, offsets_m: Sequence[tuple[float, float, float]]) -> Floats:
        """Points given in a part's frame, drawing units: (n, 2)."""
        return drawn(self.camera, self.body.at(part, np.array(offsets_m)))


def seen(body: Placed, camera: Sighting, proportions: Proportions = AVERAGE) -> Seen:
    """The balls of a body's flesh as a camera sees them."""
    skin = flesh(proportions)
    centres = skin.centres_m(body)
    away = camera.seen_m(centres)[:, 2]
    return Seen(
        body=body,
        camera=camera,
        proportions=proportions,
        places=drawn(camera, centres),
        radii=skin.radii_m * units_at(camera, away),
        away_m=away,
        part=skin.part,
    )


def drawn(camera: Sighting, points_m: Floats) -> Floats:
    """Points of the room (..., 3) in drawing units (..., 2); the floor below the body's middle is
    at 0.
    """
    units = float(units_at(camera, np.array(1.0))) / camera.focal
    below = camera.projected(camera.middle_m * np.array((1.0, 0.0, 1.0)))
    return np.asarray((camera.projected(points_m) - np.array((0.0, below[1]))) * units)


def units_at(camera: Sighting, away_m: Floats) -> Floats:
    """Drawing units that a metre has at a distance from the camera."""
    middle_away = float(np.linalg.norm(camera.middle_m - camera.place_m))
    return np.asarray(UNIT * middle_away / away_m)
