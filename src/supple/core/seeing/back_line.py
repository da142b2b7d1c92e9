"""From a silhouette to the line of the back: 24 points of its contour, hip to neck, or a reason.

Theory of operation
-------------------
The trunk is seen from the side, its chord running from the middle of the hips to that of the
shoulders. Rays across the chord, from a tenth of the way (over the seat's bulge) to the shoulder,
each meet the silhouette in one or more stretches: the trunk, and what lies before or behind it.

1. *Which stretch is the trunk*: it is followed from the hip upwards, and from the shoulder
   downwards, always to the stretch that shares most with the last one. A trunk is thick and a limb
   is thin, so where an arm or a shank parts from the trunk the trunk is kept. Where the two ways
   do not agree, nobody knows, and the ray tells nothing.
2. *Which end of it is the back*: the one away from the front of the body (`Stance.ventral`).
3. *What is not the back*: the end of a stretch that is as near to an arm, a shank, a foot or the
   head as their own thickness is taken for theirs, and tells nothing.
4. *Smoothing*: a smooth curve through what is left (Whittaker's, penalty on the second
   difference), fitted again with less weight for what stands out (a fold of a shirt, a step of
   the mask). It bridges what tells nothing; where that is too much or at an end, the answer is a
   reason instead of a line.

Somebody lying on their back has the floor for a contour; no line is given unless they are lifted.
Whether the person is turned side-on is not asked here but where the line is measured.

The page runs the very same rule (`static/js/player/back_line.js`), since the silhouette must not
leave it; `tests/core/seeing/test_back_line_page.py` holds the two to each other.
"""

from __future__ import annotations

from math import inf, isfinite, nan
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from supple.core.body import Side
from supple.core.pose import Floats, Frame
from supple.core.seeing.kinematics import Point, Stance, distance, stance

POINT_COUNT: Final = 24
RAY_COUNT: Final = 46
FROM_RATIO: Final = 0.10
TO_RATIO: Final = 1.0
"""The first and the last ray, in shares of the way from hip to shoulder."""

INWARD_TL: Final = 0.7
OUTWARD_TL: Final = 0.8
"""How far the rays go from the chord to the front and to the back."""
STEP_TL: Final = 0.0125
SHARED_FROM_TL: Final = 0.35
"""What is farther than this before the chord tells thighs from trunk no more."""
INSIDE: Final = 0.5
BRIDGED_TL: Final = 0.04
"""A narrower gap in a ray is a hole of the mask, not the air behind a limb."""
OFF_TRUNK_TL: Final = 0.12
"""Hip and shoulder may stand this far outside the silhouette and still belong to it."""

CHORD_MIN_TL: Final = 0.55
"""A shorter chord is a trunk that points at the camera."""
HELD_MIN_RATIO: Final = 0.7
"""Of the rays, so many must tell where the back is."""
OPEN_END_RATIO: Final = 0.15
"""At either end so many may tell nothing."""
ROUGH_MAX_TL: Final = 0.035
"""Mean distance of what the rays tell from the smooth curve; more is no back."""
NECK_RISE_MAX_TL: Final = 0.34
"""Farther than this the neck does not stand out behind the waist (well held cobras: 0.26); hair
and a head thrown back do."""

STIFFNESS: Final = 60.0
"""Keeps bends longer than about 0.4 of the chord: (rays a bend / 2 pi) to the fourth."""
FITS_COUNT: Final = 4
ODD_TL: Final = 0.02
"""This far off the curve a ray's weight has halved."""

ON_FLOOR_TL: Final = 0.1
"""Contour this near to the height of the lowest joint is the mat's or an arm's on it."""
LIMB_TL: Final = 0.12
HEAD_TL: Final = 0.26
UPPER_ARM_FROM_RATIO: Final = 0.1
"""Nearer to the shoulder the arm is the trunk's own contour."""

LYING_MAX_RATIO: Final = 0.35
LIFTED_MIN_TL: Final = 0.4
"""Back down and the chord flatter than this (rise over length): lying, unless this far up."""

STEPS_TL: Final = -INWARD_TL + STEP_TL * np.arange(round((INWARD_TL + OUTWARD_TL) / STEP_TL) + 1)
_BENDS = np.diff(np.eye(RAY_COUNT), 2, axis=0)
PENALTY: Final = _BENDS.T @ _BENDS

Run = tuple[float, float]
"""A stretch of a ray inside the silhouette, trunk lengths from the chord, + towards the back."""

_LIMBS: Final = (("elbow", "wrist"), ("wrist", "index"), ("knee", "ankle"), ("heel", "foot_index"))
_LOWEST: Final = ("elbow", "wrist", "knee", "ankle", "heel", "foot_index")


class BackLine(NamedTuple):
    """`points` (24, 2): hip to neck, evenly apart, in picture heights with y up; None if `why`."""

    points: Floats | None
    why: str


class _Axes(NamedTuple):
    """The chord: where it starts, along it, across it towards the back; lengths in heights."""

    hip: Point
    along: Point
    out: Point
    chord: float
    trunk: float


def back_line(mask: NDArray[np.floating[Any]], frame: Frame) -> BackLine:
    """The line of the back of the person in a frame.

    Parameters
    ----------
    mask
        Shape (rows, columns): how surely each cell of the whole picture shows the person, 0 to 1.
        Any size, as long as its shape is the picture's.
    frame
        The landmarks of the same picture.

    Returns
    -------
    The line, or why there is none: "nobody", "trunk_hidden", "facing_unknown",
    "trunk_points_away", "lying_on_back", "silhouette_off_body", "back_hidden",
    "back_contour_broken", "neck_hidden".
    """
    if not frame.found:
        return BackLine(None, "nobody")
    body = stance(frame)
    why = _unfit(body)
    if why:
        return BackLine(None, why)
    axes = _axes(body)
    if _lies_on_back(body, axes):
        return BackLine(None, "lying_on_back")
    shares = np.linspace(FROM_RATIO, TO_RATIO, RAY_COUNT)
    runs = [_runs(row) for row in _profiles(mask, frame.aspect_ratio, axes, shares)]
    trunk = _trunk(runs)
    if trunk is None:
        return BackLine(None, "silhouette_off_body")
    outline = np.array([nan if run is None else run[1] for run in trunk])
    outline[~np.isfinite(outline)] = nan
    outline[_covered(body, axes, shares, outline)] = nan
    told = np.isfinite(outline)
    if not _enough(told):
        return BackLine(None, "back_hidden")
    curve, rough_tl = smoothed(np.where(told, outline, 0.0), told.astype(np.float64))
    if rough_tl > ROUGH_MAX_TL:
        return BackLine(None, "back_contour_broken")
    if curve[-1] - curve.min() > NECK_RISE_MAX_TL:
        return BackLine(None, "neck_hidden")
    return BackLine(evenly(_placed(axes, shares, curve)), "")


def _unfit(body: Stance) -> str:
    """Why the landmarks alone give no chord to work from; empty where they do."""
    if not (body.sees("hip", body.near) and body.sees("shoulder", body.near)):
        return "trunk_hidden"
    if not (isfinite(body.scale) and body.scale > 0):
        return "trunk_hidden"
    if body.ventral == 0:
        return "facing_unknown"
    chord = distance(body.point("hip", body.near), body.point("shoulder", body.near))
    if chord < CHORD_MIN_TL * body.scale:
        return "trunk_points_away"
    return ""


def _axes(body: Stance) -> _Axes:
    hip, shoulder = _middle(body, "hip"), _middle(body, "shoulder")
    chord = distance(hip, shoulder)
    along = ((shoulder[0] - hip[0]) / chord, (shoulder[1] - hip[1]) / chord)
    # Clockwise of the chord is the front where ventral is +1, so the back is anticlockwise.
    out = (-body.ventral * along[1], body.ventral * along[0])
    return _Axes(hip, along, out, chord, body.scale)


def _middle(body: Stance, name: str) -> Point:
    """Between the two sides, for the back is there: a near joint of somebody who is turned lies
    further along the trunk, by half a pelvis or half the shoulders times the sine of the turn.
    """
    near, far = body.point(name, body.near), body.point(name, body.near.other)
    if not isfinite(far[0]):
        return near
    return ((near[0] + far[0]) / 2, (near[1] + far[1]) / 2)


def _lies_on_back(body: Stance, axes: _Axes) -> bool:
    """Back down, nearly level, and not held up by hands or feet under it."""
    if axes.out[1] >= 0 or abs(axes.along[1]) > LYING_MAX_RATIO:
        return False
    middle = axes.hip[1] + axes.along[1] * axes.chord / 2
    return not middle - _lowest(body) >= LIFTED_MIN_TL * axes.trunk


def _lowest(body: Stance) -> float:
    """Height of the lowest joint of the near arm and leg; NaN where none is seen."""
    heights = [body.point(name, body.near)[1] for name in _LOWEST if body.sees(name, body.near)]
    return min(heights, default=nan)


def _profiles(
    mask: NDArray[np.floating[Any]], aspect_ratio: float, axes: _Axes, shares: Floats
) -> Floats:
    """The mask along every ray, front to back; shape (rays, steps). Outside the picture is 0."""
    reach = STEPS_TL * axes.trunk
    way = shares[:, None] * axes.chord
    x = axes.hip[0] + way * axes.along[0] + reach * axes.out[0]
    y = axes.hip[1] + way * axes.along[1] + reach * axes.out[1]
    rows, columns = mask.shape
    column, row = x / aspect_ratio * columns - 0.5, (1.0 - y) * rows - 0.5
    left, top = np.floor(column), np.floor(row)
    across, down = column - left, row - top
    total = np.zeros_like(x)
    for step_x, step_y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        weight = (across if step_x else 1.0 - across) * (down if step_y else 1.0 - down)
        at_x, at_y = left + step_x, top + step_y
        inside = (at_x >= 0) & (at_x < columns) & (at_y >= 0) & (at_y < rows)
        cells = mask[
            np.where(inside, at_y, 0).astype(np.intp), np.where(inside, at_x, 0).astype(np.intp)
        ]
        total += np.where(inside, weight * cells, 0.0)
    return np.asarray(total, dtype=np.float64)


def _runs(row: Floats) -> list[Run]:
    """Where a ray is inside the silhouette, front to back; open ends are infinite."""
    inside = row >= INSIDE
    found: list[Run] = []
    start = -inf if inside[0] else nan
    for index in np.flatnonzero(inside[1:] != inside[:-1]).tolist():
        before, value = row[index : index + 2].tolist()
        at = -INWARD_TL + STEP_TL * index + STEP_TL * (INSIDE - before) / (value - before)
        if value >= INSIDE:
            start = at
        else:
            _add(found, (start, at))
    if inside[-1]:
        _add(found, (start, inf))
    return found


def _add(found: list[Run], run: Run) -> None:
    if found and run[0] - found[-1][1] < BRIDGED_TL:
        found[-1] = (found[-1][0], run[1])
    else:
        found.append(run)


def _trunk(runs: list[list[Run]]) -> list[Run | None] | None:
    """The trunk's stretch of each ray; None for a ray on which the two ways do not agree."""
    upward, downward = _followed(runs), _followed(runs[::-1])
    if upward is None or downward is None:
        return None
    pairs = zip(upward, downward[::-1], strict=True)
    return [up if up == down else None for up, down in pairs]


def _followed(runs: list[list[Run]]) -> list[Run | None] | None:
    """From ray to ray the stretch that shares most with the last; None if the joint has none."""
    if not runs[0]:
        return None
    last = min(runs[0], key=_off_chord)
    if _off_chord(last) > OFF_TRUNK_TL:
        return None
    followed: list[Run | None] = []
    for row in runs:
        shared = [_shared(run, last) for run in row]
        best = max(shared, default=0.0)
        if best > 0:
            last = row[shared.index(best)]
        followed.append(last if best > 0 else None)
    return followed


def _off_chord(run: Run) -> float:
    return max(run[0], -run[1], 0.0)


def _shared(run: Run, other: Run) -> float:
    """How much two stretches have in common, thighs under a folded trunk left aside."""
    low = max(run[0], other[0], -SHARED_FROM_TL)
    return min(run[1], other[1], OUTWARD_TL) - low


def _covered(body: Stance, axes: _Axes, shares: Floats, outline: Floats) -> NDArray[np.bool_]:
    """Rays whose outer end is that of a limb or of the head."""
    x, y = _placed(axes, shares, outline).T
    covered = y < _lowest(body) + ON_FLOOR_TL * axes.trunk
    for start, end, thickness_tl in _obstacles(body):
        covered |= _distance_to(start, end, x, y) < thickness_tl * axes.trunk
    return np.asarray(covered)


def _obstacles(body: Stance) -> list[tuple[Point, Point, float]]:
    """What may stand before the back, as lines with a thickness: limbs, and the head.

    A far limb that the model has to guess is one too: it may be behind the trunk and stand out
    over the back all the same, and where the guess is wrong the line is bridged, or refused.
    """
    found = []
    for side in Side:
        for first, second in _LIMBS:
            if _there(body, first, side) and _there(body, second, side):
                found.append((body.point(first, side), body.point(second, side), LIMB_TL))
        if _there(body, "shoulder", side) and _there(body, "elbow", side):
            shoulder, elbow = body.point("shoulder", side), body.point("elbow", side)
            start = (
                shoulder[0] + UPPER_ARM_FROM_RATIO * (elbow[0] - shoulder[0]),
                shoulder[1] + UPPER_ARM_FROM_RATIO * (elbow[1] - shoulder[1]),
            )
            found.append((start, elbow, LIMB_TL))
    if body.sees("ear", body.near):
        ear = body.point("ear", body.near)
        found.append((ear, ear, HEAD_TL))
    return found


def _there(body: Stance, name: str, side: Side) -> bool:
    """Seen, or on the far side guessed."""
    if side is body.near:
        return body.sees(name, side)
    return isfinite(body.point(name, side)[0])


def _distance_to(start: Point, end: Point, x: Floats, y: Floats) -> Floats:
    """Distance of points from a line between two others; NaN points are nowhere near."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = np.zeros_like(x)
    if length > 0:
        share = np.clip(((x - start[0]) * dx + (y - start[1]) * dy) / length, 0.0, 1.0)
    return np.asarray(np.hypot(x - start[0] - share * dx, y - start[1] - share * dy))


def _enough(told: NDArray[np.bool_]) -> bool:
    open_end = round(OPEN_END_RATIO * RAY_COUNT)
    ends = told[: open_end + 1].any() and told[-open_end - 1 :].any()
    return bool(ends and told.sum() >= HELD_MIN_RATIO * RAY_COUNT)


def smoothed(outline: Floats, weights: Floats) -> tuple[Floats, float]:
    """The smooth curve through what the rays told, and how far they are from it on the mean."""
    fade, curve = np.ones_like(outline), outline
    for _ in range(FITS_COUNT):
        kept = weights * fade
        curve = np.asarray(np.linalg.solve(np.diag(kept) + STIFFNESS * PENALTY, kept * outline))
        fade = 1.0 / (1.0 + np.square((outline - curve) / ODD_TL))
    rough = float(np.sum(weights * np.abs(outline - curve)) / np.sum(weights))
    return curve, rough


def _placed(axes: _Axes, shares: Floats, outline: Floats) -> Floats:
    """Ends of rays as places in the picture, shape (rays, 2)."""
    way, out = shares * axes.chord, outline * axes.trunk
    return np.column_stack(
        (
            axes.hip[0] + way * axes.along[0] + out * axes.out[0],
            axes.hip[1] + way * axes.along[1] + out * axes.out[1],
        )
    )


def evenly(places: Floats) -> Floats:
    """The same line in 24 points that are evenly apart along it."""
    ways = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(places, axis=0).T))))
    at = np.linspace(0.0, ways[-1], POINT_COUNT)
    return np.column_stack([np.interp(at, ways, places[:, axis]) for axis in (0, 1)])
