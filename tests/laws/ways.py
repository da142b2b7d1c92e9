"""The law of ways: nobody goes through the floor, through themselves, or by jerks.

Every way is looked at in 33 moments at even times. All of them: python -m tests.laws.ways [ID ...]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from supple.adapters import stations_toml
from supple.adapters.catalogue_toml import own
from supple.core.exercise import Exercise, Pose
from supple.core.figure.collisions import close_pairs, overlaps_m
from supple.core.figure.contacts import GIVES_M, PRESSED_M
from supple.core.figure.crossing import waiting
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX
from supple.core.figure.motion import both_rest_on, way
from supple.core.figure.playing import in_order
from supple.core.pose import Floats

MOMENTS = np.linspace(0.0, 1.0, 33)
DIPS_M = 0.010
"""Deeper in the floor than the poses at the ends, and than flesh gives way."""
INSIDE_M = 0.012
"""Parts deeper inside one another than at the ends, and than flesh gives way."""
FLOATS_M = 0.010
STEP_RATIO = 3.0
"""A part's quickest step over its mean one; 1.9 is the course of people's movements itself."""
LEAST_STEP_DEG = 1.0
SLIDES_M = 0.02
"""What rests in the same place at both ends goes no farther from it."""


def of_exercise(exercise: Exercise) -> Iterator[tuple[Pose, Pose]]:
    """The poses that a body goes between, and that it waits in from its station."""
    poses = in_order(exercise)
    yield from pairwise(poses)
    if len(poses) > 2:
        yield poses[-1], poses[0]
    stations = stations_toml.own()
    if poses:
        yield stations.poses[stations.of(exercise)], waiting(exercise)


def between_stations() -> Iterator[tuple[Pose, Pose]]:
    stations = stations_toml.own()
    for step in stations.steps:
        before, after = step.between
        yield stations.poses[before], stations.poses[after]


def against(before: Pose, after: Pose, *, other_side: bool = False) -> list[str]:
    """What goes against the law on the way from one pose to another, in words."""
    body = way(before, after, other_side=other_side).at(MOMENTS)
    skin = flesh()
    centres = skin.centres_m(body)
    lowest = skin.undersides_m(body).min(axis=-1)
    deep = overlaps_m(centres, close_pairs(centres, PRESSED_M)).max(axis=-1, initial=0.0)
    between = np.einsum("tnij,tnij->tn", body.turned[1:], body.turned[:-1])
    steps = np.degrees(np.arccos(np.clip((between - 1.0) / 2.0, -1.0, 1.0)))
    faults = {
        "dips": -lowest.min() - max(-lowest[0], -lowest[-1], GIVES_M) > DIPS_M,
        "floats": lowest.max() > max(lowest[0], lowest[-1], FLOATS_M),
        "goes through itself": deep.max() - max(deep[0], deep[-1], PRESSED_M) > INSIDE_M,
        "flicks": np.any(
            steps.max(axis=0) > STEP_RATIO * np.maximum(steps.mean(axis=0), LEAST_STEP_DEG)
        ),
        "slides": _slides_m(body.joints_m, before, after, other_side) > SLIDES_M,
    }
    return [name for name, wrong in faults.items() if wrong]


def _slides_m(joints_m: Floats, before: Pose, after: Pose, other_side: bool) -> float:
    """How far what rests goes from its place, of what has the same at both ends."""
    parts = [INDEX[touch.part] for touch in both_rest_on(before, after, other_side=other_side)]
    flat = joints_m[:, parts][..., [0, 2]]
    apart = flat[-1] - flat[0]
    stays = np.linalg.norm(apart, axis=-1) < SLIDES_M
    return float(np.max(np.linalg.norm(flat - flat[0], axis=-1)[:, stays], initial=0.0))


def main(chosen: list[str]) -> None:
    """A line for each way that goes against the law, then the sum."""
    exercises = [own().exercise(identifier) for identifier in chosen or list(own())]
    ways = [
        (exercise.id, *pair, side)
        for exercise in exercises
        for pair in of_exercise(exercise)
        for side in (False, True)
    ]
    ways += [] if chosen else [("stations", *pair, False) for pair in between_stations()]
    broken = 0
    for name, before, after, side in ways:
        found = against(before, after, other_side=side)
        broken += bool(found)
        if found:
            print(f"{name:26s} {before.phase} to {after.phase}: {', '.join(found)}", flush=True)
    print(f"{len(ways)} ways, {broken} against the law")


if __name__ == "__main__":
    main(sys.argv[1:])
