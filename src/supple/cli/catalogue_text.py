"""What `supple catalogue` prints: the table, the card of an exercise, and both as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import groupby
from textwrap import wrap
from typing import Any, Final

from supple.core.catalogue.catalogue import Catalogue
from supple.core.exercise import (
    Bounds,
    Category,
    Comparison,
    Criterion,
    Dose,
    Exercise,
    Prerequisite,
    Sided,
    Span,
    Status,
)
from supple.core.measuring.names import unit_of

WIDTH: Final = 92
INDENT: Final = "  "
JUDGED: Final = {True: "judged live", False: "not judged yet"}
TITLES: Final = {Category.WARM_UP: "Warm-up", Category.OFFICE: "At the desk"}
PHASES: Final = {
    "enter": "getting in", "hold": "holding", "reps": "repeating", "exit": "coming out",
    "reps_peak": "at the far end", "reps_amplitude": "over a repetition",
    "set_summary": "after a set", "ways": "getting in and out", "any": "at any time",
}  # fmt: skip
SIDES: Final = {
    Sided.NONE: "",
    Sided.SIDES: ", on each side",
    Sided.BOTH_DIRECTIONS: ", in each direction",
}


# The list


def table(catalogue: Catalogue) -> str:
    """All exercises by category, and how many of what at the end."""
    columns = [max(len(row[i]) for row in map(_row, catalogue.values())) for i in range(4)]
    lines: list[str] = []
    for category, group in groupby(catalogue.values(), key=lambda exercise: exercise.category):
        lines += ["", TITLES.get(category, category.value.capitalize())]
        for exercise in group:
            cells = (
                cell.ljust(width) for cell, width in zip(_row(exercise), columns, strict=True)
            )
            lines.append(f"{INDENT}{'  '.join(cells)}  {JUDGED[exercise.judged]}")
    return "\n".join([*lines[1:], "", *_summary(catalogue)])


def _row(exercise: Exercise) -> tuple[str, str, str, str]:
    name = exercise.words().name
    return (exercise.id, name, f"level {exercise.level}", exercise.status.value)


def _summary(catalogue: Catalogue) -> list[str]:
    counts = _counts(catalogue)
    lines = [
        f"{counts['exercises']} exercises with {counts['criteria']} criteria "
        f"and {counts['global_criteria']} global ones: "
        f"{counts['judged']} judged live, {counts['not_judged']} not judged yet."
    ]
    if all(exercise.status is Status.DRAFT for exercise in catalogue.values()):
        lines.append("All of them are drafts: no physiotherapist has reviewed them yet.")
    return [*lines, "`supple catalogue show ID` shows one in full."]


def _counts(catalogue: Catalogue) -> dict[str, int]:
    judged = sum(exercise.judged for exercise in catalogue.values())
    return {
        "exercises": len(catalogue),
        "criteria": sum(len(exercise.criteria) for exercise in catalogue.values()),
        "global_criteria": len(
            {each.id for exercise in catalogue.values() for each in exercise.global_criteria}
        ),
        "judged": judged,
        "not_judged": len(catalogue) - judged,
    }


def listed(catalogue: Catalogue) -> dict[str, Any]:
    """The list as plain values."""
    exercises = [
        {
            "id": exercise.id,
            "name": exercise.words().name,
            "sanskrit": exercise.sanskrit,
            "category": exercise.category.value,
            "level": exercise.level,
            "status": exercise.status.value,
            "origin": exercise.origin,
            "judged": exercise.judged,
            "criteria": len(exercise.criteria),
        }
        for exercise in catalogue.values()
    ]
    return {"exercises": exercises, "counts": _counts(catalogue)}


# The card


def plain_card(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """One exercise as plain values, with what grows from it and its sources in full."""
    card = _plain(exercise)
    for criterion in (*card["criteria"], *card["global_criteria"]):
        criterion["unit"] = unit_of(criterion["measure"], criterion["base"])
    cited = _cited(exercise)
    return {
        **card,
        "judged": exercise.judged,
        "progressions": list(catalogue.progressions(exercise.id)),
        "sources": {key: catalogue.sources.get(key, "") for key in cited},
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if hasattr(value, "value") else value


def card(exercise: Exercise, catalogue: Catalogue) -> str:
    """One exercise in full, for reading."""
    text = exercise.words()
    lines = [text.name + (f" ({exercise.sanskrit})" if exercise.sanskrit else "")]
    lines += _wrapped(text.summary)
    lines += _wrapped(
        f"{exercise.id}: {exercise.category.replace('_', ' ')}, level {exercise.level}, "
        f"{exercise.status}, {JUDGED[exercise.judged]}."
    )
    if text.note:
        lines += _wrapped(text.note)
    sections: list[tuple[str, Iterable[str]]] = [
        ("How", _how(exercise)),
        ("How much", _dose(exercise)),
        ("What helps", text.hints),
        ("What to mind", text.donts),
        ("What often happens", text.faults),
        ("Camera", [text.camera]),
        ("What is looked at", (_criterion(c, text.cues[c.id]) for c in exercise.criteria)),
        (
            "What is looked at in every exercise of its kind",
            (_criterion(c, text.cues[c.id]) for c in exercise.global_criteria),
        ),
        ("Before and after", _neighbours(exercise, catalogue)),
        ("For whom", _for_whom(exercise)),
        ("Where it comes from", _origin(exercise, catalogue)),
    ]
    for title, items in sections:
        body = [line for item in items for line in _item(item)]
        if body:
            lines += ["", title, *body]
    return "\n".join(lines)


def _how(exercise: Exercise) -> Iterator[str]:
    for phase, steps in zip(exercise.phases, exercise.words().say, strict=True):
        seconds = f" ({phase.time_target_s:g} s)" if phase.time_target_s else ""
        yield f"{PHASES[phase.kind].capitalize()}{seconds}: {' '.join(steps)}"


def _dose(exercise: Exercise) -> Iterator[str]:
    dose, each = exercise.dose, SIDES[exercise.sided]
    for name, span, unit in _spans(dose):
        yield f"{name}: {span.target:g}{unit} ({span.low:g} at first, {span.high:g} at most){each}"
        each = ""
    if dose.tempo_s is not None:
        yield f"Tempo: {dose.tempo_s:g} s for one repetition"
    yield f"Rest: {dose.rest_s:g} s"
    if dose.max_days_per_week_count is not None:
        yield f"At most {dose.max_days_per_week_count} days a week"
    if dose.seed:
        yield f'The article says: "{dose.seed}"'
    if dose.note:
        yield dose.note


def _spans(dose: Dose) -> Iterator[tuple[str, Span, str]]:
    named = (
        ("Hold", dose.hold_s, " s"),
        ("Repetitions", dose.repetitions_count, ""),
        ("Sets", dose.sets_count, ""),
        ("Time", dose.duration_s, " s"),
        ("Effort", dose.effort_cr10, " of 10"),
    )
    return ((name, span, unit) for name, span, unit in named if span is not None)


def _criterion(criterion: Criterion, cue: str) -> str:
    unit = unit_of(criterion.measure, criterion.base)
    measure = (
        criterion.measure
        if criterion.base is None
        else f"left-right difference of {criterion.base}"
    )
    where = PHASES.get(criterion.phase, criterion.phase)
    seen = f", from the {criterion.view.replace('_', ' ')}" if criterion.view else ""
    return (
        f"{criterion.id} ({criterion.severity}, {where}{seen}): {measure} "
        f"{_within(criterion.comparison, criterion.good)} {unit}, "
        f'limit {_within(criterion.comparison, criterion.limit)}. "{cue}"'
    )


def _within(comparison: Comparison, bounds: Bounds) -> str:
    if comparison is Comparison.AT_MOST:
        return f"at most {bounds.high:g}"
    if comparison is Comparison.AT_LEAST:
        return f"at least {bounds.low:g}"
    return f"{bounds.low:g} to {bounds.high:g}"


def _neighbours(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    named = (
        ("Grows from", exercise.progression_from),
        ("Leads on to", catalogue.progressions(exercise.id)),
        ("Easier", exercise.regress_to),
        ("Afterwards", (exercise.counterpose,) if exercise.counterpose else ()),
    )
    for title, names in named:
        if names:
            yield f"{title}: {', '.join(_called(name, catalogue) for name in names)}"
    for needed in exercise.prerequisites:
        yield f"First: {_needed(needed, catalogue)}"


def _called(name: str, catalogue: Catalogue) -> str:
    exercise = catalogue.get(name)
    return name if exercise is None else f"{exercise.words().name} ({name})"


def _needed(needed: Prerequisite, catalogue: Catalogue) -> str:
    if needed.exercise:
        return f"{_called(needed.exercise, catalogue)}, {needed.rule}"
    if needed.test:
        least = f" of at least {needed.at_least_deg:g} degrees" if needed.at_least_deg else ""
        return f"the test {needed.test.replace('_', ' ')}{least}{_after(needed.sentence)}"
    return needed.sentence or ""


def _after(sentence: str | None) -> str:
    return f", {sentence[0].lower()}{sentence[1:]}" if sentence else ""


def _for_whom(exercise: Exercise) -> Iterator[str]:
    if exercise.exclude:
        yield f"Left out with: {_codes(exercise.exclude)}"
    if exercise.modify:
        yield f"Gentler with: {_codes(exercise.modify)}"
    people = (f"{who} {how.replace('_', ' ')}" for who, how in exercise.suitability.items())
    yield f"Suits: {', '.join(people)}"
    if exercise.equipment:
        yield f"Needs: {_codes(exercise.equipment)}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(code.replace("_", " ") for code in codes)


def _origin(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    for ref in exercise.seed_refs:
        note = f" ({ref.note})" if ref.note else ""
        yield f'{ref.seed}, {ref.item}: "{ref.quote}"{note}'
    for key in _cited(exercise):
        yield f"{key}: {catalogue.sources.get(key, '')}"
    if exercise.note:
        yield exercise.note


def _cited(exercise: Exercise) -> list[str]:
    used = [*exercise.dose.sources, *(each.source for each in exercise.all_criteria)]
    return list(dict.fromkeys(used))


def _item(text: str) -> list[str]:
    first, rest = f"{INDENT}- ", f"{INDENT}  "
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH)
