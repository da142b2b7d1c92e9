"""Our own body as photos and short films: what an exercise's file says, put before a camera.

Every still comes with what is true of it: the frame that an eye without noise would see. Nothing
is learned, chosen or tuned on these pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from supple.app.posing import azimuth_deg
from supple.core.body import Side, landmark
from supple.core.exercise import Exercise, Kind
from supple.core.figure.kinematics import Placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.lens import Lens, Sighting, frame_of, middle_m, sighting
from supple.core.figure.motion import together
from supple.core.figure.playing import Moments, Playing, in_order, passages, playing
from supple.core.pose import Floats, Frame
from support.figure_room import CLOTHES, Shot

if TYPE_CHECKING:
    from support.figure_room import FigureRoom

SIZE_PX: Final = (640, 360)
"""The model looks at 256 pixels around a person, and a film that is followed has 640."""
DISTANCE_M: Final = 2.7
TURNS_DEG: Final = (0.0, 15.0, -35.0)
"""Off the best view: as somebody sets a phone up, and once far from it."""
FILM_RATE_HZ: Final = 8.0
FILM_TIMES_COUNT: Final = 3
STEPS_COUNT: Final = {Kind.REPS: 16, Kind.CARDIO: 8}
"""Pictures of a way from one pose to the next: two seconds, or one."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Still:
    """A pose from one side: `turn_deg` off the best view, `truth` what is seen without noise,
    `trunk` how long the trunk would be side-on, picture heights.
    """

    exercise: Exercise
    phase: str
    turn_deg: float
    clothes: str
    shot: Shot
    truth: Frame
    trunk: float
    body: Placed


def moves(exercise: Exercise) -> bool:
    """Whether it is told by its movement alone."""
    return exercise.kind in (Kind.REPS, Kind.CARDIO)


def stills(exercises: Sequence[Exercise]) -> Iterator[Still]:
    """The telling poses of every exercise, in clothes that go round."""
    names = list(CLOTHES)
    for index, exercise in enumerate(exercises):
        poses, figure = in_order(exercise), playing(exercise)
        bodies = together(poses)
        for number, pose in enumerate(poses):
            if pose.phase not in ("hold", "peak", "other"):
                continue
            for turn, turn_deg in enumerate(TURNS_DEG):
                yield still(
                    exercise, figure, number, bodies[number], turn_deg,
                    clothes=names[(index + turn) % len(names)],
                )  # fmt: skip


def still(
    exercise: Exercise,
    figure: Playing,
    number: int,
    body: Placed,
    turn_deg: float,
    *,
    clothes: str,
    height_m: float | None = None,
) -> Still:
    """One pose of an exercise; the body has to be where `figure` has it."""
    aspect_ratio = SIZE_PX[0] / SIZE_PX[1]
    lens = Lens(
        azimuth_deg=azimuth_deg(exercise.camera.view, body) + turn_deg,
        distance_m=DISTANCE_M,
        height_m=exercise.camera.height_m if height_m is None else height_m,
    )
    camera = sighting(lens, middle_m(body))
    shot = Shot(
        turns=figure.poses.turns[number],
        place_m=figure.poses.places_m[number],
        camera=camera,
        colours=CLOTHES[clothes],
        things=figure.things,
        held=figure.held,
        size_px=SIZE_PX,
    )
    truth = frame_of(body, camera, aspect_ratio=aspect_ratio)
    return Still(
        exercise=exercise, phase=figure.phases[number], turn_deg=turn_deg, clothes=clothes,
        shot=shot, truth=truth, trunk=_trunk(body, camera), body=body,
    )  # fmt: skip


def _trunk(body: Placed, camera: Sighting) -> float:
    marks = landmarks_m(body)
    hips, shoulders = (
        np.mean([marks[landmark(name, side)] for side in Side], axis=0)
        for name in ("hip", "shoulder")
    )
    away_m = camera.seen_m(hips)[2]
    return float(camera.focal * np.linalg.norm(shoulders - hips) / away_m)


def taken(room: FigureRoom, one: Still, folder: Path) -> Path:
    """The photo as a file."""
    name = f"{one.exercise.id}.{one.phase}.{one.turn_deg:+.0f}.{one.clothes.replace(' ', '_')}"
    path = folder / f"{name}.png"
    path.write_bytes(room.png(one.shot))
    return path


def filmed(room: FigureRoom, exercise: Exercise, folder: Path) -> Path:
    """A short film of an exercise's movement, there and back a few times."""
    from support.videos import write_video

    figure, bodies = playing(exercise), together(in_order(exercise))
    ways = passages(exercise)
    lens = Lens(
        azimuth_deg=azimuth_deg(exercise.camera.view, bodies[0]),
        distance_m=DISTANCE_M,
        height_m=exercise.camera.height_m,
    )
    low, high = figure.low_m, figure.high_m
    camera = sighting(lens, (low + high) / 2)
    pictures = []
    for way in ways:
        turns, places = _steps(way.moments, STEPS_COUNT[exercise.kind])
        for turn, place in zip(turns, places, strict=True):
            shot = Shot(
                turns=turn, place_m=place, camera=camera, colours=CLOTHES["red and blue"],
                things=figure.things, held=figure.held, size_px=SIZE_PX,
            )  # fmt: skip
            pictures.append(room.picture(shot))
    if ways[-1].after != ways[0].before:  # there is one way: back by the same
        pictures += pictures[-2:0:-1]
    path = folder / f"{exercise.id}.avi"
    rounds = [*pictures * FILM_TIMES_COUNT, *[pictures[0]] * 4]
    return write_video(path, rounds, rate_hz=FILM_RATE_HZ, code="MJPG")


def _steps(moments: Moments, count: int) -> tuple[Floats, Floats]:
    """Moments of a way at even times, without the last: it is the next way's first."""
    at = np.round(np.linspace(0, len(moments.turns) - 1, count + 1)).astype(int)[:-1]
    return moments.turns[at], moments.places_m[at]
