"""The parts of a body and how they hang together. No sizes.

Every part has a joint at its near end, about which it turns against its parent; in quiet standing
no part is turned. The spine bends in six parts below the neck: the loins and the chest in three
each. How much of a bend each takes is theirs by nature: Mitchell et al. 2008 for the lower and
the upper half of the loins (35 and 31 degrees of flexion, 21 and 9 of extension), White & Panjabi
1990 for the chest, whose lowest part moves most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from supple.core.body import Side

X, Y, Z = 0, 1, 2
"""Axes of the room: forward, up, to the right."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A part turns about an axis by a share of an angle; `sign` -1 turns the other way."""

    angle: str
    axis: int
    sign: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name, with `side` None in the middle.

    `turns` come outermost first. `oriented_by` is the part whose direction it takes over before
    its own turns; the parent's where it is empty. An arm hangs on the shoulder girdle, but its
    angles are told against the chest.
    """

    name: str
    parent: str
    turns: tuple[Turn, ...]
    side: Side | None = None
    oriented_by: str = ""


def _spine(part: str, parent: str, region: str, *shares: float) -> Part:
    flexion, bend, turn = shares
    return Part(
        part,
        parent,
        (
            Turn(f"{region}_flexion_deg", Z, -1, flexion),
            Turn(f"{region}_bend_deg", X, 1, bend),
            Turn(f"{region}_turn_deg", Y, 1, turn),
        ),
    )


_MIDDLE: Final = (
    Part(
        "pelvis",
        "",
        (
            Turn("pelvis_turn_deg", Y, 1),
            Turn("pelvis_tilt_deg", Z, -1),
            Turn("pelvis_lean_deg", X, 1),
            Turn("pelvis_roll_deg", Y, 1),
        ),
    ),
    _spine("loin_lower", "pelvis", "lumbar", 0.40, 0.25, 0.25),
    _spine("loin_middle", "loin_lower", "lumbar", 0.32, 0.37, 0.35),
    _spine("loin_upper", "loin_middle", "lumbar", 0.28, 0.38, 0.40),
    _spine("chest_lower", "loin_upper", "thoracic", 0.44, 0.38, 0.30),
    _spine("chest_middle", "chest_lower", "thoracic", 0.31, 0.33, 0.38),
    _spine("chest_upper", "chest_middle", "thoracic", 0.25, 0.29, 0.32),
    _spine("neck", "chest_upper", "neck", 0.62, 0.6, 0.4),
    Part(
        "head",
        "neck",
        (
            Turn("neck_flexion_deg", Z, -1, 0.38),
            Turn("head_flexion_deg", Z, -1),
            Turn("neck_bend_deg", X, 1, 0.4),
            Turn("neck_turn_deg", Y, 1, 0.6),
        ),
    ),
)

# Of the left side; a mirror turns the axes forward and up round.
_LIMBS: Final = (
    ("girdle", "chest_upper", "",
     (Turn("girdle_lift_deg", X, 1), Turn("girdle_forward_deg", Y, -1))),
    ("upper_arm", "girdle", "chest_upper",
     (Turn("shoulder_flexion_deg", Z, 1), Turn("shoulder_abduction_deg", X, 1),
      Turn("shoulder_rotation_deg", Y, 1))),
    ("forearm", "upper_arm", "",
     (Turn("elbow_flexion_deg", Z, 1), Turn("forearm_pronation_deg", Y, -1))),
    ("hand", "forearm", "", (Turn("wrist_extension_deg", X, 1), Turn("wrist_ulnar_deg", Z, -1))),
    ("fingers", "hand", "", (Turn("fingers_flexion_deg", X, -1),)),
    ("thigh", "pelvis", "",
     (Turn("hip_flexion_deg", Z, 1), Turn("hip_abduction_deg", X, 1),
      Turn("hip_rotation_deg", Y, 1))),
    ("shank", "thigh", "", (Turn("knee_flexion_deg", Z, -1),)),
    ("foot", "shank", "", (Turn("ankle_dorsiflexion_deg", Z, 1),)),
    ("toes", "foot", "", (Turn("toes_extension_deg", Z, 1),)),
)  # fmt: skip


def limb_part(name: str, side: Side) -> str:
    """The name of a part of a limb on a side: "left_thigh"."""
    return f"{side}_{name}"


def _limbs(side: Side) -> tuple[Part, ...]:
    names = {name for name, *_ in _LIMBS}

    def placed(name: str) -> str:
        return limb_part(name, side) if name in names else name

    def turned(turn: Turn) -> Turn:
        sign = turn.sign if side is Side.LEFT or turn.axis == Z else -turn.sign
        return Turn(turn.angle, turn.axis, sign, turn.share)

    return tuple(
        Part(placed(name), placed(parent), tuple(map(turned, turns)), side, placed(oriented_by))
        for name, parent, oriented_by, turns in _LIMBS
    )


PARTS: Final = (*_MIDDLE, *_limbs(Side.LEFT), *_limbs(Side.RIGHT))
"""Parents before their children."""

PART_NAMES: Final = tuple(part.name for part in PARTS)
