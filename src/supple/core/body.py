"""The 33 landmarks, sides, and which landmark mirrors which. No coordinates."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from functools import cache
from typing import Final


class Side(StrEnum):
    """A side of the person, never of the picture."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Landmark(IntEnum):
    """BlazePose's points, by their index in a frame."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    MOUTH_LEFT = 9
    MOUTH_RIGHT = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT_INDEX = 31
    RIGHT_FOOT_INDEX = 32


LANDMARK_COUNT: Final = 33

PAIRED: Final = (
    "eye_inner", "eye", "eye_outer", "ear", "shoulder", "elbow", "wrist", "pinky", "index",
    "thumb", "hip", "knee", "ankle", "heel", "foot_index",
)  # fmt: skip


@cache
def landmark(name: str, side: Side) -> Landmark:
    """The landmark of a paired name ("shoulder", "foot_index") on a side of the person."""
    return Landmark[f"{side.upper()}_{name.upper()}"]


def _mirror_index() -> tuple[int, ...]:
    index = list(range(LANDMARK_COUNT))
    for name in PAIRED:
        left, right = landmark(name, Side.LEFT), landmark(name, Side.RIGHT)
        index[left], index[right] = right, left
    index[Landmark.MOUTH_LEFT], index[Landmark.MOUTH_RIGHT] = (
        int(Landmark.MOUTH_RIGHT),
        int(Landmark.MOUTH_LEFT),
    )
    return tuple(index)


MIRRORED: Final = _mirror_index()
"""`points[list(MIRRORED)]` swaps the names left and right, as a mirror does."""
