"""Which exercise this is, without being told: by poses only.

Each frame votes for the exercise whose shape it fits best. Somebody seen from an angle is turned
side-on by the metric landmarks first, at a lower trust: good enough to name a pose, not to judge
it. (From the front the legs are the model's invention, so nobody is turned from there.) Over a
sequence the votes add up, so that title cards, cuts and other views cost nothing; what people do
before, between and after (lying flat, resting) counts little against what they hold; and what is
done by moving is only named when the movement is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import isnan
from typing import Final

from supple.core.cycles import RepetitionCounter
from supple.core.exercise import Category, Exercise, Kind, View
from supple.core.measures import MEASURES, calibrated, read
from supple.core.pose import Frame
from supple.core.shape import fit_of, seen_rightly
from supple.core.view import estimate_view, turned_side_on

FIT_MIN_RATIO: Final = 0.5
"""A worse fit is no vote."""

TURNED_TRUST_RATIO: Final = 0.75
CONFIDENCE_MIN_RATIO: Final = 0.5
"""Below this more speaks against the exercise than for it, and none is named."""

REST_WEIGHT_RATIO: Final = 0.25
SHORTEST_S: Final = 0.4
"""In a sequence a pose must have been there this long in all to be named."""

REPETITIONS_MIN_COUNT: Final = 2

MOVEMENT_MIN_DEG: Final = 20.0
"""Swaying in place is smaller than this."""

RESTING: Final = frozenset({"prone_rest", "breath_rest"})
"""Poses that are also where other exercises begin and end (their `start_posture`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """`confidence` 0 to 1; `alternatives` are the next exercises with theirs, best first."""

    exercise: str | None
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


NOTHING: Final = Recognition(exercise=None, confidence=0.0, alternatives=())


def recognise(exercises: Iterable[Exercise], frames: Sequence[Frame]) -> Recognition:
    """The exercise that frames show; one frame is a photo. None where no pose is one of ours."""
    known = sorted((e for e in exercises if e.shape), key=_rank)
    people = [frame for frame in frames if frame.found]
    if not known or not people:
        return NOTHING
    seen = [fits(known, frame) for frame in people]
    moving = {e.id for e in known if needs_movement(e) and not _moves(e, people, seen)}
    votes = _votes(known, [{n: f for n, f in one.items() if n not in moving} for one in seen])
    best = max(votes, key=lambda name: votes[name].weight)
    if votes[best].weight == 0 or votes[best].seconds(people) < _least_s(people):
        return NOTHING
    settled = _settled(best, votes, {exercise.id: exercise for exercise in known})
    return settled if settled.confidence >= CONFIDENCE_MIN_RATIO else NOTHING


@dataclass(slots=True)
class _Vote:
    """What one exercise has gathered: in how many frames it fitted best, and how well."""

    count: float = 0.0
    fit: float = 0.0
    weight: float = 0.0

    def seconds(self, people: Sequence[Frame]) -> float:
        span_s = people[-1].time_s - people[0].time_s
        return self.count * span_s / max(1, len(people) - 1)


def _votes(known: Sequence[Exercise], seen: Sequence[Mapping[str, float]]) -> dict[str, _Vote]:
    votes = {exercise.id: _Vote() for exercise in known}
    for one in seen:
        best = max(one.values(), default=0.0)
        if best < FIT_MIN_RATIO:
            continue
        tied = [name for name, fitness in one.items() if fitness >= best - 1e-9]
        for name in tied:
            vote = votes[name]
            vote.count += 1 / len(tied)
            vote.fit += best / len(tied)
            vote.weight += best * (REST_WEIGHT_RATIO if name in RESTING else 1.0) / len(tied)
    return votes


def _settled(best: str, votes: Mapping[str, _Vote], known: Mapping[str, Exercise]) -> Recognition:
    """The confidence is how well the pose fits, times what share of the votes its family has."""
    whole = sum(vote.weight for vote in votes.values())
    family = [name for name in votes if related(known[best], known[name])]
    share = sum(votes[name].weight for name in family) / whole
    fitness = votes[best].fit / votes[best].count
    others = sorted(
        ((name, vote.weight / whole * fitness) for name, vote in votes.items() if name != best),
        key=lambda item: -item[1],
    )
    return Recognition(
        exercise=best,
        confidence=fitness * share,
        alternatives=tuple((name, value) for name, value in others[:3] if value > 0.01),
    )


def related(first: Exercise, second: Exercise) -> bool:
    """The same exercise, or the next easier or harder form of it."""
    return (
        first.id == second.id
        or first.id in second.progression_from
        or second.id in first.progression_from
    )


def needs_movement(exercise: Exercise) -> bool:
    """Whether its pose alone says nothing: standing about is no jumping jack."""
    repeated = exercise.kind in (Kind.REPS, Kind.CARDIO)
    return exercise.kind is Kind.CARDIO or (
        repeated and exercise.start_posture == "standing" and exercise.category is Category.WARM_UP
    )


def fits(exercises: Sequence[Exercise], frame: Frame) -> dict[str, float]:
    """The fit of each exercise to one frame, 0 where it cannot be told; each measure read once."""
    view = estimate_view(frame).view
    turned = turned_side_on(frame) if view == "oblique" else frame
    calibration = calibrated([turned])
    values: dict[tuple[str, bool], float] = {}

    def value_of(name: str, turn: bool) -> float:
        key = (name, turn)
        if key not in values:
            use_turned = turn and not MEASURES[name].any_view
            values[key] = read(name, turned if use_turned else frame, calibration).value
        return values[key]

    found = {}
    for exercise in exercises:
        turn = view == "oblique" and exercise.camera.view is View.SIDE
        if not turn and not seen_rightly(exercise, view):
            found[exercise.id] = 0.0
            continue
        fitness = fit_of(exercise.shape, partial(value_of, turn=turn))
        trust = TURNED_TRUST_RATIO if turn else 1.0
        found[exercise.id] = 0.0 if isnan(fitness) else fitness * trust
    return found


def _rank(exercise: Exercise) -> tuple[bool, bool, int, str]:
    """Of exercises with the same pose: held before repeated, seed before added, easy first."""
    repeated = exercise.kind in (Kind.REPS, Kind.CARDIO)
    return (repeated, exercise.origin != "seed", exercise.level, exercise.id)


def _least_s(people: Sequence[Frame]) -> float:
    return SHORTEST_S if len(people) > 1 else 0.0


def _moves(
    exercise: Exercise, people: Sequence[Frame], seen: Sequence[Mapping[str, float]]
) -> bool:
    """Whether the primary signal goes to and fro at least twice while the pose fits."""
    if exercise.primary_signal not in MEASURES:
        return False
    counter = RepetitionCounter(smallest_range=MOVEMENT_MIN_DEG)
    for frame, fitted in zip(people, seen, strict=True):
        if fitted[exercise.id] >= FIT_MIN_RATIO:
            value = read(exercise.primary_signal, frame, calibrated([frame])).value
            counter.receive(frame.time_s, value)
    return counter.count >= REPETITIONS_MIN_COUNT
