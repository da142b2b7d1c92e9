"""What can be wrong with the poses of an exercise file. Whether they are good poses is shown by
the laws that every pose must hold (tests/laws), not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from supple.core.errors import CatalogueError
from supple.core.exercise import Exercise, FaultPose
from supple.core.figure.contacts import touches
from supple.core.figure.motion import FAULT_MOTIONS
from supple.core.figure.posture import posture_faults

POSE_PHASES: Final = ("start", "enter", "hold", "peak", "other", "exit")

Fault = tuple[str, str]


def pose_faults(exercise: Exercise) -> Iterator[Fault]:
    """Every fault of the poses and fault poses: (key, sentence)."""
    count = Counter(pose.phase for pose in exercise.poses)
    for index, pose in enumerate(exercise.poses, start=1):
        key = f"poses[{index}]"
        if pose.phase not in POSE_PHASES:
            yield f"{key}.phase", f'is "{pose.phase}"; write one of {", ".join(POSE_PHASES)}'
        elif count[pose.phase] > 1:
            yield f"{key}.phase", f'there are several poses for "{pose.phase}"; give one'
        for problem in posture_faults(pose.angles):
            yield f"{key}.angles.{problem.where}", problem.what
        yield from _touches(f"{key}.touches", pose.touches)
    criteria = {criterion.id for criterion in exercise.all_criteria}
    for index, fault in enumerate(exercise.fault_poses, start=1):
        key = f"fault_poses[{index}]"
        if fault.criterion not in criteria:
            yield f"{key}.criterion", f'there is no criterion "{fault.criterion}" in this file'
        if fault.phase not in count:
            yield f"{key}.phase", f'there is no pose for "{fault.phase}" that it could change'
        if not (fault.angles or fault.motion or fault.touches is not None):
            yield key, "changes nothing; give angles, touches or motion"
        for problem in posture_faults(fault.angles):
            yield f"{key}.angles.{problem.where}", problem.what
        for name in fault.motion:
            if name not in FAULT_MOTIONS:
                known = ", ".join(FAULT_MOTIONS)
                yield f"{key}.motion.{name}", f"is no way to move; known are {known}"
        yield from _touches(f"{key}.touches", fault.touches or ())
        yield from _also_breaks(f"{key}.also_breaks", fault, criteria)


def _also_breaks(key: str, fault: FaultPose, criteria: set[str]) -> Iterator[Fault]:
    for name in fault.also_breaks:
        if name == fault.criterion:
            yield key, f'"{name}" is the one that it breaks; name others'
        elif name not in criteria:
            yield key, f'there is no criterion "{name}" in this file'
    if fault.also_breaks and not fault.note:
        yield key, "wants a note that says why one cannot be broken without the other"


def _touches(key: str, said: tuple[str, ...]) -> Iterator[Fault]:
    try:
        touches(said)
    except CatalogueError as error:
        for problem in error.problems:
            yield key, f'"{problem.where}": {problem.what}'
