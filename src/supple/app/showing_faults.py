"""What was seen beside what is meant, of the moment at which something grave was said.

At a cue the frame's landmarks are kept, in memory and no longer than the session; when the set is
over, a body is fitted to them. Nothing is shown where the fit is no fit, where the fault is one of
time, or where the fitted body does not show what the camera found: better none than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from supple.app.aims import TO_DO, Aim, aim, stands_at_deg
from supple.app.angles import drawing_of
from supple.core.coaching.coach import Coach
from supple.core.drawing.pair import Pair, pair
from supple.core.drawing.scene import HEIGHT_M as DRAWN_FROM_M
from supple.core.events import CameraCorrected, Cue, Event, Finding, Result, SetDone
from supple.core.exercise import GRAVE, Criterion, Severity, View
from supple.core.figure.contacts import Surface, settled
from supple.core.figure.fitting import fitted
from supple.core.figure.flesh import flesh
from supple.core.figure.kinematics import INDEX, Placed
from supple.core.figure.lens import Lens, frame_of, middle_m, sighting
from supple.core.figure.modelling import rests_on
from supple.core.figure.proportions import AVERAGE
from supple.core.figure.sizing import Size
from supple.core.judging.assessment import assess, judge
from supple.core.measuring.measures import MEASURES, Calibration
from supple.core.pose import Floats, Frame
from supple.core.seeing.view import estimate_view

DISTANCE_M: Final = 3.0
NEAR_M: Final = 0.06
"""What should rest and is so near to the floor, rests: a tilted camera lifts it by as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """A frame in which something was at fault, and what was known then."""

    aim: Aim
    criterion: Criterion
    cue: str
    finding: Finding
    frame: Frame
    calibration: Calibration


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Both pictures of an instant, for the page to put words to."""

    instant: Instant
    pair: Pair


class Instants:
    """What is kept of a set until it is over. State over time."""

    def __init__(self) -> None:
        self._kept: dict[str, Instant] = {}

    def receive(
        self, events: Sequence[Event], coach: Coach | None, frame: Frame | None, size: Size | None
    ) -> Instant | None:
        """Goes along with the coach; the instant that is worth showing when a set is over."""
        over = None
        for event in events:
            if isinstance(event, Cue) and coach is not None and frame is not None:
                self._keep(event, coach, frame, size)
            elif isinstance(event, CameraCorrected):
                self._kept.pop(event.about, None)
            elif isinstance(event, SetDone):
                over = None if event.skipped else self._gravest()
                self._kept.clear()
        return over

    def _keep(self, cue: Cue, coach: Coach, frame: Frame, size: Size | None) -> None:
        rules = {criterion.id: criterion for criterion in coach.exercise.all_criteria}
        findings = {fault.criterion: fault for fault in coach.observer.faults}
        meant = aim(coach, TO_DO, AVERAGE if size is None else size.proportions)
        rule, finding = rules.get(cue.criterion), findings.get(cue.criterion)
        if rule is None or finding is None or meant is None or cue.severity not in GRAVE:
            return
        if not is_of_pose(rule) or not frame.found:
            return
        self._kept[rule.id] = Instant(
            aim=meant,
            criterion=rule,
            cue=cue.text,
            finding=finding,
            frame=frame,
            calibration=coach.observer.calibration,
        )

    def _gravest(self) -> Instant | None:
        order = list(Severity)
        return min(
            self._kept.values(),
            key=lambda one: order.index(Severity(one.criterion.severity)),
            default=None,
        )


def is_of_pose(rule: Criterion) -> bool:
    """Whether one picture can show what breaks a criterion."""
    measure = MEASURES.get(rule.measure)
    return measure is not None and not measure.over_time and not measure.of_back_line


def shown(instant: Instant) -> Shown | None:
    """Both pictures; None where they would not be true. Takes some tenths of a second."""
    meant = instant.aim.settled()
    exercise, proportions = instant.aim.exercise, instant.aim.proportions
    view = estimate_view(instant.frame)
    stands = stands_at_deg(exercise, instant.frame, view, meant.body)
    if not isfinite(stands):
        return None
    camera = sighting(
        Lens(azimuth_deg=stands, distance_m=DISTANCE_M, height_m=exercise.camera.height_m),
        middle_m(meant.body, proportions),
    )
    found = fitted(instant.frame, meant.angles_deg, camera, proportions)
    if found is None or not found.good:
        return None
    again = frame_of(
        found.body, camera, proportions, aspect_ratio=instant.frame.aspect_ratio,
        time_s=instant.frame.time_s,
    )  # fmt: skip
    if not _shows(instant, replace(again, visibility=instant.frame.visibility)):
        return None
    drawn = drawing_of(instant.criterion.measure, instant.finding.value, view.near)
    asked = View.SIDE if view.from_side else exercise.camera.view
    two = pair(
        exercise,
        instant.aim.pose,
        (_rested(found.angles_deg, instant.aim), meant.body),
        proportions,
        azimuth_deg=stands,
        height_m=DRAWN_FROM_M[asked],
        mark=None if drawn is None else drawn.at,
    )
    return Shown(instant=instant, pair=two)


def _rested(angles_deg: Floats, meant: Aim) -> Placed:
    """A fitted posture on the floor, on whatever of the pose's own touches is near to it.

    How the camera is tilted is not known, so all of a body may be tilted by some degrees.
    """
    lying = settled(angles_deg, (), meant.proportions)
    undersides_m = flesh(meant.proportions).undersides_m(lying.body)
    part = flesh(meant.proportions).part
    near = [
        touch
        for touch in rests_on(meant.pose.touches, other_side=meant.other_side)
        if touch.on == Surface.FLOOR
        and float(undersides_m[part == INDEX[touch.part]].min()) < NEAR_M
    ]
    return settled(angles_deg, near, meant.proportions).body if near else lying.body


def _shows(instant: Instant, again: Frame) -> bool:
    """Whether the fitted body is seen to do what was found: not within good, on the same side."""
    rule = instant.criterion
    value = assess(rule, again, instant.calibration, estimate_view(again)).value
    return judge(rule, value, 0.0) in (Result.FAIL, Result.WARN)
