"""Try every pose, print what goes against the laws: python -m tests.laws [ID ...]"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from supple.adapters.catalogue_toml import own
from supple.core.figure.modelling import pose_of
from tests.laws.trying import Tried, faulty, reference


def tried(identifier: str) -> tuple[str, Tried, Tried]:
    """An exercise's reference poses, and its fault poses."""
    exercise = own().exercise(identifier)
    good, bad = Tried(), Tried()
    for pose in exercise.poses:
        good.add(reference(exercise, pose))
    for fault in exercise.fault_poses:
        pose = pose_of(exercise, fault.phase)
        if pose is not None and not fault.motion:
            bad.add(faulty(exercise, pose, fault))
    return identifier, good, bad


def main(chosen: list[str]) -> None:
    """A line an exercise, what is against the law, then the sums."""
    good, bad = Tried(), Tried()
    with ProcessPoolExecutor() as pool:
        for identifier, of_reference, of_faults in pool.map(tried, chosen or list(own())):
            good.add(of_reference)
            bad.add(of_faults)
            for name, one in (("reference", of_reference), ("faults", of_faults)):
                print(f"{identifier:26s} {name:10s} {_line(one)}", flush=True)
                for (_, what, result), count in _most(one.against):
                    print(f"{'':30s}{count:5d}  {what}: {result}", flush=True)
    print(f"{'all':26s} reference  {_line(good)}\n{'all':26s} faults     {_line(bad)}")


def _line(one: Tried) -> str:
    told = ", ".join(f"{count} {result}" for result, count in sorted(one.judged.items()))
    return f"{one.combinations:6d} combinations, {one.broken:6d} against the law; {told}"


def _most(against: Counter[tuple[str, str, str]]) -> list[tuple[tuple[str, str, str], int]]:
    return against.most_common(8)


if __name__ == "__main__":
    main(sys.argv[1:])
