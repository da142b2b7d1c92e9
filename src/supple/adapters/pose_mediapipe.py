"""BlazePose through MediaPipe's tasks: pictures in, frames of landmarks out.

The version is pinned (feasibility.md, section 2): newer ones report usage to their vendor. Videos
are tracked from picture to picture; a photo is looked at twice, the second time a little shifted,
and how far the landmarks moved is the frame's `agreement`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.errors import PoseError, Problem
from supple.core.pose import Floats, Frame, empty_frame, frame_from_picture

Picture = NDArray[np.uint8]

AGREEMENT_POINTS: Final = tuple(
    int(landmark(name, side))
    for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    for side in Side
)
PADDING: Final = (0.06, 0.09, 0.02, 0.045)
"""Left, top, right, bottom, in parts of the picture: enough to make the model look anew."""


class Pictures(Protocol):
    """A photo or a video: pictures (height, width, 3; blue, green, red) with times in seconds."""

    @property
    def kind(self) -> str: ...
    @property
    def cut_short(self) -> str: ...
    def pictures(self) -> Iterator[tuple[float, Picture]]: ...


class PoseFromPictures:
    """Keeps app.ports.PoseSource for a photo or a video."""

    def __init__(self, pictures: Pictures, *, bundle: Path) -> None:
        self.source = pictures
        self._bundle = bundle

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
        moving = self.source.kind == "video"
        with _Landmarker(self._bundle, moving=moving) as look:
            for time_s, picture in self.source.pictures():
                yield look.at(picture, time_s)


class _Landmarker:
    """One landmarker, closed explicitly: left to the interpreter's end it complains."""

    def __init__(self, bundle: Path, *, moving: bool) -> None:
        self._mediapipe = _mediapipe()
        if not bundle.is_file():
            raise PoseError(
                [Problem(str(bundle), "the pose model is not there; run `make setup`")]
            )
        from mediapipe.tasks.python import BaseOptions, vision

        mode = vision.RunningMode.VIDEO if moving else vision.RunningMode.IMAGE
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(bundle)), running_mode=mode
        )
        try:
            self._native = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError, OSError) as error:
            why = str(error).splitlines()[0][:120]
            what = f"the pose model cannot be used ({why}); run `make setup` again"
            raise PoseError([Problem(str(bundle), what)]) from None
        self._moving = moving
        self._last_ms = -1

    def __enter__(self) -> _Landmarker:
        return self

    def __exit__(self, *_: object) -> None:
        self._native.close()

    def at(self, picture: Picture, time_s: float) -> Frame:
        """The frame of one picture."""
        height, width = picture.shape[:2]
        found = self._look(picture, time_s)
        if found is None:
            return empty_frame(time_s=time_s, aspect_ratio=width / height)
        landmarks, world = found
        return frame_from_picture(
            time_s=time_s,
            landmarks=landmarks,
            world=world,
            width=width,
            height=height,
            agreement=float("nan") if self._moving else self._agreement(picture, landmarks),
        )

    def _look(self, picture: Picture, time_s: float) -> tuple[Floats, Floats] | None:
        image = self._mediapipe.Image(
            image_format=self._mediapipe.ImageFormat.SRGB,
            data=np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)),
        )
        if self._moving:  # milliseconds that must grow, however close the pictures are
            self._last_ms = max(round(time_s * 1000), self._last_ms + 1)
            result = self._native.detect_for_video(image, self._last_ms)
        else:
            result = self._native.detect(image)
        return _arrays(result) if result.pose_landmarks else None

    def _agreement(self, picture: Picture, landmarks: Floats) -> float:
        """How far the main joints move when the picture is padded, in body lengths."""
        height, width = picture.shape[:2]
        left, top, right, bottom = (
            round(part * (height if index % 2 else width)) for index, part in enumerate(PADDING)
        )
        padded = cv2.copyMakeBorder(picture, top, bottom, left, right, cv2.BORDER_REPLICATE)
        again = self._look(padded.astype(np.uint8, copy=False), 0.0)
        if again is None:
            return 1.0  # a body length: as far off as a wrong answer ever is
        size = np.array([width, height], dtype=np.float64)
        first = landmarks[:, :2] * size
        second = again[0][:, :2] * padded.shape[1::-1] - np.array([left, top])
        moved = np.hypot(*(first - second)[list(AGREEMENT_POINTS)].T).mean()
        body = max(_body_length(first, side) for side in Side)
        return float(moved / body) if body > 0 else float("nan")


def _body_length(points: Floats, side: Side) -> float:
    chain = [landmark(name, side) for name in ("ear", "shoulder", "hip", "knee", "ankle")]
    return float(np.hypot(*np.diff(points[chain], axis=0).T).sum())


def _arrays(result: Any) -> tuple[Floats, Floats]:
    person = result.pose_landmarks[0]
    landmarks = np.array([(at.x, at.y, at.z, at.visibility) for at in person], dtype=np.float64)
    world = np.array([(at.x, at.y, at.z) for at in result.pose_world_landmarks[0]])
    assert landmarks.shape == (LANDMARK_COUNT, 4), Landmark.__name__
    return landmarks, world.astype(np.float64)


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
