from __future__ import annotations

import numpy as np
import pytest

from supple.adapters.pose_kinds_npz import read_pose_kinds
from supple.core.pose import empty_frame, mirrored
from supple.core.recognising.kinds import NONE, inputs_of, likelihoods, unseen_part
from tests.core.figures import FIGURES
from tests.core.seeing.test_view import STANDING
from tests.core.sticks import frame_of

LEARNED = read_pose_kinds()
FRAMES = [frame_of(figure.stick) for figure in FIGURES]


def test_the_kinds_of_a_body_are_likelihoods() -> None:
    likely = likelihoods(LEARNED, FRAMES)
    assert likely.shape == (len(FRAMES), len(LEARNED.kinds))
    assert likely.sum(axis=1) == pytest.approx(1.0)


def test_what_is_far_from_the_middle_is_said_again_on_its_side() -> None:
    features = np.array([[2.0, 0.5, 5.0], [-2.0, -0.5, 5.0]])
    value, above, below = np.split(inputs_of(features, np.array([0, 0, 5]), np.ones(3)), 3, axis=1)
    assert value == pytest.approx(features - [0, 0, 5])
    assert (above > 0).tolist() == [[True, False, False], [False, False, False]]
    assert (below > 0).tolist() == [[False, False, False], [True, False, False]]


def test_a_mirrored_body_is_of_the_same_kind() -> None:
    again = likelihoods(LEARNED, [mirrored(frame) for frame in FRAMES])
    assert again == pytest.approx(likelihoods(LEARNED, FRAMES), abs=1e-9)


def test_somebody_standing_is_none_of_ours_and_nobody_is_not_told() -> None:
    likely = likelihoods(LEARNED, [frame_of(STANDING), empty_frame(time_s=0, aspect_ratio=1)])
    assert LEARNED.kinds[int(likely[0].argmax())] == NONE
    assert np.isnan(likely[1]).all()


def test_the_whole_is_the_mean_of_the_parts() -> None:
    parts = [
        likelihoods(unseen_part(LEARNED, part), FRAMES) for part in range(LEARNED.parts_count)
    ]
    assert np.mean(parts, axis=0) == pytest.approx(likelihoods(LEARNED, FRAMES))
