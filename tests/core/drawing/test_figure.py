"""The drawn body: whole, on its floor, bending as people bend."""

from __future__ import annotations

from math import dist

import pytest

from core.contacts import ON_THE_FLOOR
from supple.adapters.catalogue_toml import own
from supple.core.drawing.figure import (
    ARM_LENGTHS,
    ARM_RADII,
    HEAD_RADIUS,
    HEEL_RADIUS,
    LEG_LENGTHS,
    LEG_RADII,
    SEAT_POINTS,
    Figure,
    figure,
    lowest,
    points,
    towards_deg,
)
from supple.core.exercise import Sketch, View

TOUCHES = 0.03
SKETCHES = {(one.id, sketch.phase): sketch for one in own().values() for sketch in one.sketches}
FROM_THE_SIDE = {key: one for key, one in SKETCHES.items() if one.view is View.SIDE}
# The elbow is out towards the viewer there, which directions in the plane do not show.
ELBOW_TO_THE_VIEWER = {("table_rotation_hand_head", "peak")}


def heights(body: Figure) -> dict[str, float]:
    """How far above the floor the parts' outlines are."""
    found: dict[str, float] = {}
    for side, arm, leg, heel in zip(
        ("near", "far"), body.arms, body.legs, body.heels, strict=True
    ):
        found[f"{side}_hand"] = min(arm[2][1] - ARM_RADII[2], arm[3][1] - ARM_RADII[3])
        found[f"{side}_elbow"] = arm[1][1] - ARM_RADII[1]
        found[f"{side}_knee"] = leg[1][1] - LEG_RADII[1]
        found[f"{side}_foot"] = min(
            leg[2][1] - LEG_RADII[2], leg[3][1] - LEG_RADII[3], heel[1] - HEEL_RADIUS
        )
    sides = (len(body.trunk) - SEAT_POINTS) // 2
    back, belly = body.trunk[:sides], body.trunk[sides : 2 * sides]
    low = (*back[:2], *belly[-2:], *body.trunk[2 * sides :])
    found["pelvis"] = min(y for _, y in low)
    found["chest"] = min(y for _, y in (*back[4:], *belly[:-4]))
    found["trunk"] = min(y for _, y in body.trunk)
    found["head"] = body.head[1] - HEAD_RADIUS
    for part, both in (
        ("hand", "hands"),
        ("elbow", "elbows"),
        ("knee", "knees"),
        ("foot", "feet"),
    ):
        found[both] = max(found[f"near_{part}"], found[f"far_{part}"])
    return found


@pytest.mark.parametrize("key", ON_THE_FLOOR, ids="-".join)
def test_what_should_be_on_the_floor_touches_it(key):
    above = heights(figure(SKETCHES[key]))
    floating = {part: above[part] for part in ON_THE_FLOOR[key].split() if above[part] > TOUCHES}
    assert not floating


def test_nobody_floats_or_sinks():
    for key, sketch in SKETCHES.items():
        if not sketch.from_above:
            assert lowest(figure(sketch)) == pytest.approx(sketch.lift), key
            assert 0.0 <= sketch.lift < 0.3, key


def test_limbs_keep_their_lengths_but_where_a_sketch_shortens_them():
    for key, sketch in SKETCHES.items():
        body = figure(sketch)
        for limbs, lengths, ratios in (
            (body.arms, ARM_LENGTHS, (sketch.near_arm_ratio, sketch.far_arm_ratio)),
            (body.legs, LEG_LENGTHS, (sketch.near_leg_ratio, sketch.far_leg_ratio)),
        ):
            for limb, shortened in zip(limbs, ratios, strict=True):
                for index, (length, ratio) in enumerate(zip(lengths, shortened, strict=True)):
                    seen = dist(limb[index], limb[index + 1])
                    assert seen == pytest.approx(length * ratio), key
                    assert 0.0 < ratio <= 1.0, key


def turn(first_deg: float, second_deg: float) -> float:
    return (second_deg - first_deg + 180.0) % 360.0 - 180.0


def test_knees_bend_backwards_only():
    for key, sketch in FROM_THE_SIDE.items():
        for leg in (sketch.near_leg_deg, sketch.far_leg_deg):
            assert -165 <= turn(leg[0], leg[1]) <= 5, key


def test_elbows_bend_forwards_only():
    for key, sketch in FROM_THE_SIDE.items():
        if key in ELBOW_TO_THE_VIEWER:
            continue
        for arm in (sketch.near_arm_deg, sketch.far_arm_deg):
            assert -16 <= turn(arm[0], arm[1]) <= 166, key


def test_no_head_is_thrown_back_further_than_the_neck_goes():
    for key, sketch in FROM_THE_SIDE.items():
        if sketch.face == "right":
            assert -75 <= turn(sketch.spine_deg[-1], sketch.neck_deg) <= 42, key


def test_standing_upright_a_person_is_six_and_a_half_heads_tall():
    body = figure(SKETCHES["standing_fold", "start"])
    top = body.head[1] + HEAD_RADIUS
    assert 3.1 < top < 3.5
    assert towards_deg(body.spine[0], body.head) == pytest.approx(90, abs=6)


def test_a_standing_heel_is_behind_the_ankle_and_on_the_floor():
    body = figure(SKETCHES["standing_fold", "start"])
    ankle, heel = body.legs[0][2], body.heels[0]
    assert heel[0] < ankle[0]
    assert heel[1] - HEEL_RADIUS < TOUCHES


def test_across_moves_all_of_the_body():
    still = SKETCHES["cobra", "hold"]
    moved = Sketch(**{**{name: getattr(still, name) for name in still.__slots__}, "across": 1.0})
    for (x, y), (x_moved, y_moved) in zip(
        points(figure(still)), points(figure(moved)), strict=True
    ):
        assert x_moved - x == pytest.approx(1.0 - still.across)
        assert y_moved == pytest.approx(y)
