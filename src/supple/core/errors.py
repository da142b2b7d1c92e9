"""What can go wrong, by whose doing. Every fault of an input is carried, not only the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input: where it is, and in one sentence what is wrong and what is right."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class SuppleError(Exception):
    """The root of all errors raised on purpose."""


class InputError(SuppleError):
    """Somebody's input is wrong. `problems` holds every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CatalogueError(InputError):
    """Exercise, programme or source files that cannot be used."""


class PoseError(InputError):
    """Pictures, videos or landmark recordings that cannot be read."""


class MessageError(InputError):
    """A message from the page that does not follow the contract."""


class NotFoundError(SuppleError):
    """Something named by an id is not there. The message names it."""


class StoreError(SuppleError):
    """The store could not do what was asked (a driver's error, in one sentence)."""
