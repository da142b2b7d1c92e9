"""The safety screen: answers against exercises. No diagnoses, no questions' wording.

Codes and actions are those of the catalogue (science.md 4.1 and 1.6): `exclude` beats `modify`,
age limits come on top, and any red flag means that nothing is offered at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from supple.core.exercise import Category, Exercise, Suitability
from supple.core.planning import reasons
from supple.core.planning.reasons import Reason
from supple.core.programme import Screen


class Action(StrEnum):
    """What an answer asks for beside leaving exercises out."""

    CLINICIAN = "clinician"
    PLANNER_FILTER = "planner_filter"
    GUARDIAN_AND_LIMITS = "guardian_and_limits"


CODES: Final[Mapping[str, Action]] = MappingProxyType(
    {
        "acute_radicular": Action.CLINICIAN,
        "flexion_intolerant": Action.PLANNER_FILTER,
        "extension_intolerant": Action.PLANNER_FILTER,
        "spondy": Action.CLINICIAN,
        "stenosis": Action.CLINICIAN,
        "osteoporosis": Action.CLINICIAN,
        "spinal_surgery": Action.CLINICIAN,
        "inflammatory_spine": Action.CLINICIAN,
        "neck": Action.PLANNER_FILTER,
        "shoulder": Action.PLANNER_FILTER,
        "wrist": Action.PLANNER_FILTER,
        "knee": Action.PLANNER_FILTER,
        "hip": Action.PLANNER_FILTER,
        "hamstring": Action.PLANNER_FILTER,
        "hypertension": Action.CLINICIAN,
        "cardiac": Action.CLINICIAN,
        "eye": Action.PLANNER_FILTER,
        "vertigo": Action.PLANNER_FILTER,
        "pregnancy": Action.CLINICIAN,
        "postpartum": Action.CLINICIAN,
        "abdominal": Action.CLINICIAN,
        "reflux": Action.PLANNER_FILTER,
        "hypermobile": Action.PLANNER_FILTER,
        "growing": Action.GUARDIAN_AND_LIMITS,
        "older": Action.PLANNER_FILTER,
        "pelvic_floor": Action.PLANNER_FILTER,
    }
)
"""All contraindication codes and what each asks for."""

HYPERMOBILE_HOLD_MAX_S: Final = 15.0
"""The longest end-range hold with hypermobile joints (catalogue rule `hypermobile`)."""


class Standing(StrEnum):
    OFFERED = "offered"
    MODIFIED = "modified"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How an exercise stands against somebody's answers.

    `MODIFIED`: only the easier form, or itself at the first dose, with the caution in `why`.
    `codes` are the answers that led here; `why` is empty where it is offered as it is.
    """

    standing: Standing
    codes: tuple[str, ...] = ()
    why: str = ""


def verdict(screen: Screen, exercise: Exercise) -> Verdict:
    """Whether somebody may do an exercise.

    Parameters
    ----------
    screen : Screen
        The answers; codes that no exercise knows have no effect.
    exercise : Exercise
        Its `exclude` and `modify` lists, category, level and tags count.

    Returns
    -------
    Verdict
        Removed if any answer excludes it, else modified if any asks for the easier form.
    """
    if screen.red_flags:
        return Verdict(standing=Standing.REMOVED, why=reasons.NOTHING_TODAY)
    excluded = sorted(screen.codes & (set(exercise.exclude) | _limits(exercise)))
    if excluded:
        why = reasons.because(tuple(excluded)).alone
        return Verdict(standing=Standing.REMOVED, codes=tuple(excluded), why=why)
    modified = sorted(screen.codes & set(exercise.modify))
    if modified:
        why = reasons.gentler(modified)
        return Verdict(standing=Standing.MODIFIED, codes=tuple(modified), why=why)
    return Verdict(standing=Standing.OFFERED)


def _limits(exercise: Exercise) -> frozenset[str]:
    """Age codes that exclude an exercise whatever its own list says (science.md 4.1 #5)."""
    codes = set()
    if exercise.category is Category.INVERSION or "inverted" in exercise.tags:
        codes.add("older")
    if exercise.level >= 5 and goes_to_end_range(exercise):
        codes.add("growing")
    return frozenset(codes)


def goes_to_end_range(exercise: Exercise) -> bool:
    """Whether it belongs after a warm-up: by its own word, or by a tag that says as much."""
    if exercise.category is Category.WARM_UP:
        return False
    tagged = any(tag.startswith("end_range") or tag == "inverted" for tag in exercise.tags)
    return exercise.needs_warm_up or tagged


def suitability(screen: Screen, exercise: Exercise) -> Suitability:
    """How an exercise suits somebody's experience. Where a file is silent, by its level."""
    silent = Suitability.OK if exercise.level <= 2 else Suitability.LATER
    return exercise.suitability.get(screen.experience, silent)


def may_do(screen: Screen, exercise: Exercise) -> bool:
    """Not excluded, and right for the experience. The dose may still have to be the first."""
    removed = verdict(screen, exercise).standing is Standing.REMOVED
    return not removed and suitability(screen, exercise) is Suitability.OK


def why_not(screen: Screen, exercise: Exercise) -> Reason | None:
    """Why an exercise is not offered as it is, or None if it is."""
    found = verdict(screen, exercise)
    if found.codes:
        return reasons.because(found.codes)
    if found.standing is Standing.REMOVED:
        return Reason(found.why, "because nothing is offered today")
    return reasons.unsuitable(suitability(screen, exercise), screen.experience)


def cautions(screen: Screen) -> tuple[str, ...]:
    """What somebody is asked to do before starting, because of their answers."""
    told = []
    ask = sorted(code for code in screen.codes if CODES.get(code) is Action.CLINICIAN)
    if ask:
        told.append(reasons.ask_first(ask))
    if any(CODES.get(code) is Action.GUARDIAN_AND_LIMITS for code in screen.codes):
        told.append(reasons.GUARDIAN)
    return tuple(told)
