"""The two sides of a body against one another, in one film, over two sets, or from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import pi, sin

import numpy as np
import pytest

from supple.core.body import Landmark, Side, landmark
from supple.core.events import Result
from supple.core.exercise import Sided
from supple.core.following.working_side import working_side
from supple.core.judging.observer import Observer
from supple.core.pose import Frame, mirrored
from tests.core.doing import EXERCISES, finding
from tests.core.figures import FIGURES
from tests.core.film import gone_through
from tests.core.seeing.test_view import STANDING, turned

FRONT = turned(STANDING, 90)
UPPER = [*range(11), *(landmark(n, s) for n in ("shoulder", "elbow", "wrist") for s in Side)]


def leaning(tilt_deg: float, time_s: float = 0.0) -> Frame:
    """From the front, the trunk tilted to the person's right."""
    hips = FRONT.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    angle = np.radians(tilt_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = FRONT.points.copy()
    points[UPPER] = (points[UPPER] - hips) @ turn.T + hips
    return replace(FRONT, points=points, time_s=time_s)


def tilting(*tilts_deg: float, start_s: float = 0.0) -> Iterator[Frame]:
    """Two seconds upright, then to each tilt and back in four."""
    for index in range(round((2 + 4 * len(tilts_deg) + 1) * 15)):
        time_s = index / 15
        at = (time_s - 2) / 4
        tilt = tilts_deg[int(at)] if 0 <= at < len(tilts_deg) else 0.0
        share = sin(pi * (at % 1)) ** 2 if tilt else 0.0
        yield leaning(tilt * share, start_s + time_s)


def shown(observer: Observer, frames: Iterator[Frame]) -> Observer:
    for frame in frames:
        observer.receive(frame)
    return observer


@pytest.mark.parametrize(("right", "left", "result"), [(22, 21, "pass"), (26, 10, "fail")])
def test_both_sides_in_one_film_are_compared(right: int, left: int, result: str) -> None:
    observer = shown(
        Observer(EXERCISES["wu_trunk_tilt"]), tilting(right, -left, right, -left, right, -left)
    )
    told = finding(observer, "symmetry")
    assert told.result == Result(result)
    assert told.unit == "deg"
    assert told.uncertainty > 3.0
    assert set(observer.summary().sides) == set(Side)


def test_what_was_read_of_the_first_side_is_kept_until_the_second_has_come() -> None:
    observer = shown(Observer(EXERCISES["wu_trunk_tilt"]), tilting(22, 22, 22))
    assert finding(observer, "symmetry").why == "needs_both_sides"
    assert observer.summary().sides == (Side.RIGHT,)
    observer.begin_set(other_side=True)
    shown(observer, tilting(-20, -20, -20, start_s=30.0))
    assert observer.repetitions_count == 3
    assert observer.summary().sides == (Side.LEFT,)
    assert finding(observer, "symmetry").result is Result.PASS
    observer.begin_set()
    assert finding(observer, "symmetry").why == "needs_both_sides"


def test_a_limb_seen_from_its_own_side_is_compared_once_both_sides_were_seen() -> None:
    bent = {figure.label: figure.stick for figure in FIGURES if figure.exercise == "cobra"}
    stick = next(iter(bent.values()))
    observer = Observer(EXERCISES["cobra"])
    for frame in gone_through([(0.0, stick), (6.0, stick)]):
        observer.receive(frame)
    assert finding(observer, "symmetry").result is Result.CANNOT_TELL
    more_bent = replace(stick, forearm=stick.forearm + 40)
    for frame in gone_through([(0.0, more_bent), (6.0, more_bent)]):
        observer.receive(replace(mirrored(frame), time_s=10.0 + frame.time_s))
    told = finding(observer, "symmetry")
    assert told.value == pytest.approx(40, abs=5)
    assert told.result is Result.FAIL


def test_what_one_camera_cannot_measure_is_not_compared_either() -> None:
    assert finding(Observer(EXERCISES["off_seated_rotation"]), "symmetry").why == (
        "turn_not_measurable"
    )


def test_a_tilt_is_to_the_persons_own_side_also_in_a_mirror() -> None:
    known = EXERCISES["wu_trunk_tilt"]
    assert working_side(known, leaning(15)) is Side.RIGHT
    assert working_side(known, leaning(-15)) is Side.LEFT
    assert working_side(known, mirrored(leaning(15))) is Side.LEFT
    assert working_side(known, leaning(2)) is None


def turned_chest(turn_deg: float) -> Frame:
    """Hips to the camera, the chest turned to the person's left."""
    world = FRONT.world.copy()
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        index = landmark("shoulder", side)
        angle = np.radians(turn_deg)
        world[index, 0], world[index, 2] = sign * 0.2 * np.cos(angle), sign * 0.2 * np.sin(angle)
    return replace(FRONT, world=world)


def test_a_turn_is_to_the_side_that_the_chest_goes_to() -> None:
    known = EXERCISES["off_seated_rotation"]
    assert working_side(known, turned_chest(40)) is Side.LEFT
    assert working_side(known, turned_chest(-40)) is Side.RIGHT
    assert working_side(known, turned_chest(3)) is None


def test_dropped_knees_lie_on_their_side() -> None:
    points = FRONT.points.copy()
    hip = points[landmark("hip", Side.LEFT)] - points[landmark("hip", Side.RIGHT)]
    for side in Side:
        points[landmark("knee", side)] = points[landmark("hip", side)] + 2 * hip
    assert working_side(EXERCISES["supine_twist"], replace(FRONT, points=points)) is Side.LEFT


def test_a_lifted_leg_is_the_working_one() -> None:
    points = FRONT.points.copy()
    points[Landmark.LEFT_ANKLE] += np.array([0.0, 0.15])
    assert working_side(EXERCISES["bird_dog"], replace(FRONT, points=points)) is Side.LEFT


def test_an_exercise_without_sides_has_none() -> None:
    known = EXERCISES["cobra"]
    assert known.sided is Sided.NONE
    assert working_side(known, FRONT) is None
