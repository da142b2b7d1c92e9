"""Answers on their way: kept in memory between the questions, under a name only the asker knows.

They are about health, so they stand in no address and in no cookie, and are gone after the last
question, after an hour, or with the server.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

KEPT_COUNT = 64  # more people than this do not answer at once; the oldest is forgotten
KEPT_S = 3600.0


@dataclass(slots=True, kw_only=True)
class Draft:
    """What was answered so far; `codes` and `red_flags` are None until asked.

    `person` is who answers anew, empty for somebody new.
    """

    started_s: float
    person: str = ""
    red_flags: frozenset[str] | None = None
    codes: frozenset[str] | None = None
    readiness: frozenset[str] = frozenset()
    experience: str = ""
    age: str = ""

    def ready_for(self, step: str) -> bool:
        """Whether what comes before this question has been answered."""
        cleared = self.red_flags is not None and not self.red_flags
        return {
            "stop": True,
            "conditions": cleared,
            "move": cleared and self.codes is not None,
            "name": cleared and self.experience != "" and self.person == "",
        }[step]


class Drafts:
    """Safe to call from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def begin(self, *, person: str = "") -> tuple[str, Draft]:
        """A new draft and the name to find it by."""
        name = secrets.token_urlsafe(24)
        draft = Draft(started_s=self._clock(), person=person)
        with self._lock:
            self._drafts[name] = draft
            while len(self._drafts) > KEPT_COUNT:
                self._drafts.popitem(last=False)
        return name, draft

    def find(self, name: str | None) -> Draft | None:
        with self._lock:
            draft = self._drafts.get(name or "")
            if draft is not None and self._clock() - draft.started_s > KEPT_S:
                del self._drafts[name or ""]
                return None
            return draft

    def end(self, name: str | None) -> None:
        with self._lock:
            self._drafts.pop(name or "", None)
