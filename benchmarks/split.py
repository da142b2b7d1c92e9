"""Which part of the data a file belongs to: tuned on, in four folds, or kept to look at once.

Nothing is fitted on the kept part, and no threshold is chosen by it. What is fitted (the
recogniser's weights) is fitted anew for each slice of a fold, without that slice; a file of the
tuned part is scored by the model that has not seen its slice. All of it follows from the file's
name alone, so it is the same on every machine, and for files that nobody here has ever had.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

FOLDS_COUNT: Final = 4
KEPT: Final = FOLDS_COUNT
"""The number of the part that is kept."""

SLICES_COUNT: Final = 3
"""Of a fold. Of a rare pose there are ten examples: with a quarter away too few are left."""


def fold_of(name: str) -> int:
    """0 to 3: the fold of the tuned part; KEPT: not tuned on at all.

    `name` is "folder/file" for photos and videos, the `image` field for landmark rows. Frames of
    one film ("swimmer@16.0s.jpg") belong together.
    """
    return _digest(name)[0] % (FOLDS_COUNT + 1)


def slice_of(name: str) -> int:
    """0 to FOLDS_COUNT * SLICES_COUNT - 1: the slice of the tuned part; those after, of KEPT."""
    return fold_of(name) * SLICES_COUNT + _digest(name)[1] % SLICES_COUNT


def is_kept(name: str) -> bool:
    return fold_of(name) == KEPT


def _digest(name: str) -> bytes:
    film = re.sub(r"@[0-9.]+s(?=\.\w+$)", "", name)
    return sha256(film.encode()).digest()
