"""BlazePose through MediaPipe's tasks: pictures in, frames of landmarks out.

The version is pinned (feasibility.md, section 2): newer ones report usage to their vendor. A video
is tracked from picture to picture. A photo, and now and then a video's picture, is looked at a
second time, a little padded; how far the landmarks then are from the first is the `agreement`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Final, NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.body import Side, landmark
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


class Found(NamedTuple):
    """The model's own numbers for one person."""

    landmarks: Floats
    world: Floats


class Photo(Protocol):
    """One picture (height, width, 3; blue, green, red), at time 0."""

    def pictures(self) -> Iterator[tuple[float, Picture]]: ...


class PoseModel:
    """The model of one bundle, for any number of photos and videos. Close it, or use `with`:

    left to the interpreter's end, MediaPipe complains.
    """

    def __init__(self, bundle: Path) -> None:
        self._bundle = bundle
        self._still: _Landmarker | None = None
        self._making = Lock()

    def __enter__(self) -> PoseModel:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._still is not None:
            self._still.close()
            self._still = None

    def still(self) -> _Landmarker:
        """For single pictures; it keeps nothing from one to the next, so one does for all."""
        with self._making:  # the parts of a film ask for it at the same time
            if self._still is None:
                self._still = _Landmarker(self._bundle, moving=False)
            return self._still

    def moving(self) -> _Landmarker:
        """For the pictures of one video."""
        return _Landmarker(self._bundle, moving=True)

    def follower(self) -> Follower:
        """For pictures of one film, in time order. Close it."""
        return Follower(self.moving(), self.still())


class Follower:
    """Follows one person from picture to picture of a film."""

    def __init__(self, tracker: _Landmarker, fresh: _Landmarker) -> None:
        self._tracker = tracker
        self._fresh = fresh

    def look(self, time_s: float, picture: Picture, *, anew: bool) -> Frame:
        """The frame of a later picture; with `anew` its agreement too, if somebody is in it."""
        found = self._tracker.look(picture, time_s)
        agreed = float("nan")
        if anew and found is not None:
            agreed = agreement(found, self._fresh.look(_padded(picture)), picture)
        return _frame(time_s, picture, found, agreed)

    def close(self) -> None:
        self._tracker.close()


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
        return self._looked_at()

    def _looked_at(self) -> Iterator[Frame]:
        pictures = list(self.source.pictures())
        landmarker = self._model.still()
        for time_s, picture in pictures:
            found = landmarker.look(picture)
            again = landmarker.look(_padded(picture)) if found else None
            yield _frame(time_s, picture, found, agreement(found, again, picture))


class _Landmarker:
    """One of MediaPipe's landmarkers."""

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


def _padded(picture: Picture) -> Picture:
    left, top, right, bottom = _margins(picture)
    edge = cv2.BORDER_REPLICATE
    whole = cv2.copyMakeBorder(picture, top, bottom, left, right, edge)
    return whole.astype(np.uint8, copy=False)


def _margins(picture: Picture) -> tuple[int, int, int, int]:
    height, width = picture.shape[:2]
    left, top, right, bottom = PADDING
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
