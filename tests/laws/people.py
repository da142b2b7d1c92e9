"""The bodies and cameras that the laws are tried on."""

from __future__ import annotations

from itertools import product

from supple.core.exercise import Exercise
from supple.core.figure.lens import Lens
from supple.core.figure.proportions import Proportions, Sex

PEOPLE = (
    Proportions(),
    Proportions(sex=Sex.MAN, height_m=1.79),
    Proportions(height_m=1.54, leg_ratio=0.96, girth_ratio=1.12),
    Proportions(sex=Sex.MAN, height_m=1.93, leg_ratio=1.03, arm_ratio=1.04, girth_ratio=0.92),
)
HEIGHTS_M = (-0.2, 0.0, 0.3)
"""Against the height that the exercise asks the camera to have."""
DISTANCES_M = (2.6, 4.0)
TURNS_DEG = (-15.0, -7.5, 0.0, 7.5, 15.0)
"""Off the best view."""


def lenses(exercise: Exercise, azimuth_deg: float) -> list[Lens]:
    """Every camera that an exercise is tried with."""
    return [
        Lens(
            azimuth_deg=azimuth_deg + turn_deg,
            distance_m=distance_m,
            height_m=max(0.25, exercise.camera.height_m + higher_m),
        )
        for higher_m, distance_m, turn_deg in product(HEIGHTS_M, DISTANCES_M, TURNS_DEG)
    ]
