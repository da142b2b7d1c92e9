"""How right the eye is on real photos: found, recognised, judged, agreed. Prints; fails nothing.

    python -m benchmarks.accuracy [--landmarks FOLDER]

SUPPLE_DATA names the photos and their labels (see its README). With --landmarks, a folder of
landmark caches (photos/<class>/<file>.npz) is read instead of running the pose model.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from supple import wiring
from supple.app.checking import CheckReport, check
from supple.app.ports import PoseSource
from supple.core.errors import PoseError
from supple.core.events import Result
from supple.core.exercise import Exercise, Severity
from supple.core.pose import Frame, frame_from_picture

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

BLOCKING = (Severity.SAFETY, Severity.TECHNIQUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cached:
    """A photo whose landmarks are known already; keeps the promise of a PoseSource."""

    path: Path
    kind: str = "photo"
    cut_short: str = ""

    def frames(self) -> Iterator[Frame]:
        with np.load(self.path, allow_pickle=True) as cache:
            yield frame_from_picture(
                time_s=0.0,
                landmarks=cache["landmarks"][0].astype(float),
                world=cache["world"][0].astype(float),
                width=float(cache["width"]),
                height=float(cache["height"]),
                agreement=float(cache["agreement"][0]),
            )


@dataclass(slots=True, kw_only=True)
class Photo:
    """One photo with what was labelled and what was answered."""

    folder: str
    name: str
    labels: Mapping[str, str]
    faults_seen: frozenset[str]
    recognised: str | None
    told: CheckReport | None

    @property
    def held(self) -> bool:
        return self.labels.get("phase", "held") == "held"

    @property
    def right(self) -> bool:
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
            if finding.result is Result.FAIL and finding.severity in BLOCKING
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--landmarks", type=Path, help="folder of landmark caches")
    parser.add_argument("--verbose", action="store_true", help="name every photo that is wrong")
    chosen = parser.parse_args()
    data = Path(os.environ.get("SUPPLE_DATA", "../shared/data"))
    catalogue = wiring.catalogue().exercises()
    labels = read_labels(data / "labels.csv")
    faults = read_faults(Path(__file__).with_name("faults_seen.csv"))
    photos, missed = [], Counter[str]()
    for folder in EXPECTED:
        for name, source in sources(data, folder, chosen.landmarks):
            known = labels.get((folder, name), {})
            photo = look(folder, name, source, known, faults.get((folder, name), ()), catalogue)
            if photo is None:
                missed[folder] += 1
            else:
                photos.append(photo)
    print_recognition(photos, missed)
    print_cues(photos)
    print_labels(photos)
    if chosen.verbose:
        print_wrong(photos)


def read_labels(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["class"], row["file"]][row["field"]] = row["consensus"]
    return found


def read_faults(path: Path) -> dict[tuple[str, str], list[str]]:
    """Criteria that fail on a photo because the fault is there: each was looked at."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["folder"], row["file"]].append(row["criterion"])
    return found


def sources(data: Path, folder: str, landmarks: Path | None) -> Iterator[tuple[str, PoseSource]]:
    if landmarks is not None:
        for cache in sorted((landmarks / "photos" / folder).glob("*.npz")):
            yield cache.name.removesuffix(".npz"), Cached(path=cache)
        return
    with wiring.pose_sources() as source_of:
        for picture in sorted((data / "images" / folder).iterdir()):
            yield picture.name, source_of(picture)


def look(
    folder: str,
    name: str,
    source: PoseSource,
    labels: Mapping[str, str],
    faults_seen: Iterable[str],
    catalogue: Mapping[str, Exercise],
) -> Photo | None:
    """A photo checked twice: without and with being told what it shows. None: nobody found."""
    try:
        untold = check(source, catalogue)
        if not untold.frames_with_person_count:
            return None
        told = None
        if EXPECTED[folder]:
            variants = [e for e in EXPECTED[folder] if untold.exercise and e == untold.exercise.id]
            told = check(source, catalogue, (variants or list(EXPECTED[folder]))[0])
    except PoseError as error:
        print(error)
        return None
    recognised = None if untold.exercise is None else untold.exercise.id
    return Photo(
        folder=folder,
        name=name,
        labels=labels,
        faults_seen=frozenset(faults_seen),
        recognised=recognised,
        told=told,
    )


def print_recognition(photos: list[Photo], missed: Mapping[str, int]) -> None:
    print(f"\n{'folder':24}{'photos':>8}{'found':>7}{'right':>7}   recognised as")
    held_right = held = 0
    for folder in EXPECTED:
        mine = [photo for photo in photos if photo.folder == folder]
        seen = Counter(photo.recognised or "none" for photo in mine)
        right = sum(photo.right for photo in mine)
        total = len(mine) + missed.get(folder, 0)
        print(f"{folder:24}{total:8}{len(mine):7}{right:7}   {dict(seen.most_common())}")
        if EXPECTED[folder] and folder != "straddle_forward_bend":
            held += sum(photo.held for photo in mine)
            held_right += sum(photo.right for photo in mine if photo.held)
    print(f"recognised, held poses less the frontal folds: {_share(held_right, held)}")


def print_cues(photos: list[Photo]) -> None:
    """A flagged photo is looked at: the fault is there, or the criterion is wrong."""
    print(f"\n{'told: folder':24}{'held':>6}{'judged':>8}{'flagged':>9}   criteria that failed")
    unread: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    whole = flagged = false = 0
    for folder, expected in EXPECTED.items():
        mine = [photo for photo in photos if photo.folder == folder and photo.held and expected]
        failed = Counter(name for photo in mine for name in photo.cues)
        judged = 0
        for photo in mine:
            findings = photo.told.observed.findings if photo.told else ()
            known = [f for f in findings if f.result is not Result.CANNOT_TELL]
            judged += bool(known)
            for finding in findings:
                key = f"{photo.told.exercise.id}.{finding.criterion}"  # type: ignore[union-attr]
                asked[key] += 1
                unread[key] += finding.result is Result.CANNOT_TELL
        count = sum(bool(photo.cues) for photo in mine)
        whole, flagged = whole + len(mine), flagged + count
        false += sum(bool(photo.false_cues) for photo in mine)
        if mine:
            print(f"{folder:24}{len(mine):6}{judged:8}{count:9}   {dict(failed)}")
    print(f"photos with a fail of safety or technique: {_share(flagged, whole)}")
    print(f"of these, less the faults that are really there: {_share(false, whole)}")
    worst = sorted(asked, key=lambda key: -unread[key] / asked[key])
    told = [f"{key} {unread[key]}/{asked[key]}" for key in worst if unread[key] > 0]
    print("cannot tell: " + ", ".join(told))


def print_labels(photos: list[Photo]) -> None:
    """Against the consensus; borderline and unclear are left out."""
    pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for photo in photos:
        for finding in photo.told.observed.findings if photo.told and photo.held else ():
            label = photo.labels.get(finding.criterion, "")
            if label in ("pass", "fail"):
                pairs[f"{photo.folder}.{finding.criterion}"][label, finding.result.value] += 1
    whole: Counter[tuple[str, str]] = Counter()
    print(f"\n{'labelled criterion':44}{'n':>4}{'judged':>8}{'agreed':>8}  fails found, false")
    for key, counts in sorted(pairs.items()):
        whole.update(counts)
        print(f"{key:44}" + _agreement(counts))
    print(f"{'all':44}" + _agreement(whole))


def _agreement(counts: Counter[tuple[str, str]]) -> str:
    total = counts.total()
    judged = sum(n for (_, result), n in counts.items() if result != "cannot_tell")
    false = counts["pass", "fail"]
    found, faults = counts["fail", "fail"], sum(n for (a, _), n in counts.items() if a == "fail")
    missed = counts["fail", "pass"]
    agreed = judged - false - missed - counts["fail", "warn"]
    return f"{total:4}{judged:8}{agreed:8}  {found}/{faults}, {false}"


def print_wrong(photos: list[Photo]) -> None:
    print()
    for photo in photos:
        if photo.held and not photo.right:
            print(f"{photo.folder}/{photo.name}: recognised as {photo.recognised}")
        for finding in photo.told.observed.findings if photo.told and photo.held else ():
            label = photo.labels.get(finding.criterion, "")
            wrong = {label, finding.result.value} == {"pass", "fail"}
            if finding.criterion in photo.cues or wrong:
                print(
                    f"{photo.folder}/{photo.name}: {finding.criterion} {finding.result.value}"
                    f" {finding.value:.2f} ±{finding.uncertainty:.2f}, labelled {label or '-'}"
                )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f", {100 * part / whole:.1f} %" if whole else "")


if __name__ == "__main__":
    main()
