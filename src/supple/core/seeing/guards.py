"""What must be so in a frame before anything in it is judged. No measures, no memory.

A guard is a function of one frame and the camera that an exercise wants; it gives the codes of
what must be mended, none where all is well. The locale has a sentence for each code (`placement`,
`cannot_tell`), `GUARDS` says where each threshold comes from, and `benchmarks/views.py` prints
how many photos each one refuses and what it costs. Plain arithmetic on few points: all of them
together run on every live frame. What needs more than one frame is in `limbs`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, degrees, dist, hypot, isfinite, nan
from typing import Final

from supple.core.body import Landmark, Side, landmark
from supple.core.exercise import Camera, View
from supple.core.pose import SEEN_VISIBILITY, Frame
from supple.core.seeing.kinematics import Stance, metres, stance
from supple.core.seeing.proportions import impossible
from supple.core.seeing.view import estimate_view

SECOND_PERSON_MIN_RATIO: Final = 0.5
"""Who looks less than half as large is twice as far off: a passer-by, or a picture on a wall."""

EDGE_RATIO: Final = 0.01
"""Landmarks may be guessed this far outside the picture (in picture heights) and still count."""

BODY_MIN_RATIO: Final = 0.25
"""Body against the picture's diagonal (feasibility: body at least about 25 % of the frame)."""

AGREEMENT_MAX_RATIO: Final = 0.10
"""Landmarks that move further than this of the body on a re-crop are not to be trusted."""

FOLD_AWAY_DEG: Final = 55.0
"""A trunk that points this far out of the picture, seen from the front: on the photos that were
tuned on, the wrong skeletons lie at 69 to 79 degrees, the right ones up to 50."""
BELOW_AWAY_DEG: Final = 30.0
"""The same with the shoulders below the hips; bent to the side (20 degrees) is no fold."""


def _of_side(*names: str, also: tuple[int, ...] = ()) -> dict[Side, tuple[int, ...]]:
    return {side: (*(int(landmark(name, side)) for name in names), *also) for side in Side}


_NOSE: Final = int(Landmark.NOSE)
_IN_PICTURE: Final = _of_side(
    "shoulder", "elbow", "wrist", "hip", "knee", "ankle", also=(int(Landmark.NOSE),)
)

_SIDE: Final = View.SIDE
_FRONT: Final = View.FRONT

Find = Callable[[Frame, Stance, Camera], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """`find` gives those of `codes` that hold; `source` says where its threshold comes from."""

    codes: tuple[str, ...]
    find: Find
    source: str


def missing(frame: Frame, camera: Camera) -> tuple[str, ...]:
    """What must be mended before the exercise can be judged, first things first; () is placed."""
    if not frame.found:
        return ("nobody",)
    body = stance(frame)
    gaps: list[str] = []
    for guard in GUARDS:
        # Whoever is partly outside or far off is not also told of hidden feet.
        if not (gaps and guard.find is hidden):
            gaps += guard.find(frame, body, camera)
    return tuple(gaps)


def second_person(frame: Frame, _body: Stance, _camera: Camera) -> tuple[str, ...]:
    """Somebody else about as large: whose landmarks these are is not sure from now on."""
    ratio = frame.second_person_ratio
    return ("second_person",) if ratio >= SECOND_PERSON_MIN_RATIO else ()


def out_of_picture(frame: Frame, body: Stance, _camera: Camera) -> tuple[str, ...]:
    """Sides of the picture over which joints of the near side stand."""
    right_edge = frame.aspect_ratio + EDGE_RATIO
    left = right = top = bottom = False
    for index in _IN_PICTURE[body.near]:
        x, y = body.points[index]
        if -EDGE_RATIO <= x <= right_edge and -EDGE_RATIO <= y <= 1.0 + EDGE_RATIO:
            continue
        left, right = left or x < -EDGE_RATIO, right or x > right_edge
        top, bottom = top or y > 1.0 + EDGE_RATIO, bottom or y < -EDGE_RATIO
    if not (left or right or top or bottom):
        return ()
    if (left and right) or (top and bottom):
        return ("too_close",)
    sides = (("out_left", left), ("out_right", right), ("out_top", top), ("out_bottom", bottom))
    return tuple(code for code, beyond in sides if beyond)


def too_far(frame: Frame, body: Stance, _camera: Camera) -> tuple[str, ...]:
    """Too far where both the picture of the body and the body laid out are small.

    A folded body takes up little of the picture and is as near as it was when it stood.
    """
    least = BODY_MIN_RATIO * hypot(frame.aspect_ratio, 1.0)
    ear, shoulder = body.point("ear", body.near), body.point("shoulder", body.near)
    if dist(ear, shoulder) + sum(body.lengths) >= least:
        return ()
    across = [x for x, _ in body.points]
    up = [y for _, y in body.points]
    extent = hypot(max(across) - min(across), max(up) - min(up))
    return ("too_far",) if extent < least else ()


def hidden(_frame: Frame, body: Stance, _camera: Camera) -> tuple[str, ...]:
    """What of the near side is not seen although it is inside the picture."""
    near = body.near
    if not (body.sees("shoulder", near) and body.sees("hip", near)):
        return ("too_dark",)
    gaps = []
    if not body.sees("ear", near) and body.visibility[_NOSE] < SEEN_VISIBILITY:
        gaps.append("head_hidden")
    if not (body.sees("knee", near) and body.sees("ankle", near)):
        gaps.append("feet_hidden")
    return tuple(gaps)


def turned(frame: Frame, _body: Stance, camera: Camera) -> tuple[str, ...]:
    """The body is not seen from where the exercise is judged.

    A twist shows from anywhere; its criteria say for themselves where they cannot be read.
    """
    seen = estimate_view(frame).view
    side_on = camera.view is _SIDE
    if seen == ("side" if side_on else "front") or camera.view is View.FEET_END:
        return ()
    return ("turn_side_on",) if side_on else ("turn_to_face",)


def frontal_fold(frame: Frame, body: Stance, camera: Camera) -> tuple[str, ...]:
    """Folded forward towards the camera, where the model draws limbs that are not there.

    Its visibility stays at 1.0 then. What tells it is the trunk: it points at the camera, the
    less so where the shoulders are below the hips already.
    """
    if camera.view is not _FRONT:
        return ()
    below = _mean_y(body, "shoulder") < _mean_y(body, "hip")
    away_deg = trunk_away_deg(frame)
    upright = away_deg <= (BELOW_AWAY_DEG if below else FOLD_AWAY_DEG)
    unknown = not isfinite(away_deg)
    return () if upright or (unknown and not below) else ("frontal_fold",)


def trunk_away_deg(frame: Frame) -> float:
    """How far the trunk points out of the picture's plane, 0 to 90; NaN without metres."""
    world = metres(frame)
    x, y, z = (
        world[Landmark.LEFT_SHOULDER][axis]
        + world[Landmark.RIGHT_SHOULDER][axis]
        - world[Landmark.LEFT_HIP][axis]
        - world[Landmark.RIGHT_HIP][axis]
        for axis in range(3)
    )
    length = hypot(x, y, z)
    return degrees(asin(abs(z) / length)) if length > 0 else nan


def wrong_body(frame: Frame, _body: Stance, _camera: Camera) -> tuple[str, ...]:
    """Limbs that nobody has."""
    return ("body_unclear",) if impossible(frame) else ()


def disagreeing(frame: Frame, _body: Stance, _camera: Camera) -> tuple[str, ...]:
    """A second look at another crop of the picture found the joints elsewhere."""
    seen = isfinite(frame.agreement)
    return ("unsteady",) if seen and frame.agreement > AGREEMENT_MAX_RATIO else ()


def _mean_y(body: Stance, name: str) -> float:
    return (body.point(name, Side.LEFT)[1] + body.point(name, Side.RIGHT)[1]) / 2.0


GUARDS: Final = (
    Guard(codes=("second_person",), find=second_person, source="ENG: half as large, twice as far"),
    Guard(
        codes=("frontal_fold",),
        find=frontal_fold,
        source="photos: frontal folds against frontal poses with a right skeleton",
    ),
    Guard(
        codes=("too_close", "out_left", "out_right", "out_top", "out_bottom"),
        find=out_of_picture,
        source="ENG: a hundredth of the picture's height beyond its edge",
    ),
    Guard(codes=("too_far",), find=too_far, source="photos, shrunk: 9 % lost below a third"),
    Guard(
        codes=("too_dark", "head_hidden", "feet_hidden"),
        find=hidden,
        source="photos: the near side's visibility is above 0.5 in 89 to 100 %",
    ),
    Guard(
        codes=("turn_side_on", "turn_to_face"),
        find=turned,
        source="rendered figures: hip angles hold up to 40 degrees; view labels of the photos",
    ),
    Guard(
        codes=("body_unclear",),
        find=wrong_body,
        source="Drillis and Contini 1966 by half and more; the model's own asymmetry on photos",
    ),
    Guard(
        codes=("unsteady",),
        find=disagreeing,
        source="photos: wrong skeletons move by 0.1 of the body and more on another crop",
    ),
)
"""In the order in which they are told: what makes the rest meaningless comes first."""
