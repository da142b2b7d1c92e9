"""The picture of a body in black and white: what the pose model's mask would be, without noise."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Sighting
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats

ROWS: Final = 256


def silhouette(
    body: Placed, camera: Sighting, aspect_ratio: float, proportions: Proportions = AVERAGE
) -> Floats:
    """1 where the body is in the picture and 0 elsewhere: (ROWS, ROWS * aspect ratio)."""
    skin = flesh(proportions)
    balls = camera.seen_m(skin.centres_m(body))
    scale = camera.focal / balls[:, 2] * ROWS
    columns = round(ROWS * aspect_ratio)
    places = np.stack((balls[:, 0] * scale + columns / 2, ROWS / 2 - balls[:, 1] * scale), axis=-1)
    mask = np.zeros((ROWS, columns))
    for first, second in skin.pieces:
        _paint(mask, places[[first, second]], (skin.radii_m * scale)[[first, second]])
    return mask


def _paint(mask: Floats, ends: Floats, radii: Floats) -> None:
    """Two rounds and what lies between them, in cells."""
    low = np.maximum(np.floor((ends - radii[:, None]).min(axis=0)).astype(int), 0)
    high = np.ceil((ends + radii[:, None]).max(axis=0)).astype(int) + 1
    x = np.arange(low[0], min(high[0], mask.shape[1])) + 0.5 - ends[0, 0]
    y = (np.arange(low[1], min(high[1], mask.shape[0])) + 0.5 - ends[0, 1])[:, None]
    if not (x.size and y.size):
        return
    way = ends[1] - ends[0]
    share = np.clip((x * way[0] + y * way[1]) / max(float(way @ way), 1e-9), 0.0, 1.0)
    off = (x - share * way[0]) ** 2 + (y - share * way[1]) ** 2
    inside = off <= (radii[0] + share * (radii[1] - radii[0])) ** 2
    mask[low[1] : low[1] + y.size, low[0] : low[0] + x.size][inside] = 1.0
