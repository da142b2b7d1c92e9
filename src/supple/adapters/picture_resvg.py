"""SVG to PNG, by resvg."""

from __future__ import annotations

import resvg_py


def png(svg: str, width_px: int) -> bytes:
    """A drawing as a PNG picture of this width, pixels; its height follows."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width_px))
