"""A photo, looked at in several ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Final, NamedTuple, Protocol

import numpy as np

from supple.adapters.pose_mediapipe.landmarker import Found, Landmarker, Picture
from supple.adapters.pose_mediapipe.model import PoseModel, Second, frame_of
from supple.adapters.pose_mediapipe.padding import (
    NONE,
    PADDING,
    Padding,
    padded,
    unpadded,
)
from supple.core.pose import Floats, Frame, empty_frame, mirrored, upside_down
from supple.core.seeing.back_line import back_line
from supple.core.seeing.looks import settled
from supple.core.seeing.others import nearest, second_person_ratio


class Look(NamedTuple):
    """One way to look at a photo: mirrored and upside down first, then padded with its edges."""

    padding: Padding = NONE
    mirrored: bool = False
    upside_down: bool = False


LOOKS: Final = (
    Look(),
    Look(PADDING),
    Look(mirrored=True),
    Look((0.02, 0.05, 0.08, 0.03), mirrored=True),
    Look((0.15, 0.15, 0.15, 0.15)),
)
SURE_MIN_COUNT: Final = 4
"""Where they agree, but fewer of them, the picture is looked at upside down as well: the head of
somebody in a bridge hangs down, and people who stand are what the model knows best. Where too few
agree at all, that finds wrong skeletons of people folded towards the camera."""

UPSIDE_DOWN: Final = tuple(look._replace(upside_down=True) for look in LOOKS)

AGREEING_MIN_COUNT: Final = 3
"""So many looks must see the same body before it is believed to be one."""

LENIENT_LOOKS: Final = tuple(
    Look((part, part, part, part), mirror)
    for part in (0.1, 0.2, 0.35, 0.5)
    for mirror in (False, True)
)
"""Where those do not agree: somebody who fills the picture is found with room around them, at a
lower score of the detector, for the looks' agreement is the guard."""


class Photo(Protocol):
    """One picture (height, width, 3; blue, green, red), at time 0."""

    def pictures(self) -> Iterator[tuple[float, Picture]]: ...


class PoseFromPhoto:
    """Keeps app.ports.PoseSource for a photo."""

    kind = "photo"
    cut_short = ""
    analysed_count = 1

    def __init__(self, photo: Photo, model: PoseModel) -> None:
        self.source = photo
        self._model = model

    def frames(self) -> Iterator[Frame]:
        """The one frame, also with nobody in it.

        Raises PoseError where the picture or the model cannot be read.
        """
        for time_s, picture in list(self.source.pictures()):
            seen = _Seen(picture)
            seen.look(self._model.still(), LOOKS)
            frame = seen.frame(time_s)
            if frame is not None and len(frame.looks) < SURE_MIN_COUNT:
                seen.look(self._model.still(), UPSIDE_DOWN)
                frame = seen.frame(time_s)
            if frame is None:
                seen.look(self._model.lenient(), LENIENT_LOOKS)
                frame = seen.frame(time_s)
            height, width = picture.shape[:2]
            yield frame or empty_frame(time_s=time_s, aspect_ratio=width / height)


class _Seen:
    """All looks at one photo so far, in the place of the picture as it is."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._looks: list[Frame] = []
        self._person: Floats | None = None
        self._others: list[float] = []
        self._silhouettes: list[Found] = []

    def look(self, landmarker: Landmarker, ways: Sequence[Look]) -> None:
        for way in ways:
            turned = self._picture[:, ::-1] if way.mirrored else self._picture
            turned = np.ascontiguousarray(turned[::-1, ::-1] if way.upside_down else turned)
            people = landmarker.look(padded(turned, way.padding))
            if people:
                self._add([unpadded(each, turned, way.padding) for each in people], way)

    def _add(self, people: Sequence[Found], way: Look) -> None:
        """The surest of the first look is the person, in all others who is nearest to them."""
        frames = [
            frame_of(0.0, self._picture, each._replace(silhouette=None), Second())
            for each in people
        ]
        if way.mirrored:
            frames = [mirrored(frame) for frame in frames]
        if way.upside_down:
            frames = [upside_down(frame) for frame in frames]
        bodies = [_body(frame) for frame in frames]
        if self._person is None:
            self._person = bodies[0]
        own = nearest(self._person, bodies)
        self._others.append(second_person_ratio(self._person, bodies))
        self._looks.append(frames[own])
        as_it_is = not (way.mirrored or way.upside_down)
        if as_it_is and people[own].silhouette is not None:
            self._silhouettes.append(people[own])

    def frame(self, time_s: float) -> Frame | None:
        """What the looks come to; None where too few see the same."""
        if not self._looks:
            return None
        frame = settled(self._looks)
        if len(frame.looks) < AGREEING_MIN_COUNT:
            return None
        frame = replace(frame, time_s=time_s, second_person_ratio=median(self._others))
        for found in self._silhouettes[:1]:
            assert found.silhouette is not None
            frame = replace(frame, back_line=back_line(found.silhouette, frame).points)
        return frame


def _body(frame: Frame) -> Floats:
    return np.column_stack((frame.points, frame.depth, frame.visibility))
