"""How the average body rests in our own poses, from and to one file of numpy arrays (made by
`make poses`).

Thousandths of a degree and hundredths of a millimetre, as whole numbers: they pack well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.core.exercise import Rest

FILE: Final = Path(__file__).resolve().parent.parent / "data" / "rests.npz"
PARTS_OF_A_DEGREE: Final = 1000
PARTS_OF_A_METRE: Final = 100_000


def read_rests(path: Path = FILE) -> Mapping[str, Rest]:
    """What was found, by the fingerprint of the pose that it was found for."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    angles = arrays["angles"] / PARTS_OF_A_DEGREE
    places, off = arrays["places"] / PARTS_OF_A_METRE, arrays["off"] / PARTS_OF_A_METRE
    return {
        of: Rest(
            of=of,
            angles_deg=tuple(angles[row].tolist()),
            place_m=(float(places[row, 0]), float(places[row, 1])),
            gap_m=float(off[row, 0]),
            sunk_m=float(off[row, 1]),
            overlap_m=float(off[row, 2]),
        )
        for row, of in enumerate(arrays["of"].tolist())
    }


def made_from(path: Path = FILE) -> str:
    """The fingerprint of the body that it was found for."""
    with np.load(path, allow_pickle=False) as file:
        return str(file["made_from"])


def write_rests(path: Path, rests: Iterable[Rest], body: str) -> None:
    """Keeps what was found for a body of this fingerprint."""
    each = sorted(rests, key=lambda rest: rest.of)
    lengths = [rest.place_m for rest in each]
    off = [(rest.gap_m, rest.sunk_m, rest.overlap_m) for rest in each]
    arrays = {
        "made_from": np.array(body),
        "of": np.array([rest.of for rest in each]),
        "angles": _whole([rest.angles_deg for rest in each], PARTS_OF_A_DEGREE),
        "places": _whole(lengths, PARTS_OF_A_METRE),
        "off": _whole(off, PARTS_OF_A_METRE),
    }
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _whole(values: Sequence[tuple[float, ...]], parts: int) -> NDArray[np.int32]:
    return np.round(np.array(values) * parts).astype(np.int32)
