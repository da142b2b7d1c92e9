"""The frames of a film's parts made one film again: joined, and with none missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from supple.core.pose import Frame
from supple.core.seeing.continuity import is_break, trunk_length

JOIN_S: Final = 1.0
"""How long the small rest of a difference between two trackers takes to go away (ENG)."""
JOIN_RATIO: Final = 0.05
"""Trackers further apart than this, in trunk lengths, do not see the same (ENG)."""


def joined(frames: Iterable[Frame], seam: Frame | None, last: Frame | None) -> Iterator[Frame]:
    """The frames of a part without a step to those of the part before.

    `seam` and `last` are the two trackers' frames of one picture. What is between them goes away
    over `JOIN_S`; where it is no small thing, they see something else and nothing is joined.
    """
    if seam is None or last is None or not _alike(seam, last):
        yield from frames
        return
    points, depth = last.points - seam.points, last.depth - seam.depth
    world = last.world - seam.world
    until_s = seam.time_s + JOIN_S
    for frame in frames:
        if not frame.found:
            until_s = frame.time_s  # whoever comes next is seen anew
        share = (until_s - frame.time_s) / JOIN_S
        if share <= 0:
            yield frame
            continue
        yield replace(
            frame,
            points=frame.points + share * points,
            depth=frame.depth + share * depth,
            world=frame.world + share * world,
        )


def _alike(seam: Frame, last: Frame) -> bool:
    if not (seam.found and last.found) or seam.aspect_ratio != last.aspect_ratio:
        return False
    moved = float(np.median(np.hypot(*(last.points - seam.points).T)))
    return moved < JOIN_RATIO * trunk_length(last.points)


def completed(seen: Iterable[tuple[float, Frame | None]]) -> Iterator[Frame]:
    """Frames for all times: those passed over lie between the two that were looked at.

    The agreement of a look anew holds until the next, or until nobody is seen.
    """
    last: Frame | None = None
    agreed = float("nan")
    passed_s: list[float] = []
    for time_s, frame in seen:
        if frame is None:
            passed_s.append(time_s)
            continue
        between = [_between(last, frame, at_s) for at_s in passed_s] if last is not None else []
        passed_s.clear()
        yield from between
        if not frame.found:
            agreed = float("nan")
        elif not np.isnan(frame.agreement):
            agreed = frame.agreement
        last = replace(frame, agreement=agreed)
        yield last


def _between(before: Frame, after: Frame, at_s: float) -> Frame:
    """The frame at a time between two that are alike; as before where they cannot be mixed.

    A jump stays one: half of it would be taken for a movement.
    """
    found = before.found and after.found
    if not found or before.aspect_ratio != after.aspect_ratio or is_break(before, after):
        return replace(before, time_s=at_s)
    share = (at_s - before.time_s) / (after.time_s - before.time_s)
    line = before.back_line
    if line is not None and after.back_line is not None:
        line = line + share * (after.back_line - line)
    return replace(
        before,
        time_s=at_s,
        points=before.points + share * (after.points - before.points),
        depth=before.depth + share * (after.depth - before.depth),
        visibility=before.visibility + share * (after.visibility - before.visibility),
        world=before.world + share * (after.world - before.world),
        back_line=line,
    )
