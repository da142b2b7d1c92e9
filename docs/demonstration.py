"""Make the README's demonstration: our own body does a cobra, `supple check` looks at it.

    make demonstration        # writes docs/demonstration.webp

The figure comes up with its feet in the air, is told so, and mends it. Nothing is drawn by hand:
the pictures are those of the player's figure in a room, and what is on them and below them is what
`supple check --annotate` draws of such a film.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from supple import wiring
from supple.adapters.annotate.drawing import draw
from supple.app.captions import captions
from supple.app.checking import check
from supple.core.exercise import Pose
from supple.core.figure.bones import bone_turns
from supple.core.figure.lens import Lens, sighting
from supple.core.figure.modelling import pose_of, with_fault
from supple.core.figure.motion import way
from supple.core.figure.playing import playing
from supple.core.pose import Floats
from support.figure_room import CLOTHES, FigureRoom, Picture, Shot
from support.videos import write_video

TARGET: Final = Path(__file__).with_name("demonstration.webp")
EXERCISE, FAULT = "cobra", "legs_long"
RATE_HZ: Final = 10.0
SIZE_PX: Final = (800, 450)
SHOWN_PX: Final = 720
QUALITY: Final = 66
BREATH_S: Final = 5.0
COLOURS: Final = {**CLOTHES["red and blue"], "top": "#2f7f86", "legs": "#2b3350", "mat": "#c46a4a"}


@dataclass(frozen=True, slots=True)
class Passed:
    """A stretch of the film: from a pose to another, or staying in one."""

    before: Pose
    after: Pose
    duration_s: float


def told() -> Sequence[Passed]:
    """What happens."""
    exercise = wiring.catalogue().exercises()[EXERCISE]
    start, hold = pose_of(exercise, "start"), pose_of(exercise, "hold")
    assert start is not None
    assert hold is not None
    fault = next(one for one in exercise.fault_poses if one.criterion == FAULT)
    wrong = with_fault(hold, fault)
    return (
        Passed(start, start, 0.6),
        Passed(start, wrong, 3.0),
        Passed(wrong, wrong, 2.8),
        Passed(wrong, hold, 1.2),
        Passed(hold, hold, 4.2),
    )


def moments() -> Iterator[tuple[Floats, Floats]]:
    """Turns and place of the body, picture by picture."""
    place = np.zeros(3)
    for number, one in enumerate(told()):
        count = round(one.duration_s * RATE_HZ)
        course = way(one.before, one.after)
        shares = np.arange(count) / count if one.before is not one.after else np.zeros(count)
        bodies = course.at(np.append(shares, 1.0))
        turns = bone_turns(course.angles_at(np.append(shares, 1.0)), bodies)
        hips = bodies.joints_m[:, 0]
        if number:
            hips = hips + (place - hips[0])
        place = hips[-1]
        yield from zip(turns[:-1], hips[:-1], strict=True)


def pictures() -> list[Picture]:
    exercise = wiring.catalogue().exercises()[EXERCISE]
    lens = Lens(azimuth_deg=-80.0, distance_m=2.9, height_m=0.62, field_deg=31.0)
    camera = sighting(lens, np.array((-0.06, 0.39, 0.0)))
    things = playing(exercise).things
    made = []
    with FigureRoom() as room:
        for index, (turns, place) in enumerate(moments()):
            breath = 0.5 - 0.5 * np.cos(2 * np.pi * index / RATE_HZ / BREATH_S)
            made.append(
                room.picture(
                    Shot(
                        turns=turns,
                        place_m=place,
                        camera=camera,
                        colours=COLOURS,
                        things=things,
                        breath=float(breath),
                        size_px=SIZE_PX,
                    )
                )
            )
    return made


def annotated(made: Sequence[Picture]) -> list[Picture]:
    """Each picture with what a check of the film says at it."""
    exercises = wiring.catalogue().exercises()
    with tempfile.TemporaryDirectory() as folder, wiring.pose_sources() as source_of:
        film = write_video(Path(folder) / "film.avi", made, rate_hz=RATE_HZ, code="MJPG")
        report = check(source_of(film), exercises, readings=True, learned=wiring.pose_kinds())
        assert report.exercise is not None, "the film is not recognised"
        return [
            draw(picture, caption) for picture, caption in zip(made, captions(report), strict=True)
        ]


def main() -> int:
    shown = []
    for picture in annotated(pictures()):
        height = round(picture.shape[0] * SHOWN_PX / picture.shape[1])
        shown.append(cv2.resize(picture, (SHOWN_PX, height), interpolation=cv2.INTER_AREA))
    film = cv2.Animation()
    film.frames = shown
    film.durations = [round(1000 / RATE_HZ)] * (len(shown) - 1) + [1500]
    cv2.imwriteanimation(str(TARGET), film, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1000} kB, {len(shown)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
