"""One body followed: what its limbs, its sides and its size tell of the landmarks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Frame, mirrored
from supple.core.seeing.limbs import Limbs
from tests.core.film import LYING, RATE_HZ, UP, film
from tests.core.seeing.test_view import STANDING, turned
from tests.core.sticks import frame_of


def said(limbs: Limbs, frames: Iterable[Frame]) -> set[str]:
    return {limbs.receive(frame) for frame in frames} - {""}


def still(frame: Frame, start_s: float, seconds: float) -> list[Frame]:
    count = round(seconds * RATE_HZ)
    return [replace(frame, time_s=start_s + index / RATE_HZ) for index in range(count)]


def moved(frame: Frame, joint: str, by_tl: tuple[float, float], scale: float) -> Frame:
    points = frame.points.copy()
    points[landmark(joint, Side.RIGHT)] += np.array(by_tl) * scale
    return replace(frame, points=points)


def test_a_body_that_moves_as_bodies_do_is_trusted_also_in_a_mirror() -> None:
    assert said(Limbs(), film()) == set()
    assert said(Limbs(), map(mirrored, film())) == set()


def test_a_joint_that_jumps_away_is_told_in_the_very_frame_and_not_after_it() -> None:
    limbs = Limbs()
    assert said(limbs, still(frame_of(UP), 0.0, 2.0)) == set()
    jumped = moved(frame_of(UP, time_s=2.0), "knee", (0.9, 0.9), 0.22)
    assert limbs.receive(jumped) == "limb_jumped"
    assert said(limbs, still(frame_of(UP), 2.1, 1.0)) == set()


def test_a_trunk_is_told_by_its_own_length_while_the_arm_keeps_its() -> None:
    limbs = Limbs()
    said(limbs, still(frame_of(UP), 0.0, 2.0))
    points = frame_of(UP).points.copy()
    shoulder, elbow, hip = (landmark(name, Side.RIGHT) for name in ("shoulder", "elbow", "hip"))
    arm_length = np.linalg.norm(points[shoulder] - points[elbow])
    away = points[elbow] - points[hip]
    points[shoulder] = points[elbow] + arm_length * away / np.linalg.norm(away)
    assert limbs.receive(replace(frame_of(UP, time_s=2.0), points=points)) == "limb_jumped"


def test_limbs_that_look_shorter_say_nothing() -> None:
    limbs = Limbs()
    said(limbs, still(frame_of(UP), 0.0, 2.0))
    folded = moved(frame_of(UP, time_s=2.0), "ankle", (0.5, 0.0), 0.22)
    assert limbs.receive(folded) == ""


def test_limbs_foreshortened_at_first_may_grow_to_their_length() -> None:
    limbs = Limbs()
    frames = [replace(turned(LYING, 60 - 2 * i), time_s=i / RATE_HZ) for i in range(30)]
    assert said(limbs, [*still(frames[0], -3.0, 3.0), *frames]) == set()


def test_whoever_comes_closer_is_the_same_body() -> None:
    frames = [
        frame_of(STANDING, time_s=index / RATE_HZ, scale=0.12 + 0.003 * index, at=(0.9, 0.02))
        for index in range(60)
    ]
    assert said(Limbs(), frames) == set()


def test_sides_that_change_within_a_moment_are_not_trusted_until_it_is_settled() -> None:
    limbs = Limbs()
    frame = frame_of(UP)
    assert said(limbs, still(frame, 0.0, 2.0)) == set()
    other = frame_of(UP, near=Side.LEFT)
    assert limbs.receive(replace(other, time_s=2.0)) == "sides_swapped"
    assert limbs.receive(replace(other, time_s=2.4)) == "sides_swapped"
    assert said(limbs, still(other, 2.7, 1.0)) == set()


def test_turning_round_in_front_of_the_camera_is_no_swap() -> None:
    frames = [replace(turned(STANDING, 3.0 * i), time_s=i / RATE_HZ) for i in range(61)]
    assert said(Limbs(), frames) == set()


@pytest.mark.parametrize(("scale", "another"), [(0.22, False), (0.24, False), (0.34, True)])
def test_somebody_much_larger_than_who_left_is_somebody_else(scale: float, another: bool) -> None:
    limbs = Limbs()
    told = []
    for frame in [
        *still(frame_of(STANDING), 0.0, 2.0),
        *still(frame_of(STANDING, scale=scale), 6.0, 2.0),
    ]:
        limbs.receive(frame)
        told.append(limbs.another_body())
    assert told.count(True) == int(another)


def test_a_gap_or_a_cut_forgets_the_limbs() -> None:
    limbs = Limbs()
    said(limbs, still(frame_of(STANDING, scale=0.15), 0.0, 2.0))
    limbs.cut()
    assert said(limbs, still(frame_of(STANDING, scale=0.3), 2.0, 2.0)) == set()


def test_with_too_little_to_be_seen_nothing_is_said() -> None:
    frame = frame_of(UP)
    visibility = np.zeros_like(frame.visibility)
    visibility[[Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP]] = 0.9
    assert said(Limbs(), still(replace(frame, visibility=visibility), 0.0, 2.0)) == set()
