"""Photos: the same photo looked at again, another model, the labels. Each is looked at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.photos import EXPECTED, Photo, look, read_faults, read_labels
from benchmarks.photos_judged import PARTS, Agreement, Pairs, label_pairs
from benchmarks.two_models import Looked
from benchmarks.validation.comparison import Against, Comparison, apart, compared, worst_of
from benchmarks.videos_seen import Film

from supple import wiring
from supple.core.measuring.measures import LEFT_RIGHT, MEASURES, Calibration, calibrated, read
from supple.core.pose import Frame
from supple.core.seeing.continuity import trunk_length
from supple.core.seeing.others import JOINTS

LOOKS_MIN_COUNT: Final = 3
BASE: Final = "knee_angle_deg"
"""Whose sides are compared, of the measure that compares sides."""


def comparisons(photos: Iterable[Looked]) -> Iterator[Comparison]:
    """Of the folders that show our exercises, where both models found one body."""
    ours = [photo for photo in photos if EXPECTED[photo.folder] and photo.both_sure]
    for name, measure in MEASURES.items():
        if not measure.over_time:
            for part in PARTS:
                mine = [photo for photo in ours if PARTS[photo.kept] == part]
                yield from _repeated(name, part, mine)
                pairs = [(value(name, photo.heavy), value(name, photo.ours)) for photo in mine]
                off = [apart(name, heavy, own) for heavy, own in pairs]
                yield from compared(
                    name, Against.MODEL, "BlazePose heavy on the same photos", part, off
                )


def value(name: str, frame: Frame) -> float:
    """What a measure reads, knowing of the person the floor and the trunk, and no neutral.

    A neutral taken from the very same picture would make every difference from it nothing.
    """
    base = BASE if name == LEFT_RIGHT else None
    own = calibrated([frame])
    known = Calibration(trunk_length=own.trunk_length, floor_y=own.floor_y)
    return read(name, frame, known, base=base).value


def _repeated(name: str, part: str, photos: Iterable[Looked]) -> Iterator[Comparison]:
    """The spread of the looks at a photo about their own mean, over all photos together."""
    variances, off = [], []
    for photo in photos:
        if not isfinite(value(name, photo.ours)):
            continue
        seen = [each for look in photo.ours.looks if isfinite(each := value(name, look))]
        if len(seen) >= LOOKS_MIN_COUNT:
            turned = seen[0] + np.array([apart(name, each, seen[0]) for each in seen])
            variances.append(turned.var(ddof=1))
            off += list(turned - turned.mean())
    if variances:
        yield Comparison(
            measure=name,
            kind=Against.LOOKS,
            against="the same photo looked at in other ways",
            part=part,
            count=len(variances),
            bias=float("nan"),
            spread=float(np.sqrt(np.mean(variances))),
            worst=worst_of(off),
        )


def noise_tl(photos: Iterable[Looked]) -> float:
    """How far a joint of one look is from the looks' mean, along one axis, trunk lengths.

    The median over the photos of the tuned part.
    """
    found = []
    for photo in photos:
        if photo.both_sure and not photo.kept and EXPECTED[photo.folder]:
            looks = np.array([look.points[list(JOINTS)] for look in photo.ours.looks])
            spread = np.sqrt(looks.var(axis=0, ddof=1).mean())
            found.append(spread / trunk_length(photo.ours.points))
    return float(np.nanmedian(found)) if found else 0.0


# Labels


def checked(photos: Iterable[Looked], data: Path) -> list[Photo]:
    """Each photo in which somebody was found, checked without and with being told."""
    catalogue = wiring.catalogue().exercises()
    labels = read_labels(data / "labels.csv")
    faults = read_faults(Path(__file__).parent.parent / "faults_seen.csv")
    found = []
    for photo in photos:
        source = Film(name="", seen=(photo.ours,), cut_short="", analysed_count=1, kind="photo")
        key = (photo.folder, photo.name)
        found.append(
            look(*key, source, labels.get(key, {}), faults.get(key, ()), catalogue)
        )  # fmt: skip
    return found


def agreements(photos: Sequence[Photo], data: Path) -> Mapping[tuple[str, str], Agreement]:
    """By measure and part: the labels of all criteria on it against what was judged."""
    found = [photo for photo in photos if photo.found]
    pairs: dict[tuple[str, str], Pairs] = defaultdict(Counter)
    for (criterion, part), counts in label_pairs(found, read_labels(data / "labels.csv")).items():
        folder, _, name = criterion.partition(".")
        pairs[_measure_of(folder, name), part].update(counts)
    return {key: Agreement(counts) for key, counts in pairs.items()}


def _measure_of(folder: str, criterion: str) -> str:
    catalogue = wiring.catalogue().exercises()
    return next(
        each.measure
        for exercise in EXPECTED[folder]
        for each in catalogue[exercise].all_criteria
        if each.id == criterion
    )
