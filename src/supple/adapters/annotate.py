"""Draws a check onto its pictures: the skeleton, angles beside the joints, words in a strip below.

The strip is outside the picture, so that no word covers a body. Teal is for what is good, amber
for what to mind; nothing is red. Sizes follow the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from supple.app.captions import Caption, Label, Tone
from supple.core.body import Landmark, landmark
from supple.core.errors import PoseError, Problem
from supple.core.pose import Floats, Frame

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

GROUND: Final = (0x22, 0x16, 0x1D)  # blue, green, red; the evening colours of the pages
INK: Final = (0xE4, 0xEB, 0xF3)
INK_SOFT: Final = (0xC2, 0xB5, 0xC2)
TONES: Final[dict[Tone, Colour]] = {
    Tone.DO: (0xC4, 0xD8, 0x8F),
    Tone.MIND: (0x7A, 0xC2, 0xF4),
    Tone.QUIET: (0xDC, 0xD2, 0xD8),
}
SHORT_SIDE_AT_LEAST: Final = 360
VISIBLE_RATIO: Final = 0.5
PHOTO_SUFFIXES: Final = (".jpg", ".jpeg", ".png")
VIDEO_CODES: Final = {".mp4": "mp4v", ".webm": "VP90", ".mkv": "VP90", ".avi": "MJPG"}

_CHAIN: Final = (
    ("ear", "shoulder"), ("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "index"),
    ("shoulder", "hip"), ("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"),
    ("heel", "foot_index"), ("ankle", "foot_index"),
)  # fmt: skip
_JOINTS: Final = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "foot_index")


def annotate(
    pictures: Iterable[tuple[float, Picture]] | None, captions: Iterable[Caption], path: Path
) -> None:
    """Write the annotated photo or video to `path`.

    `pictures` are those that the captions' frames came from, in the same order, or None where
    there are none (a landmark recording): the skeleton then stands on a plain ground.
    Raises PoseError where `path` cannot be written.
    """
    check_target(path)
    drawn = _drawn(pictures, captions)
    if path.suffix.lower() in PHOTO_SUFFIXES:
        _write_photo(drawn, path)
    else:
        _write_video(drawn, path)


def check_target(path: Path) -> None:
    """Raises PoseError where nothing can be drawn to `path`, before any work is done."""
    if path.suffix.lower() not in (*VIDEO_CODES, *PHOTO_SUFFIXES):
        known = ", ".join((*VIDEO_CODES, *PHOTO_SUFFIXES))
        raise _problem(path, f"its ending names no format that can be drawn; use one of {known}")
    if not path.parent.is_dir():
        raise _problem(path, "its folder is not there; make it, or name another")


def draw(picture: Picture, caption: Caption) -> Picture:
    """One picture with its skeleton, angles and strip; even sides, as films need them."""
    canvas = _at_least(picture)
    height, width = canvas.shape[:2]
    unit = max(min(height, width) / 24, 13.0)
    if caption.frame.found:
        at = _pixels(caption.frame, height)
        _skeleton(canvas, caption, at, unit)
        for label in caption.labels:
            _label(canvas, label, at, unit)
    strip = _strip(width, caption, unit)
    whole = np.vstack((canvas, strip))
    rows, columns = whole.shape[0] // 2 * 2, whole.shape[1] // 2 * 2
    return np.ascontiguousarray(whole[:rows, :columns])


def _drawn(
    pictures: Iterable[tuple[float, Picture]] | None, captions: Iterable[Caption]
) -> Iterator[tuple[float, Picture]]:
    if pictures is None:
        for caption in captions:
            width = max(2, round(540 * caption.frame.aspect_ratio))
            blank = np.full((540, width, 3), GROUND, np.uint8)
            yield caption.frame.time_s, draw(blank, caption)
        return
    for (time_s, picture), caption in zip(pictures, captions, strict=False):
        yield time_s, draw(picture, caption)


def _skeleton(canvas: Picture, caption: Caption, at: Floats, unit: float) -> None:
    """The far side first, thin and faint, then the near side; hidden parts are not drawn.

    Only the joints to mind are amber: a body as a whole is never wrong.
    """
    tone = TONES[Tone.QUIET if caption.tone is Tone.QUIET else Tone.DO]
    faulty = {label.at for label in caption.labels if label.tone is Tone.MIND}
    seen = caption.frame.visibility >= VISIBLE_RATIO
    for side in (caption.near.other, caption.near):
        near = side is caption.near
        thick = max(1, round(unit * (0.16 if near else 0.08)))
        layer = canvas if near else canvas.copy()
        for first, second in _CHAIN:
            ends = landmark(first, side), landmark(second, side)
            if seen[list(ends)].all():
                _bone(layer, at[ends[0]], at[ends[1]], tone, thick)
        if not near:
            cv2.addWeighted(layer, 0.6, canvas, 0.4, 0, dst=canvas)
            continue
        for name in _JOINTS:
            joint = landmark(name, side)
            if seen[joint]:
                colour = TONES[Tone.MIND] if joint in faulty else tone
                _dot(canvas, at[joint], colour, max(2, round(unit * 0.2)))


def _bone(layer: Picture, start: Floats, end: Floats, colour: Colour, thick: int) -> None:
    ends = _point(start), _point(end)
    cv2.line(layer, *ends, GROUND, thick + 2, cv2.LINE_AA)
    cv2.line(layer, *ends, colour, thick, cv2.LINE_AA)


def _dot(canvas: Picture, at: Floats, colour: Colour, radius: int) -> None:
    cv2.circle(canvas, _point(at), radius + 1, GROUND, -1, cv2.LINE_AA)
    cv2.circle(canvas, _point(at), radius, colour, -1, cv2.LINE_AA)


def _label(canvas: Picture, label: Label, at: Floats, unit: float) -> None:
    """A number on a dark pill, beside its joint and away from the trunk."""
    size = round(unit * 0.72)
    width, height = _text_size(label.text, size, 600)
    pad = round(size * 0.35)
    joint = at[label.at]
    middle = (at[Landmark.LEFT_HIP] + at[Landmark.RIGHT_SHOULDER]) / 2
    right = bool(joint[0] >= middle[0])
    x = joint[0] + (unit * 0.6 if right else -unit * 0.6 - width - 2 * pad)
    x = round(float(np.clip(x, 2, max(2, canvas.shape[1] - width - 2 * pad - 2))))
    y = round(float(np.clip(joint[1] - unit * 0.9, 2, max(2, canvas.shape[0] - size - 2 * pad))))
    corner = (x + width + 2 * pad, y + height + 2 * pad)
    area = canvas[y : corner[1], x : corner[0]]
    _darken(area)
    _write(canvas, label.text, (x + pad, y + pad + height), size, TONES[label.tone], 600)


def _darken(area: Picture) -> None:
    ground = np.full_like(area, GROUND)
    cv2.addWeighted(area, 0.25, ground, 0.75, 0, dst=area)


def _strip(width: int, caption: Caption, unit: float) -> Picture:
    """The words: the state large, the exercise small, then what to mind."""
    large, small = round(unit * 1.15), round(unit * 0.8)
    margin = round(unit)
    height = round(unit * 5.6) // 2 * 2
    strip = np.full((height, width, 3), GROUND, np.uint8)
    room = width - 2 * margin
    y = margin + round(large * 0.7)
    _write(strip, caption.state, (margin, y), large, TONES[caption.tone], 600, room)
    y += round(small * 1.7)
    _write(strip, caption.title, (margin, y), small, INK_SOFT, 400, room)
    y += round(small * 1.7)
    for words in caption.advice[:1]:
        _write(strip, words, (margin, y), small, TONES[Tone.MIND], 500, room)
    return strip


def _write(
    canvas: Picture,
    text: str,
    at: tuple[int, int],
    size: int,
    colour: Colour,
    weight: int,
    room: int | None = None,
) -> None:
    """One line; where it needs more than `room` it is written smaller."""
    if room is not None:
        width, _ = _text_size(text, size, weight)
        size = max(8, int(size * min(1.0, room / max(width, 1))))
    cv2.putText(canvas, text, at, colour, _font(), size, weight)


def _text_size(text: str, size: int, weight: int) -> tuple[int, int]:
    box = cv2.getTextSize((0, 0), text, (0, 0), _font(), size, weight)
    return int(box[2]), round(size * 0.72)


def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")


def _pixels(frame: Frame, height: int) -> Floats:
    """Picture heights with y up, as pixels with y down."""
    flipped = np.column_stack((frame.points[:, 0], 1.0 - frame.points[:, 1]))
    return flipped * height


def _point(at: Floats) -> tuple[int, int]:
    x, y = np.clip(at, -10000, 10000)
    return round(float(x)), round(float(y))


def _at_least(picture: Picture) -> Picture:
    """A copy, enlarged where it is too small for words."""
    scale = SHORT_SIDE_AT_LEAST / min(picture.shape[:2])
    if scale <= 1 or scale > 8:
        return picture.copy()
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)


def _write_photo(drawn: Iterator[tuple[float, Picture]], path: Path) -> None:
    for _, picture in islice(drawn, 1):
        good, data = cv2.imencode(path.suffix.lower(), picture)
        if not good:
            raise _problem(path, "the picture could not be drawn")
        try:
            path.write_bytes(data.tobytes())
        except OSError as error:
            raise _problem(path, f"it cannot be written ({error.strerror})") from None


def _write_video(drawn: Iterator[tuple[float, Picture]], path: Path) -> None:
    """At one even rate; a picture stands until the next one's time has come."""
    ahead = list(islice(drawn, 12))
    if not ahead:
        raise _problem(path, "there is no picture to draw")
    times = np.diff([time_s for time_s, _ in ahead])
    rate_hz = float(np.clip(1 / np.median(times), 1, 60)) if len(times) else 25.0
    height, width = ahead[0][1].shape[:2]
    four = cv2.VideoWriter.fourcc(*VIDEO_CODES[path.suffix.lower()])
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, four, rate_hz, (width, height))
    if not writer.isOpened():
        raise _problem(path, "it cannot be written; check that you may write there")
    try:
        start_s, written = ahead[0][0], 0
        for time_s, picture in chain(ahead, drawn):
            due = round((time_s - start_s) * rate_hz) + 1
            for _ in range(min(due - written, 600)):
                writer.write(picture)
            written = max(due, written)
    finally:
        writer.release()


def _problem(path: Path, what: str) -> PoseError:
    return PoseError([Problem(str(path), what)])
