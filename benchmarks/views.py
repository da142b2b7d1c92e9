"""The view and the guards on real pictures: what is told, what is refused, what slips by."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median, stdev
from time import perf_counter

from benchmarks.photos import EXPECTED, read_labels, sources
from benchmarks.shares import share
from benchmarks.split import is_kept

from supple import wiring
from supple.core.errors import PoseError
from supple.core.exercise import Camera, View
from supple.core.pose import Frame
from supple.core.seeing.guards import GUARDS, missing
from supple.core.seeing.kinematics import stance
from supple.core.seeing.limbs import Limbs
from supple.core.seeing.view import estimate_view

VIEWS = ("side", "oblique", "front")
STRETCHES = (("side", 5.7, 9.4), ("oblique", 9.9, 16.6), ("front", 17.2, 23.9))
"""Of the cobra's video, seconds (see the data's README)."""
SKELETON = ("frontal_fold", "body_unclear", "unsteady")
"""The guards that doubt the landmarks themselves."""
ROUNDS_COUNT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One photo with its label of the view, and whether its skeleton was seen to be wrong."""

    folder: str
    name: str
    frame: Frame
    view: str
    wrong: bool

    @property
    def kept(self) -> bool:
        return is_kept(f"{self.folder}/{self.name}")


def of_views(data: Path, verbose: bool) -> None:
    photos = list(_seen(data))
    for kept in (False, True):
        part = [photo for photo in photos if photo.kept is kept]
        print(f"\nviews of the {'kept' if kept else 'tuned'} photos")
        _print_confusion(part)
        _print_refused(part, verbose)
    _print_videos(data)
    _print_cost([photo.frame for photo in photos])


def _seen(data: Path) -> Iterator[Seen]:
    labels = read_labels(data / "labels.csv")
    with Path(__file__).with_name("skeletons_wrong.csv").open(encoding="utf-8") as file:
        wrong = {(row["folder"], row["file"]) for row in csv.DictReader(file)}
    for folder in EXPECTED:
        for name, source in sources(data, folder):
            try:
                frame = next(iter(source.frames()))
            except PoseError as error:
                print(error)
                continue
            if frame.found:
                yield Seen(
                    folder=folder,
                    name=name,
                    frame=frame,
                    view=labels.get((folder, name), {}).get("view", ""),
                    wrong=(folder, name) in wrong,
                )


def _print_confusion(photos: Sequence[Seen]) -> None:
    print(f"{'labelled':10}{'n':>5}" + "".join(f"{view:>9}" for view in VIEWS) + "   off side")
    right = known = 0
    for label in VIEWS:
        told = [estimate_view(photo.frame) for photo in photos if photo.view == label]
        counts = Counter(each.view for each in told)
        right, known = right + counts[label], known + len(told)
        angles = [each.off_side_deg for each in told]
        spread = f"{mean(angles):.0f} ±{stdev(angles):.0f} deg" if len(angles) > 1 else ""
        row = "".join(f"{counts[view]:9}" for view in VIEWS)
        print(f"{label:10}{len(told):5}{row}   {spread}")
    print(f"told as labelled: {share(right, known)}")


def _print_refused(photos: Sequence[Seen], verbose: bool) -> None:
    """By guard, with the camera of the exercise; a photo may be refused for several reasons."""
    catalogue = wiring.catalogue().exercises()
    print(f"\n{'refused: folder':24}{'n':>4}{'any':>5}   by guard")
    wrong = [0, 0]
    right = [0, 0]
    for folder, expected in EXPECTED.items():
        mine = [photo for photo in photos if photo.folder == folder]
        camera = catalogue[expected[0]].camera if expected else None
        codes: Counter[str] = Counter()
        refused = 0
        for photo in mine:
            seen = estimate_view(photo.frame).view
            facing = View.FRONT if seen == "front" else View.SIDE
            gaps = missing(photo.frame, camera or Camera(view=facing))
            codes.update(gaps)
            refused += bool(gaps)
            doubted = bool(set(gaps) & set(SKELETON))
            counts = wrong if photo.wrong else right
            counts[0], counts[1] = (
                counts[0] + (bool(gaps) if photo.wrong else doubted),
                counts[1] + 1,
            )
            if verbose and gaps:
                print(f"{folder}/{photo.name}: {', '.join(gaps)}")
        if mine:
            print(f"{folder:24}{len(mine):4}{refused:5}   {dict(codes.most_common())}")
    print(f"wrong skeletons refused: {share(*wrong)}")
    print(f"right skeletons doubted: {share(*right)}")


def _print_videos(data: Path) -> None:
    """The views of the cobra's stretches, and what following the limbs said of each video."""
    print(f"\n{'video':44}{'found':>7}   followed")
    for video in sorted((data / "videos").iterdir()):
        with wiring.pose_sources() as source_of:
            try:
                frames = [frame for frame in source_of(video).frames() if frame.found]
            except PoseError as error:
                print(error)
                continue
        limbs = Limbs()
        said = Counter(limbs.receive(frame) or "right" for frame in frames)
        print(f"{video.name[:43]:44}{len(frames):7}   {dict(said)}")
        if video.name.startswith("cobra__"):
            for view, start_s, end_s in STRETCHES:
                mine = [frame for frame in frames if start_s <= frame.time_s <= end_s]
                right = sum(estimate_view(frame).view == view for frame in mine)
                print(f"    {view} from {start_s} to {end_s} s: {share(right, len(mine))}")


def _print_cost(frames: Sequence[Frame]) -> None:
    """Median microseconds of each guard beside those of the stance, which every measure needs."""
    camera = Camera(view=View.FRONT)
    times_s: dict[str, list[float]] = {}
    for frame in (replace(frame) for _ in range(ROUNDS_COUNT) for frame in frames):
        began_s = perf_counter()
        body = stance(frame)
        times_s.setdefault("stance", []).append(perf_counter() - began_s)
        for guard in GUARDS:
            began_s = perf_counter()
            guard.find(frame, body, camera)
            times_s.setdefault(guard.find.__name__, []).append(perf_counter() - began_s)
    print(f"\n{'guard':24}{'microseconds':>13}")
    for name, spent_s in times_s.items():
        print(f"{name:24}{1e6 * median(spent_s):13.1f}")
