"""Beside a report's picture of a fault: the figure as it was seen, and as it is meant."""

from __future__ import annotations

import numpy as np

from supple.app.aims import TO_DO, Aim, first_pose
from supple.app.checking import CheckReport, Moment
from supple.app.locales import Locale
from supple.app.report_findings import advice, rules
from supple.app.showing_faults import Instant, is_of_pose, shown
from supple.core.body import Side
from supple.core.drawing.pair import Pair
from supple.core.events import Finding, Result
from supple.core.exercise import GRAVE
from supple.core.figure.proportions import AVERAGE
from supple.core.figure.sizing import lengths_m, size_of
from supple.core.following.working_side import working_side
from supple.core.measuring.measures import calibrated

LOOKED_AT_COUNT = 200
"""Frames that tell how somebody is built, and where their floor is; more tell no more."""


def pair_of(finding: Finding, moment: Moment, report: CheckReport, locale: Locale) -> Pair | None:
    """The two pictures of a grave fault; None where there is none, or none that would be true."""
    exercise, rule = report.exercise, rules(report).get(finding.criterion)
    if exercise is None or rule is None or finding.result is not Result.FAIL:
        return None
    pose = first_pose(exercise, TO_DO)
    if pose is None or rule.severity not in GRAVE or not is_of_pose(rule):
        return None
    found = [one.frame for one in report.moments if one.frame.found]
    frames = found[:: max(1, len(found) // LOOKED_AT_COUNT)]
    lengths = np.array([lengths_m(frame) for frame in frames])
    told = lengths[np.isfinite(lengths).all(axis=1)]
    aim = Aim(
        exercise=exercise,
        pose=pose,
        proportions=size_of(told).proportions if len(told) else AVERAGE,
        other_side=working_side(exercise, moment.frame) is Side.RIGHT,
    )
    instant = Instant(
        aim=aim,
        criterion=rule,
        cue=advice(finding, report, locale),
        finding=finding,
        frame=moment.frame,
        calibration=calibrated(frames),
    )
    pictures = shown(instant)
    return None if pictures is None else pictures.pair
