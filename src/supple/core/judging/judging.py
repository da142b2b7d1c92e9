"""The criteria of one exercise over one set: read while they apply, tallied, told.

A criterion is read in one of these ways, which its phase and its measure decide:

- frame by frame while the pose is there and settled, or is repeated;
- over some still seconds of the pose (bouncing, steadiness), or over a long hold (breath);
- once a repetition: of its pace, its peak, its range, or its own stretch of the signal;
- of the way in and the way out, or of the start before the way in: after the fact, and so told
  in the findings only, by `core.judging.aftermath`. Only what is too fast is told as it happens:
  it stands for a moment (an alarm), and stops no credit, for nobody can mend it any more;
- of one side against the other, once both were seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from supple.core.events import Finding, Result
from supple.core.exercise import GRAVE, Criterion, Exercise, Kind, PhaseKind
from supple.core.following.movement import not_judged
from supple.core.judging.aftermath import COUNT, OF_WAYS, SPEED, SUDDEN, Came, afterwards
from supple.core.judging.assessment import applies, assess
from supple.core.judging.both_sides import SET_SUMMARY, BothSides
from supple.core.judging.repeated import Pace, Repeated
from supple.core.judging.starts import Starts
from supple.core.judging.tally import Alarm, Tally
from supple.core.measuring.measures import MEASURES, Calibration, Reading
from supple.core.measuring.names import LEFT_RIGHT, unit_of
from supple.core.measuring.times import read_of_repetition, read_over_time
from supple.core.pose import Frame
from supple.core.seeing.view import ViewEstimate
from supple.core.series.history import History, Signal

OF_REPETITIONS = ("reps_peak", "reps_amplitude")
PACE = "rep_period_s"
BREATH = "breath_gap_s"
OF_STILLNESS = ("bounce_rms_deg", "hold_sd_deg")


class Judging:
    """One set's tallies. What the person called wrong is seen on, but stops nothing."""

    def __init__(
        self, exercise: Exercise, ignored: frozenset[str], both_sides: BothSides | None = None
    ) -> None:
        self._exercise = exercise
        self._alike = exercise.alike
        self.ignored = ignored
        self._both_sides = both_sides or BothSides(exercise)
        told = [
            _in_its_phase(exercise, each)
            for each in exercise.all_criteria
            if each.measure in MEASURES
        ]
        timed = [each for each in told if MEASURES[each.measure].over_time]
        read_at_once = [each for each in told if each not in timed]
        repeated = [
            *(each for each in read_at_once if each.phase in OF_REPETITIONS),
            *(
                each
                for each in timed
                if each.phase == "reps" and each.measure not in (PACE, COUNT, SUDDEN)
            ),
        ]
        self.starts = Starts(
            exercise.start_posture, (each for each in read_at_once if each.phase == "enter")
        )
        self._by_frame = [
            Tally(each, unit(each))
            for each in read_at_once
            if each.phase not in (*OF_REPETITIONS, "enter", "exit", SET_SUMMARY)
        ]
        self._still = [Tally(each, unit(each)) for each in timed if each.measure in OF_STILLNESS]
        self._breath = [Tally(each, unit(each)) for each in timed if each.measure == BREATH]
        self._repeated = [Repeated(each, unit(each)) for each in repeated]
        self._noted = [
            (each, replace(each.criterion, phase="reps"))
            for each in self._repeated
            if each.criterion.phase != "reps"
        ]
        self._pace = [Pace(each, unit(each)) for each in timed if each.measure == PACE]
        self._alarms = [
            Alarm(each, unit(each))
            for each in timed
            if each.measure == SUDDEN or (each.measure == SPEED and each.phase in OF_WAYS)
        ]
        self._sudden_count = 0
        self._standing: tuple[Tally, ...] = (
            *self._by_frame, *self._still, *self._breath, *self._repeated, *self._pace
        )  # fmt: skip
        self._all = (*self._standing, *self._alarms)
        self._applying: dict[tuple[str, str, bool], tuple[Tally, ...]] = {}

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What stands as a fail right now, in the order of the exercise file."""
        failed = self._failed(self._all)
        if not failed:
            return ()
        standing = {
            tally.criterion.id: replace(tally.finding(), result=Result.FAIL) for tally in failed
        }
        order = [criterion.id for criterion in self._exercise.all_criteria]
        return tuple(standing[each] for each in order if each in standing)

    @property
    def blocked(self) -> bool:
        return any(tally.criterion.severity in GRAVE for tally in self._failed(self._standing))

    def _failed(self, tallies: Iterable[Tally]) -> list[Tally]:
        fail = Result.FAIL
        return [
            tally
            for tally in tallies
            if tally.standing is fail and tally.criterion.id not in self.ignored
        ]

    @property
    def of_stillness(self) -> bool:
        """Whether any criterion wants some still seconds."""
        return bool(self._still)

    @property
    def of_breath(self) -> bool:
        """Whether any criterion wants a long hold."""
        return bool(self._breath)

    @property
    def of_movement(self) -> bool:
        """Whether any criterion is told by speed, so that noise keeps it from being told."""
        return bool(self._still or self._alarms)

    def findings(self, came: Came | None = None) -> tuple[Finding, ...]:
        """What every criterion came to, in the file's order; `came` as far as it did."""
        told = {tally.criterion.id: tally for tally in self._standing}
        return tuple(
            self._finding(criterion, told.get(criterion.id), came or Came())
            for criterion in self._exercise.all_criteria
        )

    def _finding(self, criterion: Criterion, tally: Tally | None, came: Came) -> Finding:
        if criterion.measure not in MEASURES:
            return not_judged(criterion)
        seen_at_once = tally is not None and tally.finding().result is not Result.CANNOT_TELL
        if criterion.measure == LEFT_RIGHT and not seen_at_once:
            value, error, why = self._both_sides.told(criterion)
            compared = Tally(criterion, unit(criterion))
            compared.take(came.ends_s, value, error, why)
            if not why or tally is None:
                return compared.finding()
        if tally is not None:
            return tally.finding()
        struck = [alarm for alarm in self._alarms if alarm.criterion.id == criterion.id]
        begun = struck[0].copy() if struck else Tally(criterion, unit(criterion))
        return afterwards(begun, came, self.starts)

    def pause(self) -> None:
        """The pose was left: what comes next is a new window."""
        for tally in self._standing:
            tally.pause()

    def receive(
        self, frame: Frame, calibration: Calibration, view: ViewEstimate, phase: PhaseKind
    ) -> None:
        """The readings of one frame in which the pose is there and settled."""
        time_s = frame.time_s
        for tally in self._that_apply(phase, view):
            value, error, why = assess(
                tally.criterion, frame, calibration, view, alike=self._alike
            )
            tally.add(time_s, value, error, why)
        if phase is not PhaseKind.REPS:
            return
        for repeated, as_in_reps in self._noted:
            if applies(as_in_reps, self._exercise, phase, view):
                repeated.note(time_s, *assess(repeated.criterion, frame, calibration, view))
        for each in (*self._repeated, *self._pace):
            each.lapse(frame.time_s)

    def _that_apply(self, phase: PhaseKind, view: ViewEstimate) -> tuple[Tally, ...]:
        """Those that are read frame by frame in this phase and from this view, found once."""
        key = (phase.value, view.view, view.from_side)
        found = self._applying.get(key)
        if found is None:
            found = self._applying[key] = tuple(
                tally
                for tally in self._by_frame
                if applies(tally.criterion, self._exercise, phase, view)
            )
        return found

    def keep_still(self, time_s: float, stretch: Signal, floor_deg: float) -> None:
        """Some seconds in the pose over which the signal went nowhere."""
        for tally in self._still:
            name = tally.criterion.measure
            value, why = read_over_time(name, *stretch, noise_floor_deg=floor_deg)
            tally.take(time_s, value, MEASURES[name].typical_sd, why)

    def breathe(self, time_s: float, pause: Reading) -> None:
        """The longest pause between breaths in the hold so far."""
        for tally in self._breath:
            tally.take(time_s, pause.value, MEASURES[BREATH].typical_sd, pause.why)

    def sudden(self, time_s: float, speed_deg_per_s: float, *, settled: bool) -> None:
        """Faster than a stretch should be; `settled`: in the pose, else on the way there."""
        self._sudden_count += 1
        for alarm in self._alarms:
            name = alarm.criterion.measure
            if name == SUDDEN:
                alarm.strike(time_s, float(self._sudden_count), MEASURES[SUDDEN].typical_sd)
            elif not settled:
                alarm.strike(time_s, speed_deg_per_s, MEASURES[SPEED].typical_sd)

    def lapse(self, time_s: float) -> None:
        """Time passing: alarms do not stand for long."""
        for alarm in self._alarms:
            alarm.lapse(time_s)

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
            value, why = read_of_repetition(
                criterion.measure,
                history.around(time_s, since_s=since_s, until_s=time_s),
                peak_s=peak_s,
                noise_floor_deg=floor_deg,
            )
            repeated.repeat(time_s, value, MEASURES[criterion.measure].typical_sd, why)
        self._both_sides.repeat()


def _in_its_phase(exercise: Exercise, criterion: Criterion) -> Criterion:
    """A repetition is the way in and the way out, so what is asked of those is asked of it."""
    if exercise.kind is Kind.REPS and criterion.phase in ("enter", "exit"):
        return replace(criterion, phase=PhaseKind.REPS.value)
    return criterion


def unit(criterion: Criterion) -> str:
    """What its values are in."""
    return unit_of(criterion.measure, criterion.base)
