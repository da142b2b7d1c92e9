"""The line of the back against bodies whose spine is known: how far off, by the camera's turn."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.made_backs import POSES, Body, made
from benchmarks.shares import share

from supple.core.seeing.back_line import back_line
from supple.core.seeing.back_shape import BackShape, back_shape
from supple.core.seeing.kinematics import stance

TURNS_DEG: Final = ((0, 10), (10, 15), (15, 20), (20, 25), (25, 30), (30, 40))
BODIES_COUNT: Final = 150
UNITS: Final = {"curvature_tl": 3, "lower_deg": 1, "upper_deg": 1}


def print_made_backs(_: Path, verbose: bool) -> None:
    """Bias and spread of the three figures of a back, of bodies made at random."""
    rng = np.random.default_rng(7)
    print(f"\n{'made backs: turned by':24}{'told':>22}   bias ±spread of {', '.join(UNITS)}")
    for low, high in TURNS_DEG:
        errors, whys = [], Counter[str]()
        for _index in range(BODIES_COUNT):
            error, why = error_of(random_body(rng, (low, high)))
            whys[why] += 1
            if error is not None:
                errors.append(error)
        told = share(len(errors), BODIES_COUNT)
        print(f"{f'{low} to {high} deg':24}{told:>22}   {_figures(np.array(errors))}")
        if verbose:
            print(f"{'':24}{dict(whys)}")


def random_body(rng: np.random.Generator, turn_deg: tuple[float, float]) -> Body:
    """Any pose, bend, build and clothing, seen from up to 15 degrees above."""
    folds = tuple(
        (rng.uniform(0.1, 0.9), rng.uniform(0.06, 0.2), abs(rng.normal(0.0, 0.02)))
        for _ in range(rng.integers(0, 3))
    )
    return Body(
        pose=str(rng.choice(list(POSES))),
        lower_deg=rng.uniform(-40, 40),
        upper_deg=rng.uniform(-5, 50),
        turn_deg=rng.uniform(*turn_deg) * rng.choice((-1, 1)),
        pitch_deg=rng.uniform(0, 15),
        width=rng.uniform(0.85, 1.2),
        depth=rng.uniform(0.85, 1.2),
        folds=folds,
        mirrored=bool(rng.integers(2)),
        edge_noise=0.15,
        landmark_noise_tl=0.03,
        rng=rng,
    )


def error_of(body: Body) -> tuple[BackShape | None, str]:
    """What is read less what is so, or None and why nothing is read."""
    mask, frame, truth = made(body)
    points, why = back_line(mask, frame)
    if points is None:
        return None, why
    seen = stance(frame)
    told = back_shape(points, seen.ventral, seen.scale)
    return BackShape(*(a - b for a, b in zip(told, truth, strict=True))), "told"


def _figures(errors: np.ndarray) -> str:
    return "   ".join(
        f"{errors[:, index].mean():+.{digits}f} ±{errors[:, index].std():.{digits}f}"
        for index, digits in enumerate(UNITS.values())
    )
