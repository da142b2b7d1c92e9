"""A drawn body: joint directions in, joint positions out. The plane of the drawing only.

Lengths are shares of the trunk length (hip to neck), of an average adult, as the stick figures
that the catalogue's thresholds were checked on. The kinematic body of a later version replaces
this; drawings and test clips come from here until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, pi, radians, sin
from typing import Final

from supple.core.exercise import Sketch, View

Point = tuple[float, float]

NECK_LENGTH: Final = 0.32
ARM_LENGTHS: Final = (0.56, 0.50, 0.18)
LEG_LENGTHS: Final = (0.84, 0.82, 0.30)
HEEL_LENGTH: Final = 0.10
HEEL_TURN_DEG: Final = 112.0
HEAD_RADIUS: Final = 0.185
SHOULDER_HALF: Final = 0.29
HIP_HALF: Final = 0.135
SHOULDER_DROP: Final = 0.05
FRONT_SHOULDER_DROP: Final = 0.09
NECK_RADIUS: Final = 0.08
ARM_RADII: Final = (0.085, 0.066, 0.048, 0.03)
LEG_RADII: Final = (0.15, 0.1, 0.058, 0.03)
HEEL_RADIUS: Final = 0.042

# Half widths of the trunk along the spine: share of the way from hip to neck, then towards the
# back and towards the belly (from the front: to either side). Below 0 is the seat.
SIDE_PROFILE: Final = (
    (0.0, 0.185, 0.15), (0.12, 0.185, 0.15), (0.26, 0.145, 0.142), (0.42, 0.115, 0.138),
    (0.6, 0.135, 0.16), (0.75, 0.15, 0.165), (0.88, 0.13, 0.135), (0.97, 0.09, 0.09),
)  # fmt: skip
FRONT_PROFILE: Final = (
    (0.0, 0.265, 0.265), (0.12, 0.25, 0.25), (0.3, 0.205, 0.205), (0.45, 0.195, 0.195),
    (0.65, 0.235, 0.235), (0.8, 0.27, 0.27), (0.9, 0.3, 0.3), (0.97, 0.22, 0.22),
    (1.03, 0.1, 0.1),
)  # fmt: skip
SEAT_RADIUS: Final = 0.166
SEAT_POINTS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Positions in trunk lengths, y up, floor at 0. Limbs run from the trunk outward.

    `spine` from hip to neck; `arms` and `legs` are (near, far), each joint by joint; `heels`
    belong to the legs; `trunk` is the outline of the trunk, from the seat up the back (from the
    front: the left) and down the belly.
    """

    spine: tuple[Point, ...]
    head: Point
    arms: tuple[tuple[Point, ...], tuple[Point, ...]]
    legs: tuple[tuple[Point, ...], tuple[Point, ...]]
    heels: tuple[Point, Point]
    trunk: tuple[Point, ...]


def figure(sketch: Sketch) -> Figure:
    """The body of a sketch, standing or lying on the floor (seen from above: hips at 0)."""
    front = sketch.view is not View.SIDE
    part = sketch.spine_ratio / len(sketch.spine_deg)
    spine = _chain((0.0, 0.0), sketch.spine_deg, [part] * len(sketch.spine_deg))
    drop = (FRONT_SHOULDER_DROP if front else SHOULDER_DROP) * sketch.spine_ratio
    shoulder = step(spine[-1], sketch.spine_deg[-1] + 180.0, drop)
    shoulders = _pair(shoulder, sketch.spine_deg[-1], SHOULDER_HALF if front else 0.0)
    hips = _pair(spine[0], sketch.spine_deg[0], HIP_HALF if front else 0.0)
    arms = (
        _limb(shoulders[0], sketch.near_arm_deg, ARM_LENGTHS, sketch.near_arm_ratio),
        _limb(shoulders[1], sketch.far_arm_deg, ARM_LENGTHS, sketch.far_arm_ratio),
    )
    legs = (
        _limb(hips[0], sketch.near_leg_deg, LEG_LENGTHS, sketch.near_leg_ratio),
        _limb(hips[1], sketch.far_leg_deg, LEG_LENGTHS, sketch.far_leg_ratio),
    )
    feet_deg = (sketch.near_leg_deg[2], sketch.far_leg_deg[2])
    body = Figure(
        spine=tuple(spine),
        head=step(spine[-1], sketch.neck_deg, NECK_LENGTH * (0.5 + 0.5 * sketch.spine_ratio)),
        arms=arms,
        legs=legs,
        heels=(_heel(legs[0], feet_deg[0], front), _heel(legs[1], feet_deg[1], front)),
        trunk=tuple(trunk(spine, front=front)),
    )
    up = 0.0 if sketch.from_above else -lowest(body)
    return _shifted(body, sketch.across, sketch.lift + up)


def lowest(body: Figure) -> float:
    """The y of the lowest point of the body's outline."""
    bottoms = [body.head[1] - HEAD_RADIUS, *(y for _, y in body.trunk)]
    for limbs, radii in ((body.arms, ARM_RADII), (body.legs, LEG_RADII)):
        bottoms += [y - r for limb in limbs for (_, y), r in zip(limb, radii, strict=True)]
    bottoms += [y - HEEL_RADIUS for _, y in body.heels]
    return min(bottoms)


def points(body: Figure) -> list[Point]:
    """Every joint of the body, and its outline where that is wider."""
    limbs = [point for limb in (*body.arms, *body.legs) for point in limb]
    return [*body.spine, body.head, *limbs, *body.heels, *body.trunk]


def curve(joints: Sequence[Point], at: Iterable[float]) -> list[tuple[Point, float]]:
    """Places and directions (radians) along a smooth line through joints, by share of its way.

    Catmull-Rom through the joints; shares beyond 0 and 1 go straight on.
    """
    last = len(joints) - 1
    before = (2 * joints[0][0] - joints[1][0], 2 * joints[0][1] - joints[1][1])
    after = (2 * joints[-1][0] - joints[-2][0], 2 * joints[-1][1] - joints[-2][1])
    held = [before, *joints, after]
    found = []
    for share in at:
        inside = min(max(share, 0.0), 1.0) * last
        index = min(int(inside), last - 1)
        (x, y), (dx, dy) = _spline(held[index : index + 4], inside - index)
        beyond = (share - min(max(share, 0.0), 1.0)) * last
        found.append(((x + dx * beyond, y + dy * beyond), atan2(dy, dx)))
    return found


def step(start: Point, direction_deg: float, length: float) -> Point:
    """The point at a distance in a direction."""
    angle = radians(direction_deg)
    return (start[0] + length * cos(angle), start[1] + length * sin(angle))


def towards_deg(start: Point, end: Point) -> float:
    """The direction from one point to another."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def trunk(spine: Sequence[Point], *, front: bool, upto: float = 2.0) -> list[Point]:
    """The outline of the trunk, or of its part below a share of the spine."""
    profile = [row for row in (FRONT_PROFILE if front else SIDE_PROFILE) if row[0] <= upto]
    line = curve(spine, [share for share, _, _ in profile])
    back, belly = [], []
    for ((x, y), angle), (_, behind, before) in zip(line, profile, strict=True):
        across = angle + pi / 2
        back.append((x + behind * cos(across), y + behind * sin(across)))
        belly.append((x - before * cos(across), y - before * sin(across)))
    (x, y), angle = line[0]
    turns = (2.36, 2.75, 3.14, 3.53, 3.92) if not front else (2.3, 2.7, 3.14, 3.58, 3.98)
    seat = [
        (x + SEAT_RADIUS * cos(angle + turn), y + SEAT_RADIUS * sin(angle + turn))
        for turn in turns
    ]
    return [*back, *reversed(belly), *reversed(seat)]


def _spline(four: Sequence[Point], share: float) -> tuple[Point, Point]:
    """Place and speed (a joint to the next) on a Catmull-Rom piece."""
    place, speed = [], []
    for axis in (0, 1):
        a, b, c, d = (point[axis] for point in four)
        first, second, third = c - a, 2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d
        place.append(b + 0.5 * share * (first + share * (second + share * third)))
        speed.append(0.5 * (first + share * (2 * second + share * 3 * third)))
    return (place[0], place[1]), (speed[0], speed[1])


def _pair(middle: Point, axis_deg: float, half: float) -> tuple[Point, Point]:
    return step(middle, axis_deg + 90.0, half), step(middle, axis_deg - 90.0, half)


def _limb(
    root: Point,
    directions: Sequence[float],
    lengths: Sequence[float],
    ratios: Sequence[float],
) -> tuple[Point, ...]:
    seen = [length * ratio for length, ratio in zip(lengths, ratios, strict=True)]
    return tuple(_chain(root, directions, seen))


def _heel(leg: Sequence[Point], foot_deg: float, front: bool) -> Point:
    """The heel is behind the ankle and below it; from the front it hides behind the ankle."""
    if front:
        return step(leg[2], foot_deg + 180.0, HEEL_LENGTH * 0.4)
    return step(leg[2], foot_deg - HEEL_TURN_DEG, HEEL_LENGTH)


def _shifted(body: Figure, across: float, up: float) -> Figure:
    def move(places: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((x + across, y + up) for x, y in places)

    return Figure(
        spine=move(body.spine),
        head=move([body.head])[0],
        arms=(move(body.arms[0]), move(body.arms[1])),
        legs=(move(body.legs[0]), move(body.legs[1])),
        heels=(move([body.heels[0]])[0], move([body.heels[1]])[0]),
        trunk=move(body.trunk),
    )


def _chain(start: Point, directions: Sequence[float], lengths: Sequence[float]) -> list[Point]:
    places = [start]
    for direction, length in zip(directions, lengths, strict=True):
        places.append(step(places[-1], direction, length))
    return places
