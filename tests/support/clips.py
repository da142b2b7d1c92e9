"""Clips and pictures that the project makes itself, for machines without the shared data.

Our own drawn body (core.drawing.figure), rendered as a person in a room: a pose model finds it,
and where its joints are is known. Nothing here is a recording of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import acos, atan2, cos, degrees, hypot, pi, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.adapters.catalogue_toml import own
from supple.core.drawing import figure as body_plan
from supple.core.drawing.figure import Point, figure
from supple.core.exercise import Sketch
from support.body_pixels import joints, pixels, stage_for
from support.room_pixels import HEIGHT, WIDTH, Picture, Stage, grainy, nobody
from support.videos import write_video

FPS = 15
TITLE_S, PRONE_S, RISE_S, HOLD_S, LOWER_S, AFTER_S = 2.0, 2.0, 3.5, 7.0, 3.5, 1.0
DURATION_S = TITLE_S + PRONE_S + RISE_S + HOLD_S + LOWER_S + AFTER_S
FOLD_S = 5.0
HELD_S = (TITLE_S + PRONE_S + RISE_S, TITLE_S + PRONE_S + RISE_S + HOLD_S)
"""From when to when the cobra of the clip is held."""


def picture(exercise: str, phase: str) -> Picture:
    """A person in a phase of an exercise, (480, 640, 3) blue, green, red."""
    return grainy(pixels(sketch(exercise, phase), _stage(exercise)))


def nobody_picture() -> Picture:
    """The same room with nobody in it."""
    return grainy(nobody())


def true_joints(exercise: str, phase: str) -> dict[str, Point]:
    """Where the near side's joints are in `picture`, in fractions of it."""
    return joints(sketch(exercise, phase), _stage(exercise))


def cobra_clip(path: Path) -> Path:
    """A film of a cobra in side view: a title, prone, up, held, down.

    Written to `path`, or into it where it is a folder.
    """
    path = path / "cobra.mp4" if path.is_dir() else path
    return write_video(path, cobra_pictures(), rate_hz=FPS)


def fold_clip(path: Path) -> Path:
    """A film of somebody who stands and slowly folds forward; no cobra, whatever it is called.

    Written to `path`, or into it where it is a folder.
    """
    path = path / "cobra.mp4" if path.is_dir() else path
    return write_video(path, _fold_pictures(), rate_hz=FPS)


def cobra_pictures() -> Iterator[Picture]:
    """The pictures of the film, `FPS` a second."""
    for index in range(round(TITLE_S * FPS)):
        yield _title(index)
    for index in range(round(TITLE_S * FPS), round(DURATION_S * FPS)):
        yield cobra_picture(index / FPS)


def _fold_pictures() -> Iterator[Picture]:
    for index in range(round(FOLD_S * FPS)):
        share = round(smooth((index / FPS - 1.0) / (FOLD_S - 2.0)), 3)
        pose = blend(sketch("standing_fold", "start"), sketch("standing_fold", "hold"), share)
        yield grainy(pixels(pose, _stage("standing_fold")), index)


def cobra_picture(time_s: float) -> Picture:
    """The picture of the film at a time after its title."""
    return grainy(_risen(_share(time_s)), round(time_s * FPS))


def cobra_at(time_s: float) -> Sketch:
    """The pose of the film at a time."""
    return blend(sketch("cobra", "start"), sketch("cobra", "hold"), _share(time_s))


def _share(time_s: float) -> float:
    """How far up the cobra of the film is; while it is held the chest breathes a little."""
    rise_s, hold_s = TITLE_S + PRONE_S, HELD_S[0]
    if time_s < hold_s:
        share = smooth((time_s - rise_s) / RISE_S)
    else:
        share = 1 - smooth((time_s - HELD_S[1]) / LOWER_S)
    breath = 0.006 * share * sin(2 * pi * time_s / 5.0)
    return round(share - breath, 3)


@cache
def _risen(share: float) -> NDArray[np.float32]:
    pose = blend(sketch("cobra", "start"), sketch("cobra", "hold"), share)
    return pixels(pose, _stage("cobra"))


def cobra_joints(time_s: float) -> dict[str, Point]:
    """Where the near side's joints are in the film at a time, in fractions of the picture."""
    return joints(cobra_at(time_s), _stage("cobra"))


def smooth(share: float) -> float:
    """From 0 to 1 as a calm hand moves: least jerk."""
    share = min(max(share, 0.0), 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


def blend(start: Sketch, end: Sketch, share: float) -> Sketch:
    """A pose between two, every segment turned the short way, hands led from place to place."""
    turned = replace(
        start,
        spine_deg=_turned(start.spine_deg, end.spine_deg, share),
        neck_deg=_turned((start.neck_deg,), (end.neck_deg,), share)[0],
        near_leg_deg=_turned(start.near_leg_deg, end.near_leg_deg, share),
        far_leg_deg=_turned(start.far_leg_deg, end.far_leg_deg, share),
        near_arm_deg=_turned(start.near_arm_deg, end.near_arm_deg, share),
        far_arm_deg=_turned(start.far_arm_deg, end.far_arm_deg, share),
        across=start.across + share * (end.across - start.across),
        lift=start.lift + share * (end.lift - start.lift),
    )
    first, last, now = figure(start), figure(end), figure(turned)
    arms = []
    for side, hand_deg in enumerate((turned.near_arm_deg[2], turned.far_arm_deg[2])):
        (x0, y0), (x1, y1) = first.arms[side][2], last.arms[side][2]
        wrist = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
        arms.append((*_reach(now.arms[side][0], wrist, now.arms[side][1]), hand_deg))
    return replace(turned, near_arm_deg=arms[0], far_arm_deg=arms[1])


@cache
def sketch(exercise: str, phase: str) -> Sketch:
    """The drawn pose of an exercise in a phase."""
    (found,) = [one for one in own()[exercise].sketches if one.phase == phase]
    return found


@cache
def _stage(exercise: str) -> Stage:
    return stage_for(own()[exercise].sketches)


def _turned(start: tuple[float, ...], end: tuple[float, ...], share: float) -> tuple[float, ...]:
    return tuple(
        a + share * ((b - a + 180.0) % 360.0 - 180.0) for a, b in zip(start, end, strict=True)
    )


def _reach(shoulder: Point, wrist: Point, elbow: Point) -> tuple[float, float]:
    """Directions of upper arm and forearm that bring the wrist there, the elbow on its side."""
    upper, lower, _ = body_plan.ARM_LENGTHS
    x, y = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    away = min(max(hypot(x, y), abs(upper - lower) + 1e-3), upper + lower - 1e-4)
    aim = atan2(y, x)
    bend = acos((upper**2 + away**2 - lower**2) / (2 * upper * away))
    which = x * (elbow[1] - shoulder[1]) - y * (elbow[0] - shoulder[0])
    first = aim + (bend if which > 0 else -bend)
    joint = (shoulder[0] + upper * cos(first), shoulder[1] + upper * sin(first))
    end = (shoulder[0] + away * cos(aim), shoulder[1] + away * sin(aim))
    return degrees(first), degrees(atan2(end[1] - joint[1], end[0] - joint[0]))


def _title(index: int) -> Picture:
    card = np.full((HEIGHT, WIDTH, 3), (222, 234, 240), np.uint8)
    for text, y, size in (("COBRA", 220, 2.4), ("slowly, and breathe", 290, 0.9)):
        (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size, 2)
        place = ((WIDTH - width) // 2, y)
        cv2.putText(
            card, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, (90, 70, 60), 2, cv2.LINE_AA
        )
    return card
