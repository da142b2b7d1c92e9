"""The criteria of one exercise over one set: read while they apply, tallied, told.

A criterion is read in one of these ways, which its phase and its measure decide:

- frame by frame while the pose is there and settled, or is repeated;
- over some still seconds of the pose (bouncing, steadiness);
- once a repetition: of its pace, its peak, its range, or its own stretch of the signal;
- of the way in and the way out, or of the start before the way in: after the fact, and so told
  in the findings only. They are never a fault that stands, for nobody can mend them any more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan

from supple.core.assessment import applies, assess
from supple.core.events import Finding, Result
from supple.core.exercise import Criterion, Exercise, PhaseKind, Severity
from supple.core.history import History, Signal
from supple.core.measure_names import unit_of
from supple.core.measures import MEASURES, Calibration
from supple.core.measures_time import read_over_time
from supple.core.movement import not_judged
from supple.core.pose import Frame
from supple.core.repeated import Pace, Repeated
from supple.core.starts import Starts
from supple.core.tally import Tally
from supple.core.view import ViewEstimate
from supple.core.ways import Way

BLOCKING = (Severity.SAFETY, Severity.TECHNIQUE)
"""A fault of these stops the credit of a hold."""
OF_REPETITIONS = ("reps_peak", "reps_amplitude")
OF_WAYS = ("enter", "exit", "any")
OF_PACE = PACE, COUNT = "rep_period_s", "rep_count"
LAG = "onset_lag_s"
OF_STILLNESS = ("bounce_rms_deg", "hold_sd_deg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a set came to as a whole: what the criteria that are told afterwards stand on."""

    ways_in: tuple[Way, ...] = ()
    ways_out: tuple[Way, ...] = ()
    lags_s: tuple[float, ...] = ()
    repetitions_count: int = 0
    floor_deg: float = nan


class Judging:
    """One set's tallies. What the person called wrong is seen on, but stops nothing."""

    def __init__(self, exercise: Exercise, ignored: frozenset[str]) -> None:
        self._exercise = exercise
        self.ignored = ignored
        told = [each for each in exercise.criteria if each.measure in MEASURES]
        timed = [each for each in told if MEASURES[each.measure].over_time]
        read_at_once = [each for each in told if each not in timed]
        repeated = [
            *(each for each in read_at_once if each.phase in OF_REPETITIONS),
            *(each for each in timed if each.phase == "reps" and each.measure not in OF_PACE),
        ]
        self.starts = Starts(
            exercise.start_posture, (each for each in read_at_once if each.phase == "enter")
        )
        self._by_frame = [
            _tally(each)
            for each in read_at_once
            if each.phase not in (*OF_REPETITIONS, "enter", "exit", "set_summary")
        ]
        self._still = [_tally(each) for each in timed if each.measure in OF_STILLNESS]
        self._repeated = [Repeated(each, _unit(each)) for each in repeated]
        self._pace = [Pace(each, _unit(each)) for each in timed if each.measure == PACE]

    @property
    def _standing(self) -> list[Tally]:
        return [*self._by_frame, *self._still, *self._repeated, *self._pace]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What stands as a fail right now, in the order of the exercise file."""
        standing = {
            tally.criterion.id: replace(tally.finding(), result=Result.FAIL)
            for tally in self._standing
            if tally.standing is Result.FAIL and tally.criterion.id not in self.ignored
        }
        if not standing:
            return ()
        order = [criterion.id for criterion in self._exercise.criteria]
        return tuple(standing[each] for each in order if each in standing)

    @property
    def blocked(self) -> bool:
        return any(fault.severity in BLOCKING for fault in self.faults)

    @property
    def of_stillness(self) -> bool:
        """Whether any criterion wants some still seconds."""
        return bool(self._still)

    def findings(self, came: Came | None = None) -> tuple[Finding, ...]:
        """What every criterion of the file came to, in its order; `came` as far as it did."""
        told = {tally.criterion.id: tally.finding() for tally in self._standing}
        return tuple(
            told.get(criterion.id) or self._afterwards(criterion, came or Came())
            for criterion in self._exercise.criteria
        )

    def pause(self) -> None:
        """The pose was left: what comes next is a new window."""
        for tally in self._standing:
            tally.pause()

    def receive(
        self, frame: Frame, calibration: Calibration, view: ViewEstimate, phase: PhaseKind
    ) -> None:
        """The readings of one frame in which the pose is there and settled."""
        for tally in self._by_frame:
            criterion = tally.criterion
            if applies(criterion, self._exercise, phase, view):
                tally.add(frame.time_s, *assess(criterion, frame, calibration, view))
        if phase is not PhaseKind.REPS:
            return
        for repeated in self._repeated:
            criterion = repeated.criterion
            as_in_reps = replace(criterion, phase="reps")
            if criterion.phase != "reps" and applies(as_in_reps, self._exercise, phase, view):
                repeated.note(frame.time_s, *assess(criterion, frame, calibration, view))
        for pace in self._pace:
            pace.lapse(frame.time_s)

    def keep_still(self, time_s: float, stretch: Signal, floor_deg: float) -> None:
        """Some seconds in the pose over which the signal went nowhere."""
        for tally in self._still:
            name = tally.criterion.measure
            value, why = read_over_time(name, *stretch, noise_floor_deg=floor_deg)
            tally.take(time_s, value, MEASURES[name].typical_sd, why)

    def repeat(
        self, time_s: float, peak_s: float, since_s: float, history: History, floor_deg: float
    ) -> None:
        """One more repetition, which peaked at `peak_s`; the one before ended at `since_s`."""
        for pace in self._pace:
            pace.peak(time_s, peak_s, MEASURES[PACE].typical_sd)
        for repeated in self._repeated:
            criterion = repeated.criterion
            if criterion.phase != "reps":
                repeated.close(time_s, peak_s)
                continue
            stretch = history.around(time_s, since_s=since_s, until_s=time_s)
            name = criterion.measure
            value, why = read_over_time(name, *stretch, noise_floor_deg=floor_deg)
            repeated.repeat(time_s, value, MEASURES[name].typical_sd, why)

    def _afterwards(self, criterion: Criterion, came: Came) -> Finding:
        if criterion.phase == "set_summary":
            return not_judged(criterion, "needs_both_sides")
        if criterion.measure not in MEASURES:
            return not_judged(criterion)
        tally = _tally(criterion)
        if criterion.measure == COUNT and came.repetitions_count:
            tally.take(nan, float(came.repetitions_count), 0.0)
        if criterion.measure == LAG:
            for lag_s in came.lags_s:
                tally.take(nan, lag_s, MEASURES[LAG].typical_sd, "way_not_seen")
            return tally.finding()
        for way in [] if criterion.phase == "exit" else came.ways_in:
            tally.take(way.ends_s, *self._of_way(criterion, way, came.floor_deg))
        for way in [] if criterion.phase == "enter" else came.ways_out:
            tally.take(way.ends_s, *self._of_way(criterion, way, came.floor_deg))
        return tally.finding()

    def _of_way(
        self, criterion: Criterion, way: Way, floor_deg: float
    ) -> tuple[float, float, str]:
        if way.why:
            return nan, nan, way.why
        name, error = criterion.measure, MEASURES[criterion.measure].typical_sd
        if not MEASURES[name].over_time:
            return self.starts.before(way.begins_s, criterion.id)
        if name == "phase_time_s":
            return way.lasts_s, max(error, way.error_s), ""
        value, why = read_over_time(name, way.times_s, way.values, noise_floor_deg=floor_deg)
        return value, error, why


def _unit(criterion: Criterion) -> str:
    return unit_of(criterion.measure, criterion.base)


def _tally(criterion: Criterion) -> Tally:
    return Tally(criterion, _unit(criterion))
