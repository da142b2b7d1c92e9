"""The drawing of an exercise. Until it has one, a calm silhouette of how it starts."""

from __future__ import annotations

from functools import lru_cache

from supple.core.drawing import drawing as figures
from supple.core.drawing import scene
from supple.core.exercise import Exercise

# Strokes on a field of 240 by 150, the mat along y = 130: a head, and a body of round lines.
_LYING = ("58 112", "M72 116H196")
_SILHOUETTES = {
    "standing": ("120 26", "M120 42V82M120 82 110 126M120 82 130 126M120 50 106 82M120 50 134 82"),
    "prone": ("60 106", "M74 114Q110 108 140 118H204M78 116 60 124"),
    "supine": _LYING,
    "supine_hook": ("56 114", "M70 118H134L158 86 172 124"),
    "quadruped": ("70 70", "M86 76Q116 66 150 76M92 78V124M150 76V124H176"),
    "tall_kneeling": ("116 30", "M118 46Q114 66 118 84V124H152M118 56 108 88"),
    "long_sitting": ("88 46", "M88 62Q84 88 90 118H176M89 72 116 112"),
    "straddle_sitting": ("120 46", "M120 62V112M120 112 62 124M120 112 178 124"),
    "sitting_chair": ("104 34", "M104 50V94H144V124M92 96H96V124"),
    "sitting_hug_knees": ("92 58", "M94 74Q78 100 100 120L134 84 144 122M96 84 130 96"),
    "bridge": ("98 104", "M86 124 92 96Q122 50 152 92L160 124"),
    "high_plank": ("60 74", "M76 80 188 120M84 84V124"),
}


@lru_cache(maxsize=32)
def silhouette(posture: str) -> str:
    """A figure on its mat, in the colour of the words around it."""
    head, body = _SILHOUETTES.get(posture, _SILHOUETTES["quadruped"])
    x, y = head.split()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 150" fill="none" '
        'stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">'
        '<path class="mat" d="M22 132H218" stroke-width="7" opacity="0.35"/>'
        f'<circle cx="{x}" cy="{y}" r="11" fill="currentColor" stroke="none"/>'
        f'<path d="{body}" stroke-width="13"/></svg>'
    )


def drawing(exercise: Exercise, phase: str | None = None) -> str:
    """SVG of an exercise in one of its phases (the most telling one where none is named).

    Sketches first while they are there: a pose takes a tenth of a second to settle, and a page
    shows all exercises at once.
    """
    if exercise.sketches:
        svg = figures.svg(exercise, phase)
        return svg if from_above(exercise) else _standing_on_its_floor(svg)
    if exercise.poses:
        return _standing_on_its_floor(scene.svg(exercise, phase))
    return silhouette(exercise.start_posture)


def _standing_on_its_floor(svg: str) -> str:
    """The figure stands on the floor of whatever shows it, however high that is."""
    return svg.replace("<svg ", '<svg preserveAspectRatio="xMidYMax meet" ', 1)


def from_above(exercise: Exercise) -> bool:
    """Whether the drawing looks down on somebody lying: there is no wall behind them then."""
    return any(sketch.from_above for sketch in exercise.sketches)


def phases(exercise: Exercise) -> tuple[str, ...]:
    """The phases of which there are drawings, in order."""
    shown = exercise.sketches or exercise.poses
    return tuple(dict.fromkeys(one.phase for one in shown))
