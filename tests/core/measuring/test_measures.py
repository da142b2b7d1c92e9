"""Bodies set to x read x."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from supple.adapters.catalogue_toml import own
from supple.core.body import LANDMARK_COUNT, Landmark, Side, landmark
from supple.core.measuring.measures import MEASURES, Calibration, calibrated, merged, read, refusal
from supple.core.measuring.names import DECLARED
from supple.core.pose import Frame
from tests.core.seeing.test_view import STANDING, turned
from tests.core.sticks import NECK, SCALE, Stick, floor_of, frame_of

PRONE = Stick(
    hip=(0.0, 0.2), trunk=0, neck=0, upper_arm=0, forearm=0, thigh=180, shank=180, foot=180
)

TABLE = replace(PRONE, hip=(0.0, 0.94), upper_arm=-90, forearm=-90, thigh=-90)


def value(name: str, stick: Stick, calibration: Calibration | None = None) -> float:
    return read(name, frame_of(stick), calibration or Calibration()).value


@pytest.mark.parametrize("bend", [0, 30, 90, 140])
def test_a_knee_bent_by_so_much_reads_so_much_less_than_straight(bend: int) -> None:
    stick = replace(STANDING, shank=-90 - bend)
    assert value("knee_angle_deg", stick) == pytest.approx(180 - bend)


@pytest.mark.parametrize("lean", [-60, -20, 0, 25, 70])
def test_a_trunk_leant_back_reads_so(lean: int) -> None:
    stick = replace(STANDING, trunk=90 + lean)
    assert value("trunk_lean_back_deg", stick) == pytest.approx(lean)
    assert value("trunk_tilt_deg", stick) == pytest.approx(abs(lean))
    assert value("hip_angle_signed_deg", stick) == pytest.approx(180 + lean)


@pytest.mark.parametrize("raised", [-40, 0, 90, 170, 200, 240])
def test_an_arm_raised_through_the_front_reads_on_past_straight_up(raised: int) -> None:
    stick = replace(STANDING, upper_arm=-90 + raised, forearm=-90 + raised)
    assert value("shoulder_flexion_signed_deg", stick) == pytest.approx(raised)


@pytest.mark.parametrize("back", [-50, 0, 35])
def test_a_head_taken_back_reads_so_from_the_own_standing_neutral(back: int) -> None:
    neutral = calibrated([frame_of(STANDING)])
    stick = replace(STANDING, neck=STANDING.neck + back)
    assert neutral.standing_neck_deg == pytest.approx(-12)
    assert value("neck_ext_deg", stick, neutral) == pytest.approx(back)
    assert value("head_back_deg", stick) == pytest.approx(back - 12)


@pytest.mark.parametrize("back", [-40, 0, 35, 70])
def test_a_head_tipped_back_reads_by_the_face_wherever_the_arms_take_the_shoulders(
    back: int,
) -> None:
    neutral = calibrated([frame_of(STANDING)])
    tipped = frame_of(replace(STANDING, neck=STANDING.neck + back, upper_arm=-150, forearm=-150))
    assert read("head_ext_deg", tipped, neutral).value == pytest.approx(back)
    # Without the own neutral, of the face as it is in most people.
    assert read("head_ext_deg", tipped, Calibration()).value == pytest.approx(back - 12 + 20)


def test_a_face_towards_the_camera_does_not_tell_how_far_the_head_is_tipped() -> None:
    frame = frame_of(STANDING)
    ear = frame.points[landmark("ear", Side.RIGHT)]
    facing = frame.points.copy()
    facing[Landmark.NOSE] = ear + np.array([0.05 * SCALE, 0.0])
    facing_us = replace(frame, points=facing)
    assert read("head_ext_deg", facing_us, Calibration()).why == "neck_foreshortened"


def test_a_standing_body_whose_front_is_mistaken_tells_no_neutral() -> None:
    frame = frame_of(STANDING)
    points = frame.points.copy()
    points[Landmark.NOSE] = 2 * points[landmark("ear", Side.RIGHT)] - points[Landmark.NOSE]
    assert calibrated([frame]).standing_face_deg is not None
    assert calibrated([replace(frame, points=points)]).standing_face_deg is None


@pytest.mark.parametrize("pointed", [0, 20, 50])
def test_a_foot_reads_by_its_sole(pointed: int) -> None:
    stick = replace(STANDING, foot=0 - pointed)
    assert value("foot_angle_deg", stick) == pytest.approx(90 + pointed)


@pytest.mark.parametrize("lift", [0, 15, 90, 120])
def test_a_lifted_leg_reads_from_level_towards_the_head(lift: int) -> None:
    stick = replace(PRONE, thigh=180 - lift, shank=180 - lift)
    assert value("leg_from_horizontal_deg", stick) == pytest.approx(lift)


def test_lying_flat_is_no_rise_and_lifted_hips_are() -> None:
    lying = calibrated([frame_of(PRONE)])
    assert lying.prone_hip_y == pytest.approx(floor_of() + 0.2 * SCALE)
    lifted = replace(PRONE, hip=(0.0, 0.45))
    assert value("pelvis_rise_tl", PRONE) == pytest.approx(0, abs=0.01)
    assert value("pelvis_rise_tl", lifted, lying) == pytest.approx(0.25)


def test_a_low_superman_is_not_taken_for_lying_flat() -> None:
    lifted = replace(PRONE, trunk=10, thigh=171, shank=171)
    assert calibrated([frame_of(lifted)]).prone_shoulder_y is None


def test_the_floor_is_found_under_the_body_also_in_a_tilted_picture() -> None:
    table = replace(TABLE, trunk=5, neck=-60)
    level = value("head_floor_gap_tl", table)
    frame = frame_of(table)
    angle = np.radians(8)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = frame.points.mean(axis=0)
    tilted = replace(frame, points=(frame.points - middle) @ turn.T + middle)
    assert read("head_floor_gap_tl", tilted, Calibration()).value == pytest.approx(level, abs=0.06)


def test_standing_still_gives_the_neutral_of_the_shoulders() -> None:
    neutral = calibrated([frame_of(STANDING)])
    assert neutral.ear_shoulder_gap == pytest.approx(NECK * SCALE)
    assert value("shrug_index", STANDING, neutral) == pytest.approx(1.0)
    assert read("shrug_index", frame_of(STANDING), Calibration()).why == "needs_standing_still"


def test_with_raised_arms_nobody_can_tell_a_shrug() -> None:
    neutral = calibrated([frame_of(STANDING)])
    raised = frame_of(replace(STANDING, upper_arm=60, forearm=60))
    assert read("shrug_index", raised, neutral).why == "arms_raised"


def test_what_is_newly_known_goes_before_what_was_known() -> None:
    first = Calibration(trunk_length=0.2, floor_y=0.1)
    assert merged(first, Calibration(trunk_length=0.3)) == Calibration(
        trunk_length=0.3, floor_y=0.1
    )
    assert calibrated([]) == Calibration()


def test_a_measure_of_the_side_is_not_read_from_the_front() -> None:
    front = turned(STANDING, 90)
    assert read("trunk_lean_back_deg", front, Calibration()).why == "wrong_view"
    assert not isnan(read("shoulder_level_deg", front, Calibration()).value)
    assert read("shoulder_level_deg", frame_of(STANDING), Calibration()).why == "wrong_view"


def test_a_hidden_knee_is_named_by_its_side() -> None:
    frame = frame_of(STANDING)
    visibility = frame.visibility.copy()
    visibility[Landmark.RIGHT_KNEE] = 0.3
    hidden = replace(frame, visibility=visibility)
    assert read("knee_angle_deg", hidden, Calibration()).why == "right_knee_hidden"


def leaning_right(tilt_deg: float) -> Frame:
    """From the front, tilted towards the person's own right, which is on the picture's left."""
    front = turned(STANDING, 90)
    hips = front.points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
    angle = np.radians(tilt_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = front.points.copy()
    upper = [*range(11), *(landmark(n, s) for n in ("shoulder", "elbow", "wrist") for s in Side)]
    points[upper] = (points[upper] - hips) @ turn.T + hips
    return replace(front, points=points)


@pytest.mark.parametrize("tilt", [-30, 0, 25])
def test_a_sideways_tilt_is_positive_towards_the_persons_right(tilt: int) -> None:
    """Above a level pelvis, a fifth of the way up, the rest of the trunk tilts the more."""
    reading = read("trunk_lateral_tilt_deg", leaning_right(tilt), Calibration())
    way = np.radians(tilt)
    expected = np.degrees(np.arctan2(np.sin(way), np.cos(way) - 0.2))
    assert reading.value == pytest.approx(expected, abs=1)


def test_a_pelvis_that_tilts_along_makes_the_trunk_no_more_tilted_than_it_is() -> None:
    front = leaning_right(20)
    points = front.points.copy()
    hips = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
    middle, angle = points[hips].mean(axis=0), np.radians(20)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points[hips] = (points[hips] - middle) @ turn.T + middle
    whole = replace(front, points=points)
    assert read("trunk_lateral_tilt_deg", whole, Calibration()).value == pytest.approx(20, abs=1)


def test_nothing_is_judged_by_a_turn_of_the_chest() -> None:
    (no_twist,) = [c for c in own()["wu_trunk_tilt"].criteria if c.id == "no_twist"]
    assert refusal(no_twist) == "turn_not_measurable"


def test_the_sides_are_compared_where_both_are_seen() -> None:
    front = turned(STANDING, 90)
    points = front.points.copy()
    points[Landmark.LEFT_WRIST] += [0.08, 0.06]
    uneven = replace(front, points=points)
    even = read("lr_diff", front, Calibration(), base="elbow_angle_deg")
    assert even.value == pytest.approx(0, abs=1e-6)
    assert read("lr_diff", uneven, Calibration(), base="elbow_angle_deg").value > 10
    assert read("lr_diff", front, Calibration()).why == "needs_base"
    summary = read("lr_diff", front, Calibration(), base="thorax_rotation_deg")
    assert summary.why == "needs_both_sides"


def test_the_supporting_arm_is_the_lower_one() -> None:
    front = turned(STANDING, 90)
    points = front.points.copy()
    points[Landmark.LEFT_WRIST] = points[Landmark.LEFT_SHOULDER] + [0.05, 0.2]
    lifted = replace(front, points=points)
    support = read("arm_from_vertical_deg", lifted, Calibration(), side="support").value
    up = read("arm_from_vertical_deg", lifted, Calibration(), side="lifted").value
    right = read("arm_from_vertical_deg", lifted, Calibration(), side="right").value
    assert support == right
    assert up != right


def test_the_back_line_is_positive_when_rounded_and_asked_for_when_missing() -> None:
    frame = frame_of(TABLE)
    along = np.linspace(0, 1, 24)
    hip = frame.points[Landmark.RIGHT_HIP]
    bump = 0.15 * SCALE * 4 * along * (1 - along)
    for sign in (1, -1):
        line = np.column_stack((hip[0] + along * SCALE, hip[1] + sign * bump))
        reading = read("back_curvature_idx", replace(frame, back_line=line), Calibration())
        assert reading.value == pytest.approx(sign * 0.15, abs=0.003)
    assert read("back_curvature_idx", frame, Calibration()).why == "needs_back_line"


def test_which_half_bends_is_not_told_where_the_bend_is_between_them() -> None:
    frame = frame_of(TABLE)
    along = np.linspace(0, 1, 24)
    hip = frame.points[Landmark.RIGHT_HIP]
    even, kinked = 0.2 * along * (1 - along), -0.3 * np.exp(-(((along - 0.55) / 0.08) ** 2))
    for bump, why in ((even, ""), (kinked, "halves_unclear")):
        line = np.column_stack((hip[0] + along * SCALE, hip[1] + SCALE * bump))
        known = replace(frame, back_line=line)
        assert read("back_bend_lower_deg", known, Calibration()).why == why
        assert read("back_curvature_idx", known, Calibration()).why == ""


def test_what_one_frame_cannot_tell_says_so() -> None:
    assert read("peak_speed_deg_s", frame_of(STANDING), Calibration()).why == "needs_a_video"
    assert read("astrology", frame_of(STANDING), Calibration()).why == "not_measured_yet"


def test_every_measure_that_files_may_name_is_there() -> None:
    missing = set(DECLARED) - set(MEASURES)
    assert missing == set()
    for name in set(DECLARED) & set(MEASURES):
        assert MEASURES[name].unit == DECLARED[name], name


def test_a_turn_of_the_chest_is_read_from_the_metric_landmarks() -> None:
    front = turned(STANDING, 90)
    world = front.world.copy()
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        index = landmark("shoulder", side)
        width = 0.26
        world[index] = [
            sign * width * np.cos(np.radians(40)), world[index][1],
            sign * width * np.sin(np.radians(40)),
        ]  # fmt: skip
    reading = read("thorax_rotation_deg", replace(front, world=world), Calibration())
    assert reading.value == pytest.approx(40, abs=2)
    flat = replace(front, world=np.full((LANDMARK_COUNT, 3), np.nan))
    assert not isnan(read("thorax_rotation_deg", flat, Calibration()).value)


def test_which_knee_is_higher_and_by_how_much_reads_from_the_front() -> None:
    standing = turned(STANDING, 90)
    points = standing.points.copy()
    points[Landmark.LEFT_KNEE, 1] += 0.4 * SCALE
    points[Landmark.LEFT_ANKLE, 1] += 0.5 * SCALE
    points[Landmark.LEFT_WRIST, 1] += 0.7 * SCALE
    lifted = replace(standing, points=points)
    known = Calibration(trunk_length=SCALE)
    assert read("knee_line_deg", standing, known).value == pytest.approx(0, abs=1)
    assert read("knee_line_deg", lifted, known).value > 30
    assert read("ankle_height_gap_tl", lifted, known).value == pytest.approx(0.5)
    assert read("wrist_height_gap_tl", lifted, known).value == pytest.approx(0.7)


def test_hands_and_hops_are_measured_in_trunk_lengths() -> None:
    standing = turned(STANDING, 90)
    known = Calibration(trunk_length=SCALE, start_points=standing.points)
    hopping = replace(standing, points=standing.points + np.array([0.0, 0.1 * SCALE]))
    assert read("hip_rise_tl", hopping, known).value == pytest.approx(0.1)
    assert read("hip_rise_tl", hopping, Calibration()).why == "needs_start_of_set"
    wrists = standing.points[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]]
    apart = np.hypot(*(wrists[0] - wrists[1])) / SCALE
    assert read("hands_apart_tl", standing, known).value == pytest.approx(apart)
    points = standing.points.copy()
    points[Landmark.LEFT_WRIST] = points[Landmark.NOSE]
    waving = replace(standing, points=points)
    assert read("hand_head_gap_tl", waving, known).value == pytest.approx(0.0)
    assert read("shoulder_over_hip_tl", standing, known).value == pytest.approx(1.0, abs=0.05)
