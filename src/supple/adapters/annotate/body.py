"""The body as it was seen: the skeleton, the line of the back, and the angles that are judged.

The far side is thin and faint, the near side soft. Only the joints to mind are amber: a body as
a whole is never wrong. What is hidden is not drawn.
"""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import Final

import cv2
import numpy as np

from supple.adapters.annotate.colours import GROUND, TONES, Colour, Picture
from supple.adapters.annotate.writing import size_of, write
from supple.app.angles import Drawn, Towards
from supple.app.captions import Caption, Label, Tone
from supple.core.body import Landmark, landmark
from supple.core.pose import Floats

VISIBLE_RATIO: Final = 0.5
ARC_ERROR_AT_MOST_DEG: Final = 12.0
"""Where the lines in the picture make another angle than the value says, no arc is drawn."""
ARC_AT_LEAST_DEG: Final = 8.0

_CHAIN: Final = (
    ("ear", "shoulder"), ("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "index"),
    ("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"),
    ("heel", "foot_index"), ("ankle", "foot_index"),
)  # fmt: skip
_JOINTS: Final = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "foot_index")
_WAYS: Final = {
    Towards.UP: (-90.0,),
    Towards.UPRIGHT: (-90.0, 90.0),
    Towards.LEVEL: (0.0, 180.0),
}
"""Directions on the picture, degrees clockwise from the right."""


def draw_body(canvas: Picture, caption: Caption, at: Floats, unit: float) -> None:
    """Everything that lies on the body. `at` (33, 2) are the landmarks' pixels, y down."""
    _skeleton(canvas, caption, at, unit)
    for label in caption.labels:
        _angle(canvas, label, at, unit)
    for label in caption.labels:
        _mark(canvas, label, at, unit)


def draw_back_line(canvas: Picture, line: Floats, unit: float) -> None:
    """The line of the back as seen. `line` (24, 2) are pixels, y down; NaN parts are left out."""
    layer = canvas.copy()
    kept = line[np.isfinite(line).all(axis=1)]
    if len(kept) < 2:
        return
    points = np.round(np.clip(kept, -10000, 10000)).astype(np.int32)
    thick = max(2, round(unit * 0.28))
    cv2.polylines(layer, [points], isClosed=False, color=GROUND, thickness=thick + 2)
    cv2.polylines(layer, [points], False, TONES[Tone.QUIET], thick, cv2.LINE_AA)
    cv2.addWeighted(layer, 0.8, canvas, 0.2, 0, dst=canvas)


def _skeleton(canvas: Picture, caption: Caption, at: Floats, unit: float) -> None:
    tone = TONES[Tone.QUIET if caption.tone is Tone.QUIET else Tone.DO]
    seen = (caption.frame.visibility >= VISIBLE_RATIO) & np.isfinite(at).all(axis=1)
    for side in (caption.near.other, caption.near):
        full = caption.both_sides or side is caption.near
        layer = canvas.copy()
        for first, second in _CHAIN:
            ends = landmark(first, side), landmark(second, side)
            if seen[list(ends)].all():
                thick = max(1, round(unit * (0.17 if full else 0.09)))
                _bone(layer, at[ends[0]], at[ends[1]], tone, thick)
        for name in _JOINTS:
            joint = landmark(name, side)
            if full and seen[joint]:
                _dot(layer, at[joint], tone, max(2, round(unit * 0.17)))
        share = 0.85 if full else 0.5
        cv2.addWeighted(layer, share, canvas, 1 - share, 0, dst=canvas)


def _bone(layer: Picture, start: Floats, end: Floats, colour: Colour, thick: int) -> None:
    ends = _point(start), _point(end)
    cv2.line(layer, *ends, GROUND, thick + 2, cv2.LINE_AA)
    cv2.line(layer, *ends, colour, thick, cv2.LINE_AA)


def _dot(canvas: Picture, at: Floats, colour: Colour, radius: int) -> None:
    cv2.circle(canvas, _point(at), radius + 1, GROUND, -1, cv2.LINE_AA)
    cv2.circle(canvas, _point(at), radius, colour, -1, cv2.LINE_AA)


def _angle(canvas: Picture, label: Label, at: Floats, unit: float) -> None:
    """The sector between an angle's two lines, and the upright or level where it is one."""
    drawn, colour = label.drawn, TONES[label.tone]
    found = sweep(drawn, at)
    if found is None or drawn.vertex is None or drawn.first is None:
        return
    start_deg, sweep_deg, fixed = found
    vertex = at[drawn.vertex]
    length = float(np.hypot(*(at[drawn.first] - vertex)))
    radius = max(3, round(min(unit * 1.8, length * 0.55)))
    mind = label.tone is Tone.MIND
    layer = canvas.copy()
    low, high = sorted((start_deg, start_deg + sweep_deg))
    middle, axes = _point(vertex), (radius, radius)
    cv2.ellipse(layer, middle, axes, 0, low, high, colour, -1, cv2.LINE_AA)
    if fixed:
        turn = np.radians(start_deg + sweep_deg)
        end = vertex + radius * 1.5 * np.array([np.cos(turn), np.sin(turn)])
        cv2.line(layer, _point(vertex), _point(end), colour, max(1, round(unit * 0.1)))
    share = 0.6 if mind else 0.4
    cv2.addWeighted(layer, share, canvas, 1 - share, 0, dst=canvas)
    if mind:
        thick = max(1, round(unit * 0.12))
        cv2.ellipse(canvas, middle, axes, 0, low, high, colour, thick, cv2.LINE_AA)


def sweep(drawn: Drawn, at: Floats) -> tuple[float, float, bool] | None:
    """Where an angle's arc begins and how far it goes, degrees clockwise on the picture.

    The third says whether it ends at a fixed direction. None where the picture shows no such
    angle.
    """
    if drawn.vertex is None or drawn.first is None or drawn.second is None:
        return None
    vertex = at[drawn.vertex]
    if fixed := isinstance(drawn.second, Towards):
        ends = _WAYS[drawn.second]
    else:
        ends = (_turn_deg(at[drawn.second] - vertex),)
    start_deg = _turn_deg(at[drawn.first] - vertex)
    ways = [(end - start_deg) % 360.0 for end in ends]
    ways += [way - 360.0 for way in ways]
    if not np.isfinite(ways).all():
        return None
    nearest = min(ways, key=lambda way: abs(abs(way) - drawn.value_deg))
    off_deg = abs(abs(nearest) - drawn.value_deg)
    if not off_deg <= ARC_ERROR_AT_MOST_DEG or abs(nearest) < ARC_AT_LEAST_DEG:
        return None
    return start_deg, nearest, fixed


def _turn_deg(way: Floats) -> float:
    return degrees(atan2(float(way[1]), float(way[0])))


def _mark(canvas: Picture, label: Label, at: Floats, unit: float) -> None:
    """A number on a dark pill beside its joint, away from the trunk; a ring on one to mind."""
    joint = at[label.drawn.at]
    if not np.isfinite(joint).all():
        return
    if label.tone is Tone.MIND:
        _dot(canvas, joint, TONES[Tone.MIND], max(3, round(unit * 0.26)))
        cv2.circle(
            canvas, _point(joint), round(unit * 0.6), TONES[Tone.MIND], max(1, round(unit * 0.1)),
            cv2.LINE_AA,
        )  # fmt: skip
    if not label.text:
        return
    size = round(unit * 0.8)
    width, height = size_of(label.text, size, 600)
    pad = round(size * 0.35)
    away = joint - (at[Landmark.LEFT_HIP] + at[Landmark.RIGHT_SHOULDER]) / 2
    far = max(hypot(*away.tolist()), 1.0)
    middle = joint + away / far * unit * 1.9 + np.array([0.0, -0.3 * unit])
    left = middle[0] - width / 2 - pad
    top = middle[1] - height / 2 - pad
    x = round(float(np.clip(left, 2, max(2, canvas.shape[1] - width - 2 * pad - 2))))
    y = round(float(np.clip(top, 2, max(2, canvas.shape[0] - height - 2 * pad - 2))))
    area = canvas[y : y + height + 2 * pad, x : x + width + 2 * pad]
    cv2.addWeighted(area, 0.25, np.full_like(area, GROUND), 0.75, 0, dst=area)
    write(canvas, label.text, (x + pad, y + pad + height), size, TONES[label.tone], 600)


def _point(at: Floats) -> tuple[int, int]:
    x, y = np.clip(at, -10000, 10000)
    return round(float(x)), round(float(y))
