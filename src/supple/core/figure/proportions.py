"""A person's size: how long and how thick each part is, by height, sex and build.

Sources
-------
Heights of joints and lengths of limbs in body heights: Drillis & Contini 1966, as in Winter 2009
(Biomechanics and Motor Control of Human Movement, figure 4.1). Breadths of shoulders and hips, and
how long the trunk is against the legs, women and men: Gordon et al. 2014 (ANSUR II). All of it was
written from memory and not looked up again. Thickness is our own estimate; `girth_ratio` varies
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.core.body import Side
from supple.core.figure.skeleton import PARTS, limb_part
from supple.core.pose import Floats


class Sex(StrEnum):
    WOMAN = "woman"
    MAN = "man"


HEIGHT_M: Final = MappingProxyType({Sex.WOMAN: 1.63, Sex.MAN: 1.76})
"""Means of ANSUR II."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportions:
    """A person. Ratios are against the average of their sex and height.

    `leg_ratio` lengthens thighs and shanks at the trunk's cost, `arm_ratio` the arms;
    `girth_ratio` makes everything thicker (0.85 slight, 1.2 heavy).
    """

    sex: Sex = Sex.WOMAN
    height_m: float = 1.68
    leg_ratio: float = 1.0
    arm_ratio: float = 1.0
    girth_ratio: float = 1.0


AVERAGE: Final = Proportions()

# Joints of a standing body in body heights: forward, up. The floor is 0, the hips' middle is
# forward 0. The spine's own curves (hollow loins, round chest) are in here, so that angles of 0
# are standing.
_SPINE: Final = (
    ("loin_lower", (-0.022, 0.575)),
    ("loin_middle", (-0.010, 0.610)),
    ("loin_upper", (-0.014, 0.645)),
    ("chest_lower", (-0.024, 0.680)),
    ("chest_middle", (-0.040, 0.732)),
    ("chest_upper", (-0.043, 0.782)),
    ("neck", (-0.026, 0.832)),
    ("head", (-0.010, 0.895)),
)
HIP_UP: Final = 0.520
KNEE_UP: Final = 0.285
ANKLE_UP: Final = 0.039
SHOULDER_UP: Final = 0.806
SHOULDER_FORWARD: Final = -0.020
UPPER_ARM: Final = 0.186
FOREARM: Final = 0.146
HAND: Final = 0.055
"""Wrist to the knuckles; the fingers are as long again."""
TOES_FORWARD: Final = 0.100
"""Ankle to the ball of the foot."""

_SHOULDER_HALF: Final = MappingProxyType({Sex.WOMAN: 0.098, Sex.MAN: 0.104})
_HIP_HALF: Final = MappingProxyType({Sex.WOMAN: 0.050, Sex.MAN: 0.048})
TOES_UP: Final = 0.012
GIRDLE_FORWARD, GIRDLE_UP, GIRDLE_HALF = 0.018, 0.812, 0.015
"""The shoulder girdle turns about where the collar bone meets the breastbone."""


def standing_m(proportions: Proportions = AVERAGE) -> dict[str, Floats]:
    """Where the joint of every part is in quiet standing, metres, the hips' middle over 0."""
    sex, arm = proportions.sex, proportions.arm_ratio
    hip_up = ANKLE_UP + (HIP_UP - ANKLE_UP) * proportions.leg_ratio
    knee_up = ANKLE_UP + (KNEE_UP - ANKLE_UP) * proportions.leg_ratio

    def up(over_floor: float) -> float:
        """The height of a point of the trunk, which is shorter where the legs are longer."""
        return 1.0 - (1.0 - over_floor) * (1.0 - hip_up) / (1.0 - HIP_UP)

    places = {"pelvis": (0.0, hip_up, 0.0)}
    places |= {name: (forward, up(height), 0.0) for name, (forward, height) in _SPINE}
    shoulder_up = up(SHOULDER_UP)
    for side, outward in ((Side.LEFT, -1.0), (Side.RIGHT, 1.0)):
        shoulder, hip = outward * _SHOULDER_HALF[sex], outward * _HIP_HALF[sex]
        elbow_up = shoulder_up - UPPER_ARM * arm
        wrist_up = elbow_up - FOREARM * arm
        limb = {
            "girdle": (GIRDLE_FORWARD, up(GIRDLE_UP), outward * GIRDLE_HALF),
            "upper_arm": (SHOULDER_FORWARD, shoulder_up, shoulder),
            "forearm": (SHOULDER_FORWARD, elbow_up, shoulder),
            "hand": (SHOULDER_FORWARD, wrist_up, shoulder),
            "fingers": (SHOULDER_FORWARD, wrist_up - HAND * arm, shoulder),
            "thigh": (0.0, hip_up, hip),
            "shank": (0.0, knee_up, hip),
            "foot": (0.0, ANKLE_UP, hip),
            "toes": (TOES_FORWARD, TOES_UP, hip),
        }
        places |= {limb_part(name, side): place for name, place in limb.items()}
    return {name: np.array(place) * proportions.height_m for name, place in places.items()}


@lru_cache(maxsize=64)
def offsets_m(proportions: Proportions = AVERAGE) -> Floats:
    """Where every part's joint is in its parent's frame, metres: (PART_COUNT, 3), not writable.

    The pelvis has none: its place is the body's, the middle of the hips.
    """
    places = standing_m(proportions)
    offsets = np.array([
        places[part.name] - places[part.parent] if part.parent else np.zeros(3) for part in PARTS
    ])  # fmt: skip
    offsets.flags.writeable = False
    return offsets
