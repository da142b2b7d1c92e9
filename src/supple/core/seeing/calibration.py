"""What is known of a person's own body and of the floor before anything is judged.

Calm stretches of frames give it: how long the trunk looks, where the floor is, and the neutral
values of lying and of standing. What is not known is None, and measures that need it say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import isfinite
from statistics import median
from typing import Final

from supple.core.body import Landmark
from supple.core.pose import Floats, Frame
from supple.core.seeing.back_shape import BackShape, back_shape
from supple.core.seeing.floor import Line, floor_line
from supple.core.seeing.kinematics import (
    Stance,
    direction_deg,
    distance,
    elevation_deg,
    included_deg,
    stance,
    wrapped_deg,
)
from supple.core.seeing.sight import Sight, sight

UPRIGHT_MIN_DEG: Final = 75.0
FLAT_MAX_DEG: Final = 8.0
"""Trunk and legs of somebody lying flat; lifted as low as a superman is, they are above it."""

STRAIGHT_MIN_DEG: Final = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """None: not known yet.

    `trunk_length`, `floor_y` (y up), `ear_shoulder_gap` (neutral for shrug_index), `prone_hip_y`
    and `prone_shoulder_y` are in picture heights; the floor is so high at `floor_x`, and rises by
    `floor_slope` over each length to the right. `standing_neck_deg` is the direction
    of the neck against the trunk in quiet standing, + extension; `standing_face_deg` that of the
    face; `back_neutral` the shape of the line of the back in it. `start_points` (33, 2): where
    everything was at the start of the set.
    """

    trunk_length: float | None = None
    floor_y: float | None = None
    floor_x: float | None = None
    floor_slope: float | None = None
    standing_neck_deg: float | None = None
    standing_face_deg: float | None = None
    ear_shoulder_gap: float | None = None
    prone_hip_y: float | None = None
    prone_shoulder_y: float | None = None
    back_neutral: BackShape | None = None
    start_points: Floats | None = None


def calibrated(frames: Sequence[Frame]) -> Calibration:
    """What a calm stretch of frames can give; medians over the frames."""
    people = [sight(frame) for frame in frames if frame.found]
    seen = [one for one in people if isfinite(one.body.scale)]
    if not seen:
        return Calibration()
    upright = [one for one in seen if _stands(one)]
    standing = [one.body for one in upright]
    prone = [one.body for one in seen if _lies_prone(one)]
    floor = _middle_line([floor_line(stance(one.frame)) for one in seen])
    return Calibration(
        trunk_length=median(one.body.scale for one in seen),
        floor_x=floor[0] if floor else None,
        floor_y=floor[1] if floor else None,
        floor_slope=floor[2] if floor else None,
        standing_neck_deg=_median(neck_deg(body) for body in standing),
        standing_face_deg=_median(face_deg(body) for body in standing),
        ear_shoulder_gap=_median(_ear_shoulder_gap(body) for body in standing),
        back_neutral=_back_neutral(upright),
        prone_hip_y=_median(body.point("hip", body.near)[1] for body in prone),
        prone_shoulder_y=_median(body.point("shoulder", body.near)[1] for body in prone),
    )


def merged(first: Calibration, second: Calibration) -> Calibration:
    """The second where it knows something, else the first."""
    values = {
        field.name: getattr(first, field.name)
        if getattr(second, field.name) is None
        else getattr(second, field.name)
        for field in fields(Calibration)
    }
    return Calibration(**values)


def neck_deg(body: Stance) -> float:
    """Direction of shoulder to ear against hip to shoulder, + towards the back of the body."""
    hip, shoulder, ear = (body.point(name, body.near) for name in ("hip", "shoulder", "ear"))
    return body.ventral * wrapped_deg(direction_deg(shoulder, ear) - direction_deg(hip, shoulder))


def face_deg(body: Stance) -> float:
    """Direction of ear to nose against square to the trunk, + towards the head end."""
    hip, shoulder, ear = (body.point(name, body.near) for name in ("hip", "shoulder", "ear"))
    face = direction_deg(ear, body.points[Landmark.NOSE]) - direction_deg(hip, shoulder)
    return wrapped_deg(body.ventral * face + 90.0)


def _middle_line(lines: Sequence[Line]) -> Line | None:
    """Of several lines of a floor the one whose slope, then height, is in the middle."""
    told = sorted(
        (line for line in lines if isfinite(line[1])), key=lambda line: (line[2], line[1])
    )
    return told[len(told) // 2] if told else None


def _median(values: object) -> float | None:
    finite = [value for value in values if isfinite(value)]  # type: ignore[attr-defined]
    return median(finite) if finite else None


def _back_neutral(upright: Sequence[Sight]) -> BackShape | None:
    shapes = [
        back_shape(one.frame.back_line, stance(one.frame).ventral, stance(one.frame).scale)
        for one in upright
        if one.frame.back_line is not None
    ]
    return BackShape(*(median(values) for values in zip(*shapes, strict=True))) if shapes else None


def _ear_shoulder_gap(body: Stance) -> float:
    return distance(body.point("ear", body.near), body.point("shoulder", body.near))


def _sees(body: Stance, *names: str) -> bool:
    return all(body.sees(name, body.near) for name in names)


def _straight(body: Stance) -> bool:
    points = [body.point(name, body.near) for name in ("shoulder", "hip", "knee")]
    return included_deg(*points) >= STRAIGHT_MIN_DEG


def _stands(seen: Sight) -> bool:
    """Upright from the knees up, seen from the side: standing or tall kneeling.

    Not where the face looks to the back: then the front was taken for it.
    """
    body = seen.body
    if seen.view.view != "side" or not _sees(body, "ear", "shoulder", "hip", "knee"):
        return False
    hip, shoulder = body.point("hip", body.near), body.point("shoulder", body.near)
    upright = elevation_deg(hip, shoulder) >= UPRIGHT_MIN_DEG
    ahead = body.ventral != 0 and abs(face_deg(body)) < 90.0
    return upright and _straight(body) and ahead


def _lies_prone(seen: Sight) -> bool:
    """Flat from shoulder to ankle, front down, seen from the side."""
    body = seen.body
    if seen.view.view != "side" or not _sees(body, "shoulder", "hip", "knee", "ankle"):
        return False
    shoulder, hip, ankle = (body.point(name, body.near) for name in ("shoulder", "hip", "ankle"))
    flat = abs(elevation_deg(hip, shoulder)) <= FLAT_MAX_DEG
    legs_flat = abs(elevation_deg(hip, ankle)) <= FLAT_MAX_DEG
    return flat and legs_flat and _straight(body) and body.ventral * body.head > 0
