"""The plainest loop of the same pose model over a video: what `supple bench` compares with.

Written straight against the two libraries, as anybody would, and with nothing of our own in it.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import cv2


class PlainRun(NamedTuple):
    """Seconds for the whole loop, making the model included; the model's milliseconds a frame."""

    seconds_s: float
    model_ms: list[float]


def plain_loop(video: Path, bundle: Path, *, masks: bool = False) -> PlainRun:
    """Decode every picture of the video, and run the model on it; `masks`: silhouettes too."""
    import mediapipe
    from mediapipe.tasks.python import BaseOptions, vision

    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(bundle)),
        running_mode=vision.RunningMode.VIDEO,
        output_segmentation_masks=masks,
    )
    model_ms = []
    started = perf_counter()
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        capture = cv2.VideoCapture(str(video))
        while True:
            good, picture = capture.read()
            if not good:
                break
            time_ms = round(capture.get(cv2.CAP_PROP_POS_MSEC))
            image = mediapipe.Image(
                image_format=mediapipe.ImageFormat.SRGB,
                data=cv2.cvtColor(picture, cv2.COLOR_BGR2RGB),
            )
            before = perf_counter()
            landmarker.detect_for_video(image, time_ms)
            model_ms.append((perf_counter() - before) * 1000)
        capture.release()
        return PlainRun(perf_counter() - started, model_ms)
