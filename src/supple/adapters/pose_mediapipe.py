"""BlazePose through MediaPipe's tasks: pictures in, frames of landmarks out.

The version is pinned (feasibility.md, section 2): newer ones report usage to their vendor. A video
is tracked from picture to picture, and twice a second a picture of it is looked at a second time,
a little padded; how far the landmarks then are from the first is the `agreement` of that frame and
of those up to the next look. A photo is looked at several times, which `core.looks` makes one of.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Final, NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.body import Side, landmark
from supple.core.errors import PoseError, Problem
from supple.core.looks import settled
from supple.core.pose import Floats, Frame, empty_frame, frame_from_picture, mirrored

Picture = NDArray[np.uint8]

AGREEMENT_POINTS: Final = tuple(
    int(landmark(name, side))
    for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    for side in Side
)
Padding = tuple[float, float, float, float]
"""Left, top, right, bottom, in parts of the picture."""

PADDING: Final[Padding] = (0.06, 0.09, 0.02, 0.045)
"""Enough to make the model look anew."""


class Look(NamedTuple):
    """One way to look at a photo: mirrored first, then padded with what is at its edges."""

    padding: Padding = (0.0, 0.0, 0.0, 0.0)
    mirrored: bool = False


LOOKS: Final = (
    Look(),
    Look(PADDING),
    Look(mirrored=True),
    Look((0.02, 0.05, 0.08, 0.03), mirrored=True),
    Look((0.15, 0.15, 0.15, 0.15)),
)
AGREEING_MIN_COUNT: Final = 3
"""So many looks must see the same body before it is believed to be one."""

LENIENT_LOOKS: Final = tuple(
    Look((part, part, part, part), mirror)
    for part in (0.1, 0.2, 0.35, 0.5)
    for mirror in (False, True)
)
"""Where those do not agree: somebody who fills the picture is found with room around them."""
LENIENT_SCORE: Final = 0.3
"""The detector's score that is enough for these (else 0.5): their agreement is the guard."""

LOOK_ANEW_S: Final = 0.5
"""How often a tracked body is looked for anew: a tracker holds on to what is long gone."""


class Found(NamedTuple):
    """The model's own numbers for one person."""

    landmarks: Floats
    world: Floats


class Pictures(Protocol):
    """A photo or a video: pictures (height, width, 3; blue, green, red) with times in seconds."""

    @property
    def kind(self) -> str: ...
    @property
    def cut_short(self) -> str: ...
    def pictures(self) -> Generator[tuple[float, Picture], None, None]: ...


class PoseModel:
    """The model of one bundle, for any number of photos and videos. Close it, or use `with`:

    left to the interpreter's end, MediaPipe complains.
    """

    def __init__(self, bundle: Path) -> None:
        self._bundle = bundle
        self._still: _Landmarker | None = None
        self._lenient: _Landmarker | None = None

    def __enter__(self) -> PoseModel:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for landmarker in (self._still, self._lenient):
            if landmarker is not None:
                landmarker.close()
        self._still = self._lenient = None

    def still(self) -> _Landmarker:
        """For single pictures; it keeps nothing from one to the next, so one does for all."""
        if self._still is None:
            self._still = _Landmarker(self._bundle, moving=False)
        return self._still

    def lenient(self) -> _Landmarker:
        """For single pictures in which nobody was found for sure."""
        if self._lenient is None:
            self._lenient = _Landmarker(self._bundle, moving=False, score=LENIENT_SCORE)
        return self._lenient

    def moving(self) -> _Landmarker:
        """For the pictures of one video."""
        return _Landmarker(self._bundle, moving=True)


class PoseFromPictures:
    """Keeps app.ports.PoseSource for a photo or a video."""

    def __init__(self, pictures: Pictures, model: PoseModel) -> None:
        self.source = pictures
        self._model = model

    @property
    def kind(self) -> str:
        return self.source.kind

    @property
    def cut_short(self) -> str:
        return self.source.cut_short

    def frames(self) -> Iterator[Frame]:
        """Frames in time order, also those with nobody in them.

        Raises PoseError where the pictures or the model cannot be read.
        """
        return self._tracked() if self.source.kind == "video" else self._looked_at()

    def _looked_at(self) -> Iterator[Frame]:
        pictures = list(self.source.pictures())
        for time_s, picture in pictures:
            looks = _looks(self._model.still(), picture, time_s, LOOKS)
            frame = settled(looks) if looks else None
            if frame is None or len(frame.looks) < AGREEING_MIN_COUNT:
                looks += _looks(self._model.lenient(), picture, time_s, LENIENT_LOOKS)
                frame = settled(looks) if looks else None
            if frame is None or len(frame.looks) < AGREEING_MIN_COUNT:
                height, width = picture.shape[:2]
                frame = empty_frame(time_s=time_s, aspect_ratio=width / height)
            yield frame

    def _tracked(self) -> Iterator[Frame]:
        """While one picture is tracked the next is decoded, and now and then looked at anew."""
        with closing(self.source.pictures()) as pictures:
            item = next(pictures, None)  # before the model is made: most faults are the file's
            fresh = self._model.still()
            with (
                ThreadPoolExecutor(2) as aside,
                closing(self._model.moving()) as tracker,
            ):
                agreed, due_s, somebody = float("nan"), -np.inf, False
                while item is not None:
                    time_s, picture = item
                    coming = aside.submit(next, pictures, None)
                    anew = None
                    if somebody and time_s >= due_s:
                        anew = aside.submit(fresh.look, _padded(picture))
                        due_s = time_s + LOOK_ANEW_S
                    found = tracker.look(picture, time_s)
                    if anew is not None:
                        agreed = agreement(found, anew.result(), picture)
                    somebody = found is not None
                    if not somebody:
                        agreed, due_s = float("nan"), -np.inf
                    yield _frame(time_s, picture, found, agreed)
                    item = coming.result()


class _Landmarker:
    """One of MediaPipe's landmarkers."""

    def __init__(self, bundle: Path, *, moving: bool, score: float = 0.5) -> None:
        self._mediapipe = _mediapipe()
        if not bundle.is_file():
            raise PoseError(
                [Problem(str(bundle), "the pose model is not there; run `make setup`")]
            )
        from mediapipe.tasks.python import BaseOptions, vision

        mode = vision.RunningMode.VIDEO if moving else vision.RunningMode.IMAGE
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(bundle)),
            running_mode=mode,
            min_pose_detection_confidence=score,
            min_pose_presence_confidence=score,
        )
        try:
            self._native = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError, OSError) as error:
            why = str(error).splitlines()[0][:120]
            what = f"the pose model cannot be used ({why}); run `make setup` again"
            raise PoseError([Problem(str(bundle), what)]) from None
        self._moving = moving
        self._last_ms = -1
        self._one_at_a_time = Lock()

    def close(self) -> None:
        self._native.close()

    def look(self, picture: Picture, time_s: float = 0.0) -> Found | None:
        """Landmarks (33, 4) and world (33, 3) of the person, as the model gives them."""
        image = self._mediapipe.Image(
            image_format=self._mediapipe.ImageFormat.SRGB,
            data=np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)),
        )
        if self._moving:  # milliseconds that must grow, however close the pictures are
            self._last_ms = max(round(time_s * 1000), self._last_ms + 1)
            result = self._native.detect_for_video(image, self._last_ms)
        else:
            with self._one_at_a_time:
                result = self._native.detect(image)
        return _arrays(result) if result.pose_landmarks else None


def agreement(found: Found | None, again: Found | None, picture: Picture) -> float:
    """How far the main joints are from where a second look at the padded picture has them.

    In body lengths (ear, shoulder, hip, knee, ankle of the side that looks longer): about 0.01
    where the model is right, above 0.1 where it is not to be trusted; 1 where the second look
    finds nobody, NaN where the first did not.
    """
    if found is None:
        return float("nan")
    if again is None:
        return 1.0
    height, width = picture.shape[:2]
    left, top, right, bottom = _margins(picture)
    first = found.landmarks[:, :2] * np.array([width, height], dtype=np.float64)
    second = again.landmarks[:, :2] * np.array([width + left + right, height + top + bottom])
    apart = first - (second - np.array([left, top]))
    moved = np.hypot(*apart[list(AGREEMENT_POINTS)].T).mean()
    body = max(_body_length(first, side) for side in Side)
    return min(float(moved / body), 1.0) if body > 0 else 1.0


def _looks(
    landmarker: _Landmarker, picture: Picture, time_s: float, ways: tuple[Look, ...]
) -> list[Frame]:
    """What was found in these ways, in the place of the picture as it is."""
    height, width = picture.shape[:2]
    seen = []
    for way in ways:
        turned = np.ascontiguousarray(picture[:, ::-1]) if way.mirrored else picture
        left, top, right, bottom = _margins(picture, way.padding)
        found = landmarker.look(_padded(turned, way.padding))
        if found is None:
            continue
        padded_width, padded_height = width + left + right, height + top + bottom
        landmarks = found.landmarks.copy()
        landmarks[:, 0] = (landmarks[:, 0] * padded_width - left) / width
        landmarks[:, 1] = (landmarks[:, 1] * padded_height - top) / height
        landmarks[:, 2] *= padded_width / width
        frame = _frame(time_s, picture, Found(landmarks, found.world), float("nan"))
        seen.append(mirrored(frame) if way.mirrored else frame)
    return seen


def _padded(picture: Picture, padding: Padding = PADDING) -> Picture:
    if not any(padding):
        return picture
    left, top, right, bottom = _margins(picture, padding)
    edge = cv2.BORDER_REPLICATE
    whole = cv2.copyMakeBorder(picture, top, bottom, left, right, edge)
    return whole.astype(np.uint8, copy=False)


def _margins(picture: Picture, padding: Padding = PADDING) -> tuple[int, int, int, int]:
    height, width = picture.shape[:2]
    left, top, right, bottom = padding
    return round(left * width), round(top * height), round(right * width), round(bottom * height)


def _frame(time_s: float, picture: Picture, found: Found | None, agreed: float) -> Frame:
    height, width = picture.shape[:2]
    if found is None:
        return empty_frame(time_s=time_s, aspect_ratio=width / height)
    return frame_from_picture(
        time_s=time_s,
        landmarks=found.landmarks,
        world=found.world,
        width=width,
        height=height,
        agreement=agreed,
    )


def _body_length(points: Floats, side: Side) -> float:
    chain = [landmark(name, side) for name in ("ear", "shoulder", "hip", "knee", "ankle")]
    return float(np.hypot(*np.diff(points[chain], axis=0).T).sum())


def _arrays(result: Any) -> Found:
    person, metric = result.pose_landmarks[0], result.pose_world_landmarks[0]
    landmarks = np.array([(at.x, at.y, at.z, at.visibility) for at in person], dtype=np.float64)
    world = np.array([(at.x, at.y, at.z) for at in metric], dtype=np.float64)
    return Found(landmarks, world)


def _mediapipe() -> ModuleType:
    try:
        import mediapipe
    except ImportError:
        what = (
            "photos and videos cannot be checked on this machine, for its pose library is not "
            "published for it; landmark recordings can"
        )
        raise PoseError([Problem("mediapipe", what)]) from None
    return mediapipe  # type: ignore[no-any-return]
