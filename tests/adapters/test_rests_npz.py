"""How the average body rests in our poses, kept in a file, is what settling them gives now."""

from __future__ import annotations

from dataclasses import replace

import pytest

import settle_poses
from supple import wiring
from supple.adapters.rests_npz import FILE, made_from, read_rests, write_rests
from supple.core.exercise import Sided
from supple.core.figure.contacts import settled
from supple.core.figure.modelling import fingerprint, settled_pose, with_fault
from supple.core.figure.motion import rests_on
from supple.core.figure.posture import COLUMN, mirrored, posture
from supple.core.figure.proportions import Proportions

POSES = {fingerprint(pose): pose for pose in settle_poses.poses()}
EVERY_SO_MANY = 40


def test_it_has_every_pose_and_still_fault_and_no_other() -> None:
    assert set(read_rests()) == set(POSES), "a pose changed: `make poses`"


def test_it_was_made_of_the_body_as_it_is() -> None:
    assert made_from() == settle_poses.body_fingerprint(), "the body changed: `make poses`"


@pytest.mark.parametrize("of", sorted(POSES)[::EVERY_SO_MANY])
def test_settled_anew_a_pose_rests_as_it_is_kept(of: str) -> None:
    known = settled_pose(replace(POSES[of], rest=read_rests()[of]))
    anew = settled_pose(replace(POSES[of], rest=None))

    assert known.angles_deg == pytest.approx(anew.angles_deg, abs=0.05)
    assert known.body.joints_m == pytest.approx(anew.body.joints_m, abs=0.0005)
    assert (known.gap_m, known.sunk_m, known.overlap_m) == pytest.approx(
        (anew.gap_m, anew.sunk_m, anew.overlap_m), abs=0.0005
    )


def test_our_exercises_come_with_it() -> None:
    for exercise in wiring.catalogue().exercises().values():
        poses = {pose.phase: pose for pose in exercise.poses}
        faults = [fault for fault in exercise.fault_poses if not fault.motion]
        for pose in (*exercise.poses, *(with_fault(poses[one.phase], one) for one in faults)):
            assert pose.rest is not None, exercise.id
            assert pose.rest.of == fingerprint(pose)


def test_a_changed_pose_is_settled_as_it_is_now_said() -> None:
    cobra = wiring.catalogue().exercises()["cobra"]
    (hold,) = (pose for pose in cobra.poses if pose.phase == "hold")
    changed = replace(hold, angles={**hold.angles, "neck_flexion_deg": 20.0})

    assert changed.rest is hold.rest
    neck = COLUMN["neck_flexion_deg"]
    assert settled_pose(changed).angles_deg[neck] > settled_pose(hold).angles_deg[neck] + 25


def test_another_body_is_settled_for_itself() -> None:
    cobra = wiring.catalogue().exercises()["cobra"]
    tall = settled_pose(cobra.poses[-1], Proportions(height_m=1.9))

    assert tall.body.joints_m[0, 1] != settled_pose(cobra.poses[-1]).body.joints_m[0, 1]


def test_the_other_side_is_the_mirror_image() -> None:
    exercises = wiring.catalogue().exercises().values()
    sided = next(one for one in exercises if one.sided is Sided.SIDES)
    pose = replace(sided.poses[-1], rest=None)
    there = settled_pose(pose, other_side=True)
    anew = settled(mirrored(posture(pose.angles)), rests_on(pose.touches, other_side=True))

    assert there.angles_deg == pytest.approx(anew.angles_deg, abs=0.5)
    assert there.body.joints_m == pytest.approx(anew.body.joints_m, abs=0.005)


def test_what_is_written_is_read(tmp_path) -> None:
    rests = read_rests()
    write_rests(tmp_path / "some.npz", rests.values(), "here")

    assert made_from(tmp_path / "some.npz") == "here"
    for of, rest in read_rests(tmp_path / "some.npz").items():
        assert rest.angles_deg == rests[of].angles_deg
        assert rest.place_m == rests[of].place_m


def test_it_is_small() -> None:
    assert FILE.stat().st_size < 60_000
