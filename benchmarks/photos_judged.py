"""Photos, told their exercise: false cues, what cannot be told, and the labels."""

from __future__ import annotations

from collections import Counter, defaultdict

from benchmarks.photos import EXPECTED, Photo
from benchmarks.shares import share

from supple.core.events import Result


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
    print(f"photos with a fail of safety or technique: {share(flagged, whole)}")
    print(f"of these, less the faults that are really there: {share(false, whole)}")
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
