"""The pose that is due, in the viewer's own size, where they are in the picture.

A `Shape` is a settled pose before a camera that stands where the real one does. A `Spot` says
where in the picture of a frame it belongs and how large it is there: its hips across from the
viewer's, on the floor that they are on, as large as they look. How well each limb matches is told
by directions, so that a limb which is a little longer than the figure's matches all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, nan
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.core.body import Landmark, Side, landmark
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.lens import Lens, middle_m, sighting
from supple.core.figure.proportions import AVERAGE, Proportions
from supple.core.figure.sizing import Size
from supple.core.figure.skeleton import PARTS
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame

DISTANCE_M: Final = 3.2
MATCHES_DEG: Final = 12.0
"""Within this a limb is where it is meant to be: what landmarks are exact to."""
ASTRAY_DEG: Final = 45.0
SHORT_RATIO: Final = 0.35
"""What points at the camera more than this has no direction in the picture."""
SIDE_SNAP_DEG: Final = 30.0
"""So near to side-on or to the front it is taken for that: the view is no more exact."""

Disc = tuple[tuple[float, float], float]
Piece = tuple[Disc, Disc]

LIMBS: Final = ("trunk", "head", "left_arm", "right_arm", "left_leg", "right_leg")
_ARM: Final = ("upper_arm", "forearm", "hand", "fingers")
_LEG: Final = ("thigh", "shank", "foot", "toes")


def _limb_of(name: str, side: Side | None) -> str:
    if name in ("neck", "head"):
        return "head"
    if side is None or name.endswith("girdle"):
        return "trunk"
    return f"{side}_arm" if name.endswith(_ARM) else f"{side}_leg"


_LIMB_OF_PART: Final = MappingProxyType(
    {INDEX[part.name]: _limb_of(part.name, part.side) for part in PARTS}
)


Bone = tuple[tuple[Landmark, ...], tuple[Landmark, ...]]
"""A line from the middle of some landmarks to that of others."""


def _bones() -> dict[str, tuple[Bone, ...]]:
    """Lines by limb."""
    bones: dict[str, tuple[Bone, ...]] = {}
    both = {name: tuple(landmark(name, side) for side in Side) for name in ("hip", "shoulder")}
    ears = tuple(landmark("ear", side) for side in Side)
    bones["trunk"] = ((both["hip"], both["shoulder"]),)
    bones["head"] = ((both["shoulder"], ears), (ears, (Landmark.NOSE,)))
    for side in Side:
        for limb, chain in (("arm", ("shoulder", "elbow", "wrist")),
                            ("leg", ("hip", "knee", "ankle"))):  # fmt: skip
            first, second, third = ((landmark(name, side),) for name in chain)
            bones[f"{side}_{limb}"] = ((first, second), (second, third))
    return bones


_BONES: Final = MappingProxyType(_bones())


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A pose as a camera sees it, in metres of the figure, y up.

    `marks` (33, 2), from the middle of the hips; `lengths_m`: how long the bones of each limb are;
    `limbs`: the pieces of the skin by limb, each two discs and what lies between them.
    """

    marks: Floats
    lengths_m: Mapping[str, tuple[float, ...]]
    limbs: Mapping[str, tuple[Piece, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a shape is in a picture: `x` and `y` (up) of its hips and what a metre of the figure
    measures there, all in picture heights.
    """

    x: float
    y: float
    metre: float


def shape(
    body: Placed, *, azimuth_deg: float, height_m: float, proportions: Proportions = AVERAGE
) -> Shape:
    """A settled body from a side, without anything behind it."""
    lens = Lens(azimuth_deg=azimuth_deg, distance_m=DISTANCE_M, height_m=height_m)
    camera = sighting(lens, middle_m(body, proportions))
    marks_m = landmarks_m(body, proportions)
    metre = DISTANCE_M / camera.focal
    marks = camera.projected(marks_m) * metre
    hips = marks[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    skin = flesh(proportions)
    centres = skin.centres_m(body)
    places = camera.projected(centres) * metre - hips
    radii = skin.radii_m * DISTANCE_M / camera.seen_m(centres)[:, 2]
    discs = [
        ((float(x), float(y)), float(radius)) for (x, y), radius in zip(places, radii, strict=True)
    ]
    limbs: dict[str, list[Piece]] = {name: [] for name in LIMBS}
    for first, second in skin.pieces:
        limbs[_LIMB_OF_PART[int(skin.part[first])]].append((discs[first], discs[second]))
    return Shape(
        marks=marks - hips,
        lengths_m=MappingProxyType({
            limb: tuple(
                float(np.linalg.norm(_middle(marks_m, end) - _middle(marks_m, start)))
                for start, end in bones
            )
            for limb, bones in _BONES.items()
        }),
        limbs=MappingProxyType({name: tuple(pieces) for name, pieces in limbs.items()}),
    )  # fmt: skip


def azimuth_of(frame: Frame, off_side_deg: float, near: Side) -> float:
    """From where the camera sees the person of a frame (figure.lens), by the turn of their body
    off side-on and their near side; NaN where that was not told.
    """
    if not isfinite(off_side_deg):
        return nan
    left, right = frame.points[Landmark.LEFT_SHOULDER], frame.points[Landmark.RIGHT_SHOULDER]
    faces = float(left[0]) >= float(right[0])
    towards = 1.0 if near is Side.LEFT else -1.0
    if off_side_deg <= SIDE_SNAP_DEG:
        return towards * 90.0
    if off_side_deg >= 90.0 - SIDE_SNAP_DEG:
        return 0.0 if faces else 180.0
    return towards * (90.0 - off_side_deg if faces else 90.0 + off_side_deg)


def picture_metre(frame: Frame) -> float:
    """What a metre of the model's is in the picture, picture heights; NaN if it cannot be told."""
    seen = frame.visibility >= SEEN_VISIBILITY
    flat = frame.world[:, :2] * np.array((1.0, -1.0))
    seen &= np.isfinite(flat[:, 0]) & np.isfinite(frame.points[:, 0])
    if np.count_nonzero(seen) < len(LIMBS):
        return nan
    flat, points = flat[seen] - flat[seen].mean(axis=0), frame.points[seen]
    points = points - points.mean(axis=0)
    return float(np.sum(points * flat) / np.sum(flat * flat))


def spot(frame: Frame, one: Shape, size: Size) -> Spot | None:
    """Where a shape belongs in the picture of a frame; None where that cannot be told.

    Its lowest landmark is level with the lowest that is seen of the person: both are on the floor.
    """
    metre = float(picture_metre(frame) / size.metre_ratio)
    seen = frame.visibility >= SEEN_VISIBILITY
    if not (isfinite(metre) and metre > 0 and seen.any()):
        return None
    hips = frame.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    floor = float(frame.points[seen, 1].min())
    up = floor - float(one.marks[:, 1].min()) * metre
    return Spot(x=float(hips[0]), y=up, metre=metre)


def matches(frame: Frame, one: Shape) -> dict[str, float]:
    """How well each limb of the person lies as the shape's does, 0 to 1.

    A limb that is not seen, or points at the camera, goes with the others.
    """
    told = {limb: _match(frame, one, limb) for limb in LIMBS}
    known = [value for value in told.values() if isfinite(value)]
    others = sum(known) / len(known) if known else 0.0
    return {limb: value if isfinite(value) else others for limb, value in told.items()}


def _match(frame: Frame, one: Shape, limb: str) -> float:
    worst = nan
    for (start, end), length_m in zip(_BONES[limb], one.lengths_m[limb], strict=True):
        meant = _middle(one.marks, end) - _middle(one.marks, start)
        if any((frame.visibility[list(ends)] < SEEN_VISIBILITY).all() for ends in (start, end)):
            continue
        if float(np.linalg.norm(meant)) < SHORT_RATIO * length_m:
            continue
        is_so = _middle(frame.points, end) - _middle(frame.points, start)
        product = float(np.linalg.norm(meant) * np.linalg.norm(is_so))
        if not product > 0:
            continue
        off_deg = float(np.degrees(np.arccos(np.clip(float(meant @ is_so) / product, -1.0, 1.0))))
        match = float(np.clip((ASTRAY_DEG - off_deg) / (ASTRAY_DEG - MATCHES_DEG), 0.0, 1.0))
        worst = match if not isfinite(worst) else min(worst, match)
    return worst


def _middle(points: Floats, which: tuple[Landmark, ...]) -> Floats:
    return np.asarray(points[list(which)].mean(axis=0))
