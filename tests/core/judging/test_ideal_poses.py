"""Textbook figures pass their exercise's criteria; faulty ones fail the criterion they break."""

from __future__ import annotations

import pytest

from supple.adapters.catalogue_toml import own
from supple.core.body import Side
from supple.core.events import Result
from supple.core.exercise import Exercise, Severity, View
from supple.core.judging.assessment import judge
from supple.core.measuring.measures import MEASURES, Calibration, read
from supple.core.pose import Frame, mirrored
from supple.core.recognising.recognition import recognise, related
from supple.core.recognising.shape import fit
from tests.core.figures import FIGURES, Figure
from tests.core.sticks import NECK, SCALE, floor_of, frame_of

CATALOGUE = own()
LYING_TL = 0.20
"""Height of hip and shoulder of the lying figure, as the reference check has it."""

KNOWN = Calibration(
    trunk_length=SCALE,
    floor_y=floor_of(),
    prone_hip_y=floor_of() + LYING_TL * SCALE,
    prone_shoulder_y=floor_of() + LYING_TL * SCALE,
    ear_shoulder_gap=NECK * SCALE,
)
JUDGED_PHASES = ("hold", "reps", "reps_peak", "enter")
NEEDS_BOTH_LEGS = ("bird_dog",)
"""Told by one leg down and one lifted, which a figure of one side does not have."""

TEXTBOOK = [figure for figure in FIGURES if not figure.fails]
FAULTY = [figure for figure in FIGURES if figure.fails]


def name_of(figure: Figure) -> str:
    return f"{figure.exercise}: {figure.label}"


def failed(exercise: Exercise, frame: Frame) -> set[str]:
    """Criteria beyond their limit, as if the measure had no error."""
    found = set()
    for criterion in exercise.criteria:
        asked = criterion.phase in JUDGED_PHASES and criterion.view in (None, View.SIDE)
        if not asked or criterion.severity is Severity.INFO or criterion.measure not in MEASURES:
            continue
        value = read(criterion.measure, frame, KNOWN, base=criterion.base).value
        if judge(criterion, value, 0.0) is Result.FAIL:
            found.add(criterion.id)
    return found


@pytest.mark.parametrize("figure", TEXTBOOK, ids=name_of)
def test_a_textbook_figure_fails_nothing(figure: Figure) -> None:
    assert failed(CATALOGUE[figure.exercise], frame_of(figure.stick)) == set()


@pytest.mark.parametrize("figure", FAULTY, ids=name_of)
def test_a_faulty_figure_fails_what_it_breaks(figure: Figure) -> None:
    assert set(figure.fails) <= failed(CATALOGUE[figure.exercise], frame_of(figure.stick))


@pytest.mark.parametrize("figure", FIGURES, ids=name_of)
def test_the_left_side_near_says_the_same_as_the_right(figure: Figure) -> None:
    exercise = CATALOGUE[figure.exercise]
    frame = frame_of(figure.stick)
    assert failed(exercise, mirrored(frame)) == failed(exercise, frame)


@pytest.mark.parametrize(
    "figure",
    [
        figure
        for figure in TEXTBOOK
        if CATALOGUE[figure.exercise].judged
        and CATALOGUE[figure.exercise].movement_min is None
        and figure.exercise not in NEEDS_BOTH_LEGS
    ],
    ids=name_of,
)
def test_a_textbook_figure_is_recognised_as_its_exercise_or_the_next_form_of_it(
    figure: Figure,
) -> None:
    exercise = CATALOGUE[figure.exercise]
    frame = frame_of(figure.stick, near=Side.RIGHT)
    seen = recognise(CATALOGUE.values(), [frame])
    assert seen.exercise is not None, fit(exercise, frame, KNOWN)
    assert related(exercise, CATALOGUE[seen.exercise])
