"""Silhouettes as the model gives them, without ending the process.

MediaPipe 0.10.30 aborts the whole process where a mask is read whose rows do not follow on each
other, as of a picture 630 or 625 pixels wide: it starts each row at a multiple of 16 bytes, four
cells. So the pictures of a film are made wider where they must be (few are: by up to three
columns), and what comes back is taken as if they had not been.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from supple.core.pose import Floats

Picture = NDArray[np.uint8]
Silhouette = NDArray[np.float32]

WIDTH_STEP_PX: Final = 4


def widened(picture: Picture) -> Picture:
    """The picture with columns like its last one added, as few as a mask needs."""
    add = -picture.shape[1] % WIDTH_STEP_PX
    return np.pad(picture, ((0, 0), (0, add), (0, 0)), mode="edge") if add else picture


def narrowed(landmarks: Floats, width: int) -> Floats:
    """Landmarks (33, 4) of a widened picture as of the picture itself, `width` pixels wide.

    x and z are in fractions of the width.
    """
    ratio = (width + -width % WIDTH_STEP_PX) / width
    return np.asarray(landmarks * np.array([ratio, 1.0, ratio, 1.0]))


def silhouette(result: Any, index: int, width: int) -> Silhouette | None:
    """One person's mask, (height, width), 0 to 1; None where reading it would end the process."""
    image = result.segmentation_masks[index]
    if not image.is_contiguous():
        return None
    mask = image.numpy_view()
    # A copy: what it is a view of goes with the result.
    return np.array(mask.reshape(mask.shape[:2])[:, :width], dtype=np.float32)
