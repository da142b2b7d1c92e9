"""Measures that perspective would mislead, on the figure before cameras that look down or askew."""

from __future__ import annotations

import pytest

from supple.app.posing import before, seen_by, standing_and_lying
from supple.core.figure.lens import Lens, middle_m, sighting
from supple.core.figure.modelling import settled_pose
from supple.core.figure.proportions import AVERAGE
from supple.core.exercise import Pose
from supple.core.measuring.measures import read

SUPINE = Pose(
    phase="hold",
    angles={"pelvis_tilt_deg": -90, "neck_flexion_deg": 5, "shoulder_abduction_deg": 8},
    touches=("pelvis", "chest_middle", "head", "hands"),
)
