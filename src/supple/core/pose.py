"""One frame of landmarks, in picture heights with y up. No angles.

Every source (browser, video, recording, drawn figure) comes through `frame_from_picture`, so the
aspect ratio and the direction of y are settled in this one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.core.body import LANDMARK_COUNT, MIRRORED

Floats = NDArray[np.float64]

SEEN_VISIBILITY: Final = 0.5
"""Below this a landmark is a guess (feasibility: full model, near side)."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Frame:
    """The landmarks of one person at one instant.

    `points` (33, 2): x to the right and y up, both in picture heights, as in the unmirrored
    picture. `depth` (33,): z in picture heights, smaller is nearer to the camera, hips near 0.
    `visibility` (33,): 0 to 1. `world` (33, 3): metres, origin mid-hip, as the model gives them
    (x right, y down, z away) or NaN. `agreement`: how far landmarks moved on a re-crop, in body
    lengths, NaN if not done. `second_person_ratio`: how large somebody else in the picture looks
    against this person, 0 if there is nobody else or nobody looked. `back_line` (24, 2) in the
    units of `points`, hip to neck, or None.
    `aspect_ratio`: picture width over height. `looks`: the same picture looked at in other ways,
    whose median this frame is (`core.seeing.looks`); their spread tells how exact it is. Empty for
    live pictures, videos and recordings, of which it is not known.
    `unfiltered`: of a frame whose points went through a filter, the frame as it came; all else
    is the same in both, so what is told by it needs to be found only once.
    A frame in which nobody was found has `found` False and NaN everywhere.
    """

    time_s: float
    points: Floats
    depth: Floats
    visibility: Floats
    world: Floats
    aspect_ratio: float
    agreement: float = float("nan")
    back_line: Floats | None = None
    second_person_ratio: float = 0.0
    looks: tuple[Frame, ...] = ()
    unfiltered: Frame | None = None
    found: bool = field(init=False)

    def __post_init__(self) -> None:
        points = self.points  # all are there or none, so the first says it nearly always
        found = isfinite(points[0, 0]) or bool(np.isfinite(points[:, 0]).any())
        object.__setattr__(self, "found", found)

    def filtered(self, points: Floats) -> Frame:
        """The same frame with its points (33, 2) moved a little, and nothing else."""
        return Frame(
            time_s=self.time_s,
            points=points,
            depth=self.depth,
            visibility=self.visibility,
            world=self.world,
            aspect_ratio=self.aspect_ratio,
            agreement=self.agreement,
            back_line=self.back_line,
            second_person_ratio=self.second_person_ratio,
            looks=self.looks,
            unfiltered=self,
        )


def frame_from_picture(
    *,
    time_s: float,
    landmarks: Floats,
    world: Floats | None = None,
    width: float,
    height: float,
    agreement: float = float("nan"),
    back_line: Floats | None = None,
    second_person_ratio: float = 0.0,
) -> Frame:
    """A frame from the model's own output.

    Parameters
    ----------
    landmarks
        Shape (33, 4): x, y in fractions of the picture's width and height (y down), z in
        fractions of the width, visibility 0 to 1.
    world
        Shape (33, 3), metres, or None.
    width, height
        The picture's size, pixels.
    back_line
        Shape (24, 2), fractions of width and height (y down), or None.
    """
    aspect = width / height
    points = np.column_stack((landmarks[:, 0] * aspect, 1.0 - landmarks[:, 1]))
    line = None
    if back_line is not None:
        line = np.column_stack((back_line[:, 0] * aspect, 1.0 - back_line[:, 1]))
    return Frame(
        time_s=time_s,
        points=points.astype(np.float64),
        depth=(landmarks[:, 2] * aspect).astype(np.float64),
        visibility=landmarks[:, 3].astype(np.float64),
        world=np.full((LANDMARK_COUNT, 3), np.nan) if world is None else world.astype(np.float64),
        aspect_ratio=aspect,
        agreement=agreement,
        back_line=line,
        second_person_ratio=second_person_ratio,
    )


def empty_frame(*, time_s: float, aspect_ratio: float) -> Frame:
    """A frame in which nobody was found."""
    nothing = np.full(LANDMARK_COUNT, np.nan)
    return Frame(
        time_s=time_s,
        points=np.full((LANDMARK_COUNT, 2), np.nan),
        depth=nothing,
        visibility=np.zeros(LANDMARK_COUNT),
        world=np.full((LANDMARK_COUNT, 3), np.nan),
        aspect_ratio=aspect_ratio,
    )


def mirrored(frame: Frame) -> Frame:
    """The same person seen in a mirror: x reversed, left and right swapped."""
    swap = list(MIRRORED)
    flip = np.array([-1.0, 1.0])
    points = frame.points[swap] * flip + np.array([frame.aspect_ratio, 0.0])
    line = frame.back_line
    return replace(
        frame,
        points=points,
        depth=frame.depth[swap],
        visibility=frame.visibility[swap],
        world=frame.world[swap] * np.array([-1.0, 1.0, 1.0]),
        back_line=None if line is None else line * flip + np.array([frame.aspect_ratio, 0.0]),
        looks=tuple(mirrored(look) for look in frame.looks),
        unfiltered=None,
    )


def upside_down(frame: Frame) -> Frame:
    """The same person where the picture is turned by half a circle; left stays left."""
    over, far_corner = np.array([-1.0, -1.0]), np.array([frame.aspect_ratio, 1.0])
    line = frame.back_line
    return replace(
        frame,
        points=frame.points * over + far_corner,
        world=frame.world * np.array([-1.0, -1.0, 1.0]),
        back_line=None if line is None else line * over + far_corner,
        looks=tuple(upside_down(look) for look in frame.looks),
        unfiltered=None,
    )
