"""The real photos, each checked twice: without and with being told what it shows."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.unseen import learned_without

from supple import wiring
from supple.app.checking import CheckReport, check
from supple.app.ports import PoseSource
from supple.core.errors import PoseError
from supple.core.events import Result
from supple.core.exercise import GRAVE, Exercise

EXPECTED: Mapping[str, tuple[str, ...]] = {
    "bow": ("bow", "bow_straight_knees", "bow_half"),
    "bridge_shoulder": ("glute_bridge",),
    "camel": ("kneeling_tilt_heels", "kneeling_tilt_supported", "kneeling_tilt_overhead"),
    "cat_cow": ("cat_camel",),
    "child": ("child_pose_forward", "child_pose_arms_back"),
    "cobra": ("cobra", "cobra_low", "sphinx"),
    "cobra_bent_knees_king": ("cobra_heels_to_head",),
    "elbow_bridge": ("elbow_bridge", "bridge"),
    "knees_to_chest": ("knees_to_chest", "single_knee_to_chest"),
    "knees_to_ears": ("plow_knees_to_ears",),
    "plow": ("plow", "plow_supported"),
    "seated_forward_bend": ("seated_fold", "seated_fold_easy"),
    "sphinx": ("sphinx", "cobra_low"),
    "standing_forward_fold": ("standing_fold", "standing_fold_supported"),
    "straddle_forward_bend": ("straddle_fold",),
    "superman_locust": ("superman", "superman_alternating"),
    "supine_twist": ("supine_twist", "supine_twist_supported"),
    "wheel": ("bridge", "bridge_weight_shift", "elbow_bridge"),
    "_other_poses": (),
}
"""The exercise of a folder (the first is the one that the check is told) and its variants."""

Name = tuple[str, str]
"""Folder and file of a photo."""


@dataclass(slots=True, kw_only=True)
class Photo:
    """One photo with what was labelled and what was answered."""

    folder: str
    name: str
    labels: Mapping[str, str]
    faults_seen: frozenset[str]
    found: bool = True
    recognised: str | None = None
    confidence: float = 0.0
    told: CheckReport | None = None

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}"

    @property
    def held(self) -> bool:
        return self.labels.get("phase", "held") == "held"

    @property
    def right(self) -> bool:
        """A variant of the same family counts; nobody found is none, and no exercise."""
        expected = EXPECTED[self.folder]
        return self.recognised in expected if expected else self.recognised is None

    @property
    def false_cues(self) -> list[str]:
        """Cues for which nobody who looked at the photo has found a reason."""
        return [name for name in self.cues if name not in self.faults_seen]

    @property
    def cues(self) -> list[str]:
        if self.told is None:
            return []
        return [
            finding.criterion
            for finding in self.told.observed.findings
            if finding.result is Result.FAIL and finding.severity in GRAVE
        ]


def load(data: Path) -> tuple[list[Photo], list[Photo]]:
    """All photos of `data` in which somebody was found, and the others."""
    catalogue = wiring.catalogue().exercises()
    labels = read_labels(data / "labels.csv")
    faults = read_faults(Path(__file__).with_name("faults_seen.csv"))
    photos, missed = [], []
    for folder in EXPECTED:
        for name, source in sources(data, folder):
            known = labels.get((folder, name), {})
            photo = look(folder, name, source, known, faults.get((folder, name), ()), catalogue)
            (photos if photo.found else missed).append(photo)
    return photos, missed


def read_labels(path: Path) -> dict[Name, dict[str, str]]:
    found: dict[Name, dict[str, str]] = defaultdict(dict)
    if not path.is_file():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["class"], row["file"]][row["field"]] = row["consensus"]
    return found


def read_faults(path: Path) -> dict[Name, list[str]]:
    """Criteria that fail on a photo because the fault is there: each was looked at."""
    found: dict[Name, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["folder"], row["file"]].append(row["criterion"])
    return found


def names(data: Path) -> list[Name]:
    """Every photo of the folders that are looked at."""
    return [
        (folder, picture.name)
        for folder in EXPECTED
        for picture in sorted((data / "images" / folder).glob("*"))
    ]


def sources(data: Path, folder: str) -> Iterator[tuple[str, PoseSource]]:
    with wiring.pose_sources() as source_of:
        for picture in sorted((data / "images" / folder).glob("*")):
            yield picture.name, source_of(picture)


def look(
    folder: str,
    name: str,
    source: PoseSource,
    labels: Mapping[str, str],
    faults_seen: Iterable[str],
    catalogue: Mapping[str, Exercise],
) -> Photo:
    """A photo checked twice: without and with being told what it shows."""
    nobody = Photo(
        folder=folder, name=name, labels=labels, faults_seen=frozenset(faults_seen), found=False
    )
    try:
        untold = check(source, catalogue, learned=learned_without(nobody.path))
        if not untold.frames_with_person_count:
            return nobody
        told = None
        if EXPECTED[folder]:
            variants = [e for e in EXPECTED[folder] if untold.exercise and e == untold.exercise.id]
            told = check(source, catalogue, (variants or list(EXPECTED[folder]))[0])
    except PoseError as error:
        print(error)
        return nobody
    recognised = None if untold.exercise is None else untold.exercise.id
    return replace(
        nobody, found=True, recognised=recognised, confidence=untold.confidence, told=told
    )
