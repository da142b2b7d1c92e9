"""The textbook and the faulty figures of the reference check, one line each.

Directions in degrees: trunk, neck, upper arm, forearm, thigh, shank, foot. The faulty ones name
the criteria that they must fail.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.core.sticks import Stick


class Figure(NamedTuple):
    exercise: str
    label: str
    stick: Stick
    fails: tuple[str, ...]


def _stick(hip: tuple[float, float], *ways: float, trunk_length: float = 1.0) -> Stick:
    trunk, neck, upper_arm, forearm, thigh, shank, foot = ways
    return Stick(
        hip=hip, trunk=trunk, neck=neck, upper_arm=upper_arm, forearm=forearm, thigh=thigh,
        shank=shank, foot=foot, trunk_length=trunk_length,
    )  # fmt: skip


# fmt: off
FIGURES = (
    Figure("sphinx", "textbook",
           _stick((0, 0.2), 25, 88, -90, 2, 180, 180, 180), ()),
    Figure("sphinx", "elbows too far back",
           _stick((0, 0.2), 25, 88, -120, 2, 180, 180, 180), ("elbows_under_shoulders",)),
    Figure("sphinx", "hips lifted",
           _stick((0, 0.42), 25, 88, -90, 2, 180, 180, 180), ("pelvis_on_floor",)),
    Figure("sphinx", "head thrown back",
           _stick((0, 0.2), 25, 130, -90, 2, 180, 180, 180), ("head_not_back",)),
    Figure("cobra_low", "textbook",
           _stick((0, 0.22), 28, 80, -125, -55, 180, 180, 180), ()),
    Figure("cobra", "textbook",
           _stick((0, 0.3), 46, 88, -78, -74, 180, 180, 180), ()),
    Figure("cobra", "hips off the floor",
           _stick((0, 0.52), 38, 88, -80, -78, 180, 180, 180), ("pelvis_on_floor",)),
    Figure("cobra", "head thrown back",
           _stick((0, 0.3), 46, 135, -78, -74, 180, 180, 180), ("head_not_back",)),
    Figure("superman", "textbook",
           _stick((0, 0.2), 8, 5, 8, 8, 170, 170, 180), ()),
    Figure("superman", "knees bent, head thrown",
           _stick((0, 0.2), 10, 75, 8, 8, 172, 125, 180), ("head_in_line", "knees_straight")),
    Figure("kneeling_tilt_supported", "textbook",
           _stick((0, 0.94), 108, 104, 250, 290, -90, 180, 180), ()),
    Figure("kneeling_tilt_supported", "hips drifted back",
           _stick((-0.4, 0.84), 118, 110, 255, 290, -60, 180, 180), ("thighs_vertical",)),
    Figure("kneeling_tilt_heels", "textbook",
           _stick((0.05, 0.93), 150, 160, 262, 264, -92, 180, 180, trunk_length=0.85), ()),
    Figure("kneeling_tilt_heels", "head dropped",
           _stick((0.05, 0.93), 150, 215, 262, 264, -92, 180, 180, trunk_length=0.85),
           ("neck_safe",)),
    Figure("kneeling_tilt_overhead", "textbook",
           _stick((0.05, 0.93), 125, 122, 130, 135, -95, 180, 180), ()),
    Figure("bow", "textbook",
           _stick((0, 0.22), 28, 78, 158, 157, 160, 48, 90), ()),
    Figure("bow", "bent arms, head thrown",
           _stick((0, 0.22), 28, 125, 150, 235, 168, 62, 100), ("arms_straight", "head_not_back")),
    Figure("seated_fold_easy", "textbook",
           _stick((0, 0.2), 60, 30, -20, -10, 18, -22, 80), ()),
    Figure("seated_fold", "textbook",
           _stick((0, 0.2), 35, 10, -25, -8, 2, -1, 80), ()),
    Figure("seated_fold", "bent knees",
           _stick((0, 0.2), 45, 20, -25, -8, 25, -27, 80), ("knees_straight",)),
    Figure("standing_fold", "textbook",
           _stick((0, 1.75), -75, -85, -92, -92, -91, -91, 0), ()),
    Figure("standing_fold", "hips behind heels",
           _stick((-0.55, 1.65), -60, -70, -88, -88, -72, -70, 0), ("hips_over_ankles",)),
    Figure("standing_fold_supported", "textbook",
           _stick((0, 1.7), 5, 0, 5, 3, -92, -88, 0), ()),
    Figure("knees_to_chest", "textbook",
           _stick((0, 0.22), 180, 178, 60, 10, 130, 20, 40), ()),
    Figure("legs_up", "textbook",
           _stick((0, 0.2), 180, 178, 0, 0, 90, 90, 178), ()),
    Figure("legs_up", "knees bent",
           _stick((0, 0.2), 180, 178, 0, 0, 95, 40, 120), ("knees_straight",)),
    Figure("plow", "textbook",
           _stick((-0.1, 0.98), -95, 165, 0, 0, -148, -150, -100, trunk_length=0.85), ()),
    Figure("glute_bridge", "textbook",
           _stick((0, 0.72), 208, 178, -10, 0, 14, -88, 0), ()),
    Figure("glute_bridge", "feet too far",
           _stick((0, 0.6), 205, 178, -10, 0, 2, -52, 0), ("shins_vertical",)),
    Figure("bridge", "textbook",
           _stick((0, 1.22), 197, -115, -88, -90, -26, -80, 0, trunk_length=0.85), ()),
    Figure("bridge", "elbows bent, head on the floor",
           _stick((0, 0.85), 208, -110, -130, -40, -5, -80, 0, trunk_length=0.9),
           ("elbows_straight", "head_free")),
    Figure("cat_camel", "textbook table",
           _stick((0, 0.94), 9, -3, -90, -90, -90, 180, 180), ()),
    Figure("cat_camel", "hips behind knees",
           _stick((-0.4, 0.83), 15, 0, -80, -80, -60, 180, 180), ("hips_over_knees",)),
    Figure("bird_dog", "textbook",
           _stick((0, 0.94), 9, -3, -90, -90, 180, 180, 180), ()),
    Figure("bird_dog", "leg too high",
           _stick((0, 0.94), 9, -3, -90, -90, 150, 150, 150), ("leg_level",)),
    Figure("child_pose_forward", "textbook",
           _stick((0, 0.36), -14, -8, -5, -2, -12, 180, 180), ()),
    Figure("child_pose_forward", "hips high",
           _stick((0, 0.78), -30, -25, -8, -2, -48, 180, 180), ("hips_to_heels",)),
    Figure("off_seated_cat_camel", "textbook",
           _stick((0, 0.84), 90, 86, -55, -45, -3, -90, 0), ()),
    Figure("off_standing_extension", "textbook",
           _stick((0, 1.72), 106, 102, 250, 290, -88, -92, 0), ()),
)
# fmt: on
