from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from supple.adapters.catalogue_toml import own
from supple.core.body import Landmark
from supple.core.pose import Frame, empty_frame
from supple.core.recognition import NOTHING, needs_movement, recognise, related
from tests.core.figures import FIGURES
from tests.core.sticks import Stick, frame_of
from tests.core.test_view import STANDING, turned

CATALOGUE = own()
EXERCISES = tuple(CATALOGUE.values())


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
    assert needs_movement(CATALOGUE["wu_jumping_jacks"])
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
        assert len(exercise.shape) in (0, *range(4, 20)), exercise.id


def test_a_hidden_hand_does_not_hide_the_pose() -> None:
    frame = frame_of(figure("bow"))
    visibility = frame.visibility.copy()
    visibility[[Landmark.RIGHT_WRIST, Landmark.LEFT_WRIST]] = 0.1
    assert recognise(EXERCISES, [replace(frame, visibility=visibility)]).exercise == "bow"
