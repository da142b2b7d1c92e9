"""The colours of the drawings, and pieces of SVG in them.

A fill has both a class (so that a page's colours of the hour apply where the drawing stands in
it, css/drawing.css) and a plain colour (so that it stands alone as a picture too).
"""

from __future__ import annotations

from typing import Final

COLOURS: Final = {
    "skin": "#d39a77", "skin-far": "#b97f5e", "top": "#2c7a6f", "sleeve": "#33847a",
    "top-far": "#22635a", "legs": "#54435b", "legs-far": "#41334a", "legs-lit": "#66546e",
    "hair": "#43302e", "line": "#43302e", "mat": "#dcbb98", "mat-edge": "#c39f7b",
    "prop": "#a58b6c", "prop-far": "#8f7759", "cushion": "#c9895f", "cushion-far": "#d79a70",
    "strap": "#a5603f", "floor": "#e2d6c3",
}  # fmt: skip


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
        f'stroke="{COLOURS["line"]}" stroke-opacity="0.28" stroke-width="2.2" '
        'stroke-linejoin="round" paint-order="stroke"/>'
    )
