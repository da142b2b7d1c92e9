"""The labelled data that poses are learned from and scored on: photos' folders, Yoga-82's rows."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from supple import wiring
from supple.core.body import LANDMARK_COUNT
from supple.core.errors import PoseError
from supple.core.pose import Floats, Frame, frame_from_picture

ROWS: Final = Path("landmarks", "yoga82_blazepose_half.csv")
LIKELY_ASPECT_RATIOS: Final = (1.0, 1.25, 1.55)
"""Width over height of pictures whose size nobody recorded: each is as likely."""

KIND_OF_FOLDER: Final = MappingProxyType(
    {
        "bow": "bow",
        "bridge_shoulder": "glute_bridge",
        "camel": "camel",
        "cat_cow": "all_fours",
        "child": "child",
        "cobra": "cobra",
        "elbow_bridge": "elbow_bridge",
        "knees_to_chest": "knees_to_chest",
        "knees_to_ears": "plow",
        "plow": "plow",
        "seated_forward_bend": "seated_fold",
        "sphinx": "cobra",
        "standing_forward_fold": "standing_fold",
        "straddle_forward_bend": "straddle_fold",
        "superman_locust": "superman",
        "wheel": "bridge",
    }
)
"""The kind of pose that a folder of photos shows while it is held."""

KIND_OF_ROW: Final = MappingProxyType(
    {
        "bow": "bow",
        "camel": "camel",
        "cat-camel": "all_fours",
        "child's pose": "child",
        "cobra": "cobra",
        "elbow bridge": "elbow_bridge",
        "gymnastic bridge": "bridge",
        "knees-to-chest": "knees_to_chest",
        "plow": "plow",
        "seated forward bend": "seated_fold",
        "shoulder bridge": "glute_bridge",
        "standing forward fold": "standing_fold",
        "straddle forward bend": "straddle_fold",
        "superman/locust": "superman",
    }
)
"""The kind of pose of a row, by what its `exercise` says."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Row:
    """One row of Yoga-82: 13 landmarks (33, 2) in fractions of the picture, y down, else NaN."""

    image: str
    class_name: str
    exercise: str
    landmarks: Floats

    @property
    def found(self) -> bool:
        return bool(np.isfinite(self.landmarks).any())

    def frame(self, aspect_ratio: float) -> Frame:
        """As a frame of a picture of this shape. What is not recorded is not seen."""
        depth = np.full(LANDMARK_COUNT, np.nan)
        seen = np.isfinite(self.landmarks[:, 0]).astype(float)
        return frame_from_picture(
            time_s=0.0,
            landmarks=np.column_stack((self.landmarks, depth, seen)),
            width=aspect_ratio,
            height=1.0,
        )


def rows(data: Path) -> Iterator[Row]:
    """The rows of Yoga-82; none where the file is not there."""
    path = data / ROWS
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            landmarks = np.full((LANDMARK_COUNT, 2), np.nan)
            for index in range(LANDMARK_COUNT):
                if line.get(f"x{index}"):
                    landmarks[index] = float(line[f"x{index}"]), float(line[f"y{index}"])
            yield Row(
                image=line["image"],
                class_name=line["class_name"],
                exercise=line["exercise"],
                landmarks=landmarks,
            )


def photos(data: Path, without: Collection[str] = ()) -> Iterator[tuple[str, Frame]]:
    """Every photo that can be read, by "folder/file", less some folders."""
    folders = sorted(path for path in (data / "images").glob("*") if path.is_dir())
    folders = [folder for folder in folders if folder.name not in without]
    with wiring.pose_sources() as source_of:
        for folder in folders:
            for picture in sorted(folder.iterdir()):
                try:
                    frames = list(source_of(picture).frames())
                except PoseError as error:
                    print(error)
                    continue
                if frames:
                    yield f"{folder.name}/{picture.name}", frames[0]


def phases(data: Path) -> Mapping[str, str]:
    """What the labels say of a photo ("folder/file"): held, start, rest, other."""
    path = data / "labels.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            f"{line['class']}/{line['file']}": line["consensus"]
            for line in csv.DictReader(file)
            if line["field"] == "phase"
        }
