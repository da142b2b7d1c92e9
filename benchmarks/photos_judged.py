"""Photos, told their exercise: somebody found, false cues, what cannot be told, and the labels.

Each figure stands for the tuned part and for the kept part (`benchmarks.split`), counts beside
shares. Photos in which nobody was found, and those that are not judged, are in the denominators.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from benchmarks.photos import EXPECTED, Name, Photo
from benchmarks.shares import share
from benchmarks.split import is_kept

from supple.core.events import Finding, Result

PARTS = ("tuned", "kept")


def part(folder: str, name: str) -> str:
    return PARTS[is_kept(f"{folder}/{name}")]


def print_found(photos: Iterable[Photo], every: Iterable[Name]) -> None:
    """Share of photos in which somebody was found."""
    seen = {(photo.folder, photo.name) for photo in photos}
    print("\nsomebody found")
    for what, ours in (("exercise folders", True), ("_other_poses", False)):
        told = []
        for each in PARTS:
            mine = [
                name for name in every if part(*name) == each and bool(EXPECTED[name[0]]) == ours
            ]
            told.append(f"{each} {share(sum(name in seen for name in mine), len(mine))}")
        print(f"  {what:18}" + "   ".join(told))


def print_cues(photos: list[Photo], held: Iterable[Name]) -> None:
    """A flagged photo is looked at: the fault is there, or the criterion is wrong."""
    told = [photo for photo in photos if photo.held and EXPECTED[photo.folder]]
    whole = Counter((name[0], part(*name)) for name in held if EXPECTED[name[0]])
    judged = Counter(_key(photo) for photo in told if _judged(photo))
    flagged = Counter(_key(photo) for photo in told if photo.cues)
    false = Counter(_key(photo) for photo in told if photo.false_cues)
    print(
        f"\n{'told: folder':24}"
        + "".join(f"{each:>8}{'judged':>8}{'flagged':>8}" for each in PARTS)
    )
    for folder in EXPECTED:
        if any(whole[folder, each] for each in PARTS):
            counts = [
                f"{whole[folder, each]:8}{judged[folder, each]:8}{flagged[folder, each]:8}"
                for each in PARTS
            ]
            print(f"{folder:24}" + "".join(counts))
    for each in PARTS:
        total, known, cues, wrong = (
            sum(count for (_, its), count in counter.items() if its == each)
            for counter in (whole, judged, flagged, false)
        )
        print(
            f"{each}: held {total}; not judged {share(total - known, total)}; a fail of safety or "
            f"technique in {share(cues, total)}, really there in {cues - wrong}, "
            f"false in {share(wrong, total)}"
        )


def print_unread(photos: list[Photo]) -> None:
    """Of each criterion, on how many photos it could not be told."""
    asked: Counter[tuple[str, str]] = Counter()
    unread: Counter[tuple[str, str]] = Counter()
    for photo in photos:
        for finding in _findings(photo):
            key = (f"{photo.told.exercise.id}.{finding.criterion}", _key(photo)[1])  # type: ignore[union-attr]
            asked[key] += 1
            unread[key] += finding.result is Result.CANNOT_TELL
    print(
        f"\n{'cannot tell, of the held photos found':48}"
        + "".join(f"{each:>10}" for each in PARTS)
    )
    for name in sorted({name for name, _ in unread if sum(unread[name, each] for each in PARTS)}):
        counts = (f"{unread[name, each]}/{asked[name, each]}" for each in PARTS)
        print(f"{name:48}" + "".join(f"{count:>10}" for count in counts))


Pairs = Counter[tuple[str, str]]
"""How often a label met a result."""


def print_labels(photos: list[Photo], labels: Mapping[Name, Mapping[str, str]]) -> None:
    """Against the consensus, criterion by criterion."""
    pairs = label_pairs(photos, labels)
    head = f"{'n':>5}{'judged':>8}{'agreed':>8}{'found':>8}{'false':>7}"
    print(f"\n{'labelled criterion':40}" + "".join(f"{each:>8}{head}" for each in PARTS))
    whole: dict[str, Pairs] = defaultdict(Counter)
    for name in sorted({name for name, _ in pairs}):
        print(f"{name:40}" + "".join(f"{'':8}{_row(pairs[name, each])}" for each in PARTS))
        for each in PARTS:
            whole[each].update(pairs[name, each])
    print(f"{'all':40}" + "".join(f"{'':8}{_row(whole[each])}" for each in PARTS))
    for each in PARTS:
        print(f"{each}: " + _told(whole[each]))


def label_pairs(
    photos: Iterable[Photo], labels: Mapping[Name, Mapping[str, str]]
) -> dict[tuple[str, str], Pairs]:
    """By "folder.criterion" and part; borderline and unclear are left out."""
    photos = list(photos)
    pairs: dict[tuple[str, str], Pairs] = defaultdict(Counter)
    results = {
        (photo.folder, photo.name): {f.criterion: f.result.value for f in _findings(photo)}
        for photo in photos
    }
    known = {
        folder: {
            finding.criterion
            for photo in photos
            if photo.folder == folder
            for finding in _findings(photo)
        }
        for folder in EXPECTED
    }
    for name, fields in labels.items():
        if fields.get("phase", "held") != "held" or not EXPECTED.get(name[0]):
            continue
        for field, label in fields.items():
            if label in ("pass", "fail") and field in known[name[0]]:
                result = results.get(name, {}).get(field, Result.CANNOT_TELL.value)
                pairs[f"{name[0]}.{field}", part(*name)][label, result] += 1
    return pairs


def print_wrong(photos: list[Photo]) -> None:
    """What was flagged, and what is not as labelled, by name."""
    print()
    for photo in photos:
        where = f"{part(photo.folder, photo.name)}: {photo.folder}/{photo.name}"
        if photo.held and not photo.right:
            print(f"{where}: recognised as {photo.recognised}")
        for finding in _findings(photo):
            label = photo.labels.get(finding.criterion, "-")
            failed = finding.result is Result.FAIL
            if finding.criterion in photo.cues or (label, failed) in (
                ("fail", False),
                ("pass", True),
            ):
                seen = " (seen)" if finding.criterion in photo.faults_seen else ""
                print(
                    f"{where}: {finding.criterion} {finding.result.value} {finding.value:.2f} "
                    f"±{finding.uncertainty:.2f} {finding.why}, labelled {label}{seen}"
                )


def _findings(photo: Photo) -> tuple[Finding, ...]:
    return photo.told.observed.findings if photo.told and photo.held else ()


def _judged(photo: Photo) -> bool:
    return any(finding.result is not Result.CANNOT_TELL for finding in _findings(photo))


def _key(photo: Photo) -> tuple[str, str]:
    return photo.folder, part(photo.folder, photo.name)


class Agreement:
    """What pairs of label and result come to. A warning is no fail."""

    def __init__(self, pairs: Pairs) -> None:
        self.labelled = pairs.total()
        self.judged = sum(n for (_, result), n in pairs.items() if result != "cannot_tell")
        self.faults = sum(n for (label, _), n in pairs.items() if label == "fail")
        self.found, self.false = pairs["fail", "fail"], pairs["pass", "fail"]
        missed = pairs["fail", "pass"] + pairs["fail", "warn"]
        self.agreed = self.judged - self.false - missed


def _row(pairs: Pairs) -> str:
    of = Agreement(pairs)
    return f"{of.labelled:5}{of.judged:8}{of.agreed:8}{f'{of.found}/{of.faults}':>8}{of.false:7}"


def _told(pairs: Pairs) -> str:
    of = Agreement(pairs)
    return (
        f"judged {share(of.judged, of.labelled)}; agreed {share(of.agreed, of.judged)}; faults "
        f"found {share(of.found, of.faults)}; false faults {share(of.false, of.judged)}"
    )
