"""What the camera saw of one exercise, in calm words: what to mind, what went well, what it
could not tell and why, each number with how far it may be off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from supple.app import words
from supple.app.derived import FindingRow
from supple.app.history import DoneSet
from supple.app.locales import Locale
from supple.core.events import Result
from supple.core.exercise import Criterion, Exercise, Severity

MIND = (Result.FAIL, Result.WARN)
NEVER_LOOKED = ("", "nobody", "not_reached", "not_measured_yet")
"""Where all is untold for these reasons, the camera was off or does not judge the exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion over all sets of an exercise."""

    told: str
    cue: str = ""
    a_little: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All of one exercise. `untold` are sentences, one for each reason."""

    mind: tuple[Line, ...] = ()
    well: tuple[Line, ...] = ()
    shown: tuple[Line, ...] = ()
    untold: tuple[str, ...] = ()
    by_clock_only: bool = False

    @property
    def more(self) -> bool:
        """Whether there is more than what to mind."""
        return bool(self.well or self.shown or self.untold)


def seen(exercise: Exercise | None, sets: Sequence[DoneSet], locale: Locale) -> Seen:
    """The findings of some sets of one exercise, each criterion once."""
    by_criterion: dict[str, list[FindingRow]] = {}
    for one in sets:
        for finding in one.findings:
            by_criterion.setdefault(finding.criterion, []).append(finding)
    if not by_criterion:
        return Seen()
    rows = [row for found in by_criterion.values() for row in found]
    untold_all = all(row.result == Result.CANNOT_TELL for row in rows)
    if untold_all and all(one.skipped for one in sets):
        return Seen()
    if untold_all and all(row.why in NEVER_LOOKED for row in rows):
        return Seen(by_clock_only=True)
    rules = {rule.id: rule for rule in exercise.all_criteria} if exercise else {}
    cues = exercise.words(locale.language).cues if exercise else {}
    mind: list[Line] = []
    well: list[Line] = []
    shown: list[Line] = []
    untold: dict[str, list[str]] = {}
    for criterion, found in by_criterion.items():
        rule = rules.get(criterion)
        worst = _worst(found)
        if worst is None:
            untold.setdefault(words.why_words(locale, found[-1].why), []).append(
                words.criterion_words(locale, criterion, rule)
            )
            continue
        line = _line(worst, found, rule, cues.get(criterion, ""), locale)
        if worst.severity == Severity.INFO:
            shown.append(line)
        else:
            (mind if worst.result in MIND else well).append(line)
    return Seen(
        mind=tuple(sorted(mind, key=lambda line: line.a_little)),
        well=tuple(well),
        shown=tuple(shown),
        untold=tuple(
            locale.say(
                "detail.because", what=words.capital(", ".join(dict.fromkeys(whats))), why=why
            )
            for why, whats in untold.items()
        ),
    )


def _worst(found: Sequence[FindingRow]) -> FindingRow | None:
    """The finding that counts most: what to mind before what went well, the last of a kind."""
    for result in (Result.FAIL, Result.WARN, Result.PASS):
        alike = [row for row in found if row.result == result]
        if alike:
            return alike[-1]
    return None


def _line(
    worst: FindingRow,
    found: Sequence[FindingRow],
    rule: Criterion | None,
    cue: str,
    locale: Locale,
) -> Line:
    what = words.capital(words.criterion_words(locale, worst.criterion, rule))
    mind = worst.result in MIND and worst.severity != Severity.INFO
    parts = []
    unit = words.unit_of((rule.base or rule.measure) if rule else "")
    if worst.value is not None:
        parts.append(words.measured_words(locale, worst.value, worst.uncertainty, unit))
    if mind and rule is not None:
        parts.append(locale.say("detail.good_is", good=words.good_words(locale, rule, unit)))
    minded = sum(row.result in MIND for row in found)
    if mind and len(found) > 1:
        parts.append(locale.say("detail.of_sets", count=minded, of=len(found)))
    told = locale.say("detail.value", what=what, value="; ".join(parts)) if parts else what
    return Line(told=told, cue=cue if mind else "", a_little=mind and worst.result == Result.WARN)
