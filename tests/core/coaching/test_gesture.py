"""One arm straight up is a sign; two arms, a lying body or a short wave are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from supple.core.body import Landmark
from supple.core.coaching.gesture import RaisedArm, arm_is_raised
from supple.core.pose import Frame, empty_frame

PLACES = {
    Landmark.NOSE: (0.5, 0.85),
    Landmark.LEFT_SHOULDER: (0.57, 0.72), Landmark.RIGHT_SHOULDER: (0.43, 0.72),
    Landmark.LEFT_ELBOW: (0.6, 0.58), Landmark.RIGHT_ELBOW: (0.4, 0.58),
    Landmark.LEFT_WRIST: (0.6, 0.45), Landmark.RIGHT_WRIST: (0.4, 0.45),
    Landmark.LEFT_HIP: (0.54, 0.45), Landmark.RIGHT_HIP: (0.46, 0.45),
}  # fmt: skip
UP = {
    "left": {Landmark.LEFT_ELBOW: (0.58, 0.86), Landmark.LEFT_WRIST: (0.58, 1.0)},
    "right": {Landmark.RIGHT_ELBOW: (0.42, 0.86), Landmark.RIGHT_WRIST: (0.42, 1.0)},
}


def standing(*raised: str, time_s: float = 0.0) -> Frame:
    points = np.full((33, 2), 0.5)
    for spot, place in PLACES.items():
        points[spot] = place
    for side in raised:
        for spot, place in UP[side].items():
            points[spot] = place
    frame = empty_frame(time_s=time_s, aspect_ratio=1.0)
    return replace(frame, points=points, visibility=np.ones(33))


def test_one_arm_up_is_the_sign_and_two_or_none_are_not() -> None:
    assert arm_is_raised(standing("left"))
    assert arm_is_raised(standing("right"))
    assert not arm_is_raised(standing("left", "right"))
    assert not arm_is_raised(standing())


def test_a_body_that_lies_gives_no_sign() -> None:
    frame = standing("left")
    assert not arm_is_raised(replace(frame, points=frame.points[:, ::-1].copy()))


def test_a_wrist_that_is_not_seen_gives_no_sign() -> None:
    frame = standing("left")
    frame.visibility[Landmark.LEFT_WRIST] = 0.2
    assert not arm_is_raised(frame)


def test_the_sign_is_told_once_after_a_second_and_again_only_after_the_arm_was_down() -> None:
    watch = RaisedArm()
    up = [watch.receive(standing("left", time_s=index / 10)) for index in range(60)]
    assert up.count(True) == 1
    assert 9 <= up.index(True) <= 11
    assert not watch.receive(standing(time_s=6.1))
    again = [watch.receive(standing("left", time_s=6.2 + index / 10)) for index in range(20)]
    assert again.count(True) == 1


def test_nobody_gives_no_sign() -> None:
    assert not RaisedArm().receive(empty_frame(time_s=0.0, aspect_ratio=1.0))
