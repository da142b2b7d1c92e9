"""Fits what the recogniser learned: the networks, and how they and the shapes are weighed.

    python tools/fit_recognition.py       (`make fit`; SUPPLE_DATA names the data)

Only the tuned part of the data is looked at (benchmarks.split). Of each slice's examples the
network that has not seen them says what they are; by those answers the weighing is fitted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks import examples as data_of
from benchmarks.split import FOLDS_COUNT, SLICES_COUNT, is_kept, slice_of
from scipy.optimize import minimize

from fit_networks import Examples, fitted, standard
from supple import wiring
from supple.adapters.pose_kinds_npz import FILE, write_pose_kinds
from supple.core.pose import Floats, Frame
from supple.core.recognising.features import flat_bodies
from supple.core.recognising.kinds import (
    NONE,
    PoseKinds,
    Weighing,
    likelihoods,
    unseen_part,
)
from supple.core.recognising.recognition import in_order, see, weighed

PARTS_COUNT: Final = FOLDS_COUNT * SLICES_COUNT
PHOTO_WEIGHT: Final = 2.0
"""A photo tells more than a row: the shape of its picture is known."""

NOT_OURS: Final = "not:"
LEFT_OUT: Final = ("_edge_cases", "_cobra_rendered_multiview")
BY_SHAPE_FOLDERS: Final = {
    "cobra_bent_knees_king": ("cobra_heels_to_head",),
    "supine_twist": ("supine_twist", "supine_twist_supported"),
}
"""Folders with too few photos to learn from: they only help to weigh the shapes."""

ALSO_RIGHT: Final = {"Legs-Up-the-Wall": ("legs_up",), "Corpse": ("breath_rest",)}
"""Rows that count as negatives although one of our exercises may be in them."""

FIRST: Final = Weighing(trust=1.0, none=-0.5)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Example:
    """One body with what it is: the name of its output, or "" where it is not learned from."""

    name: str
    frame: Frame
    output: str
    photo: bool
    right: tuple[str, ...] = ()

    @property
    def part(self) -> int:
        return slice_of(self.name)

    @property
    def kind(self) -> str:
        return NONE if self.output.startswith(NOT_OURS) else self.output


def main() -> None:
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    examples = [one for one in (*of_rows(data), *of_photos(data)) if not is_kept(one.name)]
    print(f"{len(examples)} examples, {sum(one.photo for one in examples)} of them photos")
    learned = networks_of([one for one in examples if one.output])
    learned = replace(learned, weighing=weighing_of(learned, examples))
    print(learned.weighing)
    write_pose_kinds(FILE, learned)
    print(f"{FILE.name}: {FILE.stat().st_size / 1000:.0f} kB")


def of_rows(data: Path) -> Iterator[Example]:
    shape = float(np.median(data_of.LIKELY_ASPECT_RATIOS))
    for row in data_of.rows(data):
        if row.found:
            yield Example(
                name=row.image,
                frame=row.frame(shape),
                output=data_of.KIND_OF_ROW.get(row.exercise, NOT_OURS + row.class_name),
                photo=False,
                right=ALSO_RIGHT.get(row.class_name, ()),
            )


def of_photos(data: Path) -> Iterator[Example]:
    phases = data_of.phases(data)
    for name, frame in data_of.photos(data):
        folder = name.split("/")[0]
        if folder in LEFT_OUT or not frame.found:
            continue
        held = phases.get(name, "held") == "held"
        kind = data_of.KIND_OF_FOLDER.get(folder) if held else None
        right = BY_SHAPE_FOLDERS.get(folder, ()) if held else ("breath_rest", "prone_rest")
        output = kind or ("" if held and right else f"{NOT_OURS}photo")
        yield Example(name=name, frame=frame, output=output, photo=True, right=right)


def networks_of(examples: Sequence[Example]) -> PoseKinds:
    """A network for each slice, which has not seen it."""
    names = sorted({one.output for one in examples})
    known = Examples(
        bodies=flat_bodies([one.frame for one in examples]),
        outputs=np.array([names.index(one.output) for one in examples]),
        weights=np.array([PHOTO_WEIGHT if one.photo else 1.0 for one in examples]),
        shape_known=np.array([one.photo for one in examples]),
    )
    parts = np.array([one.part for one in examples])
    centre, spread = standard(known)
    learns = parts != np.arange(PARTS_COUNT)[:, None]
    return PoseKinds(
        outputs=tuple(NONE if name.startswith(NOT_OURS) else name for name in names),
        centre=centre,
        spread=spread,
        layers=fitted(known, len(names), centre, spread, learns, seed=0),
        weighing=FIRST,
    )


def weighing_of(learned: PoseKinds, examples: Sequence[Example]) -> Weighing:
    """The weighing under which the right answers are likeliest."""
    known = in_order(wiring.catalogue().exercises().values())
    still = [float(exercise.movement_min is None) for exercise in known]
    seen = see(known, [one.frame for one in examples], None)
    seen = replace(seen, likely=unseen_likelihoods(learned, examples))
    right = np.array(
        [
            [
                exercise.id in one.right or (one.kind != NONE and one.kind in exercise.looks_like)
                for exercise in known
            ]
            + [one.output.startswith(NOT_OURS)]
            for one in examples
        ]
    )
    weights = np.array([PHOTO_WEIGHT if one.photo else 1.0 for one in examples])

    def surprise(values: Floats) -> float:
        tried = replace(learned, weighing=_weighing(values))
        shares = weighed(known, seen, tried, still)
        return float(-(weights * np.log((shares * right).sum(axis=1) + 1e-4)).sum())

    found = minimize(surprise, [FIRST.trust, FIRST.none], method="Nelder-Mead")
    return _weighing(found.x)


def unseen_likelihoods(learned: PoseKinds, examples: Sequence[Example]) -> Floats:
    """What the networks say of each example that they have not seen, (n, kinds)."""
    parts = np.array([one.part for one in examples])
    likely = np.full((len(examples), len(learned.kinds)), np.nan)
    for part in range(PARTS_COUNT):
        mine = np.flatnonzero(parts == part)
        frames = [examples[index].frame for index in mine.tolist()]
        likely[mine] = likelihoods(unseen_part(learned, part), frames)
    return likely


def _weighing(values: Floats) -> Weighing:
    trust, none = values.tolist()
    return Weighing(trust=trust, none=none)


if __name__ == "__main__":
    main()
