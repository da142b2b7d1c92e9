"""Who of several bodies in a picture is the person, and how large the others look beside them.

The page measures the same in `static/js/player/second_look.js`; whether somebody else matters is
said in one place, `guards.second_person`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from supple.core.body import Side, landmark
from supple.core.pose import Floats

JOINTS: Final = tuple(
    int(landmark(name, side))
    for name in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    for side in Side
)
SAME_BODY_RATIO: Final = 0.15
"""Joints on average this near to each other, in body extents, are one body found twice (ENG)."""
SURE_VISIBILITY: Final = 0.5
"""Of a body that is there most main joints are seen; of a coat on a hook they are not (ENG)."""


def nearest(person: Floats, bodies: Sequence[Floats]) -> int:
    """Index of the body whose joints are nearest to the person's; `bodies` must not be empty.

    All are (33, 4): x and y in one unit, z, visibility.
    """
    return min(range(len(bodies)), key=lambda index: _apart(person, bodies[index]))


def second_person_ratio(person: Floats, bodies: Sequence[Floats]) -> float:
    """Extent of the largest body that is not the person's, against the person's; 0: nobody else.

    The person is the one nearest to `person`: who was followed so far stays the person.
    """
    extent = _extent(person)
    if not bodies or extent <= 0:
        return 0.0
    own = nearest(person, bodies)
    others = [
        _extent(body)
        for index, body in enumerate(bodies)
        if index != own
        and _apart(person, body) > SAME_BODY_RATIO * extent
        and body[list(JOINTS), 3].mean() >= SURE_VISIBILITY
    ]
    return max(others, default=0.0) / extent


def _apart(first: Floats, second: Floats) -> float:
    joints = list(JOINTS)
    return float(np.hypot(*(first[joints, :2] - second[joints, :2]).T).mean())


def _extent(body: Floats) -> float:
    points = body[list(JOINTS), :2]
    return float(np.hypot(*(points.max(axis=0) - points.min(axis=0))))
