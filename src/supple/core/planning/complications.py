"""The harder forms that a programme leaves to choose, and whether somebody may. No session yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from supple.core.exercise import Exercise
from supple.core.planning import reasons
from supple.core.planning.screening import why_not
from supple.core.programme import Programme, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A complication that somebody may add. `why` says why not, empty where it is offered."""

    exercise: str
    offered: bool
    why: str


def options(
    programme: Programme, exercises: Mapping[str, Exercise], screen: Screen
) -> tuple[Option, ...]:
    """The complications of a programme, each offered or with the reason why not."""
    found = []
    for entry in programme.entries:
        exercise = exercises.get(entry.exercise)
        if not entry.optional:
            continue
        if exercise is None:
            why = reasons.NOT_IN_CATALOGUE
        else:
            reason = why_not(screen, exercise)
            why = "" if reason is None else reason.alone
        found.append(Option(exercise=entry.exercise, offered=not why, why=why))
    return tuple(found)
