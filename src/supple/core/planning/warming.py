"""Warming up: the short one that is put before a programme without any, and what is enough.

Three minutes of light movement are the least before a stretch to the end of a range, five to
seven what the seed asks for (science.md 2.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from supple.core.exercise import Exercise, Kind
from supple.core.planning import reasons
from supple.core.planning.dosing import work_s
from supple.core.programme import Block, Entry, SessionEntry

LEAST_S: Final = 180.0
"""Seconds of movement, getting into place not counted."""


def _added(exercise: str, duration_s: float | None = None, count: int | None = None) -> Entry:
    return Entry(
        exercise=exercise,
        block=Block.WARM_UP,
        duration_s=duration_s,
        repetitions_count=count,
        sets_count=1,
        added=reasons.WARM_UP_ADDED,
    )


SHORT_WARM_UP: Final = (
    _added("wu_march", duration_s=60.0),
    _added("wu_joint_circles", duration_s=60.0),
    _added("wu_trunk_tilt", count=4),
    _added("wu_trunk_swivel", count=4),
    _added("cat_camel", count=5),
)
"""March, circles, tilts, turns, cat and camel: about four minutes of moving."""


def warm_enough(entries: Sequence[SessionEntry]) -> bool:
    """Whether the warm-up of a session is long enough for what goes to the end of a range."""
    return sum(work_s(entry) for entry in entries if entry.block is Block.WARM_UP) >= LEAST_S


def lengthened(
    entries: Sequence[SessionEntry],
    exercises: Mapping[str, Exercise],
    gentle: AbstractSet[str],
    asked: Sequence[Entry],
) -> list[SessionEntry]:
    """Makes up the minutes of cardio that were left out, with what is left of it.

    Parameters
    ----------
    entries : sequence of SessionEntry
        What is in the session so far.
    exercises : mapping
        The catalogue, by id.
    gentle : set of str
        What must stay at its first dose, and so does not grow.
    asked : sequence of Entry
        The programme's own warm-up; its cardio seconds are made up, not more. The gentlest
        form grows first, up to the most of its own dose.
    """
    grown = list(entries)
    cardio = [index for index, entry in enumerate(entries) if _cardio(exercises, entry.exercise)]
    wanted_s = sum(
        entry.duration_s or 0.0 for entry in asked if _cardio(exercises, entry.exercise)
    )
    missing_s = wanted_s - sum(work_s(entries[index]) for index in cardio)
    for index in sorted(cardio, key=lambda index: exercises[entries[index].exercise].level):
        entry, span = grown[index], exercises[grown[index].exercise].dose.duration_s
        if span is None or entry.exercise in gentle:
            continue
        more_s = min(missing_s, span.high - (entry.duration_s or 0.0))
        if more_s > 0.0:
            why = f"{entry.why} {reasons.LONGER}".strip()
            grown[index] = replace(entry, duration_s=(entry.duration_s or 0.0) + more_s, why=why)
            missing_s -= more_s
    return grown


def _cardio(exercises: Mapping[str, Exercise], exercise: str) -> bool:
    return exercise in exercises and exercises[exercise].kind is Kind.CARDIO
