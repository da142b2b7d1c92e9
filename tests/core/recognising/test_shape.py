from __future__ import annotations

from math import isnan, nan

import pytest

from supple.adapters.catalogue_toml import own
from supple.core.exercise import ShapeRule
from supple.core.measuring.measures import Calibration
from supple.core.recognising.shape import fit, fit_of, fulfilment
from tests.core.figures import FIGURES
from tests.core.seeing.test_view import turned
from tests.core.sticks import frame_of

CATALOGUE = own()
RULE = ShapeRule(measure="knee_angle_deg", low=150.0, high=190.0, softness=20.0)


@pytest.mark.parametrize(
    ("value", "share"), [(150.0, 1.0), (190.0, 1.0), (140.0, 0.5), (130.0, 0.0), (200.0, 0.5)]
)
def test_a_rule_softens_outside_its_interval(value: float, share: float) -> None:
    assert fulfilment(RULE, value) == pytest.approx(share)


def values(*given: float) -> float:
    rules = [
        ShapeRule(measure=str(index), low=0.0, high=1.0, softness=1.0)
        for index in range(len(given))
    ]
    return fit_of(rules, lambda name: given[int(name)])


def test_all_rules_together_make_the_fit() -> None:
    assert values(0.5, 0.5, 0.5, 0.5) == 1.0
    assert values(1.5, 1.5, 0.5, 0.5) == pytest.approx(0.25)


def test_one_broken_rule_is_enough_even_where_others_are_hidden() -> None:
    assert values(nan, nan, nan, 9.0) == 0.0


def test_a_hidden_rule_costs_little_and_a_third_of_them_everything() -> None:
    assert 0.9 < values(nan, 0.5, 0.5, 0.5) < 1.0
    assert isnan(values(nan, 0.5, 0.5))
    assert isnan(fit_of((), lambda _: 0.0))


def test_from_the_wrong_view_nobody_can_tell() -> None:
    stick = next(f.stick for f in FIGURES if f.exercise == "cobra" and not f.fails)
    cobra = CATALOGUE["cobra"]
    assert fit(cobra, turned(stick, 0), Calibration()) > 0.9
    for off_side_deg in (56, 80):
        assert isnan(fit(cobra, turned(stick, off_side_deg), Calibration()))


@pytest.mark.parametrize("figure", [f for f in FIGURES if not f.fails], ids=lambda f: f.exercise)
def test_a_textbook_figure_fits_its_own_exercise_at_any_distance(figure: object) -> None:
    exercise = CATALOGUE[figure.exercise]  # type: ignore[attr-defined]
    if not exercise.judged or exercise.id == "bird_dog":
        return
    fits = [
        fit(exercise, frame_of(figure.stick, scale=scale), Calibration())  # type: ignore[attr-defined]
        for scale in (0.12, 0.2, 0.3)
    ]
    assert min(fits) > 0.6
    assert max(fits) - min(fits) < 1e-6
