"""Stick figures with known joint directions, made into frames: bodies set to x that must read x.

Proportions and poses are those of the reference check of the catalogue (trunk length 1, y up).
The front of the body is clockwise of hip to shoulder: prone and upright look to the right, supine
has the head on the left. The right side is near.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.pose import Floats, Frame

NECK, UPPER_ARM, FOREARM, THIGH, SHANK, FOOT, HAND = 0.36, 0.56, 0.50, 0.84, 0.82, 0.34, 0.18
SCALE = 0.22
"""Trunk length in picture heights."""


@dataclass(frozen=True, kw_only=True)
class Stick:
    """Where the hip is (in trunk lengths) and the directions of the segments, degrees."""

    hip: tuple[float, float]
    trunk: float
    neck: float
    upper_arm: float
    forearm: float
    thigh: float
    shank: float
    foot: float
    trunk_length: float = 1.0


def _from(start: Floats, length: float, direction_deg: float) -> Floats:
    way = np.array([cos(radians(direction_deg)), sin(radians(direction_deg))])
    return np.asarray(start + length * way)


def joints(stick: Stick) -> dict[str, Floats]:
    hip = np.array(stick.hip)
    shoulder = _from(hip, stick.trunk_length, stick.trunk)
    ear = _from(shoulder, NECK, stick.neck)
    elbow = _from(shoulder, UPPER_ARM, stick.upper_arm)
    wrist = _from(elbow, FOREARM, stick.forearm)
    knee = _from(hip, THIGH, stick.thigh)
    ankle = _from(knee, SHANK, stick.shank)
    index = _from(wrist, HAND, stick.forearm)
    return {
        "hip": hip, "shoulder": shoulder, "ear": ear, "elbow": elbow, "wrist": wrist,
        "index": index, "pinky": index, "thumb": index, "knee": knee, "ankle": ankle,
        "foot_index": _from(ankle, FOOT, stick.foot),
        "heel": _from(ankle, 0.12, stick.foot + 180.0),
        "nose": _from(ear, 0.20, stick.neck - 90.0),
    }  # fmt: skip


def frame_of(
    stick: Stick,
    *,
    time_s: float = 0.0,
    scale: float = SCALE,
    at: tuple[float, float] = (0.9, 0.25),
    aspect_ratio: float = 16 / 9,
    near: Side = Side.RIGHT,
) -> Frame:
    """The stick seen squarely from the side, with the floor (y 0) at `at`[1] of the picture."""
    points = np.zeros((LANDMARK_COUNT, 2))
    depth = np.zeros(LANDMARK_COUNT)
    visibility = np.full(LANDMARK_COUNT, 0.95)
    places = joints(stick)
    nose = places.pop("nose")
    for index in range(11):
        points[index] = nose
    for side in Side:
        for name, place in places.items():
            index = landmark(name, side)
            points[index] = place
            depth[index] = -0.3 if side is near else 0.3
            visibility[index] = 0.97 if side is near else 0.35
    points[Landmark.LEFT_EAR] = points[Landmark.RIGHT_EAR] = places["ear"]
    return Frame(
        time_s=time_s,
        points=points * scale + np.array(at),
        depth=depth * scale,
        visibility=visibility,
        world=np.full((LANDMARK_COUNT, 3), np.nan),
        aspect_ratio=aspect_ratio,
    )


def floor_of(scale: float = SCALE, at: tuple[float, float] = (0.9, 0.25)) -> float:
    return at[1]
