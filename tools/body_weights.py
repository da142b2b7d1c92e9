"""How much each bone carries of a point of the body's surface. For make_body.

A function of the place alone, so that skin and the cloth over it move as one. Along the spine and
along each limb stand stations, one for each bone; a point between two is carried by both.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from body_fields import Piece, distance_m, joint, of_parts, own_pieces
from supple.core.figure.bones import BONE_INDEX
from supple.core.figure.skeleton import PART_NAMES
from supple.core.pose import Floats

TRUNK: Final = ""
"""A station where the limb's point is carried as the trunk's."""
SIDES: Final = (("left", -1.0), ("right", 1.0))
ARM_SOFT_M: Final = 0.012
BLUR_M: Final = 0.010
CARRIED_BY: Final = 4

Stations = tuple[tuple[float, str], ...]


def weights(points: Floats) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The bones (n, 4) that carry points (n, 3), and their shares (n, 4) in 255ths, which sum to
    255.
    """
    steps = BLUR_M * np.concatenate((np.zeros((1, 3)), np.eye(3), -np.eye(3)))
    full = np.mean([_plain(points + step) for step in steps], axis=0)
    chosen = np.argsort(-full, axis=1)[:, :CARRIED_BY]
    shares = np.take_along_axis(full, chosen, axis=1)
    shares /= shares.sum(axis=1, keepdims=True)
    counted = np.floor(shares * 255.0)
    counted[:, 0] += 255.0 - counted.sum(axis=1)
    return chosen.astype(np.uint8), counted.astype(np.uint8)


def _plain(points: Floats) -> Floats:
    trunk = _trunk(points)
    carried = trunk.copy()
    for side, outward in SIDES:
        mine = _leg_share(points, outward)[:, None]
        carried += mine * (_leg(points, side, trunk) - trunk)
    to_trunk = _nearest(points, _TRUNK_PIECES)
    for side, _ in SIDES:
        to_arm = _nearest(points, _ARM_PIECES[side])
        mine = 1.0 / (1.0 + np.exp(np.clip((to_arm - to_trunk) / ARM_SOFT_M, -40.0, 40.0)))
        carried += mine[:, None] * (_arm(points, side, trunk) - carried)
    to_head = _nearest(points, _HEAD_PIECES)
    others = np.minimum(to_trunk, _nearest(points, _NECK_PIECES))
    head = 1.0 / (1.0 + np.exp(np.clip((to_head - others) / ARM_SOFT_M, -40.0, 40.0)))
    only = np.zeros_like(carried)
    only[:, BONE_INDEX["head"]] = 1.0
    return np.asarray(carried + head[:, None] * (only - carried))


def _along(way_m: Floats, stations: Stations, trunk: Floats) -> Floats:
    """What carries points at ways (n,) along a limb: (n, bones)."""
    at = [station for station, _ in stations]
    carried = np.zeros_like(trunk)
    place = np.interp(way_m, at, np.arange(len(at), dtype=np.float64))
    before = np.minimum(place.astype(int), len(at) - 2)
    share = place - before
    share = share * share * (3.0 - 2.0 * share)
    for index, (_, bone) in enumerate(stations):
        mine = np.where(before == index, 1.0 - share, 0.0)
        mine += np.where(before == index - 1, share, 0.0)
        if bone == TRUNK:
            carried += mine[:, None] * trunk
        else:
            carried[:, BONE_INDEX[bone]] += mine
    return carried


def _trunk(points: Floats) -> Floats:
    return _along(points[:, 1], _SPINE, np.zeros((len(points), len(BONE_INDEX))))


def _arm(points: Floats, side: str, trunk: Floats) -> Floats:
    shoulder, elbow, wrist, knuckles = (
        joint(f"{side}_{part}") for part in ("upper_arm", "forearm", "hand", "fingers")
    )
    upper, fore, hand = (
        float(np.linalg.norm(after - before))
        for before, after in ((shoulder, elbow), (elbow, wrist), (wrist, knuckles))
    )
    down = (elbow - shoulder) / upper
    out = np.array((0.0, 0.0, np.sign(shoulder[2])))
    way = np.maximum((points - shoulder) @ down, np.minimum((points - shoulder) @ out, 0.0))
    thumb = _nearest(points, _THUMBS[side]) < _nearest(points, _FINGERS[side])
    way = np.where(thumb, np.minimum(way, upper + fore + hand - 0.02), way)
    stations: Stations = (
        (-0.12, TRUNK),
        (-0.05, f"{side}_girdle"),
        (0.015, f"{side}_shoulder_half"),
        (0.085, f"{side}_upper_arm_swing"),
        (upper - 0.06, f"{side}_upper_arm"),
        (upper, f"{side}_elbow_half"),
        (upper + 0.05, f"{side}_forearm_swing"),
        (upper + fore * 0.55, f"{side}_forearm_half"),
        (upper + fore - 0.035, f"{side}_forearm"),
        (upper + fore, f"{side}_wrist_half"),
        (upper + fore + 0.03, f"{side}_hand"),
        (upper + fore + hand - 0.012, f"{side}_hand"),
        (upper + fore + hand, f"{side}_fingers_half"),
        (upper + fore + hand + 0.015, f"{side}_fingers"),
    )
    return _along(way, stations, trunk)


def _leg(points: Floats, side: str, trunk: Floats) -> Floats:
    hip, knee, ankle, ball = (
        joint(f"{side}_{part}") for part in ("thigh", "shank", "foot", "toes")
    )
    thigh, shank = float(np.linalg.norm(knee - hip)), float(np.linalg.norm(ankle - knee))
    down = (knee - hip) / thigh
    # What lies between the legs stays with the pelvis: pubic bone and tail bone.
    middle = 1.0 - np.clip(np.abs(points[:, 2]) / 0.07, 0.0, 1.0)
    way = (points - hip) @ down - 0.05 * middle
    stations: Stations = (
        (-0.09, TRUNK),
        (0.0, f"{side}_hip_half"),
        (0.10, f"{side}_thigh_swing"),
        (thigh - 0.08, f"{side}_thigh"),
        (thigh, f"{side}_knee_half"),
        (thigh + 0.075, f"{side}_shank"),
        (thigh + shank - 0.045, f"{side}_shank"),
        (thigh + shank - 0.005, f"{side}_ankle_half"),
        (thigh + shank + 0.03, f"{side}_foot"),
    )
    carried = _along(way, stations, trunk)
    forward = points[:, 0] - ball[0]
    toes = np.clip((forward + 0.015) / 0.03, 0.0, 1.0)[:, None]
    toes = toes * toes * (3.0 - 2.0 * toes)
    foot = BONE_INDEX[f"{side}_foot"]
    bent = carried.copy()
    bent[:, foot] = 0.0
    half, tip = BONE_INDEX[f"{side}_toes_half"], BONE_INDEX[f"{side}_toes"]
    share = carried[:, foot]
    bent[:, tip] += share * np.clip(2.0 * toes[:, 0] - 1.0, 0.0, 1.0)
    bent[:, half] += share * (1.0 - np.abs(2.0 * toes[:, 0] - 1.0))
    bent[:, foot] += share * np.clip(1.0 - 2.0 * toes[:, 0], 0.0, 1.0)
    return bent


def _leg_share(points: Floats, outward: float) -> Floats:
    """How much of a point is this leg's and not the other's, (n,); none high over the hips."""
    side = np.clip(0.5 + outward * points[:, 2] / 0.04, 0.0, 1.0)
    below = np.clip((joint("pelvis")[1] + 0.12 - points[:, 1]) / 0.02, 0.0, 1.0)
    return np.asarray(side * side * (3.0 - 2.0 * side) * below)


def _nearest(points: Floats, pieces: list[Piece]) -> Floats:
    return np.asarray(np.min([distance_m(points, piece) for piece in pieces], axis=0))


def _spine() -> Stations:
    names = ("pelvis", "loin_lower", "loin_middle", "loin_upper", "chest_lower", "chest_middle",
             "chest_upper", "neck", "head")  # fmt: skip
    up = [float(joint(name)[1]) for name in names]
    middles = [(low + high) / 2 for low, high in pairwise(up)]
    return (*zip(middles, names, strict=False), (up[-1] + 0.01, "head"))


_SPINE: Final = _spine()
_OWN: Final = own_pieces()
_TRUNK_PIECES: Final = [
    piece
    for piece in of_parts(_OWN, *PART_NAMES[:7])
    if not any(np.allclose(piece.end, joint(f"{side}_upper_arm")) for side, _ in SIDES)
]
_NECK_PIECES: Final = of_parts(_OWN, "neck")
_HEAD_PIECES: Final = of_parts(_OWN, "head")
_ARM_PIECES: Final = {
    side: [
        *of_parts(
            _OWN, *(f"{side}_{part}" for part in ("upper_arm", "forearm", "hand", "fingers"))
        ),
        *(
            piece
            for piece in of_parts(_OWN, "chest_upper")
            if np.allclose(piece.end, joint(f"{side}_upper_arm"))
        ),
    ]
    for side, _ in SIDES
}
_THUMBS: Final = {side: of_parts(_OWN, f"{side}_hand")[-1:] for side, _ in SIDES}
_FINGERS: Final = {
    side: [*of_parts(_OWN, f"{side}_fingers"), *of_parts(_OWN, f"{side}_hand")[:-1]]
    for side, _ in SIDES
}
