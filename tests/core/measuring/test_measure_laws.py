"""What holds for every measure of the register, asked of each without naming it."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supple.core.body import LANDMARK_COUNT, MIRRORED, Side
from supple.core.measuring.measures import MEASURES, Calibration, calibrated, read
from supple.core.pose import Frame, empty_frame, mirrored
from tests.core.figures import FIGURES
from tests.core.sticks import Stick, frame_of

NAMES = sorted(MEASURES)
a_few = settings(max_examples=12)
degrees_all_round = st.integers(-180, 180).map(float)


@st.composite
def sticks(draw: st.DrawFn) -> Frame:
    """Somebody in any attitude, seen squarely from the side."""
    ways = {
        name: draw(degrees_all_round)
        for name in ("trunk", "neck", "upper_arm", "forearm", "thigh", "shank", "foot")
    }
    return frame_of(
        Stick(hip=(0.0, draw(st.floats(0.1, 1.5))), **ways), near=draw(st.sampled_from(Side))
    )


@st.composite
def clouds(draw: st.DrawFn) -> Frame:
    """Landmarks anywhere, seen from anywhere: nothing that anybody can do."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return Frame(
        time_s=0.0,
        points=chance.uniform(0.2, 0.8, (LANDMARK_COUNT, 2)),
        depth=chance.normal(0, 0.1, LANDMARK_COUNT),
        visibility=chance.uniform(0.3, 1.0, LANDMARK_COUNT),
        world=chance.normal(0, 0.4, (LANDMARK_COUNT, 3)),
        aspect_ratio=1.5,
    )


frames = st.one_of(sticks(), clouds())


def known(frame: Frame) -> Calibration:
    """Everything known, all of it in the picture's own units."""
    return replace(
        calibrated([frame]),
        ear_shoulder_gap=0.08,
        prone_hip_y=0.2,
        prone_shoulder_y=0.21,
        start_points=frame.points + np.array([0.02, -0.01]),
    )


def same(first: float, second: float) -> bool:
    if isnan(first) or isnan(second):
        return isnan(first) and isnan(second)
    apart = abs(first - second)
    apart = min(apart, abs(apart - 360.0))  # of an angle, a whole turn is nothing
    return apart <= 1e-6 * max(1.0, abs(first))


@pytest.mark.parametrize("name", NAMES)
@a_few
@given(frame=frames)
def test_a_mirror_changes_nothing_or_only_the_sign(name: str, frame: Frame) -> None:
    calibration = known(frame)
    assert calibration.start_points is not None
    start = calibration.start_points[list(MIRRORED)] * [-1.0, 1.0] + [frame.aspect_ratio, 0.0]
    turned_over = replace(
        calibration,
        start_points=start,
        floor_x=_plus(_times(calibration.floor_x, -1.0), frame.aspect_ratio),
        floor_slope=_times(calibration.floor_slope, -1.0),
    )
    value = read(name, frame, calibration, base="knee_angle_deg").value
    in_mirror = read(name, mirrored(frame), turned_over, base="knee_angle_deg").value
    sign = -1.0 if MEASURES[name].opposite_in_mirror else 1.0
    assert same(sign * value, in_mirror)


@pytest.mark.parametrize("name", NAMES)
@a_few
@given(frame=frames, along=st.floats(-2, 2), up=st.floats(-2, 2))
def test_where_somebody_is_in_the_picture_changes_nothing(
    name: str, frame: Frame, along: float, up: float
) -> None:
    way = np.array([along, up])
    calibration = known(frame)
    assert calibration.start_points is not None
    moved = replace(
        calibration,
        floor_x=_plus(calibration.floor_x, along),
        floor_y=_plus(calibration.floor_y, up),
        prone_hip_y=_plus(calibration.prone_hip_y, up),
        prone_shoulder_y=_plus(calibration.prone_shoulder_y, up),
        start_points=calibration.start_points + way,
    )
    value = read(name, frame, calibration, base="elbow_angle_deg").value
    there = read(name, replace(frame, points=frame.points + way), moved, base="elbow_angle_deg")
    assert same(value, there.value)


@pytest.mark.parametrize("name", NAMES)
@a_few
@given(frame=frames, factor=st.floats(0.2, 4.0))
def test_how_large_somebody_looks_changes_nothing(name: str, frame: Frame, factor: float) -> None:
    calibration = known(frame)
    assert calibration.start_points is not None
    larger = replace(
        calibration,
        trunk_length=_times(calibration.trunk_length, factor),
        floor_x=_times(calibration.floor_x, factor),
        floor_y=_times(calibration.floor_y, factor),
        ear_shoulder_gap=_times(calibration.ear_shoulder_gap, factor),
        prone_hip_y=_times(calibration.prone_hip_y, factor),
        prone_shoulder_y=_times(calibration.prone_shoulder_y, factor),
        start_points=calibration.start_points * factor,
    )
    near_by = replace(frame, points=frame.points * factor, depth=frame.depth * factor)
    value = read(name, frame, calibration, base="foot_floor_gap_tl").value
    assert same(value, read(name, near_by, larger, base="foot_floor_gap_tl").value)


@pytest.mark.parametrize("name", NAMES)
@a_few
@given(frame=frames, hidden=st.sets(st.integers(0, LANDMARK_COUNT - 1)))
def test_what_is_hidden_gives_a_reason_and_never_an_error(
    name: str, frame: Frame, hidden: set[int]
) -> None:
    visibility, points = frame.visibility.copy(), frame.points.copy()
    visibility[list(hidden)] = 0.1
    points[list(hidden)[::2]] = np.nan
    patchy = replace(frame, visibility=visibility, points=points)
    for calibration in (Calibration(), known(frame), calibrated([patchy])):
        value, why = read(name, patchy, calibration)
        assert isnan(value) == bool(why)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_and_a_wholly_hidden_body_read_nothing(name: str) -> None:
    assert read(name, empty_frame(time_s=0.0, aspect_ratio=1.5), Calibration()).why == "nobody"
    seen = frame_of(FIGURES[0].stick)
    unseen = replace(seen, visibility=np.zeros(LANDMARK_COUNT))
    value, why = read(name, unseen, Calibration())
    assert isnan(value)
    assert why


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_says_what_it_is_where_it_holds_and_how_exact_it_is(name: str) -> None:
    measure = MEASURES[name]
    assert measure.unit
    assert measure.views
    assert measure.definition
    assert measure.source
    assert measure.typical_sd >= 0


def _plus(value: float | None, more: float) -> float | None:
    return None if value is None else value + more


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor
