"""Exercises with draft poses to try the moving figure on: holds, repetitions, a chair, a wall."""

from __future__ import annotations

from dataclasses import replace

from supple.adapters.catalogue_toml import own
from supple.core.exercise import Pose

COBRA = own()["cobra"]

CAT = replace(
    COBRA,
    id="cat",
    stretches=("upper_back", "abdominals"),
    poses=tuple(
        Pose(
            phase=phase,
            angles={
                "pelvis_tilt_deg": 90 - lumbar / 3, "hip_flexion_deg": 90, "knee_flexion_deg": 90,
                "lumbar_flexion_deg": lumbar, "thoracic_flexion_deg": lumbar / 2,
                "shoulder_flexion_deg": 90, "forearm_pronation_deg": 80,
                "wrist_extension_deg": 85, "ankle_dorsiflexion_deg": -60,
            },
            touches=("palms", "shanks", "feet"),
        )
        for phase, lumbar in (("peak", 40.0), ("start", 0.0), ("other", -30.0))
    ),
)  # fmt: skip

SEATED = replace(
    COBRA,
    id="seated",
    equipment=("chair",),
    poses=(
        Pose(
            phase="hold",
            angles={"hip_flexion_deg": 90, "knee_flexion_deg": 90},
            touches=("soles", "thighs on seat"),
        ),
    ),
)

AT_WALL = replace(
    COBRA,
    id="at_wall",
    poses=(
        Pose(
            phase="hold",
            angles={
                "shoulder_flexion_deg": 90, "wrist_extension_deg": 80, "forearm_pronation_deg": 80,
            },
            touches=("soles", "palms on wall"),
        ),
    ),
)  # fmt: skip
