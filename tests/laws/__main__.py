"""Try the laws, print what goes against them: python -m tests.laws [KIND ...] [ID ...] [--every N]

Kinds: "poses" before a camera that sees exactly, "noise" before one that sees as the pose model
does, "time" whole sessions before the coach. Without one, all; without an id, every exercise.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from supple.adapters.catalogue_toml import own
from supple.core.figure.modelling import pose_of
from tests.laws.in_time import SCENES, done_rightly, done_wrongly, seed_of, why_not
from tests.laws.trying import Tried, exactly, faulty, reference, with_noise

KINDS = ("poses", "noise", "time")
EYES = {"poses": exactly, "noise": with_noise}
SHOWN_COUNT = 8
NOISY_EVERY = 3
"""So many sessions make one that is tried with noise as well."""

Told = dict[str, Tried]
"""By what was tried."""


def tried(task: tuple[str, tuple[str, ...], int]) -> tuple[str, Told, list[str]]:
    """All that is asked of an exercise: what came of it, and what could not be tried."""
    identifier, kinds, every = task
    told, left_out = Told(), list[str]()
    for name, one in _before_cameras(identifier, kinds, every):
        told.setdefault(name, Tried()).add(one)
    if "time" in kinds:
        for name, one in _in_time(identifier, every, left_out):
            told.setdefault(name, Tried()).add(one)
    return identifier, told, left_out


def _before_cameras(
    identifier: str, kinds: Sequence[str], every: int
) -> Iterator[tuple[str, Tried]]:
    exercise = own().exercise(identifier)
    eyes = {kind: EYES[kind] for kind in kinds if kind in EYES}
    if not eyes:
        return
    for pose in exercise.poses:
        for kind, one in reference(exercise, pose, eyes, every=every).items():
            yield f"{kind}: reference", one
    for fault in exercise.fault_poses:
        pose = pose_of(exercise, fault.phase)
        if pose is not None and not fault.motion:
            for kind, one in faulty(exercise, pose, fault, eyes, every=every).items():
                yield f"{kind}: faults", one


def _in_time(identifier: str, every: int, left_out: list[str]) -> Iterator[tuple[str, Tried]]:
    """Every scene for what is done rightly; each fault in one of them, one after the other."""
    exercise = own().exercise(identifier)
    first = seed_of(identifier) % len(SCENES)
    why = why_not(exercise)
    if why:
        left_out.append(f"{identifier}: {why}")
    else:
        for number in range(first, first + len(SCENES), every):
            scene = SCENES[number % len(SCENES)]
            yield "time: reference", done_rightly(exercise, scene)
            if number == first:
                seed = seed_of(identifier, number)
                yield "time, noise: reference", done_rightly(exercise, scene, seed)
    if not exercise.judged:
        return
    for number, fault in enumerate(exercise.fault_poses, start=first):
        why = why_not(exercise, fault)
        if why:
            left_out.append(f"{identifier}, {fault.criterion}: {why}")
            continue
        scene = SCENES[number % len(SCENES)]
        yield "time: faults", done_wrongly(exercise, fault, scene)
        if number % NOISY_EVERY == 0:
            seed = seed_of(identifier, fault.criterion)
            yield "time, noise: faults", done_wrongly(exercise, fault, scene, seed)


def main() -> None:
    """A line an exercise and law, what is against it, then the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("chosen", nargs="*", metavar="KIND or ID")
    parser.add_argument("--every", type=int, default=1, help="so many combinations make one")
    arguments = parser.parse_intermixed_args()
    kinds = tuple(name for name in arguments.chosen if name in KINDS) or KINDS
    ids = [name for name in arguments.chosen if name not in KINDS] or list(own())
    sums, left_out = Told(), list[str]()
    with ProcessPoolExecutor() as pool:
        tasks = [(identifier, kinds, arguments.every) for identifier in ids]
        for identifier, told, untried in pool.map(tried, tasks):
            left_out += untried
            for name, one in told.items():
                sums.setdefault(name, Tried()).add(one)
                print(f"{identifier:26s} {name:24s} {_line(one)}", flush=True)
                for (_, what, result), count in _most(one.against):
                    print(f"{'':30s}{count:5d}  {what}: {result}", flush=True)
    print("\nNot tried:", *(left_out or ["nothing"]), sep="\n  ")
    print("\nNothing could be told:")
    for name, one in sums.items():
        for (exercise, criterion, why), count in sorted(one.silent.items()):
            print(f"  {exercise}, {criterion}: {why} ({name}, {count})")
    print("\nAgainst the law, by criterion:")
    for name, one in sums.items():
        for (exercise, what, result), count in one.against.most_common(3 * SHOWN_COUNT):
            print(f"{count:7d}  {name:24s} {exercise}, {what}: {result}")
    print()
    for name, one in sums.items():
        print(f"{'all':26s} {name:24s} {_line(one)}")


def _line(one: Tried) -> str:
    told = ", ".join(f"{count} {result}" for result, count in sorted(one.judged.items()))
    share = one.broken / max(one.combinations, 1)
    return (
        f"{one.combinations:6d} combinations, {one.broken:6d} against the law ({share:.1%}), "
        f"{one.wrongly_told} in which something is said that is not so; {told}"
    )


def _most(against: Counter[tuple[str, str, str]]) -> list[tuple[tuple[str, str, str], int]]:
    return against.most_common(SHOWN_COUNT)


if __name__ == "__main__":
    main()
