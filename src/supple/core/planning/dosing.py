"""How much of an exercise, and how long that takes. Nothing about who may do it.

The seed's own dose wins where it gives one and is never exceeded by the exercise's most. Where
the seed is silent, somebody new starts with the first dose (`low`), others with the usual one.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Final

from supple.core.exercise import Exercise, Kind, PhaseKind, Sided, Span
from supple.core.planning.pacing import READY_S, SWITCH_S, USUAL_TEMPO_S, moving_s
from supple.core.programme import Entry, SessionEntry

USUAL_HOLD_S: Final = 10.0
USUAL_DURATION_S: Final = 60.0

SIDES: Final = {
    Sided.NONE: (),
    Sided.SIDES: ("left", "right"),
    Sided.BOTH_DIRECTIONS: ("one way", "other way"),
}


class Amount(StrEnum):
    """How far to go today."""

    GENTLE = "gentle"  # the first dose, whatever the seed says
    FIRST = "first"  # the seed's dose, else the first one
    USUAL = "usual"  # the seed's dose, else the usual one


def settled(exercise: Exercise, entry: Entry, amount: Amount) -> SessionEntry:
    """An entry with its dose settled, for the kind of the exercise.

    Parameters
    ----------
    exercise : Exercise
        The exercise that is really done (perhaps an easier one than the entry names).
    entry : Entry
        The programme's own dose in seconds and counts, for one side of one set; its
        `duration_s` is for both sides together. None where the programme is silent.
    amount : Amount
        How far to go.
    """
    dose = exercise.dose
    sides = SIDES[exercise.sided]
    done = SessionEntry(
        exercise=exercise.id,
        block=entry.block,
        sets_count=max(1, round(chosen(dose.sets_count, entry.sets_count, amount, 1.0))),
        sides=sides,
        rest_s=dose.rest_s,
        seed_dose=entry.seed_dose,
        why=entry.added,
        note=entry.note,
    )
    if by_clock(exercise):
        total_s = chosen(dose.duration_s, entry.duration_s, amount, USUAL_DURATION_S)
        return replace(done, duration_s=total_s / max(1, len(sides)))
    repetitions = chosen(dose.repetitions_count, entry.repetitions_count, amount, 1.0)
    if exercise.kind in (Kind.STATIC_HOLD, Kind.ISOMETRIC):
        hold_s = chosen(dose.hold_s, entry.hold_s, amount, USUAL_HOLD_S)
        if dose.repetitions_count is None:
            return replace(done, hold_s=hold_s)
        return replace(done, hold_s=hold_s, repetitions_count=max(1, round(repetitions)))
    return replace(done, repetitions_count=max(1, round(repetitions)), tempo_s=tempo_s(exercise))


def by_clock(exercise: Exercise) -> bool:
    """Done for a time, not for a number: cardio, and joint circles with their many joints."""
    timed = exercise.kind is Kind.REPS and exercise.dose.duration_s is not None
    return exercise.kind is Kind.CARDIO or timed


def chosen(span: Span | None, own: float | None, amount: Amount, usual: float) -> float:
    """One quantity of a dose: the programme's own within the exercise's most, else by amount."""
    if span is None:
        return usual if own is None else own
    if amount is Amount.GENTLE:
        return span.low if own is None else min(own, span.low)
    if own is not None:
        return min(own, span.high)
    return span.low if amount is Amount.FIRST else span.target


def tempo_s(exercise: Exercise) -> float:
    """Seconds for one repetition; the short hold at its end is part of it."""
    dose = exercise.dose
    if dose.tempo_s is not None:
        return dose.tempo_s
    return USUAL_TEMPO_S + (dose.hold_s.target if dose.hold_s is not None else 0.0)


def work_s(entry: SessionEntry) -> float:
    """Seconds of the exercise itself: all sets and sides, without getting there and resting."""
    once_s = entry.duration_s or 0.0
    if entry.hold_s is not None:
        once_s = entry.hold_s * (entry.repetitions_count or 1)
    elif entry.repetitions_count is not None:
        once_s = entry.repetitions_count * (entry.tempo_s or USUAL_TEMPO_S)
    return once_s * max(1, len(entry.sides)) * entry.sets_count


def duration_s(entry: SessionEntry, exercise: Exercise) -> float:
    """Seconds from getting ready to the end, as the coach paces them without a camera.

    Counts getting ready, moving in and out (spoken in full the first time), the work, switching
    sides and the rests between sets.
    """
    sides = max(1, len(entry.sides))
    holds = entry.repetitions_count or 1 if entry.hold_s is not None else 1
    rounds = sides * entry.sets_count
    in_and_out_s = 0.0
    for kind in (PhaseKind.ENTER, PhaseKind.EXIT):
        first_s = moving_s(exercise, kind, known=False)
        known_s = moving_s(exercise, kind, known=True)
        in_and_out_s += first_s + known_s * (rounds * holds - 1)
    switching_s = SWITCH_S * (sides - 1) * entry.sets_count
    resting_s = entry.rest_s * (entry.sets_count - 1)
    return READY_S + in_and_out_s + work_s(entry) + switching_s + resting_s


def first_dose(exercise: Exercise, entry: Entry | SessionEntry) -> SessionEntry:
    """The least of an exercise, in the block of an entry."""
    return settled(exercise, Entry(exercise=exercise.id, block=entry.block), Amount.GENTLE)
