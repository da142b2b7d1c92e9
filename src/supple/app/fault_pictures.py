"""A fault beside what is meant: one picture of two poses, the place where they differ marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from supple.app.angles import drawing_of
from supple.core.body import Side
from supple.core.drawing.scene import Scene, scene
from supple.core.exercise import GRAVE, Criterion, Exercise, FaultPose, Pose
from supple.core.figure.kinematics import INDEX
from supple.core.figure.modelling import pose_of, with_fault
from supple.core.figure.motion import together
from supple.core.figure.posture import COLUMN_NAMES, SIDES, posture
from supple.core.figure.skeleton import PARTS, limb_part

MEANT: Final = "meant"
FAULT: Final = "fault"
_PART_AT: Final = {
    "ear": "head", "shoulder": "upper_arm", "elbow": "forearm", "wrist": "hand",
    "index": "fingers", "hip": "thigh", "knee": "shank", "ankle": "foot", "foot_index": "toes",
}  # fmt: skip
MOVED_M: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A fault that a pose can show, and what it breaks."""

    criterion: Criterion
    fault: FaultPose


def shown_faults(exercise: Exercise) -> list[Shown]:
    """What a picture can show of the faults: of safety first, then of technique, one each."""
    first = {fault.criterion: fault for fault in reversed(exercise.fault_poses)}
    return sorted(
        (
            Shown(criterion=criterion, fault=first[criterion.id])
            for criterion in exercise.all_criteria
            if criterion.severity in GRAVE
            and criterion.id in first
            and not first[criterion.id].motion
        ),
        key=lambda one: GRAVE.index(one.criterion.severity),
    )


def fault_scene(exercise: Exercise, shown: Shown) -> Scene:
    """Both poses in one frame, as the phases `MEANT` and `FAULT`."""
    pose = pose_of(exercise, shown.fault.phase)
    assert pose is not None  # the catalogue has seen to it
    meant = replace(pose, phase=MEANT)
    fault = replace(with_fault(pose, shown.fault), phase=FAULT)
    return scene(
        exercise,
        [meant, fault],
        view=shown.criterion.view,
        marked={FAULT: [_where(shown, meant, fault)]},
    )


def marked_part(exercise: Exercise, shown: Shown) -> str:
    """The part at whose joint a fault differs from what is meant."""
    pose = pose_of(exercise, shown.fault.phase)
    assert pose is not None  # the catalogue has seen to it
    return _where(shown, pose, with_fault(pose, shown.fault))


def _where(shown: Shown, meant: Pose, fault: Pose) -> str:
    """The part at whose joint they differ: where the measure is told, else what turned most."""
    drawn = drawing_of(shown.criterion.measure, 0.0, Side.RIGHT)
    part = _PART_AT.get(drawn.at.name.removeprefix("RIGHT_").lower(), "") if drawn else ""
    if not part:
        return _turned_most(meant, fault)
    if part == "head":
        return part
    before, after = (body.joints_m for body in together([meant, fault]))
    moved = {
        side: float(np.linalg.norm(after[index] - before[index]))
        for side in SIDES
        for index in [INDEX[limb_part(part, side)]]
    }
    other = moved[Side.LEFT] > moved[Side.RIGHT] + MOVED_M
    return limb_part(part, Side.LEFT if other else Side.RIGHT)


def _turned_most(meant: Pose, fault: Pose) -> str:
    changed = np.abs(posture(fault.angles) - posture(meant.angles))
    name = COLUMN_NAMES[int(np.argmax(changed))]
    return next(
        part.name
        for part in reversed(PARTS)
        for turn in part.turns
        if name in (turn.angle, f"{part.side}_{turn.angle}")
    )
