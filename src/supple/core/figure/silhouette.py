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
POINTS_A_PIECE: Final = 12


def silhouette(
    body: Placed, camera: Sighting, aspect_ratio: float, proportions: Proportions = AVERAGE
) -> Floats:
    """1 where the body is in the picture and 0 elsewhere: (ROWS, ROWS * aspect ratio)."""
    skin = flesh(proportions)
    first, second, share = skin.along_pieces(POINTS_A_PIECE)
    centres, ratio = camera.seen_m(skin.centres_m(body)), share[:, None]
    balls = centres[first] * (1 - ratio) + centres[second] * ratio
    scale = camera.focal / balls[:, 2]
    radii = (skin.radii_m[first] * (1 - share) + skin.radii_m[second] * share) * scale * ROWS
    columns = round(ROWS * aspect_ratio)
    x = balls[:, 0] * scale * ROWS + columns / 2
    y = ROWS / 2 - balls[:, 1] * scale * ROWS
    mask = np.zeros((ROWS, columns))
    for centre_x, centre_y, radius in zip(x, y, radii, strict=True):
        left, right = max(int(centre_x - radius), 0), min(int(centre_x + radius) + 2, columns)
        top, bottom = max(int(centre_y - radius), 0), min(int(centre_y + radius) + 2, ROWS)
        if left < right and top < bottom:
            across = np.arange(left, right) + 0.5 - centre_x
            down = np.arange(top, bottom)[:, None] + 0.5 - centre_y
            mask[top:bottom, left:right][across**2 + down**2 <= radius**2] = 1.0
    return mask
