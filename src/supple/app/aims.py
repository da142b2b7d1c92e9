"""Which pose somebody is on the way to, and where its camera stands. No geometry of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from supple.app.posing import azimuth_deg
from supple.core.body import Side
from supple.core.coaching.coach import Coach
from supple.core.exercise import Exercise, Pose, View
from supple.core.figure.contacts import Settled
from supple.core.figure.ghost import azimuth_of
from supple.core.figure.kinematics import Placed
from supple.core.figure.modelling import pose_of, settled_pose
from supple.core.figure.proportions import Proportions
from supple.core.pose import Frame
from supple.core.seeing.view import ViewEstimate

TO_START: Final = ("start", "enter", "hold", "peak")
TO_DO: Final = ("hold", "peak", "other", "enter")
OTHER_SIDES: Final = (Side.RIGHT, "other way")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A pose of an exercise on a person's own proportions; settling it takes a tenth of a second,
    so it is done beside the frames and not between them.
    """

    exercise: Exercise
    pose: Pose
    proportions: Proportions
    other_side: bool

    def settled(self) -> Settled:
        return settled_pose(self.pose, self.proportions, other_side=self.other_side)

    def same_pose(self, other: Aim | None) -> bool:
        """Whether the other is the same pose, on whatever body."""
        return other is not None and (
            (self.exercise.id, self.pose.phase, self.other_side)
            == (other.exercise.id, other.pose.phase, other.other_side)
        )

    def alike(self, other: Aim | None) -> bool:
        """Whether the other is the same pose of the same person."""
        return (
            other is not None and self.same_pose(other) and self.proportions == other.proportions
        )


def aim(coach: Coach, phases: tuple[str, ...], proportions: Proportions) -> Aim | None:
    """The first of these phases that the exercise has a pose of, for the side that is on."""
    pose = first_pose(coach.exercise, phases)
    if pose is None:
        return None
    sides = coach.entry.sides
    return Aim(
        exercise=coach.exercise,
        pose=pose,
        proportions=proportions,
        other_side=bool(sides) and sides[coach.side_index] in OTHER_SIDES,
    )


def first_pose(exercise: Exercise, phases: tuple[str, ...]) -> Pose | None:
    """The first of these phases that an exercise has a pose of."""
    poses = (pose_of(exercise, phase) for phase in phases)
    return next((pose for pose in poses if pose is not None), None)


def stands_at_deg(exercise: Exercise, frame: Frame, view: ViewEstimate, body: Placed) -> float:
    """From where the camera of a frame sees the person: lens.azimuth_deg, NaN if not told."""
    if exercise.camera.view is View.FEET_END:
        return azimuth_deg(View.FEET_END, body)
    return azimuth_of(frame, view.off_side_deg, view.near)


def wrong_view(exercise: Exercise, view: ViewEstimate) -> str:
    """What to do where the camera sees somebody from another side than the exercise wants; a code
    of the locale's `placement`, empty where all is well.
    """
    if exercise.camera.view is View.SIDE:
        return "" if view.from_side else "turn_side_on"
    return "" if view.view == "front" else "turn_to_face"
