"""The line of the back in a silhouette, against bodies whose spine is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.made_backs import Body, Made, made

from supple.core.body import Landmark, Side, landmark
from supple.core.pose import Frame, empty_frame, mirrored
from supple.core.seeing.back_line import BackLine, back_line
from supple.core.seeing.back_shape import BackShape, back_shape
from supple.core.seeing.kinematics import stance
from tests.core.backs import plain_bodies

PLAIN = list(plain_bodies())
NAMES = [f"{body.pose} {body.lower_deg:.0f} {body.upper_deg:.0f}" for body, _ in PLAIN]

ARM_BEFORE_IT = (("standing", -35.0), ("seated fold", 30.0))
"""The hanging arm stands out behind a hollow waist; a rounded back hides behind the upper arm."""


def shape_of(told: BackLine, frame: Frame) -> BackShape:
    assert told.points is not None, told.why
    return back_shape(told.points, stance(frame).ventral, stance(frame).scale)


def moved(frame: Frame, joints: dict[Landmark, tuple[float, float]]) -> Frame:
    points = frame.points.copy()
    visibility = frame.visibility.copy()
    for joint, place in joints.items():
        points[joint] = place
        visibility[joint] = 0.95
    return replace(frame, points=points, visibility=visibility)


def painted(given: Made, places: list[tuple[float, float]], radius_tl: float) -> np.ndarray:
    """The mask with round spots at places in picture heights."""
    rows, columns = given.mask.shape
    y, x = np.mgrid[0:rows, 0:columns]
    mask = given.mask.copy()
    radius = radius_tl * stance(given.frame).scale * rows
    for at_x, at_y in places:
        near = (x - at_x * rows) ** 2 + (y - (1 - at_y) * rows) ** 2 <= radius**2
        mask[near] = 1.0
    return mask


@pytest.mark.parametrize(("body", "given"), PLAIN, ids=NAMES)
def test_the_shape_of_a_known_spine_is_found(body: Body, given: Made) -> None:
    told = back_line(given.mask, given.frame)
    if (body.pose, body.lower_deg) in ARM_BEFORE_IT:
        assert told.why == "back_hidden"
        return
    curvature_tl, lower_deg, upper_deg = shape_of(told, given.frame)
    assert curvature_tl == pytest.approx(given.truth.curvature_tl, abs=0.02)
    assert lower_deg == pytest.approx(given.truth.lower_deg, abs=6)
    assert upper_deg == pytest.approx(given.truth.upper_deg, abs=18)


def test_the_points_run_evenly_from_hip_to_neck_outside_the_chord() -> None:
    given = made(Body(lower_deg=20, upper_deg=30))
    line = back_line(given.mask, given.frame).points
    assert line is not None
    assert line.shape == (24, 2)
    apart = np.hypot(*np.diff(line, axis=0).T)
    assert np.ptp(apart) < 0.05 * apart.mean()
    hip, shoulder = (given.frame.points[landmark(n, Side.RIGHT)] for n in ("hip", "shoulder"))
    assert np.hypot(*(line[0] - hip)) < np.hypot(*(line[0] - shoulder))
    assert (line[:, 1] > max(hip[1], shoulder[1])).all()


def test_a_rounder_back_reads_rounder_all_the_way() -> None:
    read = []
    for bend_deg in range(-40, 41, 10):
        given = made(Body(lower_deg=bend_deg, upper_deg=bend_deg + 20))
        read.append(shape_of(back_line(given.mask, given.frame), given.frame).curvature_tl)
    assert (np.diff(read) > 0.01).all()


@pytest.mark.parametrize("turn_deg", [-25.0, 25.0])
def test_of_a_back_that_is_turned_either_way_the_halves_are_found(turn_deg: float) -> None:
    given = made(Body(lower_deg=-30, upper_deg=10, turn_deg=turn_deg))
    _, lower_deg, upper_deg = shape_of(back_line(given.mask, given.frame), given.frame)
    assert lower_deg == pytest.approx(given.truth.lower_deg, abs=10)
    assert upper_deg == pytest.approx(given.truth.upper_deg, abs=10)


def test_in_a_mirror_the_line_is_mirrored() -> None:
    given = made(Body(pose="standing", lower_deg=-20, upper_deg=30, edge_noise=0.1))
    other = mirrored(given.frame)
    line = back_line(given.mask, given.frame).points
    mirror = back_line(given.mask[:, ::-1], other).points
    assert line is not None
    assert mirror is not None
    np.testing.assert_allclose(mirror, line * [-1, 1] + [given.frame.aspect_ratio, 0], atol=1e-9)


def test_a_coarser_mask_gives_the_same_shape() -> None:
    given = made(Body(lower_deg=-20, upper_deg=35))
    rows = given.mask.shape[0] // 2
    coarse = given.mask.reshape(rows, 2, rows, 2).mean(axis=(1, 3))
    fine_shape = shape_of(back_line(given.mask, given.frame), given.frame)
    coarse_shape = shape_of(back_line(coarse, given.frame), given.frame)
    assert coarse_shape.curvature_tl == pytest.approx(fine_shape.curvature_tl, abs=0.005)
    assert coarse_shape.upper_deg == pytest.approx(fine_shape.upper_deg, abs=4)


def test_holes_in_the_silhouette_do_not_break_the_line() -> None:
    given = made(Body(upper_deg=30))
    whole = back_line(given.mask, given.frame).points
    holed = given.mask.copy()
    holed[240:252, 280:284] = 0.0
    line = back_line(holed, given.frame).points
    assert whole is not None
    assert line is not None
    np.testing.assert_allclose(line, whole, atol=0.01 * stance(given.frame).scale)


@pytest.mark.parametrize("side", list(Side))
def test_an_arm_laid_over_the_back_is_not_taken_for_it(side: Side) -> None:
    """A far one is guessed, and stands out over the back all the same."""
    given = made(Body(pose="prone, chest up", lower_deg=-20, upper_deg=20))
    line = back_line(given.mask, given.frame).points
    assert line is not None
    shoulder, near = given.frame.points[Landmark.RIGHT_SHOULDER], line[8] + [0.0, 0.01]
    elbow = (shoulder + near) / 2 + [-0.02, 0.02]
    arm = {landmark("elbow", side): tuple(elbow), landmark("wrist", side): tuple(near)}
    spots = [tuple(line[index] + [0.0, 0.01]) for index in range(8, 22)]
    frame = moved(given.frame, arm)
    if side is Side.LEFT:
        frame.visibility[list(arm)] = 0.3
    told = back_line(painted(given, spots, 0.07), frame)
    assert told.why == "back_hidden"


def test_of_somebody_on_their_back_the_floor_is_not_taken_for_it() -> None:
    given = made(Body(pose="child's pose", lower_deg=10, upper_deg=30))
    upside_down = replace(
        given.frame, points=given.frame.points * [1, -1] + [0, 1], depth=-given.frame.depth
    )
    assert back_line(given.mask[::-1], upside_down).why == "lying_on_back"


def test_a_silhouette_of_somebody_else_gives_no_line() -> None:
    given = made(Body())
    told = back_line(np.roll(given.mask, 120, axis=0), given.frame)
    assert (told.points, told.why) == (None, "silhouette_off_body")


def test_what_is_not_seen_or_not_there_is_said() -> None:
    given = made(Body())
    assert back_line(given.mask, empty_frame(time_s=0, aspect_ratio=1)).why == "nobody"
    unseen = replace(given.frame, visibility=np.full(33, 0.2))
    assert back_line(given.mask, unseen).why == "trunk_hidden"
    hip = given.frame.points[Landmark.RIGHT_HIP]
    short = moved(given.frame, {Landmark.RIGHT_SHOULDER: (hip[0] + 0.03, hip[1])})
    assert back_line(given.mask, short).why == "trunk_points_away"
    empty = np.zeros_like(given.mask)
    assert back_line(empty, given.frame).why == "silhouette_off_body"
