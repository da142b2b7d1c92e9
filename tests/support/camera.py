"""Files that a browser takes for its camera, made from videos or pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT, FPS = 640, 480, 30


def letterboxed(picture: np.ndarray) -> np.ndarray:
    """The whole picture in the camera's frame, grey around it."""
    height, width = picture.shape[:2]
    scale = min(WIDTH / width, HEIGHT / height)
    inner = cv2.resize(
        picture, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA
    )
    frame = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    top, left = (HEIGHT - inner.shape[0]) // 2, (WIDTH - inner.shape[1]) // 2
    frame[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    return frame


def frames_of(
    video: Path, start_s: float = 0.0, end_s: float = float("inf")
) -> Iterator[np.ndarray]:
    """The video's pictures at the camera's rate: repeated or left out where its own differs."""
    reader = cv2.VideoCapture(str(video))
    try:
        rate = reader.get(cv2.CAP_PROP_FPS) or float(FPS)
        shown, index = round(start_s * FPS), 0
        while (read := reader.read())[0] and shown / FPS < end_s:
            while shown / FPS < min((index + 1) / rate, end_s):
                yield read[1]
                shown += 1
            index += 1
    finally:
        reader.release()


def write_mjpeg(pictures: Iterable[np.ndarray], path: Path) -> Path:
    """Write what Chromium reads as a camera: JPEG pictures one after another, 30 a second."""
    with path.open("wb") as out:
        for picture in pictures:
            # 4:2:0 is what the fake camera decodes, whatever OpenCV's default becomes.
            ok, jpeg = cv2.imencode(
                ".jpg",
                letterboxed(picture),
                [
                    cv2.IMWRITE_JPEG_QUALITY,
                    88,
                    cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
                    cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
                ],
            )
            assert ok
            out.write(jpeg.tobytes())
    return path


def camera_from_video(
    video: Path, path: Path, start_s: float = 0.0, end_s: float = float("inf")
) -> Path:
    """A camera file of a video or a part of it."""
    return write_mjpeg(frames_of(video, start_s, end_s), path)
