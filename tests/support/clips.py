"""Clips and pictures that the project makes itself, for machines without the shared data.

The figure (core.figure), drawn as a person in a room: a pose model finds it, and where its joints
are is known. Nothing here is a recording of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import pi, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from supple import wiring
from supple.core.drawing.outline import Point
from supple.core.figure.kinematics import Placed
from supple.core.figure.lens import Sighting
from supple.core.figure.modelling import pose_of
from supple.core.figure.motion import Way, eased, together, way
from support.body_pixels import camera_for, joints, pixels, stage_for
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
    return grainy(pixels(_body(exercise, phase), *_seen(exercise)))


def nobody_picture() -> Picture:
    """The same room with nobody in it."""
    return grainy(nobody())


def true_joints(exercise: str, phase: str) -> dict[str, Point]:
    """Where the near side's joints are in `picture`, in fractions of it."""
    return joints(_body(exercise, phase), *_seen(exercise))


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
        body = _on_the_way("standing_fold", share)
        yield grainy(pixels(body, *_seen("standing_fold")), index)


def cobra_picture(time_s: float) -> Picture:
    """The picture of the film at a time after its title."""
    return grainy(_risen(_share(time_s)), round(time_s * FPS))


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
    return pixels(_on_the_way("cobra", share), *_seen("cobra"))


def cobra_joints(time_s: float) -> dict[str, Point]:
    """Where the near side's joints are in the film at a time, in fractions of the picture."""
    return joints(_on_the_way("cobra", _share(time_s)), *_seen("cobra"))


def smooth(share: float) -> float:
    """From 0 to 1 as a calm hand moves: least jerk."""
    share = min(max(share, 0.0), 1.0)
    return share**3 * (10 - 15 * share + 6 * share**2)


@cache
def _bodies(exercise: str) -> dict[str, Placed]:
    poses = wiring.catalogue().exercises()[exercise].poses
    return dict(zip((pose.phase for pose in poses), together(poses), strict=True))


def _body(exercise: str, phase: str) -> Placed:
    return _bodies(exercise)[phase]


@cache
def _way(exercise: str) -> Way:
    known = wiring.catalogue().exercises()[exercise]
    start, hold = pose_of(known, "start"), pose_of(known, "hold")
    assert start is not None
    assert hold is not None
    return way(start, hold)


@cache
def _on_the_way(exercise: str, share: float) -> Placed:
    """The body at a share of the way from the start to the hold."""
    times = np.linspace(0.0, 1.0, 1001)
    body = _way(exercise).at(np.array([np.interp(share, eased(times), times)]))
    return Placed(body.turned[0], body.joints_m[0])


@cache
def _seen(exercise: str) -> tuple[Sighting, Stage]:
    bodies = [*_bodies(exercise).values()]
    camera = camera_for(bodies)
    return camera, stage_for(bodies, camera)


def _title(index: int) -> Picture:
    card = np.full((HEIGHT, WIDTH, 3), (222, 234, 240), np.uint8)
    for text, y, size in (("COBRA", 220, 2.4), ("slowly, and breathe", 290, 0.9)):
        (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, size, 2)
        place = ((WIDTH - width) // 2, y)
        cv2.putText(
            card, text, place, cv2.FONT_HERSHEY_SIMPLEX, size, (90, 70, 60), 2, cv2.LINE_AA
        )
    return card
