"""The criteria of one exercise over one set: read while they apply, tallied, told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from supple.core.assessment import applies, uncertainty
from supple.core.events import Finding, Result
from supple.core.exercise import Exercise, PhaseKind, Severity
from supple.core.measure_names import unit_of
from supple.core.measures import MEASURES, Calibration, read
from supple.core.movement import not_judged
from supple.core.pose import Frame
from supple.core.tally import Tally
from supple.core.view import ViewEstimate

BLOCKING = (Severity.SAFETY, Severity.TECHNIQUE)
"""A fault of these stops the credit of a hold."""


class Judging:
    """One set's tallies. What the person called wrong is seen on, but stops nothing."""

    def __init__(self, exercise: Exercise, ignored: frozenset[str]) -> None:
        self._exercise = exercise
        self.ignored = ignored
        self._tallies = [
            Tally(criterion, unit_of(criterion.measure, criterion.base))
            for criterion in exercise.criteria
            if criterion.measure in MEASURES
        ]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What stands as a fail right now, in the order of the exercise file."""
        return tuple(
            replace(tally.finding(), result=Result.FAIL)
            for tally in self._tallies
            if tally.standing is Result.FAIL and tally.criterion.id not in self.ignored
        )

    @property
    def blocked(self) -> bool:
        return any(fault.severity in BLOCKING for fault in self.faults)

    def findings(self) -> Sequence[Finding]:
        """What every criterion of the file came to, in its order."""
        told = {tally.criterion.id: tally.finding() for tally in self._tallies}
        return [
            told.get(criterion.id) or not_judged(criterion)
            for criterion in self._exercise.criteria
        ]

    def pause(self) -> None:
        """The pose was left: what comes next is a new window."""
        for tally in self._tallies:
            tally.pause()

    def receive(
        self, frame: Frame, calibration: Calibration, view: ViewEstimate, phase: PhaseKind
    ) -> None:
        """The readings of one frame in which the pose is there and settled."""
        for tally in self._tallies:
            criterion = tally.criterion
            if MEASURES[criterion.measure].over_time:
                continue
            if not applies(criterion, self._exercise, phase, view):
                continue
            reading = read(
                criterion.measure,
                frame,
                calibration,
                base=criterion.base,
                side=criterion.side,
            )
            error = uncertainty(criterion.measure, view)
            tally.add(frame.time_s, reading.value, error, reading.why)
