"""Pictures with room around them, and what is found in those put back into the picture's place."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.adapters.pose_mediapipe.landmarker import Found
from supple.adapters.pose_mediapipe.masks import WIDTH_STEP_PX
from supple.core.pose import Floats

Picture = NDArray[np.uint8]
Padding = tuple[float, float, float, float]
"""Left, top, right, bottom, in parts of the picture."""

NONE: Final[Padding] = (0.0, 0.0, 0.0, 0.0)
PADDING: Final[Padding] = (0.06, 0.09, 0.02, 0.045)
"""Enough to make the model look anew."""


def padded(picture: Picture, padding: Padding = PADDING) -> Picture:
    """With what is at its edges repeated around it."""
    if not any(padding):
        return picture
    left, top, right, bottom = _margins(picture, padding)
    edge = cv2.BORDER_REPLICATE
    whole = cv2.copyMakeBorder(picture, top, bottom, left, right, edge)
    return whole.astype(np.uint8, copy=False)


def unpadded(found: Found, picture: Picture, padding: Padding = PADDING) -> Found:
    """What was found in the padded picture, as of the picture itself."""
    if not any(padding):
        return found
    height, width = picture.shape[:2]
    left, top, right, bottom = _margins(picture, padding)
    wide, high = width + left + right, height + top + bottom
    landmarks = found.landmarks.copy()
    landmarks[:, 0] = (landmarks[:, 0] * wide - left) / width
    landmarks[:, 1] = (landmarks[:, 1] * high - top) / height
    landmarks[:, 2] *= wide / width
    mask = found.silhouette
    if mask is not None:
        mask = mask[top : top + height, left : left + width]
    return Found(landmarks, found.world, mask)


def in_pixels(found: Found, picture: Picture) -> Floats:
    """Landmarks (33, 4) with x and y in pixels of the picture."""
    height, width = picture.shape[:2]
    return np.asarray(found.landmarks * np.array([width, height, 1.0, 1.0]))


def _margins(picture: Picture, padding: Padding) -> tuple[int, int, int, int]:
    """Left, top, right, bottom, pixels; the right one such that a mask of it can be read."""
    height, width = picture.shape[:2]
    left, top, right, bottom = padding
    wide = width + round(left * width) + round(right * width)
    return (
        round(left * width),
        round(top * height),
        round(right * width) + -wide % WIDTH_STEP_PX,
        round(bottom * height),
    )
