"""Photos: somebody found, and the exercise recognised without being told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from benchmarks.photos import EXPECTED, Photo
from benchmarks.shares import share


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
    print(f"recognised, held poses less the frontal folds: {share(held_right, held)}")
