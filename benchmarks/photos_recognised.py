"""Photos: somebody found, and the exercise recognised without being told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.examples import photos as frames_of_photos
from benchmarks.photos import EXPECTED, Photo
from benchmarks.shares import share
from benchmarks.split import is_kept
from benchmarks.unseen import learned_without

from supple import wiring
from supple.core.recognising.recognition import NOTHING, recognise

PARTS: Final = ("tuned", "kept")
SURE: Final = (0.5, 0.7, 0.85, 0.95, 1.01)
"""Edges of the bins in which confidence is set against how often it was right."""


def print_recognition(photos: Sequence[Photo], missed: Sequence[Photo]) -> None:
    """Of each folder: held photos, people found, right; each for the tuned and the kept part."""
    everything = [*photos, *missed]
    head = "".join(f"{part + ': n':>10}{'found':>7}{'right':>7}" for part in PARTS)
    print(f"\n{'held photos, not told':24}{head}   recognised as")
    for folder, expected in EXPECTED.items():
        mine = [photo for photo in everything if photo.folder == folder and photo.held]
        answers = Counter(photo.recognised or "none" for photo in mine if photo.found)
        wrong = {name: n for name, n in answers.items() if name not in (expected or ("none",))}
        if mine:
            print(f"{folder:24}" + "".join(_counts(_part(mine, part)) for part in PARTS), end="")
            print(f"   {wrong or ''}")
    for part in PARTS:
        _print_whole(part, [photo for photo in _part(everything, part) if photo.held])
    _print_sureness([photo for photo in photos if photo.held and EXPECTED[photo.folder]])


def _part(photos: Iterable[Photo], part: str) -> list[Photo]:
    return [photo for photo in photos if is_kept(photo.path) == (part == "kept")]


def _counts(photos: Sequence[Photo]) -> str:
    found = [photo for photo in photos if photo.found]
    return f"{len(photos):10}{len(found):7}{sum(photo.right for photo in photos):7}"


def _print_whole(part: str, photos: Sequence[Photo]) -> None:
    ours = [photo for photo in photos if EXPECTED[photo.folder]]
    found = [photo for photo in ours if photo.found]
    others = [photo for photo in photos if not EXPECTED[photo.folder]]
    right = sum(photo.right for photo in ours)
    print(
        f"{part}: found {share(len(found), len(ours))}; recognised {share(right, len(ours))}, "
        f"of those found {share(right, len(found))}; "
        f"others none {share(sum(photo.right for photo in others), len(others))}"
    )


def _print_sureness(photos: Sequence[Photo]) -> None:
    """How often an answer of a confidence is right."""
    told = [photo for photo in photos if photo.recognised]
    bins = []
    for low, high in pairwise(SURE):
        inside = [photo for photo in told if low <= photo.confidence < high]
        bins.append(f"{low:.2f} and up: {share(sum(p.right for p in inside), len(inside))}")
    print("right by confidence: " + "; ".join(bins))


def print_others(data: Path) -> None:
    """Folders that show no held exercise: starts, single frames of movements, odd pictures.

    A start is no exercise, though it may be a rest that is one; what is told by its movement is
    not told by a still.
    """
    exercises = wiring.catalogue().exercises().values()
    print(f"\n{'other photos':60}{'recognised as':24}confidence")
    for name, frame in frames_of_photos(data, without=EXPECTED):
        seen = recognise(exercises, [frame], learned_without(name)) if frame.found else NOTHING
        answer = seen.exercise or ("none" if frame.found else "nobody found")
        print(f"{name[-58:]:60}{answer:24}{seen.confidence:.2f}")
