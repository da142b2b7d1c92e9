"""A body made to lie on the landmarks of a picture: what was seen, as a figure.

A single picture leaves much open: how far a limb points away, what a hidden arm does, how a bend
of the spine is shared out. So the fit begins at the pose that is due and leaves it only as far as
what was seen asks for; no joint goes past its end. Picture landmarks carry the most, the model's
depth a little. Where the body cannot be laid on the landmarks as near as they are exact, `off`
says so, and what was found is of no use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import least_squares

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.figure.kinematics import Placed, placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.lens import Sighting
from supple.core.figure.posture import ANGLE_COUNT, COLUMN, COLUMN_NAMES, beyond_deg
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame

LANDMARK_M: Final = 0.025
"""How exact a joint is in the picture, on the body: a twentieth of a trunk."""
DEPTH_M: Final = 0.12
"""How exact the model's depth of a joint is: several times less so."""
WANDER_M: Final = 1.5
"""How far from where the pose would be somebody may stand before it costs anything to speak of."""
BEYOND_DEG: Final = 0.5
ALIKE_DEG: Final = 12.0
"""How differently the two sides may leave the pose: a hidden limb does as the seen one does."""
SEEN_LEAST: Final = 8
"""Joints that must be seen: fewer fit anybody."""
OFF_MOST: Final = 1.5
"""Mean error of the joints against what is expected of a landmark; over it the fit is no fit.

Of 29 photos of held poses that were tuned on, fitted from the pose as it is meant, the middle one
has 0.67 and nine in ten are under 1.13; the one over it (1.95) has a wrong skeleton."""

_JOINTS: Final = (
    "ear",
    "shoulder",
    "elbow",
    "wrist",
    "hip",
    "knee",
    "ankle",
    "heel",
    "foot_index",
)
JOINTS: Final = np.array([
    Landmark.NOSE, *(landmark(name, side) for name in _JOINTS for side in Side),
])  # fmt: skip
"""Landmarks that are fitted; fingers, eyes and mouth tell nothing more."""
_PAIRS: Final = np.array([
    (COLUMN[name], COLUMN[name.replace("left_", "right_", 1)])
    for name in COLUMN_NAMES if name.startswith("left_")
])  # fmt: skip
_HIPS: Final = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]

_FREE_DEG: Final = (
    ("pelvis_", 25.0), ("lumbar_flexion", 15.0), ("thoracic_flexion", 12.0),
    ("neck_flexion", 25.0),
    ("lumbar", 8.0), ("thoracic", 10.0), ("neck", 15.0), ("head", 5.0),
    ("hip_flexion", 30.0), ("knee_flexion", 30.0), ("hip", 15.0),
    ("shoulder_flexion", 30.0), ("shoulder_abduction", 25.0), ("elbow_flexion", 30.0),
    ("shoulder", 20.0), ("ankle", 20.0), ("girdle", 6.0),
)  # fmt: skip
_ENDS_DEG: Final = 5.0
"""Hands, forearms, toes: hardly to be seen, so they stay as the pose has them."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A body on its landmarks. `angles_deg` (ANGLE_COUNT,); `body` is where the camera has it, not
    on any floor; `off` is the mean error of its joints in the picture against what is expected of
    a landmark.
    """

    angles_deg: Floats
    body: Placed
    off: float

    @property
    def good(self) -> bool:
        """Whether what is off can be the landmarks' own error."""
        return self.off <= OFF_MOST


def fitted(
    frame: Frame,
    begin_deg: Floats,
    camera: Sighting,
    proportions: Proportions = AVERAGE,
) -> Fitted | None:
    """The body in a frame, looked for from a posture (ANGLE_COUNT,) before a camera.

    `camera` is where it is supposed to stand; that the body stands elsewhere before it or is
    turned is found. None where too little was seen.
    """
    seen = frame.found and _seen(frame)
    if seen is False or np.count_nonzero(seen) < SEEN_LEAST:
        return None
    task = _Task(frame, seen, begin_deg, camera, proportions)
    found = least_squares(
        task.residuals,
        np.append(begin_deg, task.start_way_m()),
        jac=task.jacobian,
        method="lm",
        x_scale=task.scale,
        ftol=1e-4,
        xtol=1e-4,
        max_nfev=40,
    )
    body = task.body(found.x)
    off = float(np.sqrt(np.mean(task.picture(body) ** 2)))
    return Fitted(found.x[:ANGLE_COUNT], body, off)


def _seen(frame: Frame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of `JOINTS` the picture shows."""
    sure = (frame.visibility[JOINTS] >= SEEN_VISIBILITY) & np.isfinite(frame.points[JOINTS, 0])
    return np.asarray(sure)


class _Task:
    """What `fitted` minimises: unknowns are the angles, then the way of the hips in metres."""

    def __init__(
        self,
        frame: Frame,
        seen: np.ndarray[tuple[int], np.dtype[np.bool_]],
        begin_deg: Floats,
        camera: Sighting,
        proportions: Proportions,
    ) -> None:
        self.camera, self.proportions, self.begin_deg = camera, proportions, begin_deg
        self.joints = JOINTS[seen]
        self.points = frame.points[self.joints] - np.array((frame.aspect_ratio / 2, 0.5))
        self.depth_m = _depth_m(frame)[self.joints]
        self.deep = np.isfinite(self.depth_m)
        self.free_deg = np.array([_free_deg(name) for name in COLUMN_NAMES])
        self.scale = np.append(self.free_deg, (0.1, 0.1, 0.1))
        self.way_m = self._supposed_way_m()
        self.unit = camera.focal / float(camera.seen_m(self.way_m)[2])
        """Picture heights of a metre where the body is."""

    def body(self, unknown: Floats) -> Placed:
        body = placed(unknown[..., :ANGLE_COUNT], self.proportions)
        return body.shifted(unknown[..., ANGLE_COUNT:])

    def start_way_m(self) -> Floats:
        return self.way_m

    def picture(self, body: Placed) -> Floats:
        """How far joints are off in the picture, (..., 2n), 1 is as expected."""
        marks = landmarks_m(body, self.proportions)[..., self.joints, :]
        off = (self.camera.projected(marks) - self.points) / (self.unit * LANDMARK_M)
        return np.asarray(off.reshape(*off.shape[:-2], -1))

    def residuals(self, unknown: Floats) -> Floats:
        """In units in which 1 is what is to be expected, (..., m)."""
        angles = unknown[..., :ANGLE_COUNT]
        body = self.body(unknown)
        away = self.camera.seen_m(landmarks_m(body, self.proportions))[..., 2]
        depth = away[..., self.joints] - away[..., _HIPS].mean(axis=-1, keepdims=True)
        left = angles - self.begin_deg
        return np.concatenate(
            (
                self.picture(body),
                ((depth - self.depth_m) / DEPTH_M)[..., self.deep],
                left / self.free_deg,
                (left[..., _PAIRS[:, 0]] - left[..., _PAIRS[:, 1]]) / ALIKE_DEG,
                beyond_deg(angles) / BEYOND_DEG,
                (unknown[..., ANGLE_COUNT:] - self.way_m) / WANDER_M,
            ),
            axis=-1,
        )

    def jacobian(self, unknown: Floats) -> Floats:
        """By differences, all postures of it placed at once."""
        steps = np.append(np.full(ANGLE_COUNT, 0.01), np.full(3, 1e-4))
        changed = self.residuals(unknown + np.diag(steps)) - self.residuals(unknown)
        return np.asarray(changed.T / steps)

    def _supposed_way_m(self) -> Floats:
        """Where the hips are, if the body is in the pose: as large and as far across as seen."""
        there = self.camera.middle_m - placed(self.begin_deg, self.proportions).joints_m.mean(0)
        body = placed(self.begin_deg, self.proportions).shifted(there)
        marks = self.camera.seen_m(landmarks_m(body, self.proportions)[self.joints])
        flat = marks[:, :2] * self.camera.focal / float(marks[:, 2].mean())
        larger = _spread(self.points) / _spread(flat)
        away = float(marks[:, 2].mean()) / larger
        hips = self.camera.seen_m(body.joints_m[0])
        across = self.points.mean(axis=0) * away / self.camera.focal - (
            marks[:, :2].mean(axis=0) - hips[:2]
        )
        seen = np.append(across, away + float(hips[2] - marks[:, 2].mean()))
        return np.asarray(seen @ self.camera.axes + self.camera.place_m)


def _depth_m(frame: Frame) -> Floats:
    """How far behind the hips each landmark is, metres (33,); NaN where the model did not say."""
    if frame.world.shape != (LANDMARK_COUNT, 3):
        return np.full(LANDMARK_COUNT, np.nan)
    return np.asarray(frame.world[:, 2] - frame.world[_HIPS, 2].mean())


def _spread(points: Floats) -> float:
    """How large a set of points (n, 2) is: their mean distance from their middle."""
    return float(np.linalg.norm(points - points.mean(axis=0), axis=1).mean()) or 1e-6


def _free_deg(name: str) -> float:
    """How far an angle may leave the pose that is due, before it costs as much as a landmark."""
    plain = name.removeprefix("left_").removeprefix("right_")
    return next((free for start, free in _FREE_DEG if plain.startswith(start)), _ENDS_DEG)
