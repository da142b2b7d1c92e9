"""Pictures in a row: an exercise step by step, and a contact sheet of many exercises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from supple.core.drawing.paint import COLOURS
from supple.core.drawing.scene import scene
from supple.core.exercise import Exercise

CELL: Final = (360, 300)
LABEL: Final = 26
FONT: Final = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
PAPER: Final = "#faf6f0"
SHEET_AZIMUTHS_DEG: Final = (None, 0.0)
"""From an exercise's own side, and from the front."""


def strip(exercise: Exercise, *, language: str = "en", azimuth_deg: float | None = None) -> str:
    """The phases of an exercise from left to right, each with its name."""
    return _sheet([_cells(exercise, azimuth_deg, "", language)])


def contact_sheet(
    exercises: Iterable[Exercise],
    *,
    language: str = "en",
    azimuths_deg: Sequence[float | None] = SHEET_AZIMUTHS_DEG,
) -> str:
    """Every phase of every exercise, a row an exercise: from its own side, then the front."""
    return _sheet(
        [
            [
                cell
                for azimuth_deg in azimuths_deg
                for cell in _cells(exercise, azimuth_deg, exercise.words(language).name, language)
            ]
            for exercise in exercises
            if exercise.poses
        ]
    )


def _cells(
    exercise: Exercise, azimuth_deg: float | None, before: str, language: str
) -> list[tuple[str, str]]:
    """Labels and pictures of the phases, in the order of the file."""
    drawn = scene(exercise, exercise.poses, azimuth_deg=azimuth_deg)
    name = exercise.words(language).name
    return [
        (f"{before}: {pose.phase}" if before else pose.phase, drawn.svg(name, pose.phase))
        for pose in exercise.poses
    ]


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
        f'text-anchor="middle" font-family="{FONT}" font-size="15" '
        f'fill="{COLOURS["line"]}">{escape(label)}</text>'
    )
