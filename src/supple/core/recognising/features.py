"""A body as numbers that say what pose it is: flat, and the same at any size and place.

Thirteen points of the picture, the most that every source of landmarks has. No depth, no
visibility, no view: what those tell is the shapes' part of the evidence
(`core.recognising.shape`). Whole stretches of frames at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Floats, Frame

PAIRED: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
POINTS: Final = (
    int(Landmark.NOSE),
    *(int(landmark(name, side)) for name in PAIRED for side in Side),
)
"""The landmarks of a flat body, in their order."""

SWAPPED: Final = (0, *(1 + (index ^ 1) for index in range(2 * len(PAIRED))))
"""`bodies[:, list(SWAPPED)]` swaps the names left and right."""

NOSE: Final = 0
SHOULDERS, ELBOWS, WRISTS, HIPS, KNEES, ANKLES = (
    (1 + 2 * index, 2 + 2 * index) for index in range(len(PAIRED))
)
_LIMBS: Final = tuple(
    (start[side], end[side])
    for start, end in ((SHOULDERS, ELBOWS), (ELBOWS, WRISTS), (HIPS, KNEES), (KNEES, ANKLES))
    for side in (0, 1)
)
_BENDS: Final = ((0, 2), (1, 3), (4, 6), (5, 7))
"""Pairs of limbs that share a joint: elbows and knees."""

_JOINTS: Final = (
    (HIPS, KNEES, ANKLES), (SHOULDERS, HIPS, KNEES),
    (SHOULDERS, ELBOWS, WRISTS), (HIPS, SHOULDERS, ELBOWS),
)  # fmt: skip
"""Knees, hips, elbows, shoulders: what is before each, itself, what is after it."""

_GAPS: Final = (
    *((a, b) for a in WRISTS for b in (*ANKLES, NOSE)),
    *((NOSE, b) for b in (*KNEES, *ANKLES)),
    *(
        (first[side], last[side])
        for first, last in (
            (WRISTS, KNEES), (WRISTS, HIPS), (SHOULDERS, ANKLES), (HIPS, ANKLES),
            (SHOULDERS, KNEES), (ELBOWS, KNEES),
        )
        for side in (0, 1)
    ),
    KNEES, ANKLES, WRISTS,
    *_LIMBS,
)  # fmt: skip

TRUNKS_A_LEG, TRUNKS_AN_ARM = 1.66, 1.06
"""Average proportions (seeing.kinematics): what makes one size of three."""

SHORT_TL: Final = 0.05
"""A limb that looks no longer than this has no direction to speak of."""


def flat_bodies(frames: Sequence[Frame]) -> Floats:
    """The points of frames (n, 13, 2), picture heights, y up; NaN where nobody was found."""
    if not frames:
        return np.empty((0, len(POINTS), 2))
    return np.stack([frame.points[list(POINTS)] for frame in frames])


def mirrored_bodies(bodies: Floats) -> Floats:
    """The same bodies in a mirror."""
    return np.asarray(bodies[:, list(SWAPPED)] * np.array([-1.0, 1.0]))


def features(bodies: Floats) -> Floats:
    """Shape (n, 13, 2) to (n, F): places, directions, bends and gaps in body sizes.

    Joints are told without their side, too: how far the two are from each other and how bent the
    more and the less bent one is. One leg bent and one straight make another pose, and the model
    takes left and right for each other. A row of NaN stays one.
    """
    shoulders = bodies[:, list(SHOULDERS)].mean(axis=1)
    hips = bodies[:, list(HIPS)].mean(axis=1)
    size = _size(bodies, shoulders, hips)[:, None, None]
    starts, ends = (list(column) for column in zip(*_LIMBS, strict=True))
    lines = np.concatenate(
        (
            bodies[:, ends] - bodies[:, starts],
            (bodies[:, SHOULDERS[1]] - bodies[:, SHOULDERS[0]])[:, None],
            (bodies[:, HIPS[1]] - bodies[:, HIPS[0]])[:, None],
            (shoulders - hips)[:, None],
            (bodies[:, NOSE] - shoulders)[:, None],
        ),
        axis=1,
    )
    ways = lines / (np.linalg.norm(lines, axis=2, keepdims=True) + SHORT_TL * size)
    first, last = (list(column) for column in zip(*_GAPS, strict=True))
    gaps = np.linalg.norm(bodies[:, first] - bodies[:, last], axis=2) / size[:, 0]
    places = (bodies - hips[:, None]) / size
    heights = places[..., 1] - places[..., 1].min(axis=1, keepdims=True)
    apart = np.abs(places[:, 1::2] - places[:, 2::2])
    count = len(bodies)
    found: Floats = np.concatenate(
        (
            places.reshape(count, -1),
            ways.reshape(count, -1),
            _turns(ways),
            gaps,
            heights,
            apart.reshape(count, -1),
            _bends(bodies),
        ),
        axis=1,
    )
    return found


def _size(bodies: Floats, shoulders: Floats, hips: Floats) -> Floats:
    """One trunk length from trunk, legs and arms together: turned away, not all look short."""

    def along(*joints: tuple[int, int]) -> Floats:
        lengths = [
            np.linalg.norm(bodies[:, end[side]] - bodies[:, start[side]], axis=1)
            for start, end in pairwise(joints)
            for side in (0, 1)
        ]
        return np.asarray(np.sum(lengths, axis=0) / 2)

    trunk = np.linalg.norm(shoulders - hips, axis=1)
    leg = along(HIPS, KNEES, ANKLES) / TRUNKS_A_LEG
    arm = along(SHOULDERS, ELBOWS, WRISTS) / TRUNKS_AN_ARM
    return np.asarray(np.sqrt((trunk**2 + leg**2 + arm**2) / 3) + 1e-6)


def _turns(ways: Floats) -> Floats:
    """Cosine and sine between limbs that share a joint, and of limbs and neck to the trunk."""
    trunk = ways.shape[1] - 2
    pairs = (*_BENDS, *((trunk, limb) for limb in (0, 1, 4, 5, trunk + 1)))
    first, last = (ways[:, [pair[end] for pair in pairs]] for end in (0, 1))
    along = (first * last).sum(axis=2)
    across = first[..., 0] * last[..., 1] - first[..., 1] * last[..., 0]
    return np.concatenate((along, across), axis=1)


def _bends(bodies: Floats) -> Floats:
    """How open each joint is, radians: the less open side, then the other (n, 8)."""
    before, joint, after = (
        bodies[:, np.array([group[place] for group in _JOINTS])] for place in (0, 1, 2)
    )
    first, second = before - joint, after - joint
    across = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    along = (first * second).sum(axis=-1)
    both = np.sort(np.abs(np.arctan2(across, along)), axis=-1)
    return np.asarray(both.reshape(len(bodies), -1))
