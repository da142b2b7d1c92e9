"""Nobody floats or sinks, whatever their size."""

from __future__ import annotations

import numpy as np
import pytest

from supple.core.errors import CatalogueError
from supple.core.figure.contacts import SEAT_UP_M, Touch, settled, touches
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX
from supple.core.figure.posture import mirrored, posture
from supple.core.figure.proportions import AVERAGE, Proportions, Sex

QUADRUPED = {
    "pelvis_tilt_deg": 90, "hip_flexion_deg": 90, "knee_flexion_deg": 90,
    "shoulder_flexion_deg": 90, "forearm_pronation_deg": 80, "wrist_extension_deg": 85,
    "ankle_dorsiflexion_deg": -60,
}  # fmt: skip
ON_ALL_FOURS = ("palms", "shanks", "feet")
PEOPLE = (
    AVERAGE,
    Proportions(sex=Sex.MAN, height_m=1.92, arm_ratio=1.06, girth_ratio=1.15),
    Proportions(height_m=1.52, leg_ratio=0.94, girth_ratio=0.9),
)


@pytest.mark.parametrize("person", PEOPLE)
def test_hands_and_knees_rest_on_the_floor(person: Proportions) -> None:
    found = settled(posture(QUADRUPED), touches(ON_ALL_FOURS), person)

    assert found.gap_m < 0.005
    assert found.sunk_m < 0.012
    assert found.overlap_m < 0.02


def test_what_was_said_is_left_as_little_as_possible() -> None:
    said = posture(QUADRUPED)

    changed = np.abs(settled(said, touches(ON_ALL_FOURS)).angles_deg - said)

    assert changed.max() < 20
    assert np.median(changed) < 1


def test_without_touches_the_lowest_point_is_on_the_floor() -> None:
    found = settled(posture({"hip_flexion_deg": 40}), ())

    assert flesh().undersides_m(found.body).min() == pytest.approx(0.0, abs=0.004)


def test_a_mirrored_posture_settles_to_the_mirror_image() -> None:
    said = posture({**QUADRUPED, "left_shoulder_flexion_deg": 150, "thoracic_turn_deg": 10})

    one = settled(said, touches(("right_hand", "shanks")))
    other = settled(mirrored(said), touches(("left_hand", "shanks")))

    assert other.angles_deg == pytest.approx(mirrored(one.angles_deg), abs=0.5)


def test_somebody_on_a_chair_sits_as_high_as_it_is() -> None:
    sitting = posture({"hip_flexion_deg": 90, "knee_flexion_deg": 90})

    found = settled(sitting, touches(("soles", "thighs on seat")))

    skin = flesh()
    lowest = skin.undersides_m(found.body)[skin.part == INDEX["left_thigh"]].min()
    assert lowest == pytest.approx(SEAT_UP_M, abs=0.01)


def test_a_hand_holds_its_own_foot() -> None:
    assert touches(("hands on feet",)) == (
        Touch("left_hand", "left_foot"),
        Touch("right_hand", "right_foot"),
    )


def test_an_unknown_part_is_named() -> None:
    with pytest.raises(CatalogueError, match="no part 'wing'"):
        touches(("wing",))
