"""BlazePose through MediaPipe's tasks: pictures in, frames of landmarks out.

The version is pinned (feasibility.md, section 2): newer ones report usage to their vendor. A video
is tracked from picture to picture. A photo, and a video's picture twice a second, is looked at a
second time, a little padded; how far the landmarks then are from the first is the `agreement` of
that frame and of those up to the next look. Where the line of the back is wanted the model gives
a silhouette too, about a tenth slower.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Final, NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.back_line import back_line
from supple.core.body import Side, landmark
from supple.core.errors import PoseError, Problem
from supple.core.pose import Floats, Frame, empty_frame, frame_from_picture

Picture = NDArray[np.uint8]
Silhouette = NDArray[np.float32]

AGREEMENT_POINTS: Final = tuple(
    int(landmark(name, side))
    for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    for side in Side
)
MASK_WIDTH_STEP_PX: Final = 4

PADDING: Final = (0.06, 0.09, 0.02, 0.045)
"""Left, top, right, bottom, in parts of the picture: enough to make the model look anew."""


LOOK_ANEW_S: Final = 0.5
"""How often a tracked body is looked for anew: a tracker holds on to what is long gone."""


class Found(NamedTuple):
    """The model's own numbers for one person, and their silhouette if it was wanted."""

    landmarks: Floats
    world: Floats
    silhouette: Silhouette | None = None


class Pictures(Protocol):
    """A photo or a video: pictures (height, width, 3; blue, green, red) with times in seconds."""

    @property
    def kind(self) -> str: ...
    @property
    def cut_short(self) -> str: ...
    def pictures(self) -> Generator[tuple[float, Picture], None, None]: ...


class PoseModel:
    """The model of one bundle, for any number of photos and videos. Close it, or use `with`:

    left to the interpreter's end, MediaPipe complains. `back_line`: frames have the line of the
    back where it can be told.
    """

    def __init__(self, bundle: Path, *, back_line: bool = False) -> None:
        self._bundle = bundle
        self._back_line = back_line
        self._still: _Landmarker | None = None

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
        if self._still is None:
            self._still = _Landmarker(self._bundle, moving=False, masks=self._back_line)
        return self._still

    def moving(self) -> _Landmarker:
        """For the pictures of one video."""
        return _Landmarker(self._bundle, moving=True, masks=self._back_line)


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
        landmarker = self._model.still()
        for time_s, picture in pictures:
            found = landmarker.look(picture)
            again = landmarker.look(_padded(picture)) if found else None
            if found and again and found.silhouette is None:
                found = found._replace(silhouette=_unpadded(again.silhouette, picture))
            yield _frame(time_s, picture, found, agreement(found, again, picture))

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

    def __init__(self, bundle: Path, *, moving: bool, masks: bool) -> None:
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
            output_segmentation_masks=masks,
        )
        try:
            self._native = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError, OSError) as error:
            why = str(error).splitlines()[0][:120]
            what = f"the pose model cannot be used ({why}); run `make setup` again"
            raise PoseError([Problem(str(bundle), what)]) from None
        self._moving = moving
        self._masks = masks
        self._last_ms = -1
        self._one_at_a_time = Lock()

    def close(self) -> None:
        self._native.close()

    def look(self, picture: Picture, time_s: float = 0.0) -> Found | None:
        """Landmarks (33, 4) and world (33, 3) of the person, as the model gives them."""
        # A photo is left as it is, for it is looked at once more at a width that can be read.
        shown = widened(picture) if self._masks and self._moving else picture
        image = self._mediapipe.Image(
            image_format=self._mediapipe.ImageFormat.SRGB,
            data=np.ascontiguousarray(cv2.cvtColor(shown, cv2.COLOR_BGR2RGB)),
        )
        if self._moving:  # milliseconds that must grow, however close the pictures are
            self._last_ms = max(round(time_s * 1000), self._last_ms + 1)
            result = self._native.detect_for_video(image, self._last_ms)
        else:
            with self._one_at_a_time:
                result = self._native.detect(image)
        if not result.pose_landmarks:
            return None
        found = _arrays(result)
        if not self._masks:
            return found
        width = picture.shape[1]
        landmarks = narrowed(found.landmarks, width) if shown is not picture else found.landmarks
        return Found(landmarks, found.world, _silhouette(result, width))


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


def _unpadded(mask: Silhouette | None, picture: Picture) -> Silhouette | None:
    if mask is None:
        return None
    left, top, _, _ = _margins(picture)
    height, width = picture.shape[:2]
    return mask[top : top + height, left : left + width]


def _margins(picture: Picture) -> tuple[int, int, int, int]:
    """Left, top, right, bottom, pixels; the right one such that a mask of it can be read."""
    height, width = picture.shape[:2]
    left, top, right, bottom = PADDING
    wide = width + round(left * width) + round(right * width)
    return (
        round(left * width),
        round(top * height),
        round(right * width) + -wide % MASK_WIDTH_STEP_PX,
        round(bottom * height),
    )


def _frame(time_s: float, picture: Picture, found: Found | None, agreed: float) -> Frame:
    height, width = picture.shape[:2]
    if found is None:
        return empty_frame(time_s=time_s, aspect_ratio=width / height)
    frame = frame_from_picture(
        time_s=time_s,
        landmarks=found.landmarks,
        world=found.world,
        width=width,
        height=height,
        agreement=agreed,
    )
    if found.silhouette is None:
        return frame
    return replace(frame, back_line=back_line(found.silhouette, frame).points)


def _body_length(points: Floats, side: Side) -> float:
    chain = [landmark(name, side) for name in ("ear", "shoulder", "hip", "knee", "ankle")]
    return float(np.hypot(*np.diff(points[chain], axis=0).T).sum())


def _arrays(result: Any) -> Found:
    person, metric = result.pose_landmarks[0], result.pose_world_landmarks[0]
    landmarks = np.array([(at.x, at.y, at.z, at.visibility) for at in person], dtype=np.float64)
    world = np.array([(at.x, at.y, at.z) for at in metric], dtype=np.float64)
    return Found(landmarks, world)


# Masks. MediaPipe 0.10.30 aborts the whole process where one is read whose rows do not follow on
# each other, as of a picture 630 or 625 pixels wide: it starts each row at a multiple of 16 bytes,
# four cells. So the pictures of a video are made wider where they must be (few are: by up to three
# columns), and what comes back is taken as if they had not been.


def widened(picture: Picture) -> Picture:
    """The picture with columns like its last one added, as few as a mask needs."""
    add = -picture.shape[1] % MASK_WIDTH_STEP_PX
    return np.pad(picture, ((0, 0), (0, add), (0, 0)), mode="edge") if add else picture


def narrowed(landmarks: Floats, width: int) -> Floats:
    """Landmarks (33, 4) of a widened picture as of the picture itself, `width` pixels wide.

    x and z are in fractions of the width.
    """
    ratio = (width + -width % MASK_WIDTH_STEP_PX) / width
    return np.asarray(landmarks * np.array([ratio, 1.0, ratio, 1.0]))


def _silhouette(result: Any, width: int) -> Silhouette | None:
    """The person's mask, (height, width), 0 to 1; None where reading it would end the process."""
    image = result.segmentation_masks[0]
    if not image.is_contiguous():
        return None
    mask = image.numpy_view()
    # A copy: what it is a view of goes with the result.
    return np.array(mask.reshape(mask.shape[:2])[:, :width], dtype=np.float32)


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
