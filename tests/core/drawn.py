"""The poses of the exercise files before a camera on the exercise's own side: the average body,
every landmark seen where it is, those behind other parts less surely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from supple.app.posing import azimuth_deg
from supple.core.exercise import Exercise, Pose
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Lens, Sighting, frame_of, middle_m, sighting
from supple.core.figure.modelling import pose_of
from supple.core.figure.motion import together
from supple.core.pose import Frame

BEHIND = 0.8
"""How surely a landmark behind another part is seen: nothing is left out because of it."""


def drawn(exercise: Exercise, pose: Pose | str) -> Frame:
    """A pose of an exercise, or that of a phase, as a frame."""
    said = pose_of(exercise, pose) if isinstance(pose, str) else pose
    assert said is not None
    (body,) = together([said])
    return _seen(body, _camera(exercise, [body]))


def moving(
    exercise: Exercise,
    *,
    cycles_count: int = 5,
    cycle_s: float = 4.0,
    rate_hz: float = 10.0,
) -> list[Frame]:
    """Through the poses and the same way back, again and again, at an even pace."""
    bodies = together(exercise.poses)
    camera = _camera(exercise, bodies)
    there = [_seen(body, camera) for body in bodies]
    stations = [*there, *reversed(there[:-1])]
    frames = []
    for index in range(round(cycles_count * cycle_s * rate_hz)):
        time_s = index / rate_hz
        along = time_s / cycle_s % 1.0 * (len(stations) - 1)
        first, share = stations[int(along)], along % 1.0
        last = stations[int(along) + 1]
        frames.append(
            replace(
                first,
                time_s=time_s,
                points=first.points + share * (last.points - first.points),
                world=first.world + share * (last.world - first.world),
                depth=first.depth + share * (last.depth - first.depth),
            )
        )
    return frames


def _seen(body: Placed, camera: Sighting) -> Frame:
    frame = frame_of(body, camera)
    return replace(frame, visibility=np.maximum(frame.visibility, BEHIND))


def _camera(exercise: Exercise, bodies: Sequence[Placed]) -> Sighting:
    turn_deg = azimuth_deg(exercise.camera.view, bodies[0])
    middles = [middle_m(body) for body in bodies]
    lens = Lens(azimuth_deg=turn_deg, height_m=exercise.camera.height_m)
    return sighting(lens, np.asarray(np.mean(middles, axis=0)))
