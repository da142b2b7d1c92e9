"""What was learned of poses, from and to one file of numpy arrays (made by `make fit`)."""

from __future__ import annotations

from dataclasses import astuple, fields
from pathlib import Path
from typing import Final

import numpy as np

from supple.core.recognising.kinds import PoseKinds, Weighing

FILE: Final = Path(__file__).resolve().parent.parent / "data" / "pose_kinds.npz"
_WEIGHED: Final = tuple(field.name for field in fields(Weighing))


def read_pose_kinds(path: Path = FILE) -> PoseKinds:
    """The kinds of pose that come with the product."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return PoseKinds(
        outputs=tuple(arrays["outputs"].tolist()),
        centre=arrays["centre"].astype(np.float64),
        spread=arrays["spread"].astype(np.float64),
        layers=tuple(
            (arrays[f"weights.{depth}"].astype(float), arrays[f"offsets.{depth}"].astype(float))
            for depth in range(int(arrays["depth"]))
        ),
        weighing=Weighing(**dict(zip(_WEIGHED, arrays["weighing"].tolist(), strict=True))),
    )


def write_pose_kinds(path: Path, known: PoseKinds) -> None:
    """Keeps what was learned; the weights with half precision, which changes no answer."""
    arrays: dict[str, np.ndarray] = {
        "outputs": np.array(known.outputs),
        "centre": known.centre.astype(np.float32),
        "spread": known.spread.astype(np.float32),
        "weighing": np.array(astuple(known.weighing)),
        "depth": np.array(len(known.layers)),
    }
    for depth, (weights, offsets) in enumerate(known.layers):
        arrays[f"weights.{depth}"] = weights.astype(np.float16)
        arrays[f"offsets.{depth}"] = offsets.astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
