"""Find how the average body rests in every pose and still fault of our exercises, as one file.

    PYTHONPATH=tools .venv/bin/python tools/settle_poses.py

It is committed, and made anew when poses or the body change (tests/adapters/test_rests_npz.py
sees that it was). Without it nothing is wrong, only slower: what is not in it is found when it is
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import numpy as np

from supple.adapters.catalogue_toml import own
from supple.adapters.rests_npz import FILE, write_rests
from supple.core.exercise import Pose, Rest
from supple.core.figure import contacts
from supple.core.figure.angles import ANGLES
from supple.core.figure.flesh import flesh
from supple.core.figure.modelling import fingerprint, settled_pose, with_fault
from supple.core.figure.proportions import offsets_m
from supple.core.figure.skeleton import PARTS


def body_fingerprint() -> str:
    """Of all of the average body, and of what touching and giving way cost it."""
    skin = flesh()
    costs = {
        name: value for name, value in vars(contacts).items() if name.endswith(("_M", "_DEG"))
    }
    total = sha256(repr((PARTS, ANGLES, sorted(costs.items()))).encode())
    for array in (skin.offsets_m, skin.radii_m, offsets_m()):
        total.update(np.round(array, 6).tobytes())
    total.update(np.concatenate((skin.part, skin.pieces.ravel())).tobytes())
    return total.hexdigest()[:16]


def poses() -> Iterator[Pose]:
    """Every pose of our exercises, then every fault that is a pose."""
    for exercise in own().values():
        by_phase = {pose.phase: pose for pose in exercise.poses}
        yield from exercise.poses
        for fault in exercise.fault_poses:
            if not fault.motion:
                yield with_fault(by_phase[fault.phase], fault)


def found(pose: Pose) -> Rest:
    """How the average body rests in a pose, found anew."""
    rests = settled_pose(replace(pose, rest=None))
    return Rest(
        of=fingerprint(pose),
        angles_deg=tuple(rests.angles_deg.tolist()),
        place_m=(float(rests.body.joints_m[0, 0]), float(rests.body.joints_m[0, 1])),
        gap_m=rests.gap_m,
        sunk_m=rests.sunk_m,
        overlap_m=rests.overlap_m,
    )


def main() -> None:
    different = {fingerprint(pose): pose for pose in poses()}
    write_rests(FILE, [found(pose) for pose in different.values()], body_fingerprint())
    print(f"{len(different)} poses, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
