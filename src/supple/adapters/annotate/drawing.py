"""One picture with what was seen: whole and with its words, or cropped to the person.

Words stand in a strip below the picture, so that none covers a body. Sizes follow the picture.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from supple.adapters.annotate.body import draw_back_line, draw_body
from supple.adapters.annotate.colours import GROUND, INK, INK_SOFT, TONES, Picture
from supple.adapters.annotate.writing import fitted, size_of, wrapped, write
from supple.app.captions import Caption, Tone
from supple.core.pose import Floats

SHORT_SIDE_AT_LEAST: Final = 360
STILL_LONG_SIDE: Final = 760
CROP_MARGIN_RATIO: Final = 0.16
"""Room around the person, of the longer side of what is seen of them."""
WIDEST_RATIO, NARROWEST_RATIO = 1.9, 0.7
_BLANK_HEIGHT: Final = 540


def draw(picture: Picture, caption: Caption) -> Picture:
    """One picture with its skeleton, angles and strip; even sides, as films need them."""
    canvas = _at_least(picture)
    height, width = canvas.shape[:2]
    unit = max(min(height, width) / 23, 15.0)
    _lay_on(canvas, caption, np.zeros(2), float(height), unit)
    whole = np.vstack((canvas, _strip(width, caption, unit)))
    rows, columns = whole.shape[0] // 2 * 2, whole.shape[1] // 2 * 2
    return np.ascontiguousarray(whole[:rows, :columns])


def draw_still(picture: Picture, caption: Caption) -> Picture:
    """The person alone with skeleton and angles, without words, at most 760 pixels long."""
    left, top, right, bottom = _crop(picture, caption)
    part = picture[top:bottom, left:right]
    scale = min(STILL_LONG_SIDE / max(part.shape[:2]), 4.0)
    size = (max(2, round(part.shape[1] * scale)), max(2, round(part.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    canvas = cv2.resize(part, size, interpolation=how).astype(np.uint8, copy=False)
    unit = max(min(canvas.shape[:2]), STILL_LONG_SIDE / 2) / 23
    corner = np.array([left, top], dtype=np.float64)
    _lay_on(canvas, caption, corner, picture.shape[0] * scale, unit, scale)
    return canvas


def blank(caption: Caption) -> Picture:
    """A plain ground of the camera's shape, where there is no picture."""
    width = max(2, round(_BLANK_HEIGHT * caption.frame.aspect_ratio))
    return np.full((_BLANK_HEIGHT, width, 3), GROUND, np.uint8)


def _lay_on(
    canvas: Picture,
    caption: Caption,
    corner: Floats,
    height: float,
    unit: float,
    scale: float = 1.0,
) -> None:
    """Skeleton and angles. `height` is that of the whole picture on the canvas's scale."""
    frame = caption.frame
    if not frame.found:
        return
    if frame.back_line is not None:
        draw_back_line(canvas, _pixels(frame.back_line, height) - corner * scale, unit)
    draw_body(canvas, caption, _pixels(frame.points, height) - corner * scale, unit)


def _pixels(points: Floats, height: float) -> Floats:
    """Picture heights with y up, as pixels with y down."""
    pixels: Floats = np.column_stack((points[:, 0], 1.0 - points[:, 1])) * height
    return pixels


def _crop(picture: Picture, caption: Caption) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the part with the person; all of it where nobody is."""
    height, width = picture.shape[:2]
    at = _pixels(caption.frame.points, height)
    at = at[np.isfinite(at).all(axis=1)]
    if len(at) == 0:
        return 0, 0, width, height
    low, high = np.clip(at.min(axis=0), 0, (width, height)), at.max(axis=0)
    high = np.clip(high, low + 2, (width, height))
    margin = max(CROP_MARGIN_RATIO * float((high - low).max()), 0.03 * max(width, height))
    low, high = low - margin, high + margin
    across, down = (high - low).tolist()
    wider = max(0.0, NARROWEST_RATIO * down - across) / 2
    taller = max(0.0, across / WIDEST_RATIO - down) / 2
    more = np.array([wider, taller])
    low, high = low - more, high + more
    left, top = np.floor(np.clip(low, 0, (width - 2, height - 2))).astype(int).tolist()
    right, bottom = np.ceil(np.clip(high, (left + 2, top + 2), (width, height))).tolist()
    return left, top, int(right), int(bottom)


def _strip(width: int, caption: Caption, unit: float) -> Picture:
    """The state and its number, then what to mind, or else which exercise it is."""
    large, small, count_size = round(unit * 1.25), round(unit * 0.9), round(unit * 2.4)
    margin, line = round(unit), round(unit * 1.25)
    height = round(margin * 2 + large * 0.8 + line * 2 + unit * 0.1)
    strip = np.full((height, width, 3), GROUND, np.uint8)
    room = width - 2 * margin
    if caption.count:
        count_width, capitals = size_of(caption.count, count_size, 500)
        base = margin + round(height / 2 - margin + capitals / 2)
        at = (width - margin - count_width, base)
        write(strip, caption.count, at, count_size, TONES[caption.tone], 500)
        room -= count_width + margin
    base = margin + round(large * 0.72)
    size = fitted(caption.state, large, room, 600)
    write(strip, caption.state, (margin, base), size, TONES[caption.tone], 600)
    words, ink, indent = caption.title, INK_SOFT, 0
    if caption.advice:
        words, ink, indent = caption.advice[0], INK, round(unit * 0.6)
    base += round(unit * 0.35)
    for text in wrapped(words, small, room - indent, 2):
        base += line
        if indent:
            low = base + round(small * 0.3)
            cv2.rectangle(strip, (margin, low - line), (margin + 3, low), TONES[Tone.MIND], -1)
        write(strip, text, (margin + indent, base), small, ink)
    return strip


def _at_least(picture: Picture) -> Picture:
    """A copy, enlarged where it is too small for words."""
    scale = SHORT_SIDE_AT_LEAST / min(picture.shape[:2])
    if scale <= 1 or scale > 8:
        return picture.copy()
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)
