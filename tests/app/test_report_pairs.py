"""A report shows a grave fault on the figure too, beside the pose as it is meant."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from supple.app.checking import CheckReport, check
from supple.app.report_findings import to_mind
from supple.app.report_pairs import pair_of
from supple.app.report_shots import shots
from supple.core.figure.lens import frame_of
from tests.app.showing import EXERCISES, Before, seat_of
from tests.app.test_checking import Frames
from tests.app.test_report import ENGLISH

COBRA = EXERCISES["cobra"]


def checked(fault: str) -> CheckReport:
    """A photo of the figure in a cobra."""
    before = Before(seat_of("cobra"), COBRA)
    frame = frame_of(before.body("hold", fault), before.camera)
    return check(Frames([frame], kind="photo"), {"cobra": COBRA}, "cobra", readings=True)


def test_a_fault_that_the_figure_can_show_has_both_pictures() -> None:
    first, *_ = shots(checked("legs_long"), ENGLISH)

    assert first.kind == "fail"
    assert first.pair is not None
    assert first.pair.seen.startswith("<svg")
    assert first.pair.seen != first.pair.meant


def test_what_went_well_needs_no_figure() -> None:
    assert all(shot.pair is None for shot in shots(checked(""), ENGLISH) if shot.kind == "good")


def test_landmarks_that_no_body_fits_have_no_figure() -> None:
    report = checked("legs_long")
    (moment,) = report.moments
    scattered = np.random.default_rng(5).uniform(0.2, 0.8, moment.frame.points.shape)
    wrong = replace(moment, frame=replace(moment.frame, points=scattered))

    assert pair_of(to_mind(report)[0], wrong, report, ENGLISH) is None
