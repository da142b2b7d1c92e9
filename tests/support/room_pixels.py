"""The room that our own pictures are taken in, and what its camera adds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.core.drawing.outline import Point
from supple.core.pose import Floats

Picture = NDArray[np.uint8]

WIDTH, HEIGHT = 640, 480
FINER = 1.5  # drawn larger and made smaller: smooth edges


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where drawing units (core.drawing.view) are in the picture, before it is made smaller."""

    scale: float
    left: float
    floor: float

    def at(self, point: Point) -> Point:
        return (self.left + self.scale * point[0], self.floor - self.scale * point[1])


def nobody() -> NDArray[np.float32]:
    """The room with no one in it."""
    empty = room(round(HEIGHT * FINER * 0.86))
    return cv2.resize(empty, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def grainy(picture: NDArray[np.float32], index: int = 0) -> Picture:
    """What a camera adds to its picture of that number: a little grain, other in each."""
    across, down = index * 37 % WIDTH, index * 101 % HEIGHT
    grain = np.roll(_film_grain(), (down, across), axis=(0, 1))
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


@cache
def room(floor: int) -> NDArray[np.float32]:
    """A wall with window light, a skirting board, boards of a floor, a mat."""
    height, width = round(HEIGHT * FINER), round(WIDTH * FINER)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    light = np.exp(
        -(((xs - 0.3 * width) / (0.6 * width)) ** 2 + ((ys - 0.2 * height) / height) ** 2)
    )
    view = np.array([188, 202, 210], np.float32) * (0.82 + 0.2 * light)[..., None]
    edge = floor - round(0.1 * height)
    view[edge - 12 : edge] = (214, 220, 224)
    boards = np.array([96, 130, 164], np.float32) * (0.86 + 0.14 * light)[..., None]
    view[edge:] = boards[edge:] * (0.95 + 0.05 * np.sign(np.sin(xs[edge:] / 37.0)))[..., None]
    back, front = floor - round(0.035 * height), floor + round(0.045 * height)
    mat = np.array([(70, back), (width - 70, back), (width - 30, front), (30, front)], np.int32)
    cv2.fillPoly(view, [mat], (150, 128, 104), cv2.LINE_AA)
    return cv2.GaussianBlur(view, (0, 0), 1.2)


def cast_shadow(view: NDArray[np.float32], places: Floats, stage: Stage) -> None:
    """Darker where the body, by points (n, 2) of it, is close above the floor."""
    height, width = view.shape[:2]
    dark = np.zeros(width, np.float32)
    reach = stage.scale * 0.16
    for x, y in (stage.at((float(across), float(up))) for across, up in places):
        gap = (stage.floor - y) / stage.scale
        low, high = max(0, round(x - reach)), max(0, round(x + reach))
        strong = max(0.1, 0.42 - 0.4 * gap)
        dark[low:high] = np.maximum(dark[low:high], strong)
    dark = cv2.GaussianBlur(dark[None], (0, 0), 0.08 * stage.scale)[0]
    below = np.arange(height, dtype=np.float32) - stage.floor
    fall = np.exp(-((below / (0.05 * stage.scale)) ** 2))
    view *= 1 - fall[:, None, None] * dark[None, :, None]


@cache
def _film_grain() -> NDArray[np.float32]:
    return np.random.default_rng(3).normal(0.0, 2.5, (HEIGHT, WIDTH, 3)).astype(np.float32)
