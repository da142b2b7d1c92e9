"""How exact the measures are on real photos, as far as two models of different size can tell.

    python -m benchmarks.errors [--all]

Every photo is looked at by the model that Supple uses and by the heavy one of the same package,
which is built for this alone. What is left of their disagreement beside the spread of the looks is
what the register's `typical_sd` must cover (decision 14). --all: the kept part too.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from math import isnan
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.two_models import looked_at

from supple.core.measuring.measures import MEASURES, calibrated, read
from supple.core.pose import Frame
from supple.core.seeing.sight import sight

WITHIN_ONE_SD = 0.683


class Pair(NamedTuple):
    """One measure on one photo: how far the heavy model is away, and how far the looks spread."""

    apart: float
    spread: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="the kept part too")
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    found: dict[str, list[Pair]] = defaultdict(list)
    for photo in looked_at(data, everything=parser.parse_args().all):
        if photo.folder == "_other_poses" or not photo.both_sure:
            continue
        for name in MEASURES:
            pair = _pair(name, photo.ours, photo.heavy)
            if pair is not None:
                found[name].append(pair)
    print(f"{'measure':30}{'n':>4}{'apart':>9}{'spread':>9}{'left':>9}{'bias':>9}{'±':>8}")
    for name, pairs in found.items():
        apart, spread = np.array(pairs).T
        print(
            f"{name:30}{len(pairs):4}{np.quantile(np.abs(apart), WITHIN_ONE_SD):9.3f}"
            f"{np.median(spread):9.3f}{left_over(apart, spread):9.3f}{np.median(apart):+9.3f}"
            f"{MEASURES[name].typical_sd:8g}"
        )


def _pair(name: str, ours: Frame, heavy: Frame) -> Pair | None:
    measure = MEASURES[name]
    if measure.over_time or measure.describes:
        return None
    if not (sight(ours).view.from_side or measure.any_view):
        return None
    values = [read(name, frame, calibrated([frame])).value for frame in (ours, heavy, *ours.looks)]
    looks = [value for value in values[2:] if not isnan(value)]
    if isnan(values[0]) or isnan(values[1]) or len(looks) < 3:
        return None
    return Pair(values[1] - values[0], float(np.std(looks, ddof=1)))


def left_over(apart: np.ndarray, spread: np.ndarray) -> float:
    """The error that, with each photo's own spread, covers the disagreement in 68 % of them."""
    low, high = 0.0, float(np.abs(apart).max())
    for _ in range(60):
        middle = (low + high) / 2
        if (np.abs(apart) <= np.hypot(middle, spread)).mean() < WITHIN_ONE_SD:
            low = middle
        else:
            high = middle
    return high


if __name__ == "__main__":
    main()
