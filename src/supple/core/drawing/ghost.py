"""The ghost's limbs as SVG path data: centimetres of the figure from the hips, y down."""

from __future__ import annotations

from supple.core.drawing.outline import limb
from supple.core.figure.ghost import Shape


def paths(shape: Shape) -> dict[str, str]:
    """A path for each limb: rounded pieces that unite where they lie over one another."""
    return {
        name: "".join(limb(first, second) for first, second in pieces)
        for name, pieces in shape.limbs.items()
    }
