"""Which part of the data a file belongs to: tuned on, in four folds, or kept to look at once.

Nothing is fitted on the kept part, and no threshold is chosen by it. What is fitted (the
recogniser's weights) is fitted four times, each time without one fold; a file of the tuned part
is scored by the model that has not seen its fold. The part follows from the file's name alone, so
it is the same on every machine, and for files that nobody here has ever had.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

FOLDS_COUNT: Final = 4
KEPT: Final = FOLDS_COUNT
"""The number of the part that is kept."""


def fold_of(name: str) -> int:
    """0 to 3: the fold of the tuned part; KEPT: not tuned on at all.

    `name` is "folder/file" for photos and videos, the `image` field for landmark rows. Frames of
    one film ("swimmer@16.0s.jpg") belong together.
    """
    film = re.sub(r"@[0-9.]+s(?=\.\w+$)", "", name)
    return sha256(film.encode()).digest()[0] % (FOLDS_COUNT + 1)


def is_kept(name: str) -> bool:
    return fold_of(name) == KEPT
