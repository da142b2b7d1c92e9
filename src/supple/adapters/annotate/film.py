"""Annotated photos and videos, and single stills, from pictures and captions.

Pictures and captions are brought together by their times, for a check may have passed over
pictures that could not change what it says. A film is written picture by picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from supple.adapters.annotate.colours import Picture
from supple.adapters.annotate.drawing import blank, draw, draw_still
from supple.app.captions import Caption
from supple.core.errors import PoseError, Problem

Timed = Iterable[tuple[float, Picture]]

PHOTO_SUFFIXES: Final = (".jpg", ".jpeg", ".png")
VIDEO_CODES: Final = {".mp4": "mp4v", ".webm": "VP90", ".mkv": "VP90", ".avi": "MJPG"}
STILL_QUALITY: Final = 82
SAME_PICTURE_S: Final = 0.02


def annotate(pictures: Timed | None, captions: Iterable[Caption], path: Path) -> None:
    """Write the annotated photo or video to `path`; a video without its sound.

    `pictures` with their times are those that the captions' frames came from, or None where
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


def stills(pictures: Timed | None, captions: Sequence[Caption]) -> list[bytes]:
    """A JPEG of the person for each caption, in the captions' order.

    The pictures are gone through once, no further than needed, and only those wanted are kept.
    A caption whose picture cannot be found has no bytes.
    """
    if pictures is None:
        return [_jpeg(draw_still(blank(caption), caption)) for caption in captions]
    made = [b""] * len(captions)
    waiting = sorted(range(len(captions)), key=lambda index: captions[index].frame.time_s)
    for time_s, picture in pictures:
        while waiting and captions[waiting[0]].frame.time_s <= time_s + SAME_PICTURE_S:
            index = waiting.pop(0)
            made[index] = _jpeg(draw_still(picture, captions[index]))
        if not waiting:
            break
    return made


def _jpeg(picture: Picture) -> bytes:
    good, data = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, STILL_QUALITY))
    return data.tobytes() if good else b""


def _drawn(pictures: Timed | None, captions: Iterable[Caption]) -> Iterator[tuple[float, Picture]]:
    if pictures is None:
        for caption in captions:
            yield caption.frame.time_s, draw(blank(caption), caption)
        return
    ahead = pairwise(chain(captions, (None,)))
    now, following = next(ahead, (None, None))
    for time_s, picture in pictures:
        while following is not None and following.frame.time_s <= time_s + SAME_PICTURE_S:
            now, following = next(ahead)
        if now is not None:
            yield time_s, draw(picture, now)


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
