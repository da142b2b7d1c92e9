"""Every criterion of every exercise, and the global ones: somebody can pass it and can fail it.

Told of the readings themselves: a criterion is given readings inside its *good* and readings far
beyond its limit, in the way in which the eye gives them (by frame, by repetition, over a still
stretch, of a way, of both sides). What is refused always is named here, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, isnan

import numpy as np
import pytest

from supple.core.body import Side
from supple.core.events import Result
from supple.core.exercise import Criterion, Exercise, PhaseKind, View
from supple.core.following.ways import Way
from supple.core.judging.aftermath import COUNT, LAG, OF_WAYS, SUDDEN, Came, afterwards
from supple.core.judging.assessment import applies, judge, uncertainty
from supple.core.judging.both_sides import SET_SUMMARY
from supple.core.judging.judging import OF_STILLNESS, PACE, Judging
from supple.core.judging.repeated import Pace, Repeated
from supple.core.judging.starts import POSTURES, Starts
from supple.core.judging.tally import Alarm, Tally
from supple.core.measuring.measures import MEASURES, Calibration, refusal
from supple.core.measuring.names import LEFT_RIGHT
from supple.core.seeing.view import ViewEstimate
from tests.core.doing import EXERCISES

REFUSED = {
    "turn_not_measurable": {
        ("wu_trunk_tilt", "no_twist"),
        ("straddle_side_bend", "chest_open"),
        ("table_rotation_hand_head", "rotation"),
        ("table_rotation_hand_head", "symmetry"),
        ("table_twist", "symmetry"),
        ("off_seated_rotation", "symmetry"),
    },
}
"""Decision 19: one camera cannot measure how far a body turns about its spine."""
ALL = [
    (exercise, criterion) for exercise in EXERCISES.values() for criterion in exercise.all_criteria
]


def name_of(case: object) -> str:
    return case.id if isinstance(case, Exercise | Criterion) else ""


def refused(exercise: Exercise, criterion: Criterion) -> str:
    """Why this criterion is never judged, as the code that refuses it says; empty if it can be."""
    why = refusal(criterion)
    if why:
        return why
    at_once = not MEASURES[criterion.measure].over_time
    of_start = at_once and criterion.phase == "enter" and has_holds(exercise)
    return "start_not_told" if of_start and exercise.start_posture not in POSTURES else ""


def has_holds(exercise: Exercise) -> bool:
    return exercise.kind in ("static_hold", "isometric")


def inside(criterion: Criterion) -> float:
    low, high = criterion.good.low, criterion.good.high
    if low is not None and high is not None:
        return (low + high) / 2
    one = low if low is not None else high if high is not None else 0.0
    return one + 0.02 * (abs(one) if low is not None else -abs(one))


def outside(criterion: Criterion, error: float) -> float:
    if criterion.limit.high is not None:
        return criterion.limit.high + 3 * error + 2
    assert criterion.limit.low is not None
    return criterion.limit.low - 3 * error - 2


def seen_from(exercise: Exercise, criterion: Criterion) -> ViewEstimate:
    """The best view of the criterion: its own, else the exercise's."""
    wanted = criterion.view or exercise.camera.view
    side = wanted is View.SIDE
    return ViewEstimate(
        view="side" if side else "front",
        off_side_deg=0.0 if side else 90.0,
        near=Side.LEFT,
    )


def error_of(exercise: Exercise, criterion: Criterion) -> float:
    name = criterion.base if criterion.measure == LEFT_RIGHT else criterion.measure
    return uncertainty(name or "", seen_from(exercise, criterion), Calibration())


def told(exercise: Exercise, criterion: Criterion, value: float, error: float) -> Result:
    """What the eye makes of readings of this value, in the way in which it reads the criterion."""
    tally = next(
        (each for each in every_tally(exercise) if each.criterion.id == criterion.id), None
    )
    if tally is None:
        return afterwards_of(exercise, criterion, value, error)
    times = np.arange(0.0, 6.0, 0.1)
    if isinstance(tally, Pace):
        for index in range(3):
            tally.peak(float(index), 10 + index * value, error)
    elif isinstance(tally, Repeated):
        for time_s in times[:4]:
            tally.repeat(float(time_s), value, error)
    elif isinstance(tally, Alarm):
        tally.strike(1.0, value, error)
    elif criterion.measure in (*OF_STILLNESS, "breath_gap_s"):
        tally.take(1.0, value, error)
    else:
        phase = PhaseKind.HOLD if has_holds(exercise) else PhaseKind.REPS
        if applies(tally.criterion, exercise, phase, seen_from(exercise, criterion)):
            for time_s in times:
                tally.add(float(time_s), value, error, "")
    return tally.finding().result


def every_tally(exercise: Exercise) -> Iterator[Tally]:
    judging = Judging(exercise, frozenset())
    yield from judging._standing
    yield from judging._alarms


def afterwards_of(exercise: Exercise, criterion: Criterion, value: float, error: float) -> Result:
    """A way that took so long, a lag, a count; or both sides compared."""
    tally = Tally(criterion, "")
    if criterion.phase == SET_SUMMARY or criterion.measure not in MEASURES:
        return judge(criterion, value, error)
    if not MEASURES[criterion.measure].over_time or criterion.phase not in OF_WAYS:
        return judge(criterion, value, error)
    if criterion.measure in (LAG, COUNT):
        came = Came(lags_s=(value,), repetitions_count=round(value))
        return afterwards(tally, came, Starts("", ())).result
    times = np.linspace(0.0, 4.0, 120)
    way = Way(
        begins_s=0.0, ends_s=4.0, lasts_s=value, error_s=0.2 * abs(value), times_s=times,
        values=signal(criterion.measure, value, times),
    )  # fmt: skip
    return afterwards(tally, Came(ways_in=(way,), ways_out=(way,)), Starts("", ())).result


def signal(measure: str, value: float, times: np.ndarray) -> np.ndarray:
    """A way that reads about so much: flowing or in steps."""
    share = np.clip(times / 4.0, 0.0, 1.0)
    flowing = 60 * (10 * share**3 - 15 * share**4 + 6 * share**5)
    if measure != "sparc_entry" or value > -3.0:
        return np.asarray(flowing)
    part = np.clip(share * 4 % 1.0 * 2.5, 0, 1)
    return np.asarray(60 * (np.floor(share * 4) + 10 * part**3 - 15 * part**4 + 6 * part**5) / 5)


@pytest.mark.parametrize(("exercise", "criterion"), ALL, ids=name_of)
def test_a_criterion_can_be_passed_and_failed_or_is_refused_for_a_reason(
    exercise: Exercise, criterion: Criterion
) -> None:
    why = refused(exercise, criterion)
    assert ((exercise.id, criterion.id) in REFUSED.get(why, set())) == bool(why), why
    if why:
        return
    error = error_of(exercise, criterion)
    assert isfinite(error), "no uncertainty is known"
    assert told(exercise, criterion, inside(criterion), error) is Result.PASS
    if criterion.measure == SUDDEN:
        assert told(exercise, criterion, 2.0, error) is Result.FAIL
        return
    far = outside(criterion, max(error, 0.25 * abs(inside(criterion))))
    assert told(exercise, criterion, far, error) is Result.FAIL


def test_there_are_those_of_the_draft_three_of_the_back_and_six_global_ones() -> None:
    of_halves = ("back_bend_lower_deg", "back_bend_upper_deg")
    own = [each for exercise in EXERCISES.values() for each in exercise.criteria]
    shown_only = [each for each in own if each.measure in of_halves]
    assert len(own) - len(shown_only) == 187
    assert [str(each.severity) for each in shown_only] == ["info"] * 3
    everywhere = {each.id for exercise in EXERCISES.values() for each in exercise.global_criteria}
    assert len(everywhere) == 6


def test_nothing_is_refused_that_is_not_named() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for exercise, criterion in ALL:
        why = refused(exercise, criterion)
        if why:
            found.setdefault(why, set()).add((exercise.id, criterion.id))
    assert found == REFUSED


def test_every_measure_that_a_criterion_names_is_known() -> None:
    for exercise, criterion in ALL:
        assert criterion.measure in MEASURES, (exercise.id, criterion.id)
        assert not isnan(MEASURES[criterion.measure].typical_sd)
        if criterion.measure == PACE:
            assert criterion.phase == "reps"
