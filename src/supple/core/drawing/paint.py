"""The colours of the drawings, and pieces of SVG in them.

A fill has both a class (so that a page's colours of the hour apply where the drawing stands in
it, css/drawing.css) and a plain colour (so that it stands alone as a picture too).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

COLOURS: Final = {
    "skin": "#d39a77", "skin-far": "#b97f5e", "top": "#2c7a6f", "sleeve": "#33847a",
    "top-far": "#22635a", "legs": "#54435b", "legs-far": "#41334a",
    "hair": "#43302e", "line": "#43302e", "mat": "#dcbb98", "mat-edge": "#c39f7b",
    "prop": "#a58b6c", "prop-far": "#8f7759", "cushion": "#c9895f",
    "strap": "#a5603f", "floor": "#d9cbb6", "mark": "#e0a33e", "shadow": "#2b2030",
}  # fmt: skip
IN_THE_DARK: Final = MappingProxyType(COLOURS | {
    "skin": "#d9a383", "skin-far": "#b98366", "top": "#4fa596", "sleeve": "#58ad9f",
    "top-far": "#41877b", "legs": "#8d7c97", "legs-far": "#705f79",
    "hair": "#6a4d45", "line": "#15100f", "mat": "#8d6a57", "mat-edge": "#755848",
    "prop": "#8a7a8d", "prop-far": "#716474", "cushion": "#a5785f", "floor": "#443649",
    "mark": "#f4c27a", "shadow": "#000000",
})  # fmt: skip
"""The same on a dark page."""
EDGE: Final = (0.28, 2.2)
"""How dark a soft edge is, and how wide in hundredths of a drawing unit."""


def painted(name: str, *pieces: str) -> str:
    """A filled path."""
    return f'<path class="fig-{name}" fill="{COLOURS[name]}" d="{"".join(pieces)}"/>'


def stroked(name: str, piece: str, width: float) -> str:
    """A drawn line with round ends."""
    return (
        f'<path class="fig-{name}" d="{piece}" fill="none" stroke="{COLOURS[name]}" '
        f'stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'
    )


def edged(name: str, *pieces: str) -> str:
    """A filled path with a soft edge around all of it, which parts it from what lies behind."""
    return (
        f'<path class="fig-{name} fig-edge" fill="{COLOURS[name]}" d="{"".join(pieces)}" '
        f'stroke="{COLOURS["line"]}" stroke-opacity="{EDGE[0]}" stroke-width="{EDGE[1]}" '
        'stroke-linejoin="round" paint-order="stroke"/>'
    )
