"""What a soft surface hangs on: the parts, and helpers where one part alone would pinch it.

A surface that follows two parts at a joint thins out as they bend against each other, and wrings
like a cloth where one turns about its own length. A helper shares a part's joint and takes only
some of its turns: half of a bend, or the bend without the turn about the length. It is told by
angles, so it never flips where half a turn could go either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from scipy.spatial.transform import Rotation

from supple.core.body import Side
from supple.core.figure.kinematics import INDEX, Placed, own_turn
from supple.core.figure.skeleton import PARTS, limb_part
from supple.core.pose import Floats

BIND_SAID: Final = MappingProxyType({"shoulder_abduction_deg": 42.0, "hip_abduction_deg": 7.0})
"""The posture that the surface is made in: nothing touches anything that it does not hang on."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A part (`ratios` empty) or a helper at its joint, which takes so much of each turn."""

    name: str
    part: str
    ratios: tuple[float, ...] = ()


# Of one side: the helper, the part whose joint it is at, how much of each of its turns.
_HELPERS: Final = (
    ("shoulder_half", "upper_arm", (0.5, 0.5, 0.0)),
    ("upper_arm_swing", "upper_arm", (1.0, 1.0, 0.0)),
    ("elbow_half", "forearm", (0.5, 0.0)),
    ("forearm_swing", "forearm", (1.0, 0.0)),
    ("forearm_half", "forearm", (1.0, 0.5)),
    ("wrist_half", "hand", (0.5, 0.5)),
    ("fingers_half", "fingers", (0.5,)),
    ("hip_half", "thigh", (0.5, 0.5, 0.0)),
    ("thigh_swing", "thigh", (1.0, 1.0, 0.0)),
    ("knee_half", "shank", (0.5,)),
    ("ankle_half", "foot", (0.5,)),
    ("toes_half", "toes", (0.5,)),
)

BONES: Final = (
    *(Bone(part.name, part.name) for part in PARTS),
    *(
        Bone(limb_part(name, side), limb_part(part, side), ratios)
        for side in (Side.LEFT, Side.RIGHT)
        for name, part, ratios in _HELPERS
    ),
)
"""The parts in their order, then the helpers."""

BONE_INDEX: Final = {bone.name: index for index, bone in enumerate(BONES)}


def bone_turns(angles_deg: Floats, body: Placed) -> Floats:
    """How every bone of a placed body is turned in the room, as quaternions x, y, z, w:
    (..., BONES, 4) for angles (..., ANGLE_COUNT).
    """
    turned = np.empty((*angles_deg.shape[:-1], len(BONES), 3, 3))
    turned[..., : len(PARTS), :, :] = body.turned
    for index, bone in enumerate(BONES[len(PARTS) :], start=len(PARTS)):
        part = PARTS[INDEX[bone.part]]
        before = body.turned[..., INDEX[part.oriented_by or part.parent], :, :]
        turned[..., index, :, :] = before @ own_turn(part, angles_deg, bone.ratios)
    flat = Rotation.from_matrix(turned.reshape(-1, 3, 3)).as_quat()
    return np.asarray(flat.reshape(*turned.shape[:-2], 4))
