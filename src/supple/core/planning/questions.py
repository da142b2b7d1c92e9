"""The questions of the safety screen as data, and the answers that are made from them.

Types and one rule; the wording is in data/screen.toml, what follows from an answer in
core/planning/screening.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from supple.core.errors import InputError, Problem
from supple.core.programme import Experience, Screen


class Urgency(StrEnum):
    """How soon somebody should be seen, soonest first."""

    EMERGENCY = "emergency"
    SOON = "soon"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A stop sign: answered yes, nothing is offered."""

    id: str
    label: str
    urgency: Urgency
    explain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeQuestion:
    """One contraindication code as something a person can say of themselves."""

    code: str
    label: str
    explain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Codes that belong together under one question; "no" answers them all."""

    id: str
    title: str
    question: str
    codes: tuple[CodeQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """A question without a code of its own. `advice` is shown when it is answered yes."""

    id: str
    question: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceChoice:
    id: Experience
    label: str
    explain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """An age to choose; `codes` are what follows from it."""

    id: str
    label: str
    codes: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is said instead of a session when a red flag is set. Fixed and reviewed wording."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenForm:
    """All questions of the screen in the order they are asked."""

    title: str
    intro: str
    red_flag_question: str
    red_flag_none: str
    red_flags: tuple[RedFlag, ...]
    groups: tuple[Group, ...]
    readiness: tuple[Readiness, ...]
    experience_question: str
    experiences: tuple[ExperienceChoice, ...]
    age_question: str
    ages: tuple[AgeBand, ...]
    closing: str
    advice: Mapping[Urgency, Advice]

    def advice_for(self, red_flags: Iterable[str]) -> Advice | None:
        """What to say about some red flags: the most urgent of them, None for none."""
        order = list(Urgency)
        known = {flag.id: flag.urgency for flag in self.red_flags}
        # A stop sign that an older version asked still stops; it is treated as the most urgent.
        found = [known.get(flag, Urgency.EMERGENCY) for flag in red_flags]
        return self.advice[min(found, key=order.index)] if found else None


def answered(
    form: ScreenForm,
    *,
    red_flags: Iterable[str],
    codes: Iterable[str],
    experience: str,
    age: str,
    answered_at: str,
) -> Screen:
    """The answers as a screen.

    Parameters
    ----------
    form : ScreenForm
        The questions that were asked.
    red_flags, codes : iterable of str
        The stop signs and contraindication codes answered yes.
    experience, age : str
        The id of an experience and of an age band.
    answered_at : str
        ISO instant in UTC.

    Raises
    ------
    InputError
        With every answer that the form does not know.
    """
    red_flags, codes = frozenset(red_flags), frozenset(codes)
    known_codes = {question.code for group in form.groups for question in group.codes}
    ages = {band.id: band for band in form.ages}
    problems = [
        Problem("red flags", f'"{flag}" is not one of the questions')
        for flag in sorted(red_flags - {flag.id for flag in form.red_flags})
    ]
    problems += [
        Problem("answers", f'"{code}" is not one of the questions')
        for code in sorted(codes - known_codes)
    ]
    if age not in ages:
        problems.append(Problem("age", f"choose one of: {', '.join(ages)}"))
    if experience not in [choice.id for choice in form.experiences]:
        choices = ", ".join(choice.id for choice in form.experiences)
        problems.append(Problem("experience", f"choose one of: {choices}"))
    if problems:
        raise InputError(problems)
    return Screen(
        codes=codes | frozenset(ages[age].codes),
        red_flags=red_flags,
        experience=Experience(experience),
        answered_at=answered_at,
    )
