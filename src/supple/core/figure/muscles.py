"""Where on a body the parts lie that an exercise says it stretches.

A place is a line under the skin with how far around it the part reaches. It is for showing, not
for measuring: outlines as a physiotherapist would lay a hand on them, our own estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.core.body import Side
from supple.core.figure.bones import BIND_SAID
from supple.core.figure.kinematics import INDEX, placed
from supple.core.figure.posture import posture
from supple.core.figure.proportions import AVERAGE
from supple.core.figure.skeleton import limb_part
from supple.core.pose import Floats

MARKED_RATIO: Final = 0.075

Spot = tuple[str, float, float, float]
"""A part, then forward, up and outward of its joint, in body heights."""


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """From `start_m` to `end_m` (3,) in the posture of the surface, and `reach_m` around."""

    start_m: Floats
    end_m: Floats
    reach_m: float


Line = tuple[Spot, Spot, float]
"""From, to, and how far around it, in body heights."""

# fmt: off
_MIDDLE: Final[dict[str, Line]] = {
    "abdominals": (("pelvis", 0.050, 0.045, 0.0), ("chest_lower", 0.078, 0.020, 0.0), 0.055),
    "lumbar_spine": (("pelvis", -0.070, 0.050, 0.0), ("loin_upper", -0.045, 0.02, 0.0), 0.045),
    "low_back": (("pelvis", -0.070, 0.050, 0.0), ("loin_upper", -0.045, 0.02, 0.0), 0.055),
    "thoracic_spine": (
        ("chest_lower", -0.04, 0.0, 0.0), ("chest_upper", -0.036, 0.03, 0.0), 0.045),
    "neck": (("neck", -0.030, 0.0, 0.0), ("head", -0.030, 0.0, 0.0), 0.045),
    "posterior_neck": (("neck", -0.030, 0.0, 0.0), ("head", -0.030, 0.0, 0.0), 0.04),
    "neck_flexors": (("neck", 0.038, 0.005, 0.0), ("head", 0.025, -0.025, 0.0), 0.035),
}
_BOTH: Final[dict[str, Line]] = {
    "obliques": (("pelvis", 0.015, 0.055, 0.095), ("chest_lower", 0.02, 0.01, 0.098), 0.045),
    "quadratus_lumborum": (
        ("pelvis", -0.05, 0.06, 0.04), ("loin_upper", -0.03, 0.02, 0.055), 0.04),
    "chest": (("chest_middle", 0.088, 0.012, 0.020), ("upper_arm", 0.022, -0.010, -0.025), 0.045),
    "shoulders": (("upper_arm", 0.0, 0.025, 0.0), ("upper_arm", 0.0, -0.05, 0.028), 0.04),
    "posterior_shoulder": (
        ("upper_arm", -0.030, 0.005, -0.01), ("upper_arm", -0.024, -0.04, 0.008), 0.035),
    "latissimus": (
        ("loin_upper", -0.025, 0.0, 0.075), ("upper_arm", -0.022, -0.045, -0.025), 0.05),
    "upper_back": (
        ("chest_lower", -0.036, 0.02, 0.03), ("chest_upper", -0.030, 0.01, 0.035), 0.05),
    "rhomboids": (
        ("chest_middle", -0.036, 0.0, 0.025), ("chest_upper", -0.030, 0.01, 0.035), 0.04),
    "thoracic_rotators": (
        ("chest_lower", -0.036, 0.0, 0.03), ("chest_upper", -0.03, 0.0, 0.03), 0.045),
    "gluteals": (("pelvis", -0.072, 0.005, 0.045), ("thigh", -0.060, -0.015, 0.010), 0.055),
    "hips": (("thigh", 0.0, 0.030, 0.058), ("thigh", 0.0, -0.040, 0.058), 0.05),
    "hip_flexors": (("pelvis", 0.045, 0.035, 0.050), ("thigh", 0.050, -0.055, 0.0), 0.045),
    "quadriceps": (("thigh", 0.052, -0.050, 0.0), ("shank", 0.034, 0.030, 0.0), 0.05),
    "hamstrings": (("thigh", -0.052, -0.050, 0.0), ("shank", -0.032, 0.020, 0.0), 0.048),
    "adductors": (("thigh", 0.0, -0.030, -0.045), ("shank", 0.0, 0.070, -0.038), 0.045),
    "calves": (("shank", -0.040, -0.025, 0.0), ("foot", -0.024, 0.050, 0.0), 0.042),
    "ankles": (("foot", 0.022, 0.020, 0.0), ("foot", 0.045, -0.005, 0.0), 0.03),
    "wrists": (("hand", 0.0, 0.025, 0.0), ("hand", 0.0, -0.020, 0.0), 0.03),
}
# fmt: on

PLACES: Final = MappingProxyType({**_MIDDLE, **_BOTH})
"""By the names that exercises use in `stretches`."""


def areas(names: tuple[str, ...]) -> list[Area]:
    """Where the named parts are, both sides of those that there are two of."""
    body = placed(posture(BIND_SAID))

    def at(spot: Spot, side: Side) -> Floats:
        part, forward, up, outward = spot
        name = part if part in INDEX else limb_part(part, side)
        out = -outward if side is Side.LEFT else outward
        offset = np.array([(forward, up, out)]) * AVERAGE.height_m
        return np.asarray(body.at(name, offset)[0])

    return [
        Area(at(start, side), at(end, side), reach * AVERAGE.height_m)
        for name in names
        if name in PLACES
        for start, end, reach in (PLACES[name],)
        for side in ((Side.LEFT, Side.RIGHT) if name in _BOTH else (Side.RIGHT,))
    ]


def around(part: str) -> Area:
    """Where a part begins, to be marked."""
    joint = placed(posture(BIND_SAID)).joints_m[INDEX[part]]
    return Area(joint, joint, MARKED_RATIO * AVERAGE.height_m)
