"""What can be wrong inside one exercise, file by file. No other exercise is looked at.

Every function answers with all faults it finds, each naming the key and saying in a sentence
what would be right. Whether the exercises fit together is `core.catalogue.catalogue`'s matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain
from typing import Final

from supple.core.catalogue.pose_faults import pose_faults
from supple.core.catalogue.readable import reading_faults
from supple.core.errors import Problem
from supple.core.exercise import (
    Bounds,
    Comparison,
    Criterion,
    Exercise,
    Kind,
    PhaseKind,
    ShapeRule,
    Span,
    Status,
    Text,
)
from supple.core.measuring.names import LEFT_RIGHT
from supple.core.programme import Experience

PHASES_JUDGED: Final = (
    *PhaseKind, "reps_peak", "reps_amplitude", "set_summary",
)  # fmt: skip
"""Where a criterion may apply: a phase, the far end or the amplitude of a repetition, a whole set
(both sides compared)."""

ID_FORM: Final = re.compile(r"[a-z][a-z0-9_]*")
LEVELS: Final = range(1, 6)
STEP_WORDS_MAX: Final = 12
"""What is said at once must be short enough to follow while moving (DESIGN section 10)."""
RELIABILITIES: Final = ("high", "medium", "low")
HEIGHT_M: Final = (0.2, 1.6)
ORIGINS: Final = ("seed", "added", "own")
RULES: Final = ("mastered", "tried")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Names that a file may use: measures, contraindication codes, keys of sources.

    `describing` measures tell which pose it is, and how it moves: shapes and signals may use them
    beside the others, criteria not.
    """

    measures: Collection[str]
    describing: Collection[str] = ()
    codes: Collection[str]
    sources: Collection[str]


def exercise_faults(exercise: Exercise, known: Known) -> list[Problem]:
    """Every fault of one exercise on its own.

    Parameters
    ----------
    exercise : Exercise
        As decoded; types and enumerations are right already.
    known : Known
        The names it may use.

    Returns
    -------
    list of Problem
        Empty for a sound exercise. `where` is "<id>.toml: <key>".
    """
    found = chain(
        _head(exercise),
        _phases(exercise),
        _dose(exercise, known),
        _prerequisites(exercise),
        _codes(exercise, known),
        _camera(exercise),
        _criteria(exercise, known),
        _shape(exercise.shape, known),
        _looks(exercise.looks_like),
        _movement(exercise.movement_min),
        _texts(exercise),
        pose_faults(exercise),
    )
    return [Problem(f"{exercise.id}.toml: {key}", what) for key, what in found]


Fault = tuple[str, str]


def _head(exercise: Exercise) -> Iterator[Fault]:
    if not ID_FORM.fullmatch(exercise.id):
        yield "id", "use small letters, digits and underscores, beginning with a letter"
    if exercise.level not in LEVELS:
        yield "level", f"is {exercise.level}; it goes from 1 (first) to 5 (hardest)"
    if exercise.origin not in ORIGINS:
        yield "origin", f'is "{exercise.origin}"; write one of {_list(ORIGINS)}'
    if exercise.status is not Status.DRAFT and not exercise.reviewed_by.strip():
        yield "reviewed_by", f"a {exercise.status} exercise names the physiotherapist here"
    if exercise.status is Status.DRAFT and exercise.reviewed_by:
        yield "reviewed_by", "a draft has no reviewer; set status to reviewed, or leave this out"
    if exercise.origin == "seed" and not exercise.seed_refs:
        yield "seed_refs", "an exercise of a seed quotes the phrase that it comes from"
    for index, ref in enumerate(exercise.seed_refs, start=1):
        if not ref.quote.strip():
            yield f"seed_refs[{index}].quote", "is empty; quote the seed's own words"


def _phases(exercise: Exercise) -> Iterator[Fault]:
    kinds = [phase.kind for phase in exercise.phases]
    if not kinds:
        yield "phases", "there is none; give at least one [[phases]] table"
    order = list(PhaseKind)
    if [*sorted(kinds, key=order.index)] != kinds or len(set(kinds)) != len(kinds):
        yield "phases", "each kind comes once, in the order enter, hold, reps, exit"
    holds = exercise.kind in {Kind.STATIC_HOLD, Kind.ISOMETRIC}
    wanted = PhaseKind.HOLD if holds else PhaseKind.REPS
    if kinds and wanted not in kinds:
        yield "phases", f'an exercise of kind "{exercise.kind}" has a phase of kind "{wanted}"'
    for index, phase in enumerate(exercise.phases, start=1):
        low, target = phase.time_min_s, phase.time_target_s
        if any(value is not None and value <= 0 for value in (low, target)):
            yield f"phases[{index}]", "times are more than 0 seconds"
        elif low is not None and target is not None and low > target:
            yield f"phases[{index}]", "time_min_s is longer than time_target_s"


def _dose(exercise: Exercise, known: Known) -> Iterator[Fault]:
    dose = exercise.dose
    for field in fields(dose):
        span = getattr(dose, field.name)
        if isinstance(span, Span) and not 0 < span.low <= span.target <= span.high:
            yield (
                f"dose.{field.name}",
                "goes up from low over target to high, and starts above 0",
            )
    needed = {
        Kind.STATIC_HOLD: ("hold_s",),
        Kind.ISOMETRIC: ("hold_s",),
        Kind.REPS: ("repetitions_count", "tempo_s"),
        Kind.CARDIO: ("duration_s",),
    }[exercise.kind]
    for name in needed:
        if getattr(dose, name) is None:
            yield f"dose.{name}", f'is missing; an exercise of kind "{exercise.kind}" needs it'
    tempos = [t for t in (dose.tempo_low_s, dose.tempo_s, dose.tempo_high_s) if t is not None]
    if tempos != sorted(tempos) or any(tempo <= 0 for tempo in tempos):
        yield "dose.tempo_s", "goes up from tempo_low_s over tempo_s to tempo_high_s, above 0"
    if dose.rest_s < 0:
        yield "dose.rest_s", "is less than 0 seconds"
    days = dose.max_days_per_week_count
    if days is not None and not 1 <= days <= 7:
        yield "dose.max_days_per_week_count", f"is {days}; a week has 1 to 7 days"
    if not dose.sources:
        yield "dose.sources", "say where the dose comes from (a key of sources.toml)"
    yield from _sources("dose.sources", dose.sources, known)


def _prerequisites(exercise: Exercise) -> Iterator[Fault]:
    for index, needed in enumerate(exercise.prerequisites, start=1):
        where = f"prerequisites[{index}]"
        if not (needed.exercise or needed.test or needed.sentence):
            yield where, "names an exercise, a test or a sentence"
        if needed.exercise and needed.rule not in RULES:
            yield f"{where}.rule", f"with an exercise, write one of {_list(RULES)}"


def _codes(exercise: Exercise, known: Known) -> Iterator[Fault]:
    for key in ("exclude", "modify"):
        for code in getattr(exercise, key):
            if code not in known.codes:
                yield key, f'"{code}" is not a code of the safety screen'
    for code in sorted(set(exercise.exclude) & set(exercise.modify)):
        yield "modify", f'"{code}" is excluded already; keep it in one of the two lists'
    people = {experience.value for experience in Experience}
    for missing in sorted(people - set(exercise.suitability)):
        yield "suitability", f'says nothing for "{missing}"'
    for extra in sorted(set(exercise.suitability) - people):
        yield "suitability", f'"{extra}" is none of {_list(sorted(people))}'


def _camera(exercise: Exercise) -> Iterator[Fault]:
    camera = exercise.camera
    if camera.reliability not in RELIABILITIES:
        yield (
            "camera.reliability",
            f'is "{camera.reliability}"; write one of {_list(RELIABILITIES)}',
        )
    low, high = HEIGHT_M
    if not low <= camera.height_m <= high:
        yield "camera.height_m", f"is {camera.height_m}; it is between {low} and {high} metres"
    if camera.second_view is camera.view:
        yield "camera.second_view", "is the same as view; leave it out"


def _criteria(exercise: Exercise, known: Known) -> Iterator[Fault]:
    twice = [name for name, n in Counter(c.id for c in exercise.criteria).items() if n > 1]
    for name in twice:
        yield f"criteria ({name})", "this id is used more than once in this file"
    for criterion in exercise.criteria:
        for key, what in _criterion(criterion, exercise, known):
            yield f"criteria ({criterion.id}).{key}", what
    signals = [("primary_signal", exercise.primary_signal)]
    if exercise.fallback_signal is not None:
        signals.append(("fallback_signal", exercise.fallback_signal))
    for key, signal in signals:
        if signal not in known.measures and signal not in known.describing:
            yield key, f'"{signal}" is not a known measure'


def _criterion(criterion: Criterion, exercise: Exercise, known: Known) -> Iterator[Fault]:
    if not ID_FORM.fullmatch(criterion.id):
        yield "id", "use small letters, digits and underscores, beginning with a letter"
    if criterion.measure not in known.measures:
        yield "measure", f'"{criterion.measure}" is not a known measure'
    if criterion.measure == LEFT_RIGHT and criterion.base not in known.measures:
        yield "base", f"{LEFT_RIGHT} compares the two sides of a known measure: name it here"
    if criterion.measure != LEFT_RIGHT and criterion.base is not None:
        yield "base", f"only {LEFT_RIGHT} has a base"
    if criterion.phase not in PHASES_JUDGED:
        yield "phase", f'is "{criterion.phase}"; write one of {_list(PHASES_JUDGED)}'
    elif not _has_phase(exercise, criterion.phase):
        yield "phase", f'this exercise has no phase of kind "{criterion.phase}"'
    yield from bounds_faults(criterion.comparison, criterion.good, criterion.limit)
    yield from reading_faults(criterion, exercise)
    yield from _sources("source", (criterion.source,), known)


def _has_phase(exercise: Exercise, name: str) -> bool:
    kinds = {phase.kind.value for phase in exercise.phases}
    return name == "set_summary" or name.partition("_")[0] in kinds


def bounds_faults(comparison: Comparison, good: Bounds, limit: Bounds) -> Iterator[Fault]:
    """What is wrong with the limits of a criterion."""
    uses = {
        Comparison.AT_MOST: (False, True),
        Comparison.AT_LEAST: (True, False),
        Comparison.BETWEEN: (True, True),
    }[comparison]
    wanted = " and ".join(key for key, used in zip(("low", "high"), uses, strict=True) if used)
    complete = True
    for key, bounds in (("good", good), ("limit", limit)):
        given = (bounds.low is not None, bounds.high is not None)
        if given != uses:
            complete = False
            yield key, f'with comparison "{comparison}", give {wanted} and nothing else'
        elif bounds.low is not None and bounds.high is not None and bounds.low >= bounds.high:
            complete = False
            yield key, "low is not below high"
    if complete and not _inside(good, limit):
        yield "limit", "good does not lie inside limit"


def _inside(good: Bounds, limit: Bounds) -> bool:
    low = good.low is None or limit.low is None or limit.low <= good.low
    high = good.high is None or limit.high is None or good.high <= limit.high
    return low and high


def _shape(rules: Collection[ShapeRule], known: Known) -> Iterator[Fault]:
    for index, rule in enumerate(rules, start=1):
        where = f"shape[{index}] ({rule.measure})"
        if rule.measure not in known.measures and rule.measure not in known.describing:
            yield where, "is not a known measure"
        if rule.low >= rule.high:
            yield where, "low is not below high"
        if rule.softness <= 0:
            yield where, "softness is more than 0"


def _looks(looks_like: Mapping[str, float]) -> Iterator[Fault]:
    for kind, share in looks_like.items():
        if not 0 < share <= 1:
            yield f"looks_like.{kind}", "is more than 0 and at most 1"


def _movement(movement_min: float | None) -> Iterator[Fault]:
    if movement_min is not None and movement_min <= 0:
        yield "movement_min", "is more than 0; leave it out where the pose alone tells"


def _texts(exercise: Exercise) -> Iterator[Fault]:
    if "en" not in exercise.text:
        yield "text.en", "is missing; every exercise has an English text"
    for language, text in exercise.text.items():
        for key, what in _text(text, exercise):
            yield f"text.{language}.{key}", what


def _text(text: Text, exercise: Exercise) -> Iterator[Fault]:
    for key in ("name", "summary", "camera"):
        if not getattr(text, key).strip():
            yield key, "is empty"
    if len(text.say) != len(exercise.phases):
        yield "say", f"has {len(text.say)} lists for {len(exercise.phases)} phases; give one each"
    for index, steps in enumerate(text.say, start=1):
        if not steps:
            yield f"say[{index}]", "is empty; say at least one step"
        for step in steps:
            yield from spoken_faults(f"say[{index}]", step)
    ids = {criterion.id for criterion in exercise.criteria}
    for missing in sorted(ids - set(text.cues)):
        yield f"cues.{missing}", "is missing; every criterion has a cue"
    for extra in sorted(set(text.cues) - ids):
        yield f"cues.{extra}", "there is no criterion with this id"
    for name, cue in text.cues.items():
        yield from spoken_faults(f"cues.{name}", cue)


def spoken_faults(where: str, words: str) -> Iterator[Fault]:
    """What is wrong with a sentence that is said during an exercise."""
    if not words.strip():
        yield where, "is empty"
    elif len(words.split()) > STEP_WORDS_MAX:
        yield where, f'"{words}" is longer than {STEP_WORDS_MAX} words; say it shorter'


def _sources(where: str, keys: Collection[str], known: Known) -> Iterator[Fault]:
    for key in keys:
        if key not in known.sources:
            yield where, f'"{key}" is not a key of sources.toml'


def _list(words: Collection[str]) -> str:
    return ", ".join(words)
