"""Two bodies from the same side at the same size, to be laid side by side: seen and meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from supple.core.body import Landmark
from supple.core.drawing import things
from supple.core.drawing.outline import SCALE
from supple.core.drawing.person import person
from supple.core.drawing.view import drawn
from supple.core.exercise import Exercise, Pose
from supple.core.figure.contacts import touches
from supple.core.figure.flesh import skin_points
from supple.core.figure.kinematics import Placed
from supple.core.figure.landmarks import landmarks_m
from supple.core.figure.lens import Lens, Sighting, middle_m, sighting
from supple.core.figure.proportions import Proportions

MARGIN: Final = 0.2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures with one frame, each a whole SVG without words."""

    seen: str
    meant: str


def pair(
    exercise: Exercise,
    pose: Pose,
    bodies: tuple[Placed, Placed],
    proportions: Proportions,
    *,
    azimuth_deg: float,
    height_m: float,
    mark: Landmark | None,
) -> Pair:
    """The body that was seen, with a soft mark at a landmark, and the pose that was meant."""
    views = [
        sighting(
            Lens(azimuth_deg=azimuth_deg, distance_m=7.0, height_m=height_m, field_deg=30.0),
            middle_m(body, proportions),
        )
        for body in bodies
    ]
    boxes = [_box(body, view, proportions) for body, view in zip(bodies, views, strict=True)]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(0.0, *(box[1] for box in boxes)), max(box[3] for box in boxes)
    window = (
        f"{(left - MARGIN) * SCALE:.0f} {-(top + MARGIN) * SCALE:.0f} "
        f"{(right - left + 2 * MARGIN) * SCALE:.0f} {(top - bottom + 2 * MARGIN) * SCALE:.0f}"
    )
    pictures = [
        _picture(exercise, pose, body, view, proportions)
        for body, view in zip(bodies, views, strict=True)
    ]
    if mark is not None:
        pictures[0] += things.ring(landmarks_m(bodies[0], proportions)[mark], views[0])
    return Pair(*(_svg(window, picture) for picture in pictures))


def _picture(
    exercise: Exercise, pose: Pose, body: Placed, camera: Sighting, proportions: Proportions
) -> str:
    points, radii, _ = skin_points(body, proportions)
    return "".join((
        things.ground(exercise, [body], camera).svg,
        things.around([(touches(pose.touches), body)], camera).svg,
        things.shadow(points, radii, camera),
        person(body, camera, proportions),
        things.held(pose.props, body, camera),
    ))  # fmt: skip


def _box(
    body: Placed, camera: Sighting, proportions: Proportions
) -> tuple[float, float, float, float]:
    points, radii, _ = skin_points(body, proportions)
    places, wide = drawn(camera, points), radii * 2.0
    low, high = (places - wide[:, None]).min(axis=0), (places + wide[:, None]).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _svg(window: str, picture: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{window}" aria-hidden="true" '
        f'preserveAspectRatio="xMidYMax meet" class="drawing">{picture}</svg>'
    )
