"""A simulated camera: what a pose model would say of a figure, without noise.

A pinhole camera stands level at a height and distance and looks at the body from an azimuth: 0
from the front, 90 from the person's left side, -90 from their right, 180 from behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, tan
from typing import Final

import numpy as np

from supple.core.body import Landmark
from supple.core.figure.flesh import flesh, skin_points
from supple.core.figure.kinematics import Placed
from supple.core.figure.landmarks import landmark_parts, landmarks_m
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import Floats, Frame

ASPECT_RATIO: Final = 16 / 9
SEEN, HIDDEN = 0.97, 0.35
"""Visibility of what the camera sees and of what lies behind another part: BlazePose gives most
seen points over 0.9 and guesses the rest with less than the half that judging asks for."""
ALWAYS_SEEN: Final = (*range(Landmark.LEFT_ELBOW), Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
"""Head, shoulders and hips, of both sides: on 93 tuned photos from the side BlazePose gives 95 of
100 of them 0.99 and more, whatever lies before them; far elbows and knees 0.2 in the middle."""
COVER_RATIO: Final = 0.85
"""A point is hidden where its line of sight passes a part within this share of its thickness."""
BEFORE_M: Final = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A camera at `azimuth_deg`, `distance_m` from the body's middle and `height_m` over the
    floor, tilted so that the body is in the middle. `field_deg` is seen from bottom to top.
    """

    azimuth_deg: float = 90.0
    distance_m: float = 3.2
    height_m: float = 0.6
    field_deg: float = 45.0
    aspect_ratio: float = ASPECT_RATIO


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """Where a lens is and looks: `place_m` and `middle_m` (3,), `axes` (3, 3) with rows right, up,
    away; `focal` in picture heights.
    """

    place_m: Floats
    middle_m: Floats
    axes: Floats
    focal: float

    def seen_m(self, points_m: Floats) -> Floats:
        """Points of the room in the camera's axes: right, up, away."""
        return np.asarray((points_m - self.place_m) @ self.axes.T)

    def projected(self, points_m: Floats) -> Floats:
        """Points (..., 3) of the room in the picture (..., 2): picture heights from its middle."""
        seen = self.seen_m(points_m)
        return np.asarray(self.focal * seen[..., :2] / seen[..., 2:])


def sighting(lens: Lens, middle_m: Floats) -> Sighting:
    """A lens in the room of a body whose middle is at (3,)."""
    turn = radians(lens.azimuth_deg)
    to_camera = np.array((cos(turn), 0.0, -sin(turn)))
    place = np.array((middle_m[0], 0.0, middle_m[2])) + to_camera * lens.distance_m
    place[1] = lens.height_m
    away = middle_m - place
    away /= np.linalg.norm(away)
    right = np.cross(away, (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    axes = np.stack((right, np.cross(right, away), away))
    return Sighting(place, middle_m, axes, 0.5 / tan(radians(lens.field_deg / 2)))


def frame_of(
    body: Placed,
    camera: Sighting,
    proportions: Proportions = AVERAGE,
    *,
    aspect_ratio: float = ASPECT_RATIO,
    time_s: float = 0.0,
) -> Frame:
    """One frame of a body in the room, as the camera sees it; without a line of the back."""
    marks = landmarks_m(body, proportions)
    seen = camera.seen_m(marks)
    hips = seen[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    return Frame(
        time_s=time_s,
        points=camera.projected(marks) + np.array((aspect_ratio / 2, 0.5)),
        depth=(seen[:, 2] - hips[2]) * camera.focal / hips[2],
        visibility=_visibility(body, marks, camera, proportions),
        world=(seen - hips) * np.array((1.0, -1.0, 1.0)),
        aspect_ratio=aspect_ratio,
        agreement=0.0,
    )


def middle_m(body: Placed, proportions: Proportions = AVERAGE) -> Floats:
    """The middle of the box that a body fits into, (3,)."""
    centres = flesh(proportions).centres_m(body)
    return np.asarray((centres.min(axis=0) + centres.max(axis=0)) / 2)


def _visibility(
    body: Placed, marks_m: Floats, camera: Sighting, proportions: Proportions
) -> Floats:
    """What the pose model would say of each landmark, (33,)."""
    seen = np.where(_hidden(body, marks_m, camera, proportions), HIDDEN, SEEN)
    seen[list(ALWAYS_SEEN)] = SEEN
    return seen


def _hidden(
    body: Placed, marks_m: Floats, camera: Sighting, proportions: Proportions
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which landmarks lie behind another part, (33,)."""
    centres, radii, part = skin_points(body, proportions)
    sight = marks_m - camera.place_m
    length = np.linalg.norm(sight, axis=1)
    sight = sight / length[:, None]
    ways = centres - camera.place_m
    along = ways @ sight.T
    across_squared = np.square(ways).sum(axis=1)[:, None] - np.square(along)
    covers = across_squared < np.square(COVER_RATIO * radii)[:, None]
    covers &= along < length - radii[:, None] - BEFORE_M
    covers &= part[:, None] != np.array(landmark_parts())[None]
    return np.asarray(covers.any(axis=0))
