"""A drawn head: skull, jaw, nose, hair with a knot, a closed calm eye.

Places are given in the head's own directions: forward (towards the face) and up.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import Final

from supple.core.drawing.figure import Point
from supple.core.drawing.outline import disc, hull, limb, smooth, spot
from supple.core.drawing.paint import painted, stroked

# The neck leans forward under an upright head.
NECK_LEAN_DEG: Final = 10.0


def head(centre: Point, neck_deg: float, face: str) -> str:
    """The head at the end of a neck, its face to one side, to the viewer or away."""
    if face in ("right", "left"):
        return _profile(_Own(centre, neck_deg, face))
    return _facing(_Own(centre, neck_deg, face), face)


def head_base(centre: Point, neck_deg: float, face: str, *, side: bool) -> Point:
    """Where the neck ends in the head."""
    own = _Own(centre, neck_deg, face)
    return own.at(-0.045, -0.07) if side and face in ("right", "left") else own.at(0.0, -0.08)


class _Own:
    """The head's own directions."""

    def __init__(self, centre: Point, neck_deg: float, face: str) -> None:
        lean = {"right": NECK_LEAN_DEG, "left": -NECK_LEAN_DEG}.get(face, 0.0)
        up = radians(neck_deg + lean)
        forward = up + radians(90.0 if face == "left" else -90.0)
        self._centre = centre
        self._up, self._forward = (cos(up), sin(up)), (cos(forward), sin(forward))

    def at(self, forward: float, up: float) -> Point:
        x, y = self._centre
        return (
            x + forward * self._forward[0] + up * self._up[0],
            y + forward * self._forward[1] + up * self._up[1],
        )


def _profile(own: _Own) -> str:
    at = own.at
    face = hull([(at(-0.012, 0.015), 0.165), (at(0.078, -0.118), 0.06), (at(0.02, -0.11), 0.05)])
    nose = hull([(at(0.14, 0.03), 0.012), (at(0.168, -0.03), 0.02), (at(0.14, -0.06), 0.012)])
    hair = smooth([
        at(0.128, 0.118), at(0.09, 0.162), at(0.02, 0.192), at(-0.08, 0.178), at(-0.155, 0.115),
        at(-0.188, 0.02), at(-0.168, -0.075), at(-0.12, -0.125), at(-0.075, -0.12),
        at(-0.055, -0.055), at(-0.005, -0.005), at(0.025, 0.055), at(0.085, 0.095),
    ])  # fmt: skip
    ear = limb((at(-0.02, -0.012), 0.028), (at(-0.012, -0.045), 0.02))
    eye = f"M{spot(at(0.088, 0.006))}Q{spot(at(0.108, -0.014))} {spot(at(0.13, 0.002))}"
    return (
        painted("hair", disc(at(-0.1, 0.205), 0.075)) + painted("skin", face, nose)
        + painted("hair", hair) + painted("skin-far", ear) + stroked("line", eye, 1.2)
    )  # fmt: skip


def _facing(own: _Own, face: str) -> str:
    at = own.at
    knot = painted("hair", disc(at(0.0, 0.215), 0.075))
    ears = [disc(at(side * 0.158, -0.02), 0.03) for side in (-1, 1)]
    skull = hull([(at(0.0, 0.02), 0.16), (at(0.0, -0.105), 0.085)])
    if face == "back":
        return painted("skin", skull, *ears) + painted(
            "hair", hull([(at(0.0, 0.025), 0.166), (at(0.0, -0.07), 0.115)])
        ) + knot  # fmt: skip
    hair = smooth([
        at(0.164, -0.02), at(0.17, 0.06), at(0.13, 0.145), at(0.05, 0.185), at(-0.05, 0.185),
        at(-0.13, 0.145), at(-0.17, 0.06), at(-0.164, -0.02), at(-0.14, 0.05), at(-0.07, 0.1),
        at(0.02, 0.118), at(0.09, 0.09), at(0.142, 0.045),
    ])  # fmt: skip
    eyes = "".join(
        f"M{spot(at(side * 0.082, -0.012))}Q{spot(at(side * 0.06, -0.032))} "
        f"{spot(at(side * 0.036, -0.012))}"
        for side in (-1, 1)
    )
    return (
        knot + painted("skin", skull, *ears) + painted("hair", hair) + stroked("line", eyes, 1.2)
    )
