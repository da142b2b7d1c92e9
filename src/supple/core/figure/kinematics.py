"""Where every part of a body is: forward kinematics. No floor, no thickness.

All functions take several postures at once: leading axes (...,) of the angles come back in front.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.core.body import Side
from supple.core.figure.angles import BY_NAME
from supple.core.figure.posture import COLUMN
from supple.core.figure.proportions import AVERAGE, Proportions, offsets_m
from supple.core.figure.skeleton import PART_NAMES, PARTS, Part
from supple.core.pose import Floats

INDEX: Final = {name: index for index, name in enumerate(PART_NAMES)}

RHYTHM_FROM_DEG: Final = 30.0
RHYTHM_SHARE: Final = 0.2
"""A raised arm lifts its girdle: the collar bone by some 30 degrees at 180, and hardly at first
(Inman, Saunders & Abbott 1944, J Bone Joint Surg 26:1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Parts in the room: `turned` (..., PART_COUNT, 3, 3) from a part's frame to the room's,
    `joints_m` (..., PART_COUNT, 3) metres.
    """

    turned: Floats
    joints_m: Floats

    def at(self, part: str, offset_m: Floats) -> Floats:
        """Points (..., n, 3) of a part, given in its frame (n, 3)."""
        index = INDEX[part]
        turned = self.turned[..., index, :, :]
        way = np.einsum("...ij,nj->...ni", turned, offset_m)
        return np.asarray(way + self.joints_m[..., index, None, :])

    def shifted(self, way_m: Floats) -> Placed:
        """The same body elsewhere in the room; `way_m` (..., 3)."""
        return Placed(self.turned, self.joints_m + way_m[..., None, :])


def placed(angles_deg: Floats, proportions: Proportions = AVERAGE) -> Placed:
    """A body by its angles (..., ANGLE_COUNT), the middle of the hips at 0."""
    offsets = offsets_m(proportions)
    shape = (*angles_deg.shape[:-1], len(PARTS))
    turned, joints = np.empty((*shape, 3, 3)), np.zeros((*shape, 3))
    for index, part in enumerate(PARTS):
        own = own_turn(part, angles_deg)
        if not part.parent:
            turned[..., index, :, :] = own
            continue
        parent = INDEX[part.parent]
        oriented = INDEX[part.oriented_by] if part.oriented_by else parent
        turned[..., index, :, :] = turned[..., oriented, :, :] @ own
        way = turned[..., parent, :, :] @ offsets[index]
        joints[..., index, :] = joints[..., parent, :] + way
    return Placed(turned, joints)


def rhythm_deg(angles_deg: Floats, side: Side) -> Floats:
    """How far a raised arm lifts its shoulder girdle, degrees (...,)."""
    flexion = np.radians(angles_deg[..., COLUMN[f"{side}_shoulder_flexion_deg"]])
    abduction = np.radians(angles_deg[..., COLUMN[f"{side}_shoulder_abduction_deg"]])
    raised = np.degrees(np.arccos(np.clip(np.cos(flexion) * np.cos(abduction), -1.0, 1.0)))
    lifted: Floats = RHYTHM_SHARE * np.maximum(raised - RHYTHM_FROM_DEG, 0.0)
    return lifted


def own_turn(part: Part, angles_deg: Floats, ratios: Sequence[float] = ()) -> Floats:
    """How a part is turned against what orients it, (..., 3, 3).

    `ratios`: how much of each of its turns, outermost first; all of each where it is empty.
    """
    whole: Floats | None = None
    for turn, ratio in zip(part.turns, ratios or (1.0,) * len(part.turns), strict=True):
        name = turn.angle if BY_NAME[turn.angle].sided is False else f"{part.side}_{turn.angle}"
        angle_deg = angles_deg[..., COLUMN[name]] * turn.share
        if turn.angle == "girdle_lift_deg" and part.side:
            angle_deg = angle_deg + rhythm_deg(angles_deg, part.side)
        one = _about(turn.axis, np.radians(turn.sign * ratio * angle_deg))
        whole = one if whole is None else whole @ one
    return np.eye(3) if whole is None else whole


def _about(axis: int, angle_rad: Floats) -> Floats:
    """Right-handed turns about an axis of the room, (..., 3, 3)."""
    first, second = (axis + 1) % 3, (axis + 2) % 3
    cos, sin = np.cos(angle_rad), np.sin(angle_rad)
    turn = np.zeros((*np.shape(angle_rad), 3, 3))
    turn[..., axis, axis] = 1.0
    turn[..., first, first] = turn[..., second, second] = cos
    turn[..., first, second], turn[..., second, first] = -sin, sin
    return turn
