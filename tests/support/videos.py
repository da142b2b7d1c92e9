"""Pictures written as a video."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray


def write_video(
    path: Path, pictures: Iterable[NDArray[np.uint8]], *, rate_hz: float, code: str = "mp4v"
) -> Path:
    """Write pictures of one size to `path`, whose ending says the container.

    `code` names the codec in four letters; with "MJPG" in .avi every picture stands by itself.
    """
    writer = None
    for picture in pictures:
        if writer is None:
            size = (picture.shape[1], picture.shape[0])
            four = cv2.VideoWriter.fourcc(*code)
            writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, four, rate_hz, size)
            assert writer.isOpened(), f"no video can be written to {path}"
        writer.write(picture)
    assert writer is not None, "a video needs pictures"
    writer.release()
    return path
