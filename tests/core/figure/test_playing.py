"""An exercise's moving figure: poses that rest, ways that join them, what stands around."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.figure.moving import AT_WALL, CAT, COBRA, SEATED
from supple.core.exercise import Exercise
from supple.core.figure.playing import Moments, in_order, passages, playing


def thing(exercise: Exercise, kind: str) -> tuple[float, float, float]:
    found = next(one for one in playing(exercise).things if one.kind == kind)
    return found.forward_m, found.right_m, found.turn_deg


def test_poses_come_in_the_order_of_the_movement() -> None:
    assert [pose.phase for pose in in_order(CAT)] == ["start", "peak", "other"]


def test_ways_begin_and_end_in_the_poses() -> None:
    figure = playing(CAT)
    ways = passages(CAT)
    assert [(way.before, way.after) for way in ways] == [
        ("start", "peak"), ("peak", "other"), ("other", "start"),
    ]  # fmt: skip
    for way in ways:
        for phase, frame in ((way.before, 0), (way.after, -1)):
            index = figure.phases.index(phase)
            assert way.moments.places_m[frame] == pytest.approx(figure.poses.places_m[index])
            alike = np.abs(np.sum(way.moments.turns[frame] * figure.poses.turns[index], axis=-1))
            assert alike == pytest.approx(1.0)


def test_a_way_has_no_jumps() -> None:
    for way in passages(COBRA):
        assert most_step(way.moments) < 0.2
        assert np.abs(np.diff(way.moments.places_m, axis=0)).max() < 0.05


def most_step(moments: Moments) -> float:
    alike = np.abs(np.sum(moments.turns[1:] * moments.turns[:-1], axis=-1))
    return float(np.arccos(np.clip(alike, 0.0, 1.0)).max())


def test_every_turn_is_a_unit_quaternion() -> None:
    figure = playing(COBRA)

    assert np.linalg.norm(figure.poses.turns, axis=-1) == pytest.approx(1.0)


def test_a_mat_lies_under_the_body() -> None:
    figure = playing(COBRA)
    mat = next(one for one in figure.things if one.kind == "mat")

    assert mat.forward_m == pytest.approx((figure.low_m[0] + figure.high_m[0]) / 2)
    assert mat.size_m[0] >= figure.high_m[0] - figure.low_m[0]


def test_a_chair_has_its_back_behind_who_sits() -> None:
    forward, right, turn = thing(SEATED, "chair")

    assert (right, turn) == pytest.approx((0.0, 0.0), abs=1.0)
    assert forward == pytest.approx(playing(SEATED).poses.places_m[0, 0] + 0.08, abs=0.02)


def test_a_wall_is_where_the_hands_are_and_the_camera_behind_the_person() -> None:
    forward, _, _ = thing(AT_WALL, "wall")
    figure = playing(AT_WALL)

    assert forward == pytest.approx(figure.high_m[0], abs=0.02)
    assert np.cos(np.radians(figure.azimuth_deg)) < 0


def test_what_any_pose_holds_is_in_the_hands() -> None:
    with_strap = replace(SEATED, poses=(replace(SEATED.poses[0], props=("strap",)),))

    assert playing(with_strap).held == ("strap",)
    assert playing(SEATED).held == ()


def test_a_single_pose_has_no_ways() -> None:
    assert passages(SEATED) == []


def test_it_glows_where_the_exercise_stretches() -> None:
    assert len(playing(replace(COBRA, stretches=("abdominals",))).stretched) == 1
    assert playing(replace(COBRA, stretches=())).stretched == ()
