"""The drawn poses of the exercise files, as a camera would see them: sketches made into frames.

From the side the person's right side is near. From the front the drawn "near" side is the
person's right. The metric landmarks are those of a drawing, flat but for the width of a body that
is seen from the side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.drawing.figure import HEAD_RADIUS, Point, figure, step
from supple.core.exercise import Sketch, View
from supple.core.pose import Frame

SCALE = 0.2
"""Trunk length in picture heights."""

AT = (0.9, 0.2)
ASPECT_RATIO = 16 / 9
TRUNK_M = 0.5
HALF_WIDTH_M = 0.15
FACE_TURN_DEG = {"right": -90.0, "left": 90.0}


def drawn(sketch: Sketch, *, time_s: float = 0.0) -> Frame:
    """A sketch as a frame: every landmark seen, those of the far side less surely."""
    body = figure(sketch)
    points = np.zeros((LANDMARK_COUNT, 2))
    depth = np.zeros(LANDMARK_COUNT)
    away = np.zeros(LANDMARK_COUNT)
    visibility = np.full(LANDMARK_COUNT, 0.95)
    points[:11] = body.head
    points[Landmark.NOSE] = _nose(sketch, body.head)
    side_on = sketch.view is View.SIDE
    for far, side in enumerate((Side.RIGHT, Side.LEFT)):
        shoulder, elbow, wrist, tip = body.arms[far]
        hip, knee, ankle, toe = body.legs[far]
        places = {
            "shoulder": shoulder, "elbow": elbow, "wrist": wrist, "index": tip, "pinky": tip,
            "thumb": tip, "hip": hip, "knee": knee, "ankle": ankle, "foot_index": toe,
            "heel": body.heels[far],
        }  # fmt: skip
        for name, place in places.items():
            index = landmark(name, side)
            points[index] = place
            away[index] = (HALF_WIDTH_M if far else -HALF_WIDTH_M) if side_on else 0.0
            depth[index] = (0.3 if far else -0.3) if side_on else 0.0
            visibility[index] = 0.8 if far and side_on else 0.97
    return Frame(
        time_s=time_s,
        points=points * SCALE + np.array(AT),
        depth=depth * SCALE,
        visibility=visibility,
        world=np.column_stack((points * np.array([TRUNK_M, -TRUNK_M]), away)),
        aspect_ratio=ASPECT_RATIO,
    )


def _nose(sketch: Sketch, head: Point) -> Point:
    turn_deg = FACE_TURN_DEG.get(sketch.face)
    return head if turn_deg is None else step(head, sketch.neck_deg + turn_deg, HEAD_RADIUS)


def moving(
    sketches: Sequence[Sketch],
    *,
    cycles_count: int = 5,
    cycle_s: float = 4.0,
    rate_hz: float = 10.0,
) -> list[Frame]:
    """Through the sketches and the same way back, again and again, at an even pace."""
    stations = [drawn(sketch) for sketch in (*sketches, *reversed(sketches[:-1]))]
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
