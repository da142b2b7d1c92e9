"""What the tables of accuracy expect follows from names, and from nothing on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.mocap import recordings
from benchmarks.movement_study import in_three, lurched, rise
from benchmarks.still_noise import as_noise
from benchmarks.videos import expected_of

from supple.core.body import Landmark
from supple.core.measuring.measures import Calibration, read
from supple.core.series.signals import RATE_HZ, peak_speed, smooth, sparc


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("cobra__somebody_else.mp4", "cobra"),
        ("cobra_child_downdog_slideshow__x.mp4", None),
        ("standing_forward_fold__x.mp4", "standing_fold"),
        ("warmup_jumping_jacks__y.mp4", "wu_jumping_jacks"),
        ("MISLABELLED_cobra__z.mp4", None),
        ("other_plank__z.mp4", None),
    ],
)
def test_the_kind_of_a_video_follows_from_its_name(name: str, exercise: str | None) -> None:
    expected = expected_of(name)
    assert expected is not None
    assert expected.exercises[:1] == (() if exercise is None else (exercise,))
    assert expected.still == (exercise is None)


def test_of_a_video_of_no_known_kind_nothing_is_expected() -> None:
    assert expected_of("holiday.mp4") is None


def test_noise_has_the_spread_and_the_slowness_of_what_was_recorded() -> None:
    chance = np.random.default_rng(2)
    slow = np.convolve(chance.normal(size=400), np.ones(12) / 12, "same")
    made = np.concatenate([as_noise(slow, 400, chance) for _ in range(20)])
    assert made.std() == pytest.approx(slow.std(), rel=0.35)
    assert np.corrcoef(made[1:], made[:-1])[0, 1] > 0.8


def test_the_simulated_ways_are_what_they_are_called() -> None:
    told = []
    for way in (rise, lurched, in_three):
        made = way(4.0, 40.0)
        even = smooth(np.arange(len(made)) / RATE_HZ, made)
        told.append((peak_speed(*even), sparc(*even)))
    assert told[0][0] == pytest.approx(1.875 * 40 / 4, rel=0.05)
    assert told[1][0] > 50
    assert told[2][1] < told[0][1] - 1.0


def written(folder: Path, *, lag: int, mirror: bool) -> None:
    """A trunk that tilts to and fro as both write it down, the camera half as often."""
    steps = np.arange(400)
    tilt = np.radians(25) * np.sin(2 * np.pi * steps / 130)
    rows = np.zeros((len(steps), 17, 7))
    for target, across in ((7, -150), (8, 150), (9, -300), (10, 300)):
        rows[:, target, 1] = 450 * np.sin(tilt) + across
        lifted = across * tilt if abs(across) > 200 else 0.0
        rows[:, target, 2] = 660 + 450 * np.cos(tilt) + lifted
    rows[:, 13, 2] = 660
    for target, across in ((5, -90), (6, 90)):
        rows[:, target, 1:3] = [across, 590]
    np.savetxt(folder / "G3-Vicon-ELK-P9-C-0.txt", rows.reshape(len(steps), -1))
    positions = {}
    for index, step in enumerate(steps[:-lag:2] if lag else steps[::2]):
        seen = tilt[step + lag]
        hand = np.array([np.sin(seen), np.cos(seen)]) * 450
        sign = -1 if mirror else 1
        place = {name.name.capitalize(): [0.5, 0.4, 0.0] for name in Landmark}
        for side, across in (("left", 1), ("right", -1)):
            other = {"left": "right", "right": "left"}[side] if mirror else side
            for part, x, y in (
                ("shoulder", hand[0] + 260 * across, hand[1]),
                ("wrist", hand[0] + 300 * across, hand[1] + 300 * across * seen),
                ("hip", 160 * across, -90.0), ("knee", 160 * across, -500.0),
                ("ankle", 160 * across, -900.0),
            ):  # fmt: skip
                x_share = 0.5 + sign * x / 3000 * 9 / 16
                place[f"{other}_{part}".capitalize()] = [x_share, 0.5 - y / 3000, 0.0]
        positions[str(float(index + 1))] = place
    (folder / "G3-BP-ELK-P9-C-0.json").write_text(json.dumps({"positions": positions}))


@pytest.mark.parametrize("mirror", [False, True])
def test_both_recordings_are_laid_on_one_clock(tmp_path: Path, mirror: bool) -> None:
    written(tmp_path, lag=0, mirror=mirror)
    (recording,) = recordings(tmp_path)
    assert recording.name.startswith("flank stretch")
    assert ("mirror" in recording.name) == mirror
    shoulders = (recording.targets["left_shoulder"] + recording.targets["right_shoulder"]) / 2
    true = np.degrees(np.arctan2(-shoulders[:, 1], shoulders[:, 2] - 660))
    seen = [
        read("trunk_lateral_tilt_deg", frame, Calibration()).value for frame in recording.frames
    ]
    told = np.isfinite(seen)
    assert told.sum() > 50
    assert np.mean(np.abs(np.array(seen)[told] - true[told])) < 3.0
