"""What people tell of themselves, checked before it is kept: every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from unicodedata import category

from supple.core.errors import InputError, Problem

NAME_MOST_COUNT = 80
WORDS_MOST_COUNT = 2000
BREATH_LEAST_S, BREATH_MOST_S = 1.0, 20.0
SCALE_MOST = 10.0
HOLD_MOST_S = 7200.0
REPETITIONS_MOST_COUNT = 10_000


class Checks:
    """Gathers the faults of one input; `settle` raises them together."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def name(self, where: str, given: str) -> str:
        """A name of one line, outer blanks removed."""
        kept = given.strip()
        if not kept:
            self._wrong(where, "is empty; write what you would like to be called")
        elif len(kept) > NAME_MOST_COUNT:
            self._wrong(where, f"has {len(kept)} characters; {NAME_MOST_COUNT} fit")
        elif any(_unprintable(kept)):
            self._wrong(where, "holds characters that cannot be shown; leave them out")
        return kept

    def words(self, where: str, given: str) -> str:
        """Free words of several lines, outer blanks removed."""
        kept = given.replace("\r\n", "\n").strip()
        if len(kept) > WORDS_MOST_COUNT:
            self._wrong(where, f"have {len(kept)} characters; {WORDS_MOST_COUNT} fit")
        elif any(_unprintable(kept.replace("\n", " ").replace("\t", " "))):
            self._wrong(where, "hold characters that cannot be shown; leave them out")
        return kept

    def scale(self, where: str, given: float | None) -> float | None:
        """A point on a scale from 0 to 10, or None where nothing was told."""
        return self.between(where, given, 0.0, SCALE_MOST)

    def between(
        self, where: str, given: float | None, low: float, high: float, unit: str = ""
    ) -> float | None:
        """A number in [low, high], or None where nothing was told."""
        if given is None:
            return None
        if not isfinite(given) or not low <= given <= high:
            self._wrong(where, f"is {given:g}; give a number from {low:g} to {high:g}{unit}")
        return float(given)

    def known(self, where: str, given: frozenset[str], known: frozenset[str], what: str) -> None:
        """Every name must be one of those known."""
        for name in sorted(given - known):
            self._wrong(where, f'there is no {what} "{name}" here')

    def settle(self) -> None:
        """Raises InputError with everything that was found, or nothing."""
        if self.problems:
            raise InputError(self.problems)

    def _wrong(self, where: str, what: str) -> None:
        self.problems.append(Problem(where, what))


def _unprintable(text: str) -> Iterator[str]:
    return (letter for letter in text if category(letter) in ("Cc", "Cs"))
