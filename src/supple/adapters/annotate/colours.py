"""The evening colours of the pages (tokens.css), as OpenCV has them: blue, green, red.

Teal is for what is good, amber for what to mind; nothing is red.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.app.captions import Tone

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

GROUND: Final = (0x22, 0x16, 0x1D)
GROUND_RAISED: Final = (0x3A, 0x27, 0x32)
INK: Final = (0xE4, 0xEB, 0xF3)
INK_SOFT: Final = (0xC2, 0xB5, 0xC2)
TONES: Final[dict[Tone, Colour]] = {
    Tone.DO: (0xC4, 0xD8, 0x8F),
    Tone.MIND: (0x7A, 0xC2, 0xF4),
    Tone.QUIET: (0xDC, 0xD2, 0xD8),
}
