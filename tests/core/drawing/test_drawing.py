"""The drawings of all exercises, as SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from core.stage import exercise as bare_exercise
from supple.adapters.catalogue_toml import own
from supple.core.drawing.drawing import svg
from supple.core.drawing.paint import COLOURS
from supple.core.exercise import Exercise, Kind

SVG = "{http://www.w3.org/2000/svg}"
EXERCISES = own()
EACH = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))


def groups(exercise: Exercise, phase: str | None = None) -> list[ET.Element]:
    root = ET.fromstring(svg(exercise, phase))
    return [group for group in root.iter(f"{SVG}g") if "data-phase" in group.attrib]


@EACH
def test_every_exercise_is_drawn_in_its_phases(exercise):
    phases = {sketch.phase for sketch in exercise.sketches}
    assert phases & {"hold", "peak"}
    assert len(phases) == len(exercise.sketches)
    if exercise.kind in (Kind.STATIC_HOLD, Kind.ISOMETRIC) and len(phases) > 1:
        assert phases == {"start", "hold"}
    if exercise.kind is Kind.CARDIO:
        assert "peak" in phases
        assert phases & {"start", "other"}


@EACH
def test_a_drawing_is_one_frame_with_one_group_for_each_phase(exercise):
    root = ET.fromstring(svg(exercise))
    assert root.tag == f"{SVG}svg"
    assert root.get("class") == "drawing"
    assert root.get("aria-label") == exercise.words().name
    drawn = [group.get("data-phase") for group in groups(exercise)]
    assert sorted(drawn) == sorted(sketch.phase for sketch in exercise.sketches)


@EACH
def test_standing_alone_the_most_telling_phase_is_seen_and_no_other(exercise):
    first, *later = groups(exercise)
    assert first.get("display") is None
    assert first.get("data-later") is None
    assert first.get("data-phase") in ("hold", "peak")
    assert all(group.get("display") == "none" for group in later)
    assert all(group.get("data-later") is not None for group in later)


@EACH
def test_one_phase_alone_is_seen_in_the_frame_of_all(exercise):
    whole = ET.fromstring(svg(exercise))
    for sketch in exercise.sketches:
        alone = ET.fromstring(svg(exercise, sketch.phase))
        (group,) = groups(exercise, sketch.phase)
        assert group.get("display") is None
        assert alone.get("viewBox") == whole.get("viewBox")


@EACH
def test_all_of_a_drawing_is_inside_its_frame(exercise):
    root = ET.fromstring(svg(exercise))
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    for path in root.iter(f"{SVG}path"):
        for x, y in ends(path.get("d") or ""):
            assert left - 1 <= x <= left + width + 1
            assert top - 1 <= y <= top + height + 1


@EACH
def test_drawings_are_small_and_ask_nothing_of_the_page_around_them(exercise):
    text = svg(exercise)
    assert len(text) < 60_000
    assert not re.search(r"<style|<script|\sstyle=|\sid=|href|url\(", text)
    assert "nan" not in text.lower().replace("data-phase", "")


@EACH
def test_every_colour_has_a_class_that_a_page_can_colour(exercise):
    for element in ET.fromstring(svg(exercise)).iter():
        painted = element.get("fill") not in (None, "none") or element.get("stroke")
        if painted:
            name = (element.get("class") or "").removeprefix("fig-")
            assert name in COLOURS or name in ("floor", "shadow"), element.attrib


def test_a_name_with_special_characters_is_written_as_text():
    cobra = EXERCISES["cobra"]
    words = replace(cobra.words(), name='Cobra <b>"&')
    root = ET.fromstring(svg(replace(cobra, text={"en": words})))
    assert root.get("aria-label") == 'Cobra <b>"&'


def test_without_sketches_there_is_only_the_floor():
    root = ET.fromstring(svg(bare_exercise()))
    assert not list(root.iter(f"{SVG}g"))
    assert list(root.iter(f"{SVG}ellipse"))


def ends(data: str) -> list[tuple[float, float]]:
    """The points that a path goes to."""
    found = []
    for letter, rest in re.findall(r"([MLCQA])([^MLCQAZ]*)", data):
        numbers = [float(one) for one in rest.split()]
        assert len(numbers) == {"M": 2, "L": 2, "C": 6, "Q": 4, "A": 7}[letter]
        found.append((numbers[-2], numbers[-1]))
    return found
