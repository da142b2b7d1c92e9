from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import cos, radians, sin

import pytest

from supple import wiring
from supple.adapters.pose_kinds_npz import read_pose_kinds
from supple.core.body import Landmark
from supple.core.exercise import Exercise, Pose
from supple.core.pose import Floats, Frame, empty_frame, mirrored
from supple.core.recognising.recognition import NOTHING, in_order, recognise, related, see, weighed
from tests.core.drawn import drawn, moving
from tests.core.figures import FIGURES
from tests.core.seeing.test_view import STANDING, turned
from tests.core.sticks import Stick, frame_of

CATALOGUE = wiring.catalogue().exercises()
EXERCISES = tuple(CATALOGUE.values())
LEARNED = read_pose_kinds()
UNTOLD = ("supine_twist_supported", "table_twist")
"""Twists whose shape the recogniser cannot tell in one still frame of the exercise's own side."""

DRAWN = [
    (exercise.id, pose)
    for exercise in EXERCISES
    for pose in exercise.poses
    if exercise.movement_min is None
    and pose.phase in ("hold", "peak")
    and exercise.id not in UNTOLD
]
"""Every exercise that its pose tells, as its file has it."""

TURNS = ("wu_trunk_swivel", "off_seated_rotation")
"""Turns about the body's own axis."""

MOVED = [e for e in EXERCISES if e.movement_min is not None and e.id not in TURNS]


def figure(exercise: str) -> Stick:
    return next(f.stick for f in FIGURES if f.exercise == exercise and not f.fails)


def held(stick: Stick, start_s: float, seconds: float, rate_hz: float = 10.0) -> Iterator[Frame]:
    frame = frame_of(stick)
    for index in range(int(seconds * rate_hz)):
        yield replace(frame, time_s=start_s + index / rate_hz)


LYING = Stick(
    hip=(0.0, 0.2), trunk=0, neck=0, upper_arm=10, forearm=0, thigh=180, shank=180, foot=180
)


def test_what_is_held_wins_over_how_it_begins_and_ends() -> None:
    frames = [
        *held(STANDING, 0, 6),
        *held(LYING, 6, 8),
        *held(figure("cobra"), 14, 4),
        *held(LYING, 18, 6),
    ]
    seen = recognise(EXERCISES, frames)
    assert seen.exercise == "cobra"
    assert "prone_rest" in dict(seen.alternatives)


def test_titles_and_nobody_cost_no_confidence() -> None:
    cobra = list(held(figure("cobra"), 5, 4))
    title = [empty_frame(time_s=index / 10, aspect_ratio=1.6) for index in range(40)]
    assert recognise(EXERCISES, title + cobra).confidence == pytest.approx(
        recognise(EXERCISES, cobra).confidence
    )


def test_a_moment_is_not_enough_to_name_an_exercise_in_a_video() -> None:
    frames = [*held(STANDING, 0, 5), *held(figure("cobra"), 5, 0.3), *held(STANDING, 5.3, 5)]
    assert recognise(EXERCISES, frames) == NOTHING


def test_standing_about_is_no_exercise_from_any_side() -> None:
    for off_side_deg in (0, 30, 50, 70, 90):
        assert recognise(EXERCISES, [turned(STANDING, off_side_deg)]).exercise is None


def test_standing_still_from_the_front_is_no_jumping_jack_however_long_it_takes() -> None:
    standing = turned(STANDING, 90)
    frames = [replace(standing, time_s=index / 10) for index in range(100)]
    assert CATALOGUE["wu_jumping_jacks"].movement_min is not None
    assert recognise(EXERCISES, frames).exercise is None


def test_a_pose_seen_from_an_angle_is_still_named_though_less_surely() -> None:
    side = recognise(EXERCISES, [turned(figure("cobra"), 0)])
    angled = recognise(EXERCISES, [turned(figure("cobra"), 45)])
    assert side.exercise == angled.exercise == "cobra"
    assert angled.confidence < side.confidence


def test_nobody_and_no_shapes_are_nothing() -> None:
    assert recognise(EXERCISES, [empty_frame(time_s=0, aspect_ratio=1)]) == NOTHING
    assert recognise([], [frame_of(STANDING)]) == NOTHING
    assert recognise(EXERCISES, []) == NOTHING


def test_the_next_form_of_an_exercise_is_related_and_another_is_not() -> None:
    assert related(CATALOGUE["cobra"], CATALOGUE["cobra_low"])
    assert related(CATALOGUE["cobra_low"], CATALOGUE["cobra"])
    assert not related(CATALOGUE["cobra"], CATALOGUE["plow"])


def test_every_judged_exercise_is_told_by_measures_that_its_own_camera_can_read() -> None:
    for exercise in EXERCISES:
        assert len(exercise.shape) in range(4, 20), exercise.id


def test_a_hidden_hand_does_not_hide_the_pose() -> None:
    frame = frame_of(figure("bow"))
    visibility = frame.visibility.copy()
    visibility[[Landmark.RIGHT_WRIST, Landmark.LEFT_WRIST]] = 0.1
    assert recognise(EXERCISES, [replace(frame, visibility=visibility)]).exercise == "bow"


@pytest.mark.parametrize(("name", "pose"), DRAWN, ids=[name for name, _ in DRAWN])
def test_every_drawn_pose_is_recognised_as_its_exercise_or_a_form_of_it(
    name: str, pose: Pose
) -> None:
    seen = recognise(EXERCISES, [drawn(CATALOGUE[name], pose)], LEARNED)
    assert seen.exercise is not None
    assert related(CATALOGUE[seen.exercise], CATALOGUE[name])


@pytest.mark.parametrize("exercise", MOVED, ids=lambda exercise: exercise.id)
def test_what_is_told_by_its_movement_is_named_when_it_moves_and_not_before(
    exercise: Exercise,
) -> None:
    seen = recognise(EXERCISES, moving(exercise), LEARNED)
    assert seen.exercise is not None
    assert related(CATALOGUE[seen.exercise], exercise)
    still = drawn(exercise, exercise.poses[0])
    frames = [replace(still, time_s=index / 10) for index in range(60)]
    assert recognise(EXERCISES, frames, LEARNED).exercise != exercise.id


@pytest.mark.parametrize("name", TURNS)
def test_turning_the_chest_to_and_fro_is_a_rotation(name: str) -> None:
    still = drawn(CATALOGUE[name], "start")
    frames = [
        replace(still, time_s=index / 10, world=_chest_turned(still, 40 * abs(sin(index / 12))))
        for index in range(240)
    ]
    assert recognise(EXERCISES, frames, LEARNED).exercise == name


def _chest_turned(frame: Frame, turn_deg: float) -> Floats:
    world = frame.world.copy()
    for side in (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER):
        across, down, _ = world[side]
        middle = world[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER], 0].mean()
        half = across - middle
        world[side] = (
            middle + half * cos(radians(turn_deg)),
            down,
            half * sin(radians(turn_deg)),
        )
    return world


def test_a_mirrored_body_is_recognised_as_the_same() -> None:
    for name, pose in DRAWN:
        frame = drawn(CATALOGUE[name], pose)
        seen, again = (recognise(EXERCISES, [one], LEARNED) for one in (frame, mirrored(frame)))
        assert again.exercise == seen.exercise, name
        assert again.confidence == pytest.approx(seen.confidence, abs=1e-6)


def test_the_shares_of_a_frame_add_up_to_one() -> None:
    known = in_order(EXERCISES)
    frames = [drawn(CATALOGUE[name], pose) for name, pose in DRAWN]
    shares = weighed(known, see(known, frames, LEARNED), LEARNED, [1.0] * len(known))
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert (shares >= 0).all()


def test_an_exercise_that_nothing_was_learned_of_is_recognised_by_its_file_alone() -> None:
    new = replace(CATALOGUE["bow_half"], id="new", looks_like={}, progression_from=())
    others = [e for e in EXERCISES if "bow" not in e.looks_like]
    frame = drawn(CATALOGUE["bow_half"], "hold")
    assert recognise([*others, new], [frame], LEARNED).exercise == "new"


def test_a_slideshow_of_stills_is_nobody_doing_anything() -> None:
    stills = [figure("cobra"), figure("plow"), STANDING]
    frames = [replace(frame_of(stills[index // 8 % 3]), time_s=index / 10) for index in range(160)]
    assert recognise(EXERCISES, frames, LEARNED) == NOTHING


def test_every_learned_kind_is_one_that_an_exercise_looks_like_and_the_other_way_round() -> None:
    named = {kind for exercise in EXERCISES for kind in exercise.looks_like}
    assert named == set(LEARNED.kinds) - {""}
