"""What a pose model marks on a body: its 33 landmarks, in the room.

Where BlazePose sets a point is learned from people who marked pictures; shoulders and hips lie at
the joints, ears and eyes on the skin. Face points are in body heights from the head's joint.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.figure.skeleton import limb_part
from supple.core.pose import Floats

_NOSE: Final = (0.078, 0.028, 0.0)
# Part, then forward, up, outward.
_PAIRED: Final = (
    ("eye_inner", "head", (0.064, 0.048, 0.009)),
    ("eye", "head", (0.063, 0.048, 0.018)),
    ("eye_outer", "head", (0.059, 0.048, 0.027)),
    ("ear", "head", (0.006, 0.036, 0.045)),
    ("shoulder", "upper_arm", (0.0, 0.0, 0.0)),
    ("elbow", "forearm", (0.0, 0.0, 0.0)),
    ("wrist", "hand", (0.0, 0.0, 0.0)),
    ("pinky", "fingers", (-0.014, 0.0, 0.0)),
    ("index", "fingers", (0.014, -0.004, 0.0)),
    ("thumb", "hand", (0.030, -0.036, 0.0)),
    ("hip", "thigh", (0.0, 0.0, 0.0)),
    ("knee", "shank", (0.0, 0.0, 0.0)),
    ("ankle", "foot", (0.0, 0.0, 0.0)),
    ("heel", "foot", (-0.034, -0.030, 0.0)),
    ("foot_index", "toes", (0.024, -0.004, 0.004)),
)
_MOUTH: Final = (0.064, 0.006, 0.013)
_OF_TRUNK: Final = frozenset({"head"})


@lru_cache(maxsize=64)
def _marks(proportions: Proportions) -> tuple[tuple[int, ...], Floats]:
    parts, offsets = [0] * LANDMARK_COUNT, np.zeros((LANDMARK_COUNT, 3))

    def mark(which: Landmark, part: str, place: tuple[float, float, float]) -> None:
        parts[which], offsets[which] = INDEX[part], place

    mark(Landmark.NOSE, "head", _NOSE)
    for side, outward in ((Side.LEFT, -1.0), (Side.RIGHT, 1.0)):
        for name, part, (forward, up, out) in _PAIRED:
            placed_on = part if part in _OF_TRUNK else limb_part(part, side)
            mark(landmark(name, side), placed_on, (forward, up, outward * out))
        forward, up, out = _MOUTH
        mouth = Landmark.MOUTH_LEFT if side is Side.LEFT else Landmark.MOUTH_RIGHT
        mark(mouth, "head", (forward, up, outward * out))
    return tuple(parts), offsets * proportions.height_m


def landmark_parts() -> tuple[int, ...]:
    """The index of the part that each landmark is on, (33,)."""
    return _marks(AVERAGE)[0]


def landmarks_m(body: Placed, proportions: Proportions = AVERAGE) -> Floats:
    """The landmarks (..., 33, 3) of a body, metres, in the room."""
    parts, offsets = _marks(proportions)
    index = list(parts)
    way = np.einsum("...nij,nj->...ni", body.turned[..., index, :, :], offsets)
    return np.asarray(way + body.joints_m[..., index, :])
