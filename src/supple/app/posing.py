"""What the eye reads in an exercise's own reference poses: the figure before a simulated camera.

No judgement is made here: the frames go through the same measures and criteria as any others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from supple.core.events import Result
from supple.core.exercise import Criterion, Exercise, Pose, View
from supple.core.figure.contacts import Settled, settled, touches
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.lens import Lens, Sighting, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, settled_pose
from supple.core.figure.motion import anchor_m
from supple.core.figure.posture import posture
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.figure.silhouette import silhouette
from supple.core.judging.assessment import assess, judge
from supple.core.measuring.measures import MEASURES, Calibration
from supple.core.pose import Frame
from supple.core.seeing.back_line import back_line
from supple.core.seeing.calibration import calibrated, merged
from supple.core.seeing.view import estimate_view

AZIMUTH_DEG: Final = {View.SIDE: 90.0, View.FRONT: 0.0, View.FEET_END: 180.0}
"""From where an exercise is watched; `FEET_END` of somebody lying: see `azimuth_deg`."""
FEET: Final = [INDEX["left_foot"], INDEX["right_foot"]]
HEAD: Final = [INDEX["head"]]
PRONE: Final = Pose(
    phase="hold",
    angles={"pelvis_tilt_deg": 90, "ankle_dorsiflexion_deg": -60, "shoulder_flexion_deg": 160},
    touches=("pelvis", "chest_middle", "thighs", "toes", "forearms"),
)
POSES_OF_PHASE: Final = {
    "hold": ("hold",),
    "reps": ("peak", "other"),
    "reps_peak": ("peak", "hold"),
    "reps_amplitude": ("peak",),
    "enter": ("start", "enter"),
    "exit": ("exit", "hold"),
    "any": ("hold", "peak", "other"),
    "set_summary": ("hold", "peak"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseReading:
    """One criterion read in one pose; `value` and `error` NaN with a code in `why` if it is not."""

    criterion: Criterion
    phase: str
    value: float
    error: float
    why: str
    result: Result


def azimuth_deg(view: View, body: Placed) -> float:
    """Where to stand to see a body so: front is before the chest, or at the head of somebody on
    hands and knees; the feet's end is where the feet point."""
    return AZIMUTH_DEG[view] + (0.0 if view is not View.FEET_END else _feet_turn_deg(body))


def _feet_turn_deg(body: Placed) -> float:
    feet, head = (np.mean(body.joints_m[..., parts, 0]) for parts in (FEET, HEAD))
    return 0.0 if feet <= head else 180.0


def frames_for(
    exercise: Exercise,
    body: Placed,
    lens: Lens,
    proportions: Proportions = AVERAGE,
    *,
    phase: str = "",
) -> tuple[Frame, Calibration]:
    """A frame of a body with the line of its back, and what a session would know by then.

    What its start and the pose of `phase` both rest on stays where it is.
    """
    camera = sighting(lens, middle_m(body, proportions))
    frame = _with_back(body, camera, lens, proportions)
    return frame, _known(exercise, phase, camera, lens, proportions)


def read_pose(
    exercise: Exercise,
    phase: str,
    body: Settled,
    *,
    lens: Lens | None = None,
    proportions: Proportions = AVERAGE,
) -> Iterator[PoseReading]:
    """Every criterion that a pose of this phase can break, as the eye reads it there."""
    for criterion in exercise.criteria:
        if phase not in POSES_OF_PHASE.get(criterion.phase, ()):
            continue
        if criterion.measure not in MEASURES or MEASURES[criterion.measure].over_time:
            continue
        view = criterion.view or exercise.camera.view
        where = lens or Lens(height_m=exercise.camera.height_m)
        where = replace(where, azimuth_deg=azimuth_deg(view, body.body))
        frame, calibration = frames_for(exercise, body.body, where, proportions, phase=phase)
        value, error, why = assess(criterion, frame, calibration, estimate_view(frame))
        result = judge(criterion, value, error)
        yield PoseReading(
            criterion=criterion, phase=phase, value=value, error=error, why=why, result=result
        )


def _with_back(body: Placed, camera: Sighting, lens: Lens, proportions: Proportions) -> Frame:
    frame = frame_of(body, camera, proportions, aspect_ratio=lens.aspect_ratio)
    mask = silhouette(body, camera, lens.aspect_ratio, proportions)
    return replace(frame, back_line=back_line(mask, frame).points)


def _before(camera: Sighting, body: Placed, proportions: Proportions) -> Placed:
    """A body moved along the floor into the middle of the picture."""
    way = camera.middle_m - middle_m(body, proportions)
    return body.shifted(way * np.array((1.0, 0.0, 1.0)))


def _known(
    exercise: Exercise, phase: str, camera: Sighting, lens: Lens, proportions: Proportions
) -> Calibration:
    """As after the start of a session: standing, lying and the start of the set were seen."""
    standing = settled(posture({}), touches(("soles",)), proportions).body
    prone = settled_pose(PRONE, proportions).body
    known = calibrated([
        _with_back(_before(camera, body, proportions), camera, lens, proportions)
        for body in (standing, prone)
    ])  # fmt: skip
    start = pose_of(exercise, "start")
    if start is None:
        return known
    begun = frame_of(
        _begun(start, pose_of(exercise, phase), proportions),
        camera,
        proportions,
        aspect_ratio=lens.aspect_ratio,
    )
    return replace(merged(known, calibrated([begun])), start_points=begun.points)


def _begun(start: Pose, then: Pose | None, proportions: Proportions) -> Placed:
    """The start, standing where the later pose does: on what both rest on."""
    begun = settled_pose(start, proportions).body
    if then is None:
        return begun
    ended = settled_pose(then, proportions).body
    shared = touches([words for words in start.touches if words in then.touches])
    return begun.shifted(anchor_m(ended, shared) - anchor_m(begun, shared))
