"""Pictures in a row: an exercise step by step, and a contact sheet of many exercises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from supple.core.drawing.paint import COLOURS
from supple.core.drawing.scene import svg
from supple.core.exercise import Exercise

CELL: Final = (360, 300)
LABEL: Final = 26
PAPER: Final = "#faf6f0"
SHEET_AZIMUTHS_DEG: Final = (None, 0.0)
"""From an exercise's own side, and from the front."""


def strip(exercise: Exercise, *, language: str = "en", azimuth_deg: float | None = None) -> str:
    """The phases of an exercise from left to right, each with its name."""
    cells = [
        (pose.phase, svg(exercise, pose.phase, language=language, azimuth_deg=azimuth_deg))
        for pose in exercise.poses
    ]
    return _sheet([cells])


def contact_sheet(exercises: Iterable[Exercise], *, language: str = "en") -> str:
    """Every phase of every exercise, a row an exercise: from its own side, then the front."""
    rows = [
        [
            (
                f"{exercise.words(language).name}: {pose.phase}",
                svg(exercise, pose.phase, language=language, azimuth_deg=azimuth_deg),
            )
            for azimuth_deg in SHEET_AZIMUTHS_DEG
            for pose in exercise.poses
        ]
        for exercise in exercises
        if exercise.poses
    ]
    return _sheet(rows)


def _sheet(rows: Sequence[Sequence[tuple[str, str]]]) -> str:
    width = CELL[0] * max((len(row) for row in rows), default=1)
    height = (CELL[1] + LABEL) * max(len(rows), 1)
    cells = "".join(
        _cell(label, picture, CELL[0] * column, (CELL[1] + LABEL) * row)
        for row, cells in enumerate(rows)
        for column, (label, picture) in enumerate(cells)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}"><rect width="{width}" height="{height}" fill="{PAPER}"/>{cells}</svg>'
    )


def _cell(label: str, picture: str, x: int, y: int) -> str:
    placed = picture.replace(
        "<svg ", f'<svg x="{x}" y="{y}" width="{CELL[0]}" height="{CELL[1]}" ', 1
    )
    return (
        f'{placed}<text x="{x + CELL[0] / 2}" y="{y + CELL[1] + LABEL * 0.6:.0f}" '
        f'text-anchor="middle" font-family="sans-serif" font-size="15" '
        f'fill="{COLOURS["line"]}">{escape(label)}</text>'
    )
