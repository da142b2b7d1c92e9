"""Directions and angles of a body in one picture, told in the body's own terms.

Theory of operation
-------------------
A frame is one side of a person, seen flat. Three things turn picture directions into body
directions, and each is decided once a frame, here:

- *near*: the side of the person that is towards the camera. The other side of somebody seen from
  the side is the model's guess and is not used.
- *ventral*: on which side of the line from hip to shoulder the front of the body is. +1 when it
  is clockwise of that line in the picture (standing and facing right, prone with the head to the
  right, supine with the head to the left), -1 when anticlockwise. Since somebody whose right side
  is near always has the front clockwise, depth decides, and nose, toes, knees and a folded hip
  bear witness.
- *head*: +1 when the head end is to the right of the hips, -1 when to the left.

A signed angle is multiplied by one of these, so that a mirrored picture reads the same.
Points are (x, y) in picture heights with y up; angles are degrees, 0 to the right, 90 up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import atan2, degrees, dist, inf, isfinite, isnan, nan
from typing import Final

from supple.core.body import PAIRED, Landmark, Side, landmark
from supple.core.pose import SEEN_VISIBILITY, Floats, Frame

Point = Sequence[float]
"""x and y."""

KEPT_COUNT: Final = 16
"""What was found of so many frames is kept: of one live, as it came and as the filter leaves it,
or of a photo and its looks. More would only be in the way in the processor's own memory."""

SEGMENTS_TL: Final = (
    ("shoulder", "hip", 1.0),
    ("hip", "knee", 0.84),
    ("knee", "ankle", 0.82),
)
"""Near segments and their length in trunk lengths, average proportions (check_ideal_poses)."""

_Index = Mapping[str, int]
INDEX: Final[Mapping[Side, _Index]] = {
    side: {name: int(landmark(name, side)) for name in PAIRED} for side in Side
}
"""The landmark's index of a side and a paired name: this module is asked at every frame."""

_LEFT, _RIGHT = Side
_NOSE: Final = int(Landmark.NOSE)


def _pairs(*names: str) -> tuple[tuple[int, int], ...]:
    return tuple((INDEX[Side.LEFT][name], INDEX[Side.RIGHT][name]) for name in names)


_ENDS: Final = {
    side: tuple((at[start], at[end], length_tl) for start, end, length_tl in SEGMENTS_TL)
    for side, at in INDEX.items()
}
_TORSO_AND_LIMBS: Final = _pairs("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
_DEPTH_PAIRS: Final = _pairs("shoulder", "hip")
_SHOULDERS_TO_ANKLES: Final = slice(Landmark.LEFT_SHOULDER, Landmark.RIGHT_ANKLE + 1)
_NO_HEAD: Final = [[nan] * 3] * Landmark.LEFT_SHOULDER


def direction_deg(start: Point, end: Point) -> float:
    """Direction from one point to another, (-180, 180]; 0 right, 90 up."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def wrapped_deg(angle_deg: float) -> float:
    """The same direction in [-180, 180)."""
    return (angle_deg + 180.0) % 360.0 - 180.0


def included_deg(first: Point, corner: Point, last: Point) -> float:
    """Angle at a corner, 0 to 180; NaN where two points coincide."""
    ax, ay = first[0] - corner[0], first[1] - corner[1]
    bx, by = last[0] - corner[0], last[1] - corner[1]
    if (ax == 0.0 and ay == 0.0) or (bx == 0.0 and by == 0.0):
        return nan
    return degrees(atan2(abs(ax * by - ay * bx), ax * bx + ay * by))


def from_vertical_deg(start: Point, end: Point) -> float:
    """Unsigned angle of a line (no head, no tail) from the vertical, 0 to 90."""
    return degrees(atan2(abs(end[0] - start[0]), abs(end[1] - start[1])))


def from_horizontal_deg(start: Point, end: Point) -> float:
    """Unsigned angle of a line from the horizontal, 0 to 90."""
    return degrees(atan2(abs(end[1] - start[1]), abs(end[0] - start[0])))


def elevation_deg(start: Point, end: Point) -> float:
    """How far a direction rises above the horizontal, -90 to 90."""
    return degrees(atan2(end[1] - start[1], abs(end[0] - start[0])))


distance: Final[Callable[[Point, Point], float]] = dist
"""Distance of two points, in their own unit."""


def midpoint(first: Point, second: Point) -> Point:
    """Half way between two points."""
    return ((first[0] + second[0]) / 2.0, (first[1] + second[1]) / 2.0)


def cross(origin: Point, first: Point, second: Point) -> float:
    """Twice the signed area; positive when `second` is anticlockwise of `first`."""
    return (first[0] - origin[0]) * (second[1] - origin[1]) - (first[1] - origin[1]) * (
        second[0] - origin[0]
    )


class Stance:
    """A frame with its body directions settled.

    `at` is where the names of the near side are in `points`; `point` gives a landmark by name and
    side. `lengths` are those of `SEGMENTS_TL` on the near side, seen or guessed; `scale` is the
    trunk length as far as this one frame shows it, NaN if nothing of the trunk and the legs is
    seen; all in picture heights. `ventral` and `head` are +1 or -1 as the module says, 0 where
    nothing bears witness; they are looked for when they are first asked for, as most frames that
    cannot be judged never are.
    """

    __slots__ = (
        "_head", "_ventral", "at", "depth", "lengths", "near", "points", "scale", "visibility"
    )  # fmt: skip

    def __init__(
        self,
        points: Sequence[Point],
        depth: Floats,
        visibility: Sequence[float],
        near: Side,
    ) -> None:
        self.points, self.depth, self.visibility, self.near = points, depth, visibility, near
        self.at = INDEX[near]
        self.lengths = [dist(points[first], points[last]) for first, last, _ in _ENDS[near]]
        self.scale = _scale(self.lengths, visibility, near)
        self._ventral: int | None = None
        self._head: int | None = None

    @property
    def ventral(self) -> int:
        if self._ventral is None:
            self._ventral = _sign(
                _ventral_evidence(self.points, self.depth, self.visibility, self.at, self.scale)
            )
        return self._ventral

    @property
    def head(self) -> int:
        if self._head is None:
            self._head = _head_end(self.points, self.at, self.scale)
        return self._head

    def point(self, name: str, side: Side) -> Point:
        return self.points[self._names(side)[name]]

    def sees(self, name: str, side: Side) -> bool:
        index = self._names(side)[name]
        return self.visibility[index] >= SEEN_VISIBILITY and isfinite(self.points[index][0])

    def _names(self, side: Side) -> Mapping[str, int]:
        return self.at if side is self.near else INDEX[side]

    def widened(self, by_ratio: float) -> Stance:
        """The same body with all its horizontal distances longer, as if it were turned side-on.

        Body directions stay, for nothing changes places; the trunk length is found anew.
        """
        points = [(x * by_ratio, y) for x, y in self.points]
        wide = Stance(points, self.depth, self.visibility, self.near)
        wide._ventral, wide._head = self.ventral, self.head
        return wide


@lru_cache(maxsize=KEPT_COUNT)
def stance(frame: Frame) -> Stance:
    """The body directions of a frame in which somebody was found."""
    points = frame.points.tolist()
    visibility: Sequence[float]
    if frame.unfiltered is None:
        visibility = frame.visibility.tolist()
        near = _near_side(frame.depth, visibility)
    else:
        came = stance(frame.unfiltered)
        visibility, near = came.visibility, came.near
    return Stance(points, frame.depth, visibility, near)


@lru_cache(maxsize=KEPT_COUNT)
def metres(frame: Frame) -> Sequence[Sequence[float]]:
    """The metric landmarks from shoulders to ankles as plain numbers, made once a frame.

    By their index in the frame; NaN where there are none, and for the head.
    """
    world: list[list[float]] = frame.world[_SHOULDERS_TO_ANKLES].tolist()
    return _NO_HEAD + world


def _sign(value: float) -> int:
    return int(value > 0) - int(value < 0)


def _near_side(depth: Floats, visibility: Sequence[float]) -> Side:
    """The better seen side; where both are seen alike, the one whose joints are nearer."""
    lead = 0.0
    for left, right in _TORSO_AND_LIMBS:
        lead += visibility[left] - visibility[right]
    lead /= len(_TORSO_AND_LIMBS)
    if abs(lead) >= 0.05:
        return _LEFT if lead > 0 else _RIGHT
    nearer, depths = 0.0, depth.tolist()
    for left, right in _TORSO_AND_LIMBS:
        step = depths[right] - depths[left]
        if isfinite(step):
            nearer += step
    return _LEFT if nearer >= 0 else _RIGHT


def _scale(lengths: Sequence[float], visibility: Sequence[float], near: Side) -> float:
    """Trunk length from what is seen of trunk, thigh and shank of the near side.

    Turning away from the picture plane and arching shorten a segment, nothing lengthens it, so
    the second longest of the three estimates is taken (the longest could be a slip).
    """
    estimates = []
    for length, (first, last, length_tl) in zip(lengths, _ENDS[near], strict=True):
        seen = visibility[first] >= SEEN_VISIBILITY and visibility[last] >= SEEN_VISIBILITY
        if seen and 0 < length < inf:
            estimates.append(length / length_tl)
    if not estimates:
        return nan
    estimates.sort(reverse=True)
    return estimates[1] if len(estimates) > 2 else estimates[0]


def _head_end(points: Sequence[Point], at: _Index, scale: float) -> int:
    """From hip to shoulder; where the trunk is upright, from knee to shoulder (a high cobra)."""
    shoulder, hip = points[at["shoulder"]], points[at["hip"]]
    along = shoulder[0] - hip[0]
    if isfinite(scale) and abs(along) < 0.15 * scale:
        knee = points[at["knee"]]
        if isfinite(knee[0]) and abs(shoulder[0] - knee[0]) > 0.3 * scale:
            along = shoulder[0] - knee[0]
    return _sign(along)


def _ventral_evidence(
    points: Sequence[Point],
    depth: Floats,
    visibility: Sequence[float],
    at: _Index,
    scale: float,
) -> float:
    """Positive for a front that is clockwise of hip to shoulder; the size says how sure.

    Each witness is about 1 at its clearest. The far side being deeper is the strongest one.
    """
    if not isfinite(scale):
        return 0.0
    at_shoulder, at_hip, at_knee = at["shoulder"], at["hip"], at["knee"]
    at_ankle, at_ear, at_toe = at["ankle"], at["ear"], at["foot_index"]
    sees_shoulder = visibility[at_shoulder] >= SEEN_VISIBILITY
    sees_legs = visibility[at_knee] >= SEEN_VISIBILITY and visibility[at_ankle] >= SEEN_VISIBILITY
    sees_hip = visibility[at_hip] >= SEEN_VISIBILITY
    sees_face = visibility[at_ear] >= SEEN_VISIBILITY and visibility[_NOSE] >= SEEN_VISIBILITY
    shoulder, hip, knee, ankle = (
        points[at_shoulder], points[at_hip], points[at_knee], points[at_ankle]
    )  # fmt: skip
    unit = scale * scale
    total = 2.0 * _depth_witness(depth, scale)
    if sees_face and sees_shoulder:
        total += _witness(-cross(shoulder, points[at_ear], points[_NOSE]), unit, 0.06)
    if sees_legs and visibility[at_toe] >= SEEN_VISIBILITY:
        total += 0.7 * _witness(-cross(ankle, knee, points[at_toe]), unit, 0.2)
    if sees_legs and sees_hip:
        total += 0.7 * _witness(cross(knee, hip, ankle), unit, 0.35)
    if sees_shoulder and sees_hip and visibility[at_knee] >= SEEN_VISIBILITY:
        folded = included_deg(shoulder, hip, knee)
        if folded < 80.0:
            turn = -cross(hip, shoulder, knee)
            total += (80.0 - folded) / 40.0 * _witness(turn, unit, 0.3)
    return total


def _witness(value: float, unit: float, full: float) -> float:
    """A signed quantity in body units as a vote between -1 and 1."""
    vote = value / unit / full
    if isnan(vote):
        return 0.0
    return -1.0 if vote < -1.0 else min(vote, 1.0)


def _depth_witness(depth: Floats, scale: float) -> float:
    gap = 0.0
    for left, right in _DEPTH_PAIRS:
        gap += float(depth[left] - depth[right])
    return _witness(gap / 2.0, scale, 0.25)
