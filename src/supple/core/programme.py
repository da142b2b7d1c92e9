"""A programme as data, and the session made from it for one person. Types only.

A programme is what a seed (or later a therapist) writes; a session is what remains of it for
this person today, with a reason for each exercise that was taken out or changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Block(StrEnum):
    """Which part of a session an entry belongs to, in this order."""

    WARM_UP = "warm_up"
    MAIN = "main"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One exercise of a programme, with the dose that the programme gives it.

    Doses are None where the seed is silent; the exercise's own first dose is used then.
    `optional` marks a complication; `seed_dose` is the seed's own words; `added` says why it was
    put there although the seed does not name it (empty where the seed does); `note` is a sentence
    shown to the person, for example where the seed and the evidence disagree.
    """

    exercise: str
    block: Block
    optional: bool = False
    hold_s: float | None = None
    repetitions_count: int | None = None
    sets_count: int | None = None
    duration_s: float | None = None
    seed_dose: str = ""
    added: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeText:
    """A programme in one language. `rules` are the seed's training rules, in our words."""

    name: str
    summary: str
    about: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme file. `source` is a key of data/sources.toml."""

    id: str
    source: str
    entries: tuple[Entry, ...]
    text: Mapping[str, ProgrammeText]

    def words(self, language: str = "en") -> ProgrammeText:
        return self.text.get(language, self.text["en"])


class Experience(StrEnum):
    """How used to stretching somebody is; chooses the column of an exercise's suitability."""

    BEGINNER = "beginner"
    OFFICE = "office"
    ATHLETE = "athlete"
    DANCER = "dancer"
    PHYSIO = "physio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The answers of the safety screen. `codes` are contraindication codes that apply.

    `red_flags` are the stop signs answered yes: while any is set, no session is offered.
    """

    codes: frozenset[str]
    red_flags: frozenset[str]
    experience: Experience
    answered_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEntry:
    """One exercise of today's session, with its dose settled.

    Exactly the doses that the exercise's kind uses are set: hold_s for holds, with
    repetitions_count for repeated holds; repetitions_count with tempo_s for repetitions;
    duration_s for what goes on by the clock (cardio, joint circles). All are for one side of one
    set. `sides` is ("left", "right"), ("one way", "other way") or ().
    `why` says in a line why it is there or why this form of it.
    """

    exercise: str
    block: Block
    sets_count: int
    sides: tuple[str, ...]
    rest_s: float
    hold_s: float | None = None
    repetitions_count: int | None = None
    tempo_s: float | None = None
    duration_s: float | None = None
    seed_dose: str = ""
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An exercise of the programme that is not in the session, and why, in a sentence.

    `instead` is the easier variant put in its place, or None.
    """

    exercise: str
    why: str
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What somebody does today."""

    programme: str
    entries: tuple[SessionEntry, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    minutes: float = 0.0
