"""The easier forms of an exercise, and what "easier" makes of an entry of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from supple.core.exercise import Exercise
from supple.core.planning import reasons
from supple.core.planning.dosing import first_dose, work_s
from supple.core.planning.screening import may_do
from supple.core.programme import Screen, SessionEntry


def easier_forms(exercise: str, exercises: Mapping[str, Exercise]) -> list[str]:
    """All easier forms in the catalogue, nearest first, each once."""
    seen, queue = {exercise}, [exercise]
    for current in queue:
        if current in exercises:
            fresh = [form for form in exercises[current].regress_to if form not in seen]
            seen.update(fresh)
            queue.extend(fresh)
    return [form for form in queue[1:] if form in exercises]


def easier(exercise: str, exercises: Mapping[str, Exercise], screen: Screen) -> str | None:
    """The nearest easier form that suits somebody, or None: then the lowest dose is easier."""
    forms = easier_forms(exercise, exercises)
    return next((form for form in forms if may_do(screen, exercises[form])), None)


def easier_entry(
    entry: SessionEntry, exercises: Mapping[str, Exercise], screen: Screen
) -> SessionEntry | None:
    """What "easier" makes of an entry: the easier form, else the lowest dose.

    None where the entry is at its lowest already, or nothing may be done at all.
    """
    if screen.red_flags:
        return None
    form = easier(entry.exercise, exercises, screen)
    if form is not None:
        return replace(first_dose(exercises[form], entry), why=reasons.EASIER_CHOSEN)
    least = first_dose(exercises[entry.exercise], entry)
    if work_s(least) >= work_s(entry):
        return None
    return replace(least, why=reasons.GENTLEST, seed_dose=entry.seed_dose, note=entry.note)
