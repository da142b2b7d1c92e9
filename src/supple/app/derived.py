"""The rows that pages read, made from the record by `app.projection` alone. Values only.

A store keeps one table for each of these types, a column for each field; `KEY` names the fields
that tell two rows apart. Rows are read in the order of `at`, then of the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What all of them have: whose it is, and since when."""

    KEY: ClassVar[tuple[str, ...]]

    person: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow(Row):
    """A person of the household. Settings are None where the person has not chosen."""

    KEY: ClassVar[tuple[str, ...]] = ("person",)

    name: str
    language: str
    breath_in_s: float | None
    breath_out_s: float | None
    keep_recordings: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRow(Row):
    """One answering of the safety screen."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    codes: tuple[str, ...]
    red_flags: tuple[str, ...]
    experience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow(Row):
    """A session, with what is counted over its sets. `state`: made, running, stopped, finished.

    `sets_count` are all sets, also those skipped; `worked_s` the seconds credited; `reason` is
    why it was stopped, else empty.
    """

    KEY: ClassVar[tuple[str, ...]] = ("session",)

    session: str
    programme: str
    camera: bool
    state: str
    reason: str
    started_at: str | None
    ended_at: str | None
    effort_cr10: float | None
    pain_before_nrs: float | None
    pain_after_nrs: float | None
    words: str
    sets_count: int
    skipped_count: int
    worked_s: float
    camera_wrong_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow(Row):
    """One side of one set, as it was counted or as it was corrected since."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    session: str
    entry: int
    exercise: str
    set_index: int
    side: str | None
    credited_s: float
    repetitions_count: int
    by: str
    skipped: bool
    corrected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow(Row):
    """A criterion against what was seen in a set. Numbers are None where not told."""

    KEY: ClassVar[tuple[str, ...]] = ("exercise_set", "position")

    exercise_set: str
    position: int
    session: str
    exercise: str
    criterion: str
    severity: str
    result: str
    value: float | None
    unit: str
    uncertainty: float | None
    at_s: float | None
    cue: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraWrongRow(Row):
    """The person said that the camera was wrong about a criterion (or the pose itself)."""

    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    session: str
    entry: int
    exercise: str
    criterion: str
    at_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRow(Row):
    """A landmark recording that is kept, one a session."""

    KEY: ClassVar[tuple[str, ...]] = ("session",)

    session: str
    file: str
    frames_count: int
    seconds_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HaltRow(Row):
    """Pain ended a session: none begins before the screen is answered after `at`."""

    KEY: ClassVar[tuple[str, ...]] = ("session",)

    session: str


OF_PERSON: tuple[type[Row], ...] = (ProfileRow, ScreenRow)
"""Made from the records of a person that belong to no session."""

OF_SESSION: tuple[type[Row], ...] = (
    SessionRow,
    SetRow,
    FindingRow,
    CameraWrongRow,
    RecordingRow,
    HaltRow,
)
"""Made from the records of one session; parents before what hangs on them."""
