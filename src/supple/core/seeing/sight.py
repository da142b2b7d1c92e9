"""What the formulas of the measures may ask a frame: seen points of the right side, or nothing.

A formula asks for "the knee" and gets the knee that the view allows: the near one from the side,
the middle of both from the front, or that of a side which is named. A point that is not seen ends
the formula with `Unseen`, which `measures.read` turns into a reason.

Somebody turned a little off side-on is seen narrower than they are, by the cosine of the turn; a
formula sees them at their width. On the tuned photos turned by 18 to 50 degrees that brings what
is labelled right back within its limits (the knees of a cobra from 144 to 156 degrees, its pelvis
over the floor from 0.19 to 0.14 trunk lengths) and shows a bend that is there (129 to 121).
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, isfinite, radians
from typing import Any, Final

from supple.core.body import Landmark, Side
from supple.core.pose import SEEN_VISIBILITY, Frame
from supple.core.seeing.kinematics import (
    INDEX,
    KEPT_COUNT,
    Point,
    Stance,
    midpoint,
    stance,
)
from supple.core.seeing.view import ViewEstimate, estimate_view

TURN_MIN_DEG: Final = 10.0
"""Less of a turn narrows by under 2 %, and is within the error of the turn itself."""

SURE_VISIBILITY: Final = 0.9
"""From here up a limb of the far side is as exact as one of the near side: two models agree on it
within 0.1 to 0.9 of the error (68 % of tuned photos), a little below within 1.5 (decision 23)."""


class Unseen(Exception):  # noqa: N818 (no fault: an answer that a formula gives up with)
    """The frame does not show what a formula needs; `why` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Sight:
    """A frame as formulas see it. `side` is set where a side was named.

    `body` is at its width, as if seen side-on: `width_ratio` times that in `frame`, which is as
    the picture shows it. `kept`: what `measures.read` made of it, by measure, with what was known
    of the person then, and `joints`: the points that it asked for. Shape and criteria ask for the
    same measures, and measures for the same joints. `least_visibility`: of what counts as seen.
    """

    __slots__ = (
        "body", "frame", "from_front", "from_side", "joints", "kept", "least_visibility", "side",
        "view", "width_ratio",
    )  # fmt: skip

    def __init__(
        self,
        frame: Frame,
        body: Stance,
        view: ViewEstimate,
        *,
        side: Side | None = None,
        width_ratio: float = 1.0,
        least_visibility: float = SEEN_VISIBILITY,
    ) -> None:
        self.frame, self.body, self.view, self.side = frame, body, view, side
        self.width_ratio, self.least_visibility = width_ratio, least_visibility
        self.from_side, self.from_front = view.from_side, view.view == "front"
        self.joints: dict[str, Point] = {}
        self.kept: dict[str, tuple[object, Any]] = {}

    def of(self, side: Side, *, surely: bool = False) -> Sight:
        """The same with a side named; `surely`: only what is seen beyond doubt."""
        return Sight(
            self.frame,
            self.body,
            self.view,
            side=side,
            width_ratio=self.width_ratio,
            least_visibility=SURE_VISIBILITY if surely else SEEN_VISIBILITY,
        )

    def joint(self, name: str) -> Point:
        """The point of the named side, else of the near side."""
        point = self.joints.get(name)
        if point is None:
            point = self.joints[name] = self.on(name, self.side or self.body.near)
        return point

    def on(self, name: str, side: Side) -> Point:
        """The point of one side. Raises Unseen, as all that follow do."""
        body = self.body
        index = body.at[name] if side is body.near else INDEX[side][name]
        point = body.points[index]
        if body.visibility[index] < self.least_visibility or not isfinite(point[0]):
            raise Unseen(f"{side}_{name}_hidden")
        return point

    def middle(self, name: str) -> Point:
        """The middle of both sides; from anywhere but the front, the near side alone."""
        if self.side is not None or not self.from_front:
            return self.joint(name)
        return midpoint(self.on(name, Side.LEFT), self.on(name, Side.RIGHT))

    def nose(self) -> Point:
        if not self.body.visibility[Landmark.NOSE] >= SEEN_VISIBILITY:
            raise Unseen("nose_hidden")
        return self.body.points[Landmark.NOSE]

    def lowest(self, *names: str) -> Point:
        """The lowest point that is seen among these of the near side."""
        seen = [self.joint(name) for name in names if self.body.sees(name, self.body.near)]
        if not seen:
            raise Unseen(f"{self.body.near}_{names[0]}_hidden")
        return min(seen, key=lambda point: point[1])

    def ventral(self) -> int:
        if self.body.ventral == 0:
            raise Unseen("facing_unknown")
        return self.body.ventral

    def head(self) -> int:
        if self.body.head == 0:
            raise Unseen("head_end_unknown")
        return self.body.head


@lru_cache(maxsize=KEPT_COUNT)
def sight(frame: Frame) -> Sight:
    """A frame made ready for formulas, once a frame."""
    view, body = estimate_view(frame), stance(frame)
    if not (view.from_side and view.off_side_deg > TURN_MIN_DEG):
        return Sight(frame, body, view)
    ratio = 1.0 / cos(radians(view.off_side_deg))
    return Sight(frame, body.widened(ratio), view, width_ratio=ratio)
