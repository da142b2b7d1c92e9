"""What the eye reads in an exercise's own reference poses: the figure before a simulated camera.

No judgement is made here: the frames go through the same measures and criteria as any others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan
from typing import Any, Final

import numpy as np

from supple.core.events import Result
from supple.core.exercise import Criterion, Exercise, Pose, View
from supple.core.figure.contacts import Settled
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.lens import ASPECT_RATIO, Lens, Sighting, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of, rests_on, settled_pose
from supple.core.figure.motion import anchor_m
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
STANDING: Final = Pose(phase="start", angles={}, touches=("soles",))
PRONE: Final = Pose(
    phase="hold",
    angles={"pelvis_tilt_deg": 90, "ankle_dorsiflexion_deg": -60, "shoulder_flexion_deg": 160},
    touches=("pelvis", "chest_middle", "thighs", "toes", "forearms"),
)
POSES_OF_PHASE: Final = {  # an amplitude is of a movement, and no still pose has one
    "hold": ("hold",),
    "reps": ("peak", "other"),
    "reps_peak": ("peak", "hold"),
    "enter": ("start", "enter"),
    "exit": ("exit", "hold"),
    "any": ("hold", "peak", "other"),
    "set_summary": ("hold", "peak"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseReading:
    """One criterion read in one pose; NaN with a code in `why` if it cannot be."""

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
    feet, head = (float(np.mean(body.joints_m[parts, 0])) for parts in (FEET, HEAD))
    return 0.0 if feet <= head else 180.0


def seen_by(
    camera: Sighting,
    body: Placed,
    proportions: Proportions = AVERAGE,
    *,
    aspect_ratio: float = ASPECT_RATIO,
    with_back: bool = True,
) -> Frame:
    """A frame of a body, with the line of its back where that is asked for and can be told."""
    frame = frame_of(body, camera, proportions, aspect_ratio=aspect_ratio)
    if not with_back:
        return frame
    mask = silhouette(body, camera, aspect_ratio, proportions)
    return replace(frame, back_line=back_line(mask, frame).points)


def begun_by(
    exercise: Exercise,
    phase: str,
    body: Placed,
    known: Calibration,
    camera: Sighting,
    proportions: Proportions = AVERAGE,
    *,
    other_side: bool = False,
) -> Calibration:
    """What is known, and how the set began."""
    frame = begun_frame(exercise, phase, body, camera, proportions, other_side=other_side)
    return known if frame is None else begun_with(frame, known)


def begun_with(frame: Frame, known: Calibration) -> Calibration:
    """What is known, when a set began as it is in a frame."""
    return replace(merged(known, calibrated([frame])), start_points=frame.points)


def begun_frame(
    exercise: Exercise,
    phase: str,
    body: Placed,
    camera: Sighting,
    proportions: Proportions = AVERAGE,
    *,
    other_side: bool = False,
) -> Frame | None:
    """The start of the set that a body's pose is in: what both rest on alike stays in place."""
    start, pose = pose_of(exercise, "start"), pose_of(exercise, phase)
    if start is None or pose is None:
        return None
    begun = settled_pose(start, proportions, other_side=other_side).body
    both = [words for words in start.touches if words in pose.touches]
    shared = rests_on(both, other_side=other_side)
    begun = begun.shifted(anchor_m(body, shared) - anchor_m(begun, shared))
    return frame_of(begun, camera, proportions)


def standing_and_lying(
    camera: Sighting, proportions: Proportions = AVERAGE, *, with_back: bool = True
) -> Calibration:
    """What a camera learns of somebody who stands, and lies face down, where it looks."""
    return calibrated(neutral(camera, proportions, with_back=with_back))


def neutral(
    camera: Sighting, proportions: Proportions = AVERAGE, *, with_back: bool = True
) -> list[Frame]:
    """Somebody who stands, and lies face down, where a camera looks."""
    return [
        seen_by(
            camera,
            before(camera, settled_pose(pose, proportions).body, proportions),
            proportions,
            with_back=with_back,
        )
        for pose in (STANDING, PRONE)
    ]


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
        camera = sighting(where, middle_m(body.body, proportions))
        frame = seen_by(camera, body.body, proportions)
        known = standing_and_lying(camera, proportions)
        calibration = begun_by(exercise, phase, body.body, known, camera, proportions)
        value, error, why = assess(criterion, frame, calibration, estimate_view(frame))
        result = judge(criterion, value, error)
        yield PoseReading(
            criterion=criterion, phase=phase, value=value, error=error, why=why, result=result
        )


def plain_readings(exercise: Exercise) -> list[dict[str, Any]]:
    """How each reference pose rests and what the eye reads in it, as plain values."""
    answer = []
    for pose in exercise.poses:
        body = settled_pose(pose)
        readings = [
            {
                "criterion": reading.criterion.id,
                "result": str(reading.result),
                "value": None if isnan(reading.value) else round(reading.value, 2),
                "unit": MEASURES[reading.criterion.measure].unit,
                "uncertainty": None if isnan(reading.error) else round(reading.error, 2),
                "why": reading.why or None,
            }
            for reading in read_pose(exercise, pose.phase, body)
        ]
        answer.append({
            "phase": pose.phase,
            "gap_mm": round(body.gap_m * 1000, 1),
            "sunk_mm": round(body.sunk_m * 1000, 1),
            "overlap_mm": round(body.overlap_m * 1000, 1),
            "readings": readings,
        })  # fmt: skip
    return answer


def before(camera: Sighting, body: Placed, proportions: Proportions) -> Placed:
    """A body moved along the floor into the middle of the picture."""
    way = camera.middle_m - middle_m(body, proportions)
    return body.shifted(way * np.array((1.0, 0.0, 1.0)))
