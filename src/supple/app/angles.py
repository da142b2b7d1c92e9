"""Where on the body a measure is drawn: beside which joint, and between which two lines.

A measure without a line here (a speed, a turn of the chest) has no one place in the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from supple.core.body import Landmark, Side, landmark
from supple.core.measuring.names import DECLARED


class Towards(StrEnum):
    """A fixed direction: the way up, or whichever end of the upright or the level is nearer."""

    UP = "up"
    UPRIGHT = "upright"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A measure on the body: a number at `at`, and an angle at `vertex` if it is one.

    `first` and `second` are where the angle's two lines go; the sweep between them is the one
    that is nearer to `value_deg`, so that an arched hip is drawn through the front.
    """

    at: Landmark
    vertex: Landmark | None = None
    first: Landmark | None = None
    second: Landmark | Towards | None = None
    value_deg: float = 0.0


_LEVEL, _UPRIGHT, _UP = Towards.LEVEL, Towards.UPRIGHT, Towards.UP
_BETWEEN: Final[dict[str, tuple[str, str, str | Towards]]] = {
    "knee_angle_deg": ("knee", "hip", "ankle"),
    "elbow_angle_deg": ("elbow", "shoulder", "wrist"),
    "hip_angle_deg": ("hip", "shoulder", "knee"),
    "hip_angle_signed_deg": ("hip", "shoulder", "knee"),
    "shoulder_flexion_deg": ("shoulder", "hip", "elbow"),
    "shoulder_flexion_signed_deg": ("shoulder", "hip", "elbow"),
    "foot_angle_deg": ("ankle", "knee", "foot_index"),
    "trunk_incline_deg": ("hip", "shoulder", _LEVEL),
    "inverted_trunk_deg": ("shoulder", "hip", _LEVEL),
    "trunk_lean_back_deg": ("hip", "shoulder", _UP),
    "trunk_tilt_deg": ("hip", "shoulder", _UP),
    "trunk_lateral_tilt_deg": ("hip", "shoulder", _UP),
    "thigh_from_vertical_deg": ("hip", "knee", _UPRIGHT),
    "thigh_from_horizontal_deg": ("hip", "knee", _LEVEL),
    "shank_from_vertical_deg": ("ankle", "knee", _UPRIGHT),
    "leg_from_vertical_deg": ("hip", "ankle", _UPRIGHT),
    "leg_from_horizontal_deg": ("hip", "ankle", _LEVEL),
    "upper_arm_lean_deg": ("shoulder", "elbow", _UPRIGHT),
    "arm_from_vertical_deg": ("shoulder", "wrist", _UPRIGHT),
    "forearm_from_horizontal_deg": ("elbow", "wrist", _LEVEL),
    "head_back_deg": ("shoulder", "ear", _UP),
}
"""The angle's joint, one line, the other; on the near side."""

_BESIDE: Final = {
    "head_back_deg": "ear", "neck_ext_deg": "ear", "shoulder_level_deg": "shoulder",
    "pelvis_level_deg": "hip", "leg_spread_deg": "knee", "knees_drop_deg": "knee",
    "pelvis_rise_tl": "hip", "chest_rise_tl": "shoulder", "foot_head_gap_tl": "foot_index",
    "hand_foot_gap_tl": "index", "hand_heel_gap_tl": "wrist", "hand_ankle_gap_tl": "wrist",
    "face_knee_gap_tl": "ear", "finger_floor_gap_tl": "index", "heel_glute_gap_tl": "hip",
    "head_floor_gap_tl": "ear", "foot_floor_gap_tl": "foot_index",
    "wrist_shoulder_dx_tl": "wrist", "shrug_index": "shoulder", "knee_width_ratio": "knee",
    "head_turn_idx": "ear",
}  # fmt: skip
"""What stands beside another joint than its angle's, or is no angle between two lines."""


def drawing_of(measure: str, value: float, near: Side) -> Drawn | None:
    """Where a value of a measure is on the near side; None where it has no one place."""
    between = _BETWEEN.get(measure)
    beside = _BESIDE.get(measure, between[0] if between else "")
    if not beside:
        return None
    at = landmark(beside, near)
    if between is None:
        return Drawn(at=at)
    vertex, first, second = between
    return Drawn(
        at=at,
        vertex=landmark(vertex, near),
        first=landmark(first, near),
        second=second if isinstance(second, Towards) else landmark(second, near),
        value_deg=abs(value),
    )


def is_angle(measure: str) -> bool:
    """Whether a value is in degrees, and so can be written short."""
    return DECLARED.get(measure) == "deg"
