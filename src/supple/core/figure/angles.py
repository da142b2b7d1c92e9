"""The angles of a body, as a physiotherapist names them, and how far each goes. No geometry.

All are degrees and 0 in quiet standing, arms by the side with the palms to the thighs. A name
says the positive direction; "bend" is to the person's right and "turn" to their left.

`low` and `high` are what healthy adults reach on average. Dancers go further, and a bridge asks
for it; `furthest_low` and `furthest_high` are where the figure ends. They follow from the poses
of the seed's programme in photos, not from a study, and say nothing about what anybody should do.

Sources
-------
Boone & Azen 1979 (J Bone Joint Surg Am 61:756, men 20 to 54) for shoulder, elbow, forearm, wrist,
hip, knee, ankle; AAOS 1965 where they are silent (toes, fingers); Mitchell et al. 2008 (BMC
Musculoskelet Disord 9:152) for lumbar flexion and extension from usual standing, the upper and the
lower half; Troke et al. 2005 (Man Ther 10:198) for lumbar side bending and turning; White &
Panjabi 1990 (Clinical Biomechanics of the Spine) for the chest and the neck. Hip, knee, ankle,
toes, fingers, chest and neck were written from memory and not looked up again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAngle:
    """One angle, in degrees. `sided`: left and right each have their own.

    `turns_over`: a mirrored body has the negative of it (bends and turns of the middle).
    """

    name: str
    low: float
    high: float
    furthest_low: float
    furthest_high: float
    sided: bool = False
    turns_over: bool = False


def _middle(
    name: str, low: float, high: float, furthest: tuple[float, float] | None = None
) -> JointAngle:
    least, most = furthest or (low, high)
    return JointAngle(
        name=name,
        low=low,
        high=high,
        furthest_low=least,
        furthest_high=most,
        turns_over=not name.endswith(("flexion_deg", "tilt_deg")),
    )


def _side(
    name: str, low: float, high: float, furthest: tuple[float, float] | None = None
) -> JointAngle:
    least, most = furthest or (low, high)
    return JointAngle(
        name=name, low=low, high=high, furthest_low=least, furthest_high=most, sided=True
    )


# fmt: off
ANGLES: Final = (
    # How the whole body lies in the room. Tilt: forward, 90 face down, -90 on the back.
    # Lean: to the right. Roll: about its own length, to the left. Turn: of the whole scene.
    _middle("pelvis_turn_deg", -360, 360),
    _middle("pelvis_tilt_deg", -270, 270),
    _middle("pelvis_lean_deg", -180, 180),
    _middle("pelvis_roll_deg", -180, 180),

    _middle("lumbar_flexion_deg", -30, 66, (-80, 75)),
    _middle("lumbar_bend_deg", -28, 28, (-40, 40)),
    _middle("lumbar_turn_deg", -7, 7, (-14, 14)),
    _middle("thoracic_flexion_deg", -22, 30, (-60, 45)),
    _middle("thoracic_bend_deg", -25, 25, (-40, 40)),
    _middle("thoracic_turn_deg", -35, 35, (-60, 60)),
    _middle("neck_flexion_deg", -60, 50, (-85, 75)),
    _middle("neck_bend_deg", -45, 45),
    _middle("neck_turn_deg", -80, 80),
    _middle("head_flexion_deg", -15, 15, (-25, 25)),

    _side("girdle_lift_deg", -8, 35, (-12, 40)),
    _side("girdle_forward_deg", -25, 25, (-30, 30)),
    _side("shoulder_flexion_deg", -62, 167, (-100, 215)),
    _side("shoulder_abduction_deg", -30, 184, (-60, 190)),
    _side("shoulder_rotation_deg", -69, 104, (-110, 130)),
    _side("elbow_flexion_deg", 0, 143, (-8, 155)),
    _side("forearm_pronation_deg", -82, 76, (-95, 95)),
    _side("wrist_extension_deg", -76, 75, (-90, 100)),
    _side("wrist_ulnar_deg", -22, 36, (-30, 45)),
    _side("fingers_flexion_deg", -20, 90, (-30, 100)),

    _side("hip_flexion_deg", -10, 122, (-45, 165)),
    _side("hip_abduction_deg", -26, 46, (-45, 95)),
    _side("hip_rotation_deg", -47, 47, (-60, 90)),
    _side("knee_flexion_deg", 0, 143, (-10, 162)),
    _side("ankle_dorsiflexion_deg", -56, 13, (-75, 35)),
    _side("toes_extension_deg", -30, 80, (-40, 95)),
)
# fmt: on

BY_NAME: Final[Mapping[str, JointAngle]] = MappingProxyType(
    {angle.name: angle for angle in ANGLES}
)
