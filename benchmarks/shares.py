"""Counts beside shares, as every table prints them."""

from __future__ import annotations


def share(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f", {100 * part / whole:.1f} %" if whole else "")
