"""Every measure has its page on how exact it is, and the page over all leads to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.validation.comparison import Against, Comparison, apart, compared
from benchmarks.validation.pages import Findings, number, page_of, pages

from supple.core.measuring.measures import MEASURES

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "validation"
NOTHING = Findings(date="2026-01-31", comparisons=(), agreements={}, noise_tl=0.0)
DATE = re.compile(r"Made by `make validation` on (\d{4}-\d\d-\d\d)\.")


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_page_that_names_it(name: str) -> None:
    text = (FOLDER / page_of(name)).read_text("utf-8")
    assert f"`{name}`" in text
    assert MEASURES[name].definition in text, "`make validation` makes it anew"


def test_the_page_over_all_leads_to_every_page_and_there_is_no_other() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    for name in MEASURES:
        assert f"[`{name}`]({page_of(name)})" in text
    there = {path.name for path in FOLDER.iterdir()}
    assert there == {"README.md", *map(page_of, MEASURES)}


def test_all_pages_are_of_one_day() -> None:
    found = [DATE.search(path.read_text("utf-8")) for path in FOLDER.iterdir()]
    assert len({day[1] for day in found if day}) == 1
    assert all(found)


def test_no_page_names_a_file_of_the_data() -> None:
    for path in FOLDER.iterdir():
        assert not re.search(r"\.(jpe?g|png|webp|mp4|mov)\b", path.read_text("utf-8"), re.I)


def test_a_measure_that_nothing_was_compared_with_says_so_and_what_it_would_take() -> None:
    for text in pages(NOTHING).values():
        assert "**not compared with anything yet**. It would take" in text


def test_a_comparison_has_bias_spread_and_the_worst_of_enough() -> None:
    (few,) = compared("knee_angle_deg", Against.MODEL, "another", "tuned", [1.0, 2.0, 3.0])
    (many,) = compared("knee_angle_deg", Against.MODEL, "another", "tuned", [1.0, 3.0] * 10)
    assert (few.count, few.bias, few.spread) == (3, 2.0, 1.0)
    assert few.worst != few.worst
    assert many.worst == 3.0
    assert not list(compared("knee_angle_deg", Against.MODEL, "another", "kept", [float("nan")]))


def test_of_an_angle_a_whole_turn_is_nothing() -> None:
    assert apart("hip_angle_signed_deg", 359.0, 1.0) == -2.0


def test_figures_are_as_exact_as_their_unit() -> None:
    knee, gap = MEASURES["knee_angle_deg"], MEASURES["hand_heel_gap_tl"]
    assert number(knee, -1.26, signed=True) == "−1.3°"
    assert number(knee, -0.01, signed=True) == "0.0°"
    assert number(gap, 0.0449) == "0.045 TL"
    assert number(gap, float("nan")) == "–"


def test_what_was_compared_stands_on_the_page() -> None:
    one = Comparison(
        measure="hold_time_s", kind=Against.EYE, against="a hold", part="all", count=1,
        bias=-0.25, spread=float("nan"), worst=float("nan"),
    )  # fmt: skip
    found = Findings(date="2026-01-31", comparisons=(one,), agreements={}, noise_tl=0.0)
    text = pages(found)["hold_time_s.md"]
    assert "| a hold | all | 1 | −0.25 s | – | – |" in text
    assert "on 2026-01-31" in text
