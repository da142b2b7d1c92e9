"""Which exercise this is, without being told: from one frame and, better, from many.

Theory of operation
-------------------
Two kinds of evidence come together in each frame. What was *learned* from examples says which kind
of pose it is, or none of ours (`kinds`); the share of a kind is divided among the exercises
that look like it by how well the body fits their *shapes*, the intervals of their files (`shape`).
What is none of the kinds goes to exercises that fit by their shape alone, and the rest of it is
*none*. So adding an exercise is adding its file, and a variant without examples is known too.

Somebody seen from an angle is turned side-on by the metric landmarks for the shapes, at a lower
trust: good enough to name a pose, not to judge it.

Over a sequence the frames' shares add up, so that title cards, cuts and other views cost nothing;
what people do before, between and after (lying flat, resting) counts little against what they
hold; and what is done by moving is only named when the movement is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import isnan
from typing import Final

import numpy as np

from supple.core.exercise import Exercise, Kind, View
from supple.core.measuring.measures import MEASURES, calibrated, read
from supple.core.pose import Floats, Frame
from supple.core.recognising.kinds import NONE, PoseKinds, Weighing, likelihoods
from supple.core.recognising.moving import moved, thinned
from supple.core.recognising.shape import fit_of, seen_rightly
from supple.core.seeing.view import estimate_view, turned_side_on

TURNED_TRUST_RATIO: Final = 0.75

CONFIDENCE_MIN_RATIO: Final = 0.5
"""Below this more speaks against the exercise than for it, and none is named."""
FILM_SURE_MIN_RATIO: Final = 0.6
"""The moments of a film in which its exercise is seen leave less doubt than one photo may: on the
films at hand 0.85 and more where it is right, 0.55 where it is none."""

REST_WEIGHT_RATIO: Final = 0.15
SHORTEST_S: Final = 0.4
"""In a sequence a pose must have been there this long in all to be named."""

EVEN_FIT_RATIO: Final = 0.65
STEEPNESS: Final = 5.0
"""An exercise that its shape alone speaks for is as likely as none where it fits by this much;
the odds grow with this power of the fit (ENG)."""

FIT_MIN_RATIO: Final = 0.01
"""No shape is surer than this that it is not there."""

MOVED_ODDS: Final = 10.0
"""How much likelier an exercise is whose movement was seen: held poses do not move (ENG)."""

NOT_LEARNED: Final = Weighing(trust=1.0, none=0.0)

LIKELY_MIN_RATIO: Final = 1e-4
"""No network is surer than this that something is not there."""

RESTING: Final = frozenset({"prone_rest", "breath_rest"})
"""Poses that are also where other exercises begin and end (their `start_posture`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """`confidence`, 0 to 1, is that it is this exercise or another form of it; `alternatives` are
    the next ones, also of the same form, with the share that speaks for each, best first.
    """

    exercise: str | None
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Seen:
    """Evidence of n frames: the `fitness` of each exercise's shape (n, exercises), 0 to 1, which
    says nothing where a frame is not `deep` (n,), for front and back of a body are told by depth;
    what was learned of it (n, kinds) or None.
    """

    fitness: Floats
    deep: Floats
    likely: Floats | None


NOTHING: Final = Recognition(exercise=None, confidence=0.0, alternatives=())


def recognise(
    exercises: Iterable[Exercise], frames: Sequence[Frame], learned: PoseKinds | None = None
) -> Recognition:
    """The exercise that frames show; one frame is a photo. None where no pose is one of ours."""
    known = in_order(exercises)
    found = [frame for frame in frames if frame.found]
    if not known or not found:
        return NOTHING
    people = thinned(found)
    seen = see(known, people, learned)
    odds = [
        1.0 if exercise.movement_min is None else MOVED_ODDS * moved(exercise, people, fitness)
        for exercise, fitness in zip(known, seen.fitness.T, strict=True)
    ]
    return _settled(known, people, weighed(known, seen, learned, odds))


def see(known: Sequence[Exercise], frames: Sequence[Frame], learned: PoseKinds | None) -> Seen:
    """The evidence of frames, not yet weighed."""
    found = [fits(known, frame) for frame in frames]
    return Seen(
        fitness=np.array([[one[exercise.id] for exercise in known] for one in found]),
        deep=np.array([bool(np.isfinite(frame.depth).any()) for frame in frames]),
        likely=None if learned is None else likelihoods(learned, frames),
    )


def weighed(
    known: Sequence[Exercise],
    seen: Seen,
    learned: PoseKinds | None,
    odds: Sequence[float],
) -> Floats:
    """How likely each exercise is in each frame, and in the last column none of them.

    `odds` are what else speaks for or against an exercise: 0 where its movement is not there.
    """
    weighing = NOT_LEARNED if learned is None else learned.weighing
    kinds, likely = _without_the_unused(known, learned, seen)
    fitness = np.maximum(np.where(seen.deep[:, None], seen.fitness, 0.0), FIT_MIN_RATIO)
    sure = np.log(np.maximum(likely, LIKELY_MIN_RATIO)) * weighing.trust
    none = sure[:, -1] + weighing.none
    columns = [none]
    members: list[tuple[list[int], Floats | None]] = []
    for index, kind in enumerate(kinds[:-1]):
        mine = [i for i, e in enumerate(known) if kind in e.looks_like and odds[i]]
        usual = np.array([known[i].looks_like[kind] * odds[i] for i in mine])
        columns.append(sure[:, index])
        members.append((mine, fitness[:, mine] * usual if mine else None))
    for index, likelier in enumerate(odds):
        if likelier:
            fit = STEEPNESS * np.log(fitness[:, index] / EVEN_FIT_RATIO)
            columns.append(none + fit + np.log(likelier))
            members.append(([index], np.ones((len(fitness), 1))))
    return _divided(np.stack(columns, axis=1), members, len(known))


def _without_the_unused(
    known: Sequence[Exercise], learned: PoseKinds | None, seen: Seen
) -> tuple[tuple[str, ...], Floats]:
    """Kinds that some exercise looks like; what looks like another kind is none of ours."""
    if learned is None or seen.likely is None:
        return (NONE,), np.ones((len(seen.fitness), 1))
    wanted = {kind for exercise in known for kind in exercise.looks_like}
    used = [index for index, kind in enumerate(learned.kinds) if kind in wanted]
    kept = np.nan_to_num(seen.likely[:, used], nan=0.0)
    rest = 1.0 - kept.sum(axis=1, keepdims=True)
    return (*(learned.kinds[index] for index in used), NONE), np.hstack((kept, rest))


def _divided(
    columns: Floats, members: Sequence[tuple[list[int], Floats | None]], count: int
) -> Floats:
    """Each column's share of the whole among its exercises; the first column is none's."""
    likely = np.exp(columns - columns.max(axis=1, keepdims=True))
    likely /= likely.sum(axis=1, keepdims=True)
    shares = np.zeros((len(columns), count + 1))
    shares[:, -1] = likely[:, 0]
    for column, (mine, parts) in enumerate(members, start=1):
        if parts is None:
            shares[:, -1] += likely[:, column]
        else:
            whole = parts.sum(axis=1, keepdims=True)
            shares[:, mine] += likely[:, [column]] * parts / whole
    return shares


def _settled(known: Sequence[Exercise], people: Sequence[Frame], shares: Floats) -> Recognition:
    """What the frames say together: the exercise with the largest share where any is likely."""
    telling = shares[:, -1] < CONFIDENCE_MIN_RATIO
    if not telling.any():
        return NOTHING
    weights = [REST_WEIGHT_RATIO if exercise.id in RESTING else 1.0 for exercise in known]
    votes = (shares[telling, :-1] * weights).sum(axis=0)
    families = np.array([[related(a, b) for b in known] for a in known], float)
    best = _best(votes, families)
    mine = shares[:, :-1] @ families[best]
    held = telling & (mine >= CONFIDENCE_MIN_RATIO)
    if not held.any() or held.sum() * _apart_s(people) < _least_s(people):
        return NOTHING
    sure = float(mine[held].mean())
    parts = votes / votes.sum()
    confidence = sure * float(parts @ families[best])
    unsure = len(people) > 1 and sure < FILM_SURE_MIN_RATIO
    if unsure or confidence < CONFIDENCE_MIN_RATIO:
        return NOTHING
    others = sorted(
        ((known[i].id, sure * float(parts[i])) for i in range(len(known)) if i != best),
        key=lambda item: -item[1],
    )
    return Recognition(
        exercise=known[best].id,
        confidence=confidence,
        alternatives=tuple((name, value) for name, value in others[:3] if value > 0.01),
    )


def _best(votes: Floats, families: Floats) -> int:
    """The exercise with most votes, of those whose forms together have most or nearly."""
    together = families @ votes
    return int(np.argmax(votes * (together > together.max() / 2)))


def related(first: Exercise, second: Exercise) -> bool:
    """The same exercise, one of the same kind, or the next easier or harder form of it."""
    return (
        first.id == second.id
        or bool(set(first.looks_like) & set(second.looks_like))
        or first.id in second.progression_from
        or second.id in first.progression_from
    )


def fits(exercises: Iterable[Exercise], frame: Frame) -> dict[str, float]:
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
        first = turn or seen_rightly(exercise, view)
        if not first and view != exercise.camera.second_view:
            found[exercise.id] = 0.0
            continue
        fitness = fit_of(exercise.shape, partial(value_of, turn=turn), whole=not first)
        trust = TURNED_TRUST_RATIO if turn else 1.0
        found[exercise.id] = 0.0 if isnan(fitness) else fitness * trust
    return found


def in_order(exercises: Iterable[Exercise]) -> list[Exercise]:
    """The exercises that can be recognised, of like ones the likelier first."""
    return sorted((e for e in exercises if e.shape or e.looks_like), key=_rank)


def _rank(exercise: Exercise) -> tuple[bool, bool, int, str]:
    """Of exercises with the same pose: held before repeated, seed before added, easy first."""
    repeated = exercise.kind in (Kind.REPS, Kind.CARDIO)
    return (repeated, exercise.origin != "seed", exercise.level, exercise.id)


def _apart_s(people: Sequence[Frame]) -> float:
    """Seconds from one frame to the next, on average."""
    return (people[-1].time_s - people[0].time_s) / max(1, len(people) - 1)


def _least_s(people: Sequence[Frame]) -> float:
    return SHORTEST_S if len(people) > 1 else 0.0
