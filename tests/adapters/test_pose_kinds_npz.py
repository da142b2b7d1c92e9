from __future__ import annotations

from pathlib import Path

import pytest

from supple.adapters.pose_kinds_npz import read_pose_kinds, write_pose_kinds
from supple.core.recognising.kinds import likelihoods
from tests.core.figures import FIGURES
from tests.core.sticks import frame_of


def test_what_was_learned_comes_back_from_its_file(tmp_path: Path) -> None:
    learned = read_pose_kinds()
    write_pose_kinds(tmp_path / "kinds.npz", learned)
    again = read_pose_kinds(tmp_path / "kinds.npz")
    assert again.outputs == learned.outputs
    assert again.weighing == learned.weighing
    frames = [frame_of(figure.stick) for figure in FIGURES]
    assert likelihoods(again, frames) == pytest.approx(likelihoods(learned, frames), abs=1e-4)
