"""Criteria that hold for every exercise of a kind, and how an exercise gets its own of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from supple.core.catalogue.exercise_faults import Fault, Known, bounds_faults, spoken_faults
from supple.core.exercise import (
    Bounds,
    Comparison,
    Criterion,
    Exercise,
    Kind,
    PhaseKind,
    Severity,
)

WAYS: Final = "ways"
"""The phase of a criterion on the ways into a hold and out of it."""
GLOBAL_PHASES: Final = (WAYS, "any", PhaseKind.HOLD.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalCriterion:
    """One entry of the file: a criterion, and the kinds of exercise that it holds for."""

    id: str
    kinds: tuple[Kind, ...]
    measure: str
    comparison: Comparison
    good: Bounds
    limit: Bounds
    phase: str
    severity: Severity
    source: str = "ENG"
    optional: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalCriteria:
    """The whole file. `cues`: by language, what is said, by the id of the criterion."""

    criteria: tuple[GlobalCriterion, ...]
    cues: Mapping[str, Mapping[str, str]]


NONE: Final = GlobalCriteria(criteria=(), cues=MappingProxyType({}))


def with_global(exercise: Exercise, general: GlobalCriteria) -> Exercise:
    """The exercise with the criteria of its kind, and what is said to them in its languages.

    One on a measure that the exercise itself limits is left out: the exercise's own stands.
    """
    own = {criterion.measure for criterion in exercise.criteria}
    held = tuple(
        _for(exercise, each)
        for each in general.criteria
        if exercise.kind in each.kinds and each.measure not in own
    )
    english = general.cues.get("en", {})
    text = {
        language: replace(
            words,
            cues=MappingProxyType(
                {each.id: {**english, **general.cues.get(language, {})}[each.id] for each in held}
                | dict(words.cues)
            ),
        )
        for language, words in exercise.text.items()
    }
    return replace(exercise, global_criteria=held, text=MappingProxyType(text))


def _for(exercise: Exercise, general: GlobalCriterion) -> Criterion:
    repeated = exercise.kind is Kind.REPS and general.phase in (WAYS, "any")
    return Criterion(
        id=general.id,
        measure=general.measure,
        comparison=general.comparison,
        good=general.good,
        limit=general.limit,
        phase=PhaseKind.REPS.value if repeated else general.phase,
        severity=general.severity,
        source=general.source,
        optional=general.optional,
        note=general.note,
    )


def global_faults(
    general: GlobalCriteria, known: Known, taken: Collection[str]
) -> Iterator[Fault]:
    """Every fault of the file: key and what is wrong. `taken`: ids that exercises use."""
    seen: set[str] = set()
    for each in general.criteria:
        where = f"criteria ({each.id})"
        if each.id in seen or each.id in taken:
            yield where, "this id is used already"
        seen.add(each.id)
        if not each.kinds:
            yield f"{where}.kinds", "names no kind of exercise; it would hold for none"
        if each.measure not in known.measures:
            yield f"{where}.measure", f'"{each.measure}" is not a known measure'
        if each.phase not in GLOBAL_PHASES:
            yield f"{where}.phase", f'is "{each.phase}"; write one of {", ".join(GLOBAL_PHASES)}'
        if each.source not in known.sources:
            yield f"{where}.source", f'"{each.source}" is not a key of sources.toml'
        for key, what in bounds_faults(each.comparison, each.good, each.limit):
            yield f"{where}.{key}", what
    for missing in sorted(seen - set(general.cues.get("en", {}))):
        yield f"cues.en.{missing}", "is missing; every criterion has a cue"
    for language, cues in general.cues.items():
        for name, words in cues.items():
            if name not in seen:
                yield f"cues.{language}.{name}", "there is no criterion with this id"
            yield from spoken_faults(f"cues.{language}.{name}", words)
