"""Limbs keep their length: what tells landmarks that jumped, and sides that changed places.

In a picture a limb may look shorter than it is, never longer. A body that is followed shows its
size by and by; a segment that then looks longer than it ever did, and than its share of that body,
has a landmark that jumped. Left and right cannot change places within a few frames of a body seen
from the side. Somebody who left and came back much larger or smaller is somebody else.
"""

from __future__ import annotations

from math import dist, inf, isnan, nan
from typing import Final

from supple.core.body import Side
from supple.core.pose import SEEN_VISIBILITY, Frame
from supple.core.seeing.continuity import GAP_S
from supple.core.seeing.kinematics import INDEX, Stance, stance
from supple.core.seeing.proportions import LENGTHS_TL
from supple.core.seeing.view import ViewName, estimate_view

LONGER_MAX_RATIO: Final = 1.25
SHARE_SLACK_RATIO: Final = 1.1
"""A limb may look a quarter longer than it ever did, or than its share of the body, people not
all being built alike, by a tenth more. On the films no right skeleton comes nearer than 0.96 of
that; a joint moved by 0.7 trunk lengths is told in 59 % of all directions, by 1.0 in 69 %."""
KNOWN_AFTER_S: Final = 1.0
SIZE_OF_COUNT: Final = 3
"""The size of a body in a frame is its third largest segment: one landmark spoils two of them."""

SWAPPED_WITHIN_S: Final = 0.4
SETTLES_FOR_S: Final = 0.6
ANOTHER_BODY_RATIO: Final = 1.3
"""Somebody who comes back that much larger or smaller is somebody else, or stands elsewhere: what
was known of the body in picture heights is known no more (ENG: adults' trunks differ by less)."""

_SEGMENTS: Final = {
    side: tuple(
        (INDEX[side][start], INDEX[side][end], LENGTHS_TL[start, end]) for start, end in LENGTHS_TL
    )
    for side in Side
}
"""By side: where each starts and ends, and its published share of the trunk."""


class Limbs:
    """Follows one body. State over time: its size, its limbs' lengths, its near side."""

    def __init__(self) -> None:
        self._size_before = 0.0
        self._begin()

    def _begin(self) -> None:
        self._size = 0.0
        self._longest = [0.0] * len(LENGTHS_TL)
        self._first_s = self._last_s = nan
        self._near: tuple[float, Side] | None = None
        self._odd_until_s = -inf
        self._compared = False

    def cut(self) -> None:
        """What comes next may be somebody else."""
        if self._known(self._last_s):
            self._size_before = self._size
        self._begin()

    def receive(self, frame: Frame) -> str:
        """Why this frame of somebody is not to be trusted; "" where nothing speaks against it."""
        now_s = frame.time_s
        if now_s - self._last_s > GAP_S:
            self.cut()
        body = stance(frame)
        self._last_s = now_s
        view = estimate_view(frame).view
        if isnan(self._first_s) and view != "front":
            self._first_s = now_s
        if self._swapped(frame, body, view):
            self._odd_until_s = now_s + SETTLES_FOR_S
        # From the front or the feet most limbs point at the camera, and one that does not is long.
        jumped = view != "front" and self._jumped(body)
        if now_s < self._odd_until_s:
            return "sides_swapped"
        return "limb_jumped" if jumped else ""

    def another_body(self) -> bool:
        """Whether who is here now is not who was here before; said once, when it is known."""
        if self._compared or not self._known(self._last_s):
            return False
        self._compared = True
        sizes = sorted((self._size_before, self._size))
        return sizes[0] > 0 and sizes[1] > ANOTHER_BODY_RATIO * sizes[0]

    def _known(self, now_s: float) -> bool:
        return now_s - self._first_s >= KNOWN_AFTER_S

    def _jumped(self, body: Stance) -> bool:
        """Whether a seen segment of the near side is longer than this body's can be."""
        sizes, longest = _sizes(body), self._longest
        size_now = sorted(sizes)[-SIZE_OF_COUNT]
        if not size_now:
            return False
        self._size = max(self._size, size_now)
        longer = [at for at, size in enumerate(sizes) if size > longest[at]]
        if not longer:
            return False
        least = SHARE_SLACK_RATIO * self._size
        if self._known(self._last_s) and any(
            sizes[at] > LONGER_MAX_RATIO * max(least, longest[at]) for at in longer
        ):
            return True
        for at in longer:
            longest[at] = max(longest[at], min(sizes[at], LONGER_MAX_RATIO * least))
        return False

    def _swapped(self, frame: Frame, body: Stance, view: ViewName) -> bool:
        """Whether the near side changed faster than a body can turn round.

        Whoever turns is seen from the front on the way; from the side all the time, it is the
        model that changed its mind.
        """
        if view != "side":
            self._near = None
            return False
        before, self._near = self._near, (frame.time_s, body.near)
        return (
            before is not None
            and before[1] is not body.near
            and frame.time_s - before[0] <= SWAPPED_WITHIN_S
        )


def _sizes(body: Stance) -> list[float]:
    """The trunk length that each of `_SEGMENTS` of the near side speaks for, 0 where unseen."""
    points, visibility = body.points, body.visibility
    return [
        dist(points[first], points[last]) / share_tl
        if visibility[first] >= SEEN_VISIBILITY and visibility[last] >= SEEN_VISIBILITY
        else 0.0
        for first, last, share_tl in _SEGMENTS[body.near]
    ]
