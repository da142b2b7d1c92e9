"""The measures that exercise files may name, each with its unit. No formulas.

The formulas are in `core.measuring.measures`; a name stands here first, so that a file can be
checked without computing anything. `TL` is trunk lengths, the person's own, seen in the same view.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_IN_DEGREES = (
    "knee_angle_deg", "elbow_angle_deg", "hip_angle_deg", "hip_angle_signed_deg",
    "shoulder_flexion_deg", "shoulder_flexion_signed_deg", "foot_angle_deg",
    "trunk_incline_deg", "inverted_trunk_deg", "trunk_lean_back_deg", "trunk_tilt_deg",
    "trunk_lateral_tilt_deg", "thigh_from_vertical_deg", "thigh_from_horizontal_deg",
    "shank_from_vertical_deg", "leg_from_vertical_deg", "leg_from_horizontal_deg",
    "upper_arm_lean_deg", "arm_from_vertical_deg", "forearm_from_horizontal_deg",
    "head_back_deg", "neck_ext_deg", "head_ext_deg", "shoulder_level_deg", "pelvis_level_deg",
    "leg_spread_deg", "thorax_rotation_deg", "knees_drop_deg", "bounce_rms_deg", "hold_sd_deg",
    "back_bend_lower_deg", "back_bend_upper_deg",
)  # fmt: skip
_IN_TRUNK_LENGTHS = (
    "pelvis_rise_tl", "chest_rise_tl", "foot_head_gap_tl", "hand_foot_gap_tl",
    "hand_heel_gap_tl", "hand_ankle_gap_tl", "face_knee_gap_tl", "finger_floor_gap_tl",
    "heel_glute_gap_tl", "head_floor_gap_tl", "foot_floor_gap_tl", "wrist_shoulder_dx_tl",
    "body_shift_tl", "foot_shift_tl", "back_curvature_idx",
)  # fmt: skip
_RATIOS = (
    "shrug_index", "knee_width_ratio", "head_turn_idx", "sparc_entry", "back_hinge_ratio",
)  # fmt: skip
_IN_SECONDS = ("hold_time_s", "phase_time_s", "rep_period_s", "onset_lag_s", "breath_gap_s")

LEFT_RIGHT: Final = "lr_diff"
"""The difference between the sides of another measure, which the criterion names as `base`."""

DECLARED: Final = MappingProxyType(
    dict.fromkeys(_IN_DEGREES, "deg")
    | dict.fromkeys(_IN_TRUNK_LENGTHS, "TL")
    | dict.fromkeys(_IN_SECONDS, "s")
    | dict.fromkeys(_RATIOS, "ratio")
    | dict.fromkeys(("jerk_events", "rep_count"), "count")
    | {"peak_speed_deg_s": "deg/s", LEFT_RIGHT: "as its base"}
)
"""Unit by name."""


def unit_of(measure: str, base: str | None = None) -> str:
    """The unit of a measure; of a difference between sides, the unit of its base.

    Empty where the name is not known.
    """
    name = base if measure == LEFT_RIGHT and base is not None else measure
    return DECLARED.get(name, "")
