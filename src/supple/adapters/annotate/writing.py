"""Words on pictures, in OpenCV's own typeface: no font of the system is needed."""

from __future__ import annotations

import cv2

from supple.adapters.annotate.colours import Colour, Picture


def write(
    canvas: Picture, text: str, at: tuple[int, int], size: int, colour: Colour, weight: int = 400
) -> None:
    """One line; `at` is where its baseline begins, `size` in pixels."""
    cv2.putText(canvas, text, at, colour, _font(), size, weight)


def size_of(text: str, size: int, weight: int = 400) -> tuple[int, int]:
    """Width of a line, and the height of its capitals, in pixels."""
    box = cv2.getTextSize((0, 0), text, (0, 0), _font(), size, weight)
    return int(box[2]), round(size * 0.72)


def fitted(text: str, size: int, room: int, weight: int = 400) -> int:
    """The size at which a line fits into `room` pixels: `size`, or smaller."""
    width, _ = size_of(text, size, weight)
    return max(8, int(size * min(1.0, room / max(width, 1))))


def wrapped(text: str, size: int, room: int, lines_at_most: int, weight: int = 400) -> list[str]:
    """The text in lines of at most `room` pixels; what is too much ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and size_of(longer, size, weight)[0] <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > lines_at_most:
        lines = lines[:lines_at_most]
        lines[-1] += "…"
    return lines


def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")
