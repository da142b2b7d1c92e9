"""The table of measures: one line each, with view, error and formula. No reading.

`typical_sd` is one standard deviation in the best view, of what does not average out over looks
or frames: how far two pose models disagree on the same photos, and in quadrature what both may
share (where a joint's centre is in a clothed body, how thick a body lies on its floor). Decision
14 tells how, with the figures; the source is `LOOKED`. Where somebody measured against a
reference that stands instead, and where neither is there the catalogue's estimate (ENG).

`turned_sd` is added in quadrature for each tangent of the turn off that view: shoulders are wider
than hips and the turn itself is known to 7 degrees, which bends a joint by so much, and cameras
look down by some 13 degrees, which tilts the floor under a turned body. `assumed_sd` is added
where the person's own neutral was not seen and everybody's stands in for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from supple.core.exercise import View
from supple.core.measuring import angles, back, distances
from supple.core.seeing.calibration import Calibration
from supple.core.seeing.sight import Sight

SIDE: Final = frozenset({View.SIDE})
FRONT: Final = frozenset({View.FRONT})
BOTH: Final = frozenset({View.SIDE, View.FRONT})
FEET: Final = frozenset({View.FEET_END})
FRONT_OR_FEET: Final = frozenset({View.FRONT, View.FEET_END})
ANY: Final = frozenset(View)

IEEE_KNEE: Final = "Cosoli 2026, MediaPipe against IMU: -2.3 +-6.4 deg side-on"
SHOULDER: Final = (
    "photos (decision 14); published: detectable difference 4.4 to 7.9 deg (JSES Int 2025)"
)
LOOKED: Final = "photos (decision 14)"
TWICE: Final = "photos (decision 14), for the pose and for the standing value"
KERAAL: Final = "Keraal, one person against Vicon (decision 19)"
CATALOGUE: Final = "ENG"
MADE_BACKS: Final = "made bodies of known spine, with ENG for the neutral of people"

JOINT_TURNED_DEG: Final = 10.0
LEVEL_TURNED_DEG: Final = 13.0
UPRIGHT_TURNED_DEG: Final = 7.0
"""Up to 30 degrees from the vertical little of the floor's tilt and of the width is left."""
GAP_TURNED_TL: Final = 0.05
HEIGHT_TURNED_TL: Final = 0.17
RATIO_TURNED: Final = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the register.

    `views`: where it may be read; all of them means any, also between side and front: `any_view`,
    else `from_side`, `from_front` or both. Feet towards the camera is a front view.
    `typical_sd`: one standard deviation in the best view, in the unit; `turned_sd`: what a turn of
    45 degrees off it adds in quadrature, and `assumed_sd` what it adds where nothing is known of
    what it `needs` of the calibration. `over_time`: one frame does not tell it. `by_side`: left
    and right each have their own. `opposite_in_mirror`: a mirrored picture reads the negative.
    `describes`: tells what pose it is; no criterion stands on it. `refused`: why nothing is
    judged by it, a code; what pose it is it may tell all the same. `of_back_line`: it is of the
    line of the back, which takes a silhouette beside the landmarks.
    """

    name: str
    unit: str
    views: frozenset[View]
    typical_sd: float
    definition: str
    source: str = CATALOGUE
    turned_sd: float = 0.0
    assumed_sd: float = 0.0
    over_time: bool = False
    needs: tuple[str, ...] = ()
    by_side: bool = False
    opposite_in_mirror: bool = False
    describes: bool = False
    refused: str = ""
    of_back_line: bool = False
    any_view: bool = field(init=False)
    from_side: bool = field(init=False)
    from_front: bool = field(init=False)

    def __post_init__(self) -> None:
        views = self.views
        object.__setattr__(self, "any_view", views == ANY)
        object.__setattr__(self, "from_side", View.SIDE in views)
        object.__setattr__(self, "from_front", bool(views & FRONT_OR_FEET))


Formula = Callable[[Sight, Calibration], float]
Line = tuple[Measure, Formula | None]


def _line(
    name: str,
    unit: str,
    views: frozenset[View],
    sd: float,
    formula: Formula | None,
    definition: str,
    **more: Any,
) -> Line:
    measure = Measure(
        name=name, unit=unit, views=views, typical_sd=sd, definition=definition, **more
    )
    return measure, formula


def _seen(
    name: str, unit: str, turned_sd: float, views: frozenset[View], *rest: Any, **more: Any
) -> Line:
    """A measure whose error was looked at in photos from the side, unless it says otherwise."""
    looked = views in (SIDE, BOTH) and not more.get("describes")
    known = {"source": LOOKED if looked else CATALOGUE, "turned_sd": turned_sd}
    return _line(name, unit, views, *rest, **(known | more))


def _joint(name: str, *rest: Any, **more: Any) -> Line:
    """An angle between parts of the body."""
    return _seen(name, "deg", JOINT_TURNED_DEG, *rest, **more)


def _upright(name: str, *rest: Any, **more: Any) -> Line:
    """An angle against the vertical of what stands or hangs."""
    return _seen(name, "deg", UPRIGHT_TURNED_DEG, *rest, **more)


def _level(name: str, *rest: Any, **more: Any) -> Line:
    """An angle against the vertical or the horizontal."""
    return _seen(name, "deg", LEVEL_TURNED_DEG, *rest, **more)


def _gap(name: str, *rest: Any, **more: Any) -> Line:
    """A distance between parts of the body."""
    return _seen(name, "TL", GAP_TURNED_TL, *rest, **more)


def _height(name: str, *rest: Any, **more: Any) -> Line:
    """A height over the floor, or over another part of the body."""
    return _seen(name, "TL", HEIGHT_TURNED_TL, *rest, **more)


def _ratio(name: str, *rest: Any, **more: Any) -> Line:
    return _seen(name, "ratio", RATIO_TURNED, *rest, source=CATALOGUE, **more)


def _timed(name: str, unit: str, sd: float, definition: str) -> Line:
    return _line(name, unit, ANY, sd, None, definition, over_time=True)


# fmt: off
_TABLE: Final = (
    _joint("knee_angle_deg", BOTH, 6, angles.included("hip", "knee", "ankle"),
           "angle(hip, knee, ankle), 180 straight", source=IEEE_KNEE, by_side=True),
    _joint("elbow_angle_deg", BOTH, 5, angles.included("shoulder", "elbow", "wrist"),
           "angle(shoulder, elbow, wrist), 180 straight", by_side=True),
    _joint("hip_angle_deg", SIDE, 3.5, angles.included("shoulder", "hip", "knee"),
           "angle(shoulder, hip, knee), 0 to 180", by_side=True),
    _joint("hip_angle_signed_deg", SIDE, 3.5, angles.hip_angle_signed_deg,
           "the hip angle through the front of the body: 180 straight, less folded, more arched"),
    _joint("shoulder_flexion_deg", SIDE, 4, angles.included("hip", "shoulder", "elbow"),
           "angle(hip, shoulder, elbow), 0 arm by the side, 180 overhead", source=SHOULDER,
           by_side=True),
    _joint("shoulder_flexion_signed_deg", SIDE, 4, angles.shoulder_flexion_signed_deg,
           "shoulder flexion that goes on past 180 where the arm passes behind the trunk"),
    _joint("foot_angle_deg", SIDE, 5, angles.foot_angle_deg,
           "the shank against the sole: 90 at a right angle, more pointed", by_side=True),
    _level("trunk_incline_deg", SIDE, 2.5, angles.trunk_incline_deg,
           "elevation of hip to shoulder: 0 lying, 90 upright, negative with the hips higher"),
    _level("inverted_trunk_deg", SIDE, 8, angles.inverted_trunk_deg,
           "elevation of shoulder to hip: 0 lying, 90 hips stacked, more towards the head side",
           source=CATALOGUE),
    _level("trunk_lean_back_deg", SIDE, 2.5, angles.trunk_lean_back_deg,
           "hip to shoulder from the vertical, + towards the back"),
    _level("trunk_tilt_deg", BOTH, 2.5, angles.trunk_tilt_deg,
           "unsigned angle of hip to shoulder from the vertical, 0 to 180"),
    _level("trunk_lateral_tilt_deg", FRONT, 3, angles.trunk_lateral_tilt_deg,
           "the foot of the spine to mid-shoulder from the vertical, + towards the person's right",
           source=KERAAL, opposite_in_mirror=True),
    _upright("thigh_from_vertical_deg", SIDE, 2.5, angles.line_from_vertical("knee", "hip"),
             "the thigh from the vertical, 0 to 90", by_side=True),
    _level("thigh_from_horizontal_deg", SIDE, 2.5, angles.thigh_from_horizontal_deg,
           "elevation of hip to knee, + knee higher", by_side=True),
    _upright("shank_from_vertical_deg", SIDE, 2.5, angles.line_from_vertical("ankle", "knee"),
             "the shank from the vertical, 0 to 90", by_side=True),
    _upright("leg_from_vertical_deg", BOTH, 2.5, angles.line_from_vertical("ankle", "hip"),
             "ankle to hip from the vertical, 0 to 90", by_side=True),
    _level("leg_from_horizontal_deg", SIDE, 2.5, angles.leg_from_horizontal_deg,
           "hip to ankle from the direction away from the head: 0 level, 90 up, more to the head",
           by_side=True),
    _upright("upper_arm_lean_deg", SIDE, 3.5, angles.upper_arm_lean_deg,
             "shoulder to elbow from the vertical, + elbow towards the head end", by_side=True),
    _upright("arm_from_vertical_deg", BOTH, 2.5, angles.line_from_vertical("shoulder", "wrist"),
             "shoulder to wrist from the vertical, 0 to 90", by_side=True),
    _level("forearm_from_horizontal_deg", SIDE, 3, angles.forearm_from_horizontal_deg,
           "elbow to wrist from the horizontal, 0 to 90", by_side=True),
    _upright("head_back_deg", SIDE, 4.5, angles.head_back_deg,
             "shoulder to ear from the vertical, + towards the back of the body"),
    _joint("neck_ext_deg", SIDE, 7.5, angles.neck_ext_deg,
           "shoulder to ear against hip to shoulder, less the standing value, + extension",
           needs=("standing_neck_deg",), assumed_sd=3, source=TWICE),
    _joint("head_ext_deg", SIDE, 7, angles.head_ext_deg,
           "ear to nose against square to the trunk, less the standing value, + tipped back"),
    _level("shoulder_level_deg", FRONT_OR_FEET, 3, angles.shoulder_level_deg,
           "slope of the shoulder line, 0 to 90"),
    _level("pelvis_level_deg", FRONT, 4, angles.pelvis_level_deg,
           "slope of the hip line, 0 to 90"),
    _joint("leg_spread_deg", FRONT, 5, angles.leg_spread_deg,
           "between left and right hip to ankle, 0 to 180"),
    _joint("thorax_rotation_deg", ANY, 20, angles.thorax_rotation_deg,
           "shoulder line against hip line about the trunk, metric landmarks, 0 to 180",
           source=KERAAL, refused="turn_not_measurable"),
    _joint("knees_drop_deg", FEET, 10, angles.knees_drop_deg,
           "mid-hip to mid-knee from the vertical, 0 up, 90 on the floor"),

    _height("pelvis_rise_tl", SIDE, 0.04, distances.pelvis_rise_tl,
            "height of the hip over its height in prone rest", needs=("prone_hip_y",),
            assumed_sd=0.03),
    _height("chest_rise_tl", SIDE, 0.045, distances.chest_rise_tl,
            "height of the shoulder over its height in prone rest", needs=("prone_shoulder_y",),
            assumed_sd=0.03),
    _gap("foot_head_gap_tl", SIDE, 0.07, distances.gap("foot_index", "nose"), "toe to nose"),
    _gap("hand_foot_gap_tl", SIDE, 0.06, distances.hand_foot_gap_tl,
            "fingers to toes, negative past them along the leg"),
    _gap("hand_heel_gap_tl", SIDE, 0.05, distances.gap("wrist", "heel"), "wrist to heel"),
    _gap("hand_ankle_gap_tl", SIDE, 0.045, distances.gap("wrist", "ankle"), "wrist to ankle"),
    _gap("face_knee_gap_tl", SIDE, 0.045, distances.gap("nose", "knee"), "nose to knee"),
    _height("finger_floor_gap_tl", SIDE, 0.045, distances.above_floor("index"),
            "height of the fingers over the floor", needs=("floor_y",)),
    _gap("heel_glute_gap_tl", SIDE, 0.05, distances.gap("hip", "heel"),
            "hip centre to heel: about 0.3 when sitting on the heels"),
    _height("head_floor_gap_tl", SIDE, 0.055, distances.head_floor_gap_tl,
            "height of nose or ear, the lower, over the floor", needs=("floor_y",)),
    _height("foot_floor_gap_tl", BOTH, 0.05, distances.above_floor("foot_index"),
            "height of the toes over the floor", needs=("floor_y",), by_side=True),
    _gap("wrist_shoulder_dx_tl", SIDE, 0.045, distances.wrist_shoulder_dx_tl,
            "wrist ahead of the shoulder, + towards the head end"),
    _gap("body_shift_tl", BOTH, 0.03, distances.body_shift_tl,
         "sideways way of the hips since the start of the set", needs=("start_points",),
         source=CATALOGUE),
    _gap("foot_shift_tl", BOTH, 0.03, distances.foot_shift_tl,
         "way of the ankle since the start of the set", needs=("start_points",),
         source=CATALOGUE),
    _gap("back_curvature_idx", SIDE, 0.03, back.back_curvature_idx,
         "mean distance of the line of the back from its chord times 1.5 (of an even arc the "
         "largest), less that of standing where it was seen, + rounded, - hollow",
         source=MADE_BACKS, of_back_line=True),
    _joint("back_bend_lower_deg", SIDE, 12, back.back_bend_lower_deg,
           "turn of the lower half of the line of the back, + rounded, - hollow",
           source=MADE_BACKS, of_back_line=True),
    _joint("back_bend_upper_deg", SIDE, 14, back.back_bend_upper_deg,
           "turn of the upper half of the line of the back, + rounded, - hollow",
           source=MADE_BACKS, of_back_line=True),
    _line("back_hinge_ratio", "ratio", SIDE, 0.08, back.back_hinge_ratio,
          "lean of the lower third of the line of the back over that of its upper third: 1 tipped "
          "from the hips, less rounded", source=CATALOGUE, turned_sd=RATIO_TURNED,
          of_back_line=True),

    _ratio("shrug_index", BOTH, 0.1, distances.shrug_index,
         "ear to shoulder against the same in quiet standing; lower is shrugged",
         needs=("ear_shoulder_gap",)),
    _ratio("knee_width_ratio", FRONT_OR_FEET, 0.15, distances.knee_width_ratio,
         "knees apart against hips apart"),
    _ratio("head_turn_idx", BOTH, 0.15, distances.head_turn_idx,
         "0 facing straight, towards 1 turned"),
    _line("lr_diff", "as its base", FRONT, 0.0, None, "left against right of another measure"),

    _timed("peak_speed_deg_s", "deg/s", 6, "signals.peak_speed of a phase"),
    _timed("jerk_events", "count", 0, "signals.sudden_movements of a phase"),
    _timed("sparc_entry", "ratio", 0.3, "signals.sparc of a phase"),
    _timed("bounce_rms_deg", "deg", 0.5, "signals.bounce_rms of a hold"),
    _timed("hold_sd_deg", "deg", 0.8, "signals.hold_sd of a hold"),
    _timed("hold_time_s", "s", 0.5, "seconds credited"),
    _timed("phase_time_s", "s", 0.4, "seconds of a phase"),
    _timed("onset_lag_s", "s", 0.3, "between the lifts of the near hand and foot into a hold"),
    _timed("rep_period_s", "s", 0.15, "median time between repetitions"),
    _timed("rep_count", "count", 0, "repetitions by hysteresis"),
    _timed("breath_gap_s", "s", 2, "breath.longest_gap of a hold"),

    # What pose it is: for shapes, not for criteria.
    _joint("more_folded_hip_deg", SIDE, 8, angles.of_sides(min, "shoulder", "hip", "knee"),
           "the smaller hip angle of the sides that are seen", describes=True),
    _joint("less_folded_hip_deg", SIDE, 8, angles.of_sides(max, "shoulder", "hip", "knee"),
           "the larger hip angle of the sides that are seen", describes=True),
    _joint("more_bent_knee_deg", SIDE, 8, angles.of_sides(min, "hip", "knee", "ankle"),
           "the smaller knee angle of the sides that are seen", describes=True),
    _joint("less_bent_knee_deg", SIDE, 8, angles.of_sides(max, "hip", "knee", "ankle"),
           "the larger knee angle of the sides that are seen", describes=True),
    _joint("hip_space_deg", ANY, 15, angles.smaller_in_space("shoulder", "hip", "knee"),
           "the smaller angle(shoulder, hip, knee) from the metric landmarks", describes=True),
    _joint("knee_space_deg", ANY, 15, angles.smaller_in_space("hip", "knee", "ankle"),
           "the smaller angle(hip, knee, ankle) from the metric landmarks", describes=True),
    _level("trunk_rise_space_deg", ANY, 12, angles.trunk_rise_space_deg,
           "elevation of hip to shoulder from the metric landmarks", describes=True),
    _level("chest_up_space_deg", ANY, 15, angles.chest_up_space_deg,
           "elevation of the way the chest looks, metric landmarks: 90 up", describes=True),
    _height("hip_over_lower_ankle_tl", SIDE, 0.08, distances.hip_over_lower_ankle_tl,
            "height of the hip over the lower ankle of the sides that are seen", describes=True),
    _height("hip_over_ankle_space_tl", ANY, 0.1, distances.hip_over_ankle_space_tl,
            "height of the hips over the lower ankle from the metric landmarks",
            describes=True),
    _level("knee_line_deg", BOTH, 8, angles.knee_line_deg,
           "slope from the right knee up to the left one", opposite_in_mirror=True,
           describes=True),
    _height("shoulder_over_hip_tl", BOTH, 0.06, distances.over("shoulder", "hip"),
            "height of the shoulder over the hip", describes=True),
    _height("wrist_height_gap_tl", BOTH, 0.06, distances.height_gap("wrist"),
            "how much higher one wrist is than the other", describes=True),
    _height("ankle_height_gap_tl", BOTH, 0.06, distances.height_gap("ankle"),
            "how much higher one ankle is than the other", describes=True),
    _gap("hands_apart_tl", BOTH, 0.06, distances.hands_apart_tl,
         "wrist to wrist", describes=True),
    _gap("hand_head_gap_tl", BOTH, 0.06, distances.hand_head_gap_tl,
         "nose to the wrist that is nearer to it", describes=True),
    _height("hip_rise_tl", BOTH, 0.03, distances.hip_rise_tl,
            "way up of the hip since the start of the set", needs=("start_points",),
            describes=True),
    _height("hand_over_hip_tl", BOTH, 0.06, distances.over("wrist", "hip"),
            "height of the wrist over the hip", describes=True),
    _height("hip_over_ankle_tl", BOTH, 0.06, distances.over("hip", "ankle"),
            "height of the hip over the ankle", describes=True),
    _height("shoulder_over_ankle_tl", SIDE, 0.06, distances.over("shoulder", "ankle"),
            "height of the shoulder over the ankle", describes=True),
    _height("knee_over_ankle_tl", SIDE, 0.06, distances.over("knee", "ankle"),
            "height of the knee over the ankle", describes=True),
    _gap("hand_hip_gap_tl", SIDE, 0.06, distances.gap("wrist", "hip"),
            "wrist to hip", describes=True),
)
# fmt: on

REGISTER: Final = tuple(measure for measure, _ in _TABLE)
FORMULAS: Final = MappingProxyType(
    {measure.name: formula for measure, formula in _TABLE if formula is not None}
)
