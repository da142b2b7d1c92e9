"""Bodies whose spine is known, as the camera and the pose model would show them.

A trunk of known bend is a tube of a depth and a width at each height that are an adult's,
with limbs and a head of round rods. It is turned, looked at from some height, projected with
perspective, and filled in as a mask of the model's own resolution, with a soft and uneven edge
and, if asked, folds of cloth on the back. The truth is the shape of the tube's own dorsal line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, pi, radians, sin
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.body import MIRRORED, Landmark, Side, landmark
from supple.core.pose import Floats, Frame, frame_from_picture
from supple.core.seeing.back_line import FROM_RATIO, POINT_COUNT, TO_RATIO
from supple.core.seeing.back_shape import BackShape, back_shape

# An average adult in trunk lengths, hip to neck. A body of its own, simpler than core.figure's and
# older: what finds the line of the back was tried on it before, and shall not be tried on itself.
NECK_LENGTH = 0.32
ARM_LENGTHS = (0.56, 0.50, 0.18)
LEG_LENGTHS = (0.84, 0.82, 0.30)
HEAD_RADIUS = 0.185
SHOULDER_HALF = 0.29
HIP_HALF = 0.135
ARM_RADII = (0.085, 0.066, 0.048, 0.03)
LEG_RADII = (0.15, 0.1, 0.058, 0.03)

# Half widths of the trunk along the spine: share of the way from hip to neck, then towards the
# back and towards the belly (from the front: to either side). Below 0 is the seat.
SIDE_PROFILE = (
    (0.0, 0.185, 0.15), (0.12, 0.185, 0.15), (0.26, 0.145, 0.142), (0.42, 0.115, 0.138),
    (0.6, 0.135, 0.16), (0.75, 0.15, 0.165), (0.88, 0.13, 0.135), (0.97, 0.09, 0.09),
)  # fmt: skip
FRONT_PROFILE = (
    (0.0, 0.265, 0.265), (0.12, 0.25, 0.25), (0.3, 0.205, 0.205), (0.45, 0.195, 0.195),
    (0.65, 0.235, 0.235), (0.8, 0.27, 0.27), (0.9, 0.3, 0.3), (0.97, 0.22, 0.22),
    (1.03, 0.1, 0.1),
)  # fmt: skip

SIZE_PX = 512
TRUNK_PX = 85.0
"""The model sees a body of some 2.4 trunk lengths in 256 pixels, with a margin (feasibility)."""
FINE = 4
AWAY_TL = 6.0
"""About three metres."""
SLICES = 60
AROUND = 32
SHOULDER_AT = 0.95


class Limbs(NamedTuple):
    """Directions in the plane of the side view, degrees: 0 towards the head end, 90 up."""

    arm: tuple[float, float]
    leg: tuple[float, float, float]
    neck: float


POSES = {
    "all fours": (0.0, Limbs((-90, -90), (-90, 180, 180), 0)),
    "seated fold": (30.0, Limbs((-15, -15), (0, 0, 80), 20)),
    "prone, chest up": (35.0, Limbs((-85, -85), (-176, -176, -170), 70)),
    "standing": (90.0, Limbs((-85, -75), (-90, -90, 0), 88)),
    "child's pose": (-8.0, Limbs((-15, -8), (-25, 172, 178), -30)),
}
"""The direction of the trunk's chord, and of what hangs on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is to be shown. Bends of the two halves of the spine, + rounded; sizes of a usual 1."""

    pose: str = "all fours"
    lower_deg: float = 0.0
    upper_deg: float = 0.0
    turn_deg: float = 0.0
    pitch_deg: float = 0.0
    width: float = 1.0
    depth: float = 1.0
    folds: tuple[tuple[float, float, float], ...] = ()
    """Of cloth on the back: where along the spine, how long, how thick; trunk lengths."""
    mirrored: bool = False
    edge_noise: float = 0.0
    landmark_noise_tl: float = 0.0
    away_tl: float = AWAY_TL
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))


class Made(NamedTuple):
    """A mask (rows, columns), the frame that goes with it, and the shape of the true back."""

    mask: NDArray[np.float32]
    frame: Frame
    truth: BackShape


def made(body: Body) -> Made:
    """The body as it is seen, and as it is."""
    spine = _spine(body)
    joints, rods = _limbs(body, spine)
    fine = np.zeros((SIZE_PX * FINE, SIZE_PX * FINE), np.uint8)
    rings = [_seen(body, ring) for ring in _rings(body, spine)]
    for first, second in pairwise(rings):
        _fill(fine, np.concatenate((first, second)))
    for start, end, first_radius, last_radius in rods:
        _fill(
            fine, np.concatenate((_ball(body, start, first_radius), _ball(body, end, last_radius)))
        )
    return Made(_soft(body, fine), _frame(body, joints), _truth(body, spine))


def frame_of(body: Body) -> Frame:
    """The landmarks alone, as they are seen; quick, for nothing is painted."""
    joints, _ = _limbs(body, _spine(body))
    return _frame(body, joints)


def _spine(body: Body) -> Floats:
    """Points, directions (radians) from hip to neck: two arcs, their chord as the pose has it."""
    ways = np.linspace(0.0, 1.0, SLICES)
    lower = np.minimum(ways, 0.5) * 2 * radians(body.lower_deg)
    upper = np.maximum(ways - 0.5, 0.0) * 2 * radians(body.upper_deg)
    turned = -(lower + upper)
    steps = np.column_stack((np.cos(turned), np.sin(turned))) / (SLICES - 1)
    points = np.concatenate((np.zeros((1, 2)), np.cumsum(steps[:-1], axis=0)))
    chord_deg, _ = POSES[body.pose]
    turn = radians(chord_deg) - np.arctan2(points[-1, 1], points[-1, 0])
    c, s = cos(turn), sin(turn)
    points = points @ np.array([[c, s], [-s, c]])
    return np.column_stack((points, turned + turn))


def _thickness(body: Body, ways: Floats) -> tuple[Floats, Floats, Floats]:
    """Of the trunk towards back and belly, and to either side."""
    side, front = np.array(SIDE_PROFILE), np.array(FRONT_PROFILE)
    back = np.interp(ways, side[:, 0], side[:, 1]) * body.depth
    for at, length, thick in body.folds:
        back = back + thick * np.exp(-0.5 * np.square((ways - at) / length))
    belly = np.interp(ways, side[:, 0], side[:, 2]) * body.depth
    return back, belly, np.interp(ways, front[:, 0], front[:, 1]) * body.width


def _rings(body: Body, spine: Floats) -> list[Floats]:
    """Cross-sections of the trunk in space, each (AROUND, 3)."""
    ways = np.linspace(0.0, 1.0, SLICES)
    back, belly, wide = _thickness(body, ways)
    angles = np.linspace(0.0, 2 * pi, AROUND, endpoint=False)
    rings = []
    for index, (x, y, direction) in enumerate(spine):
        out = np.cos(angles) * np.where(np.cos(angles) > 0, back[index], belly[index])
        normal = np.array([-sin(direction), cos(direction)])
        ring = np.array([x, y]) + out[:, None] * normal
        rings.append(np.column_stack((ring, np.sin(angles) * wide[index])))
    return rings


def _limbs(body: Body, spine: Floats) -> tuple[dict[int, Floats], list]:
    """Joints in space by landmark, and rods (start, end, radii)."""
    _, limbs = POSES[body.pose]
    shoulder = spine[round(SHOULDER_AT * (SLICES - 1)), :2]
    joints: dict[int, Floats] = {}
    rods = []
    for side, away in ((Side.RIGHT, 1.0), (Side.LEFT, -1.0)):
        arm = _chain(shoulder, away * 0.85 * SHOULDER_HALF * body.width, limbs.arm, ARM_LENGTHS)
        leg = _chain(spine[0, :2], away * HIP_HALF * body.width, limbs.leg, LEG_LENGTHS)
        for names, chain, radii in (
            (("shoulder", "elbow", "wrist"), arm, ARM_RADII),
            (("hip", "knee", "ankle", "foot_index"), leg, LEG_RADII),
        ):
            joints |= {int(landmark(n, side)): at for n, at in zip(names, chain, strict=True)}
            rods += list(zip(chain, chain[1:], radii, radii[1:], strict=False))
        joints[int(landmark("index", side))] = arm[2] + 0.3 * (arm[2] - arm[1])
        joints[int(landmark("heel", side))] = leg[2]
    neck = radians(limbs.neck)
    head = np.array([*spine[-1, :2], 0.0]) + NECK_LENGTH * np.array([cos(neck), sin(neck), 0.0])
    rods.append((np.array([*spine[-1, :2], 0.0]), head, 0.09, HEAD_RADIUS))
    for side, away in ((Side.RIGHT, 0.14), (Side.LEFT, -0.14)):
        joints[int(landmark("ear", side))] = head + np.array([0.0, 0.0, away])
    joints[int(Landmark.NOSE)] = head + 0.2 * np.array([sin(neck), -cos(neck), 0.0])
    return joints, rods


def _chain(start: Floats, away: float, directions: tuple, lengths: tuple) -> list[Floats]:
    points = [np.array([*start, away])]
    for direction, length in zip(directions, lengths, strict=False):
        angle = radians(direction)
        points.append(points[-1] + length * np.array([cos(angle), sin(angle), 0.0]))
    return points


def _turned(body: Body, points: Floats) -> Floats:
    """Body axes (towards the head, up, to the right side) as camera axes (right, up, nearer)."""
    turn, pitch = radians(body.turn_deg), radians(body.pitch_deg)
    x = points[:, 0] * cos(turn) + points[:, 2] * sin(turn)
    z = -points[:, 0] * sin(turn) + points[:, 2] * cos(turn)
    y = points[:, 1] * cos(pitch) - z * sin(pitch)
    z = points[:, 1] * sin(pitch) + z * cos(pitch)
    return np.column_stack((-x if body.mirrored else x, y, z))


def _seen(body: Body, points: Floats) -> Floats:
    """Places in the picture, pixels, y down."""
    x, y, z = _turned(body, np.atleast_2d(points)).T
    scale = TRUNK_PX * body.away_tl / (body.away_tl - z)
    return np.column_stack((SIZE_PX / 2 + scale * x, SIZE_PX / 2 - scale * y))


def _ball(body: Body, centre: Floats, radius: float) -> Floats:
    angles = np.linspace(0.0, 2 * pi, 16, endpoint=False)
    round_it = radius * TRUNK_PX * np.column_stack((np.cos(angles), np.sin(angles)))
    return _seen(body, centre) + round_it


def _fill(fine: NDArray[np.uint8], points: Floats) -> None:
    hull = cv2.convexHull((points * FINE).astype(np.float32))
    cv2.fillConvexPoly(fine, np.round(hull).astype(np.int32), 255)


def _soft(body: Body, fine: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = cv2.resize(fine, (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_AREA) / 255.0
    soft = cv2.GaussianBlur(small.astype(np.float32), (0, 0), 1.2)
    if body.edge_noise:
        rough = body.rng.standard_normal(soft.shape).astype(np.float32)
        rough = cv2.GaussianBlur(rough, (0, 0), 3.0)
        soft = soft + body.edge_noise * rough / float(rough.std())
    return np.clip(soft, 0.0, 1.0).astype(np.float32)


def _frame(body: Body, joints: dict[int, Floats]) -> Frame:
    landmarks = np.zeros((33, 4))
    world = np.zeros((33, 3))
    for index in range(33):
        at = joints.get(index, joints[int(Landmark.NOSE)])[None]
        noise = body.landmark_noise_tl * body.rng.standard_normal(2) * TRUNK_PX
        turned = _turned(body, at)[0]
        landmarks[index, :2] = (_seen(body, at)[0] + noise) / SIZE_PX
        landmarks[index, 2] = -turned[2] * TRUNK_PX / SIZE_PX
        landmarks[index, 3] = 0.95
        world[index] = 0.5 * turned * np.array([1.0, -1.0, -1.0])
    far = Side.LEFT
    side_on = abs(cos(radians(body.turn_deg))) >= 0.5
    for name in (
        "shoulder",
        "elbow",
        "wrist",
        "index",
        "hip",
        "knee",
        "ankle",
        "heel",
        "foot_index",
    ):
        landmarks[landmark(name, far), 3] = 0.4 if side_on else 0.95
    if body.mirrored:  # what is right in the mirror is the left side
        landmarks, world = landmarks[list(MIRRORED)], world[list(MIRRORED)]
    return frame_from_picture(
        time_s=0.0, landmarks=landmarks, world=world, width=SIZE_PX, height=SIZE_PX
    )


def _truth(body: Body, spine: Floats) -> BackShape:
    """The shape of the tube's dorsal line, between the same heights of the chord as is looked."""
    bare, _, _ = _thickness(Body(depth=body.depth), np.linspace(0.0, 1.0, SLICES))
    normals = np.column_stack((-np.sin(spine[:, 2]), np.cos(spine[:, 2])))
    line = spine[:, :2] + bare[:, None] * normals
    chord = spine[round(SHOULDER_AT * (SLICES - 1)), :2] - spine[0, :2]
    shares = (line - spine[0, :2]) @ chord / float(chord @ chord)
    order = np.argsort(shares)
    at = np.linspace(FROM_RATIO, TO_RATIO, 200)
    fine = np.column_stack([np.interp(at, shares[order], line[order, axis]) for axis in (0, 1)])
    ways = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(fine, axis=0).T))))
    even = np.linspace(0.0, ways[-1], POINT_COUNT)
    points = np.column_stack([np.interp(even, ways, fine[:, axis]) for axis in (0, 1)])
    return back_shape(points, 1, SHOULDER_AT)
