"""A drawn body: joint directions in, joint positions out. The plane of the drawing only.

Lengths are shares of the trunk length (hip to neck), of an average adult, as the stick figures
that the catalogue's thresholds were checked on. The kinematic body of a later version replaces
this; drawings and test clips come from here until then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Final

from supple.core.exercise import Sketch, View

Point = tuple[float, float]

NECK_LENGTH: Final = 0.34
ARM_LENGTHS: Final = (0.56, 0.50, 0.18)
LEG_LENGTHS: Final = (0.84, 0.82, 0.30)
HEEL_LENGTH: Final = 0.10
HEAD_RADIUS: Final = 0.185
SHOULDER_HALF: Final = 0.30
HIP_HALF: Final = 0.15
HIP_RADIUS: Final = 0.17
WAIST_RADIUS: Final = 0.135
CHEST_RADIUS: Final = 0.165
SHOULDER_RADIUS: Final = 0.12
NECK_RADIUS: Final = 0.075
ARM_RADII: Final = (0.085, 0.065, 0.05, 0.035)
LEG_RADII: Final = (0.145, 0.095, 0.06, 0.045)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Positions in trunk lengths, y up, floor at 0. Limbs run from the trunk outward.

    `spine` from hip to neck; `arms` and `legs` are (near, far), each joint by joint; `heels`
    belong to the legs.
    """

    spine: tuple[Point, ...]
    head: Point
    arms: tuple[tuple[Point, ...], tuple[Point, ...]]
    legs: tuple[tuple[Point, ...], tuple[Point, ...]]
    heels: tuple[Point, Point]


def figure(sketch: Sketch) -> Figure:
    """The body of a sketch, standing or lying on the floor."""
    spine = _chain((0.0, 0.0), sketch.spine_deg, [1.0 / len(sketch.spine_deg)] * 9)
    head = _step(spine[-1], sketch.neck_deg, NECK_LENGTH)
    front = sketch.view is not View.SIDE
    across = sketch.spine_deg[-1] + 90.0
    hip_across = sketch.spine_deg[0] + 90.0
    shoulder = _step(spine[-1], sketch.spine_deg[-1] + 180.0, 0.06)
    near_shoulder = _step(shoulder, across, SHOULDER_HALF) if front else shoulder
    far_shoulder = _step(shoulder, across, -SHOULDER_HALF) if front else shoulder
    near_hip = _step(spine[0], hip_across, HIP_HALF) if front else spine[0]
    far_hip = _step(spine[0], hip_across, -HIP_HALF) if front else spine[0]
    body = Figure(
        spine=tuple(spine),
        head=head,
        arms=(
            tuple(_chain(near_shoulder, sketch.near_arm_deg, ARM_LENGTHS)),
            tuple(_chain(far_shoulder, sketch.far_arm_deg, ARM_LENGTHS)),
        ),
        legs=(
            tuple(_chain(near_hip, sketch.near_leg_deg, LEG_LENGTHS)),
            tuple(_chain(far_hip, sketch.far_leg_deg, LEG_LENGTHS)),
        ),
        heels=(
            _heel(_chain(near_hip, sketch.near_leg_deg, LEG_LENGTHS), sketch.near_leg_deg[2]),
            _heel(_chain(far_hip, sketch.far_leg_deg, LEG_LENGTHS), sketch.far_leg_deg[2]),
        ),
    )
    return _shifted(body, 0.0, sketch.lift - lowest(body))


def lowest(body: Figure) -> float:
    """The y of the lowest point of the body's outline."""
    bottoms = [body.head[1] - HEAD_RADIUS, body.spine[0][1] - HIP_RADIUS]
    bottoms += [y - WAIST_RADIUS for _, y in body.spine[1:-1]]
    bottoms.append(body.spine[-1][1] - SHOULDER_RADIUS)
    for limbs, radii in ((body.arms, ARM_RADII), (body.legs, LEG_RADII)):
        bottoms += [y - r for limb in limbs for (_, y), r in zip(limb, radii, strict=True)]
    bottoms += [y - LEG_RADII[-1] for _, y in body.heels]
    return min(bottoms)


def _shifted(body: Figure, across: float, up: float) -> Figure:
    def move(points: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((x + across, y + up) for x, y in points)

    return Figure(
        spine=move(body.spine),
        head=move([body.head])[0],
        arms=(move(body.arms[0]), move(body.arms[1])),
        legs=(move(body.legs[0]), move(body.legs[1])),
        heels=(move([body.heels[0]])[0], move([body.heels[1]])[0]),
    )


def _heel(leg: Sequence[Point], foot_deg: float) -> Point:
    return _step(leg[2], foot_deg + 180.0, HEEL_LENGTH)


def _chain(start: Point, directions: Sequence[float], lengths: Sequence[float]) -> list[Point]:
    points = [start]
    for direction, length in zip(directions, lengths, strict=False):
        points.append(_step(points[-1], direction, length))
    return points


def _step(start: Point, direction_deg: float, length: float) -> Point:
    angle = radians(direction_deg)
    return (start[0] + length * cos(angle), start[1] + length * sin(angle))
