"""One of MediaPipe's landmarkers: a picture in, everybody found in it out, as the model says."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.adapters.pose_mediapipe.masks import Silhouette, narrowed, silhouette, widened
from supple.core.errors import PoseError, Problem
from supple.core.pose import Floats

Picture = NDArray[np.uint8]

PEOPLE_AT_MOST_COUNT: Final = 2
"""Looked for in a single picture. Following two through a film takes the detector, and half as
long again, at every picture in which there is only one."""


class Found(NamedTuple):
    """The model's own numbers for one person: landmarks (33, 4), world (33, 3), and the
    silhouette, (height, width), if it was wanted and can be read."""

    landmarks: Floats
    world: Floats
    silhouette: Silhouette | None = None


class Landmarker:
    """For single pictures, or `moving` for those of one film in their order. Close it.

    `score`: of the detector and of the landmarks, enough to have found somebody. `masks`: give
    silhouettes.
    """

    def __init__(
        self, bundle: Path, *, moving: bool, masks: bool = False, score: float = 0.5
    ) -> None:
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
            num_poses=1 if moving else PEOPLE_AT_MOST_COUNT,
            min_pose_detection_confidence=score,
            min_pose_presence_confidence=score,
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

    def look(self, picture: Picture, time_s: float = 0.0) -> tuple[Found, ...]:
        """Everybody found, the surest first."""
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
        width = picture.shape[1]
        found = []
        for index, (person, metric) in enumerate(
            zip(result.pose_landmarks, result.pose_world_landmarks, strict=True)
        ):
            landmarks = np.array([(at.x, at.y, at.z, at.visibility) for at in person])
            world = np.array([(at.x, at.y, at.z) for at in metric])
            if shown is not picture:
                landmarks = narrowed(landmarks, width)
            mask = silhouette(result, index, width) if self._masks else None
            found.append(Found(landmarks, world, mask))
        return tuple(found)


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
