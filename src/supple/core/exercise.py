"""The types of an exercise file. No loading, no judging.

Enumerations and ids are those of the catalogue; the unit of every number is its name's last
token. A criterion's id is unique within its exercise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

NOT_IN_FILE: Final = MappingProxyType({"in_file": False})
"""Marks a field that no exercise file gives."""


class Status(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    VALIDATED = "validated"


class Category(StrEnum):
    WARM_UP = "warm_up"
    EXTENSION = "extension"
    STRENGTH = "strength"
    FLEXION = "flexion"
    LATERAL = "lateral"
    ROTATION = "rotation"
    INVERSION = "inversion"
    MOBILITY = "mobility"
    RECOVERY = "recovery"
    OFFICE = "office"


class Kind(StrEnum):
    STATIC_HOLD = "static_hold"
    ISOMETRIC = "isometric"
    REPS = "reps"
    CARDIO = "cardio"


class Sided(StrEnum):
    NONE = "none"
    SIDES = "sides"
    BOTH_DIRECTIONS = "both_directions"


class View(StrEnum):
    SIDE = "side"
    FRONT = "front"
    FEET_END = "feet_end"


class PhaseKind(StrEnum):
    ENTER = "enter"
    HOLD = "hold"
    REPS = "reps"
    EXIT = "exit"


class Severity(StrEnum):
    SAFETY = "safety"
    TECHNIQUE = "technique"
    EFFECTIVENESS = "effectiveness"
    INFO = "info"


GRAVE: Final = (Severity.SAFETY, Severity.TECHNIQUE)
"""What stops the clock and is said; the gravest first."""


class Comparison(StrEnum):
    AT_MOST = "<="
    AT_LEAST = ">="
    BETWEEN = "between"


class Suitability(StrEnum):
    OK = "ok"
    LATER = "later"
    CLINICIAN = "clinician"
    NOT_SUITABLE = "not_suitable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedRef:
    """A verbatim phrase of a seed article and how it was read."""

    seed: str
    item: str
    quote: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One part of an exercise; `say` of the text has its spoken steps."""

    kind: PhaseKind
    time_min_s: float | None = None
    time_target_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the first dose (`low`) over the usual (`target`) to the most (`high`)."""

    low: float
    target: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much. Spans are None where the exercise is not dosed by that quantity.

    `seed` is the seed's own words on the dose, empty where it is silent; `sources` are keys of
    data/sources.toml. `tempo_s` is a whole cycle; `tempo_low_s` and `tempo_high_s` are the
    quickest and the slowest that the source names.
    """

    hold_s: Span | None = None
    repetitions_count: Span | None = None
    sets_count: Span | None = None
    duration_s: Span | None = None
    effort_cr10: Span | None = None
    rest_s: float = 15.0
    tempo_s: float | None = None
    tempo_low_s: float | None = None
    tempo_high_s: float | None = None
    total_target_s: float | None = None
    max_days_per_week_count: int | None = None
    seed: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """An interval; None is open. `AT_MOST` uses high, `AT_LEAST` low, `BETWEEN` both."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A limit on a measure in a phase; its cue is in the exercise's text under its id."""

    id: str
    measure: str
    comparison: Comparison
    good: Bounds
    limit: Bounds
    phase: str
    severity: Severity
    source: str = "ENG"
    view: View | None = None
    base: str | None = None
    side: str | None = None
    optional: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeRule:
    """What makes the pose this pose: a measure inside an interval, for recognising, not judging.

    The fit is 1 inside [low, high] and falls to 0 over `softness` outside it.
    """

    measure: str
    low: float
    high: float
    softness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """What comes before: an exercise (mastered or tried), a test result, or a sentence."""

    exercise: str | None = None
    rule: str | None = None
    test: str | None = None
    at_least_deg: float | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where the camera should be. `reliability` is high, medium or low."""

    view: View
    second_view: View | None = None
    height_m: float = 0.6
    reliability: str = "medium"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rest:
    """How the average body rests in a pose, found beforehand (`make poses`).

    `of`: the fingerprint of the pose that it was found for (core.figure.modelling); for another it
    says nothing. `angles_deg` in the order of core.figure.posture; `place_m`: where the middle of
    the hips is, forward and up. `gap_m`, `sunk_m`, `overlap_m` as in core.figure.contacts.
    """

    of: str
    angles_deg: tuple[float, ...]
    place_m: tuple[float, float]
    gap_m: float
    sunk_m: float
    overlap_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How a body is in a phase: joint angles, and what it rests on.

    `phase`: start, enter, hold, peak, other or exit. `angles` are degrees by name (core.figure's
    angles): "knee_flexion_deg" both sides, "left_knee_flexion_deg" one; what is not named is as
    in quiet standing. `touches`: "palms", "pelvis on seat", "left_hand on left_foot"; a little is
    bent until all of it touches, on every body. `props`: what is held, "strap" or "rope"; chair,
    wall and block stand where something touches them. A sided exercise shows its left side.
    """

    phase: str
    angles: Mapping[str, float]
    touches: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    note: str = ""
    rest: Rest | None = field(default=None, compare=False, repr=False, metadata=NOT_IN_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPose:
    """What breaking a criterion looks like: the pose of a phase with some angles otherwise.

    `touches` replaces the pose's where it is given. Where the criterion is about time or movement
    `motion` says how instead: numbers by name (core.figure's motions). `also_breaks`: criteria
    that no body can keep while it breaks this one; `note` says why.
    """

    criterion: str
    phase: str = "hold"
    angles: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    touches: tuple[str, ...] | None = None
    motion: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    also_breaks: tuple[str, ...] = ()
    note: str = ""
    rest: Rest | None = field(default=None, compare=False, repr=False, metadata=NOT_IN_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An exercise in one language, written for the ear.

    `say` has one tuple of short spoken steps for each phase, in the order of the phases.
    `cues` maps criterion ids to what is said; `camera` says how to place the camera.
    """

    name: str
    summary: str
    say: tuple[tuple[str, ...], ...]
    cues: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hints: tuple[str, ...] = ()
    donts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    camera: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise file.

    `shape` is empty where the camera does not judge it yet. `looks_like`: the learned kinds of
    pose that it looks like, each with the share of people in such a pose who do this exercise.
    `movement_min`: its pose alone says nothing, as standing does; its primary or fallback signal
    must go to and fro by at least this, in degrees if one of them is an angle, else in the
    signal's unit. `by_clock`: its shape tells that it is done, but no camera can count or judge
    it. `needs_warm_up`: it goes to the end of a range, and so is never offered before a warm-up.
    `global_criteria` are no part of the file: the catalogue gives every exercise those of its
    kind.
    """

    id: str
    status: Status
    origin: str
    category: Category
    level: int
    kind: Kind
    sided: Sided
    needs_warm_up: bool
    start_posture: str
    primary_signal: str
    phases: tuple[Phase, ...]
    dose: Dose
    camera: Camera
    text: Mapping[str, Text]
    sanskrit: str = ""
    reviewed_by: str = ""
    fallback_signal: str | None = None
    tags: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    stretches: tuple[str, ...] = ()
    strengthens: tuple[str, ...] = ()
    spinal_movement: tuple[str, ...] = ()
    seed_refs: tuple[SeedRef, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    progression_from: tuple[str, ...] = ()
    regress_to: tuple[str, ...] = ()
    counterpose: str | None = None
    exclude: tuple[str, ...] = ()
    modify: tuple[str, ...] = ()
    suitability: Mapping[str, Suitability] = field(default_factory=lambda: MappingProxyType({}))
    criteria: tuple[Criterion, ...] = ()
    shape: tuple[ShapeRule, ...] = ()
    looks_like: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    movement_min: float | None = None
    by_clock: bool = False
    poses: tuple[Pose, ...] = ()
    fault_poses: tuple[FaultPose, ...] = ()
    note: str = ""
    global_criteria: tuple[Criterion, ...] = field(default=(), metadata=NOT_IN_FILE)

    @property
    def all_criteria(self) -> tuple[Criterion, ...]:
        """Its own, then those of its kind."""
        return (*self.criteria, *self.global_criteria)

    @property
    def judged(self) -> bool:
        """Whether the camera can recognise its pose and judge it live."""
        return bool(self.shape) and not self.by_clock

    @property
    def alike(self) -> bool:
        """Whether both sides of the body are to do the same all the time: a hold with no sides."""
        holds = self.kind in (Kind.STATIC_HOLD, Kind.ISOMETRIC)
        return holds and self.sided is Sided.NONE

    def words(self, language: str = "en") -> Text:
        return self.text.get(language, self.text["en"])
