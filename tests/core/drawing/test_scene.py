"""The drawings of all exercises, as SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from supple import wiring
from supple.core.drawing.lighter import lighter
from supple.core.drawing.paint import COLOURS, IN_THE_DARK
from supple.core.drawing.scene import scene, svg
from supple.core.exercise import Exercise
from supple.core.figure.modelling import TELLING, telling_pose

SVG = "{http://www.w3.org/2000/svg}"
EXERCISES = wiring.catalogue().exercises()
EACH = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))
SMALL_BYTES = 4_800


def groups(exercise: Exercise, phase: str | None = None) -> list[ET.Element]:
    root = ET.fromstring(svg(exercise, phase))
    return [group for group in root.iter(f"{SVG}g") if "data-phase" in group.attrib]


@EACH
def test_a_drawing_is_one_frame_with_one_group_for_each_phase(exercise):
    root = ET.fromstring(svg(exercise))
    assert root.get("class") == "drawing"
    assert root.get("aria-label") == exercise.words().name
    phases = [group.get("data-phase") for group in groups(exercise)]
    assert phases == sorted((pose.phase for pose in exercise.poses), key=TELLING.index)


@EACH
def test_standing_alone_the_most_telling_phase_is_seen_and_no_other(exercise):
    first, *later = groups(exercise)
    assert first.get("display") is None
    assert first.get("data-phase") in ("hold", "peak")
    assert all(group.get("display") == "none" for group in later)
    assert all(group.get("data-later") is not None for group in later)


@EACH
def test_one_phase_alone_is_seen_in_the_frame_of_all(exercise):
    drawn = scene(exercise, exercise.poses)
    whole = ET.fromstring(drawn.svg("all"))
    for pose in exercise.poses:
        alone = ET.fromstring(drawn.svg("one", pose.phase))
        assert [group.get("data-phase") for group in alone.iter(f"{SVG}g")] == [pose.phase]
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
def test_drawings_ask_nothing_of_the_page_around_them(exercise):
    text = svg(exercise)
    assert not re.search(r"<style|<script|\sstyle=|\sid=|href|url\(", text)
    assert "nan" not in text.lower()


@EACH
def test_every_colour_has_a_class_that_a_page_can_colour(exercise):
    for element in ET.fromstring(svg(exercise)).iter():
        if element.get("fill") not in (None, "none") or element.get("stroke"):
            name = (element.get("class") or "").split()[0].removeprefix("fig-")
            assert name in COLOURS, element.attrib


@EACH
def test_a_small_picture_is_a_few_kilobytes_and_stands_alone(exercise):
    telling = telling_pose(exercise)
    assert telling is not None
    small = lighter(scene(exercise, [telling], bands=1).svg(exercise.id))
    assert len(small) < SMALL_BYTES
    root = ET.fromstring(small)
    style = root.findtext(f"{SVG}style") or ""
    classes = {path.get("class") for path in root.iter(f"{SVG}path")}
    assert all(f".{name}{{" in style for name in classes)


def test_a_lighter_drawing_has_its_places_where_the_drawing_has_them():
    cobra = EXERCISES["cobra"]
    whole, fine = (ET.fromstring(one) for one in (svg(cobra, "hold"), lighter(svg(cobra, "hold"))))
    for before, after in zip(whole.iter(f"{SVG}path"), fine.iter(f"{SVG}path"), strict=True):
        first = ends(before.get("d") or "")[0]
        begin = re.match(r"M(-?\d+) ?(-?\d+)", after.get("d") or "")
        assert begin is not None
        assert tuple(map(int, begin.groups())) == pytest.approx(first, abs=0.51)


def test_a_name_with_special_characters_is_written_as_text():
    cobra = EXERCISES["cobra"]
    words = replace(cobra.words(), name='Cobra <b>"&')
    root = ET.fromstring(svg(replace(cobra, text={"en": words})))
    assert root.get("aria-label") == 'Cobra <b>"&'


def test_a_part_that_is_marked_has_a_ring_around_it():
    cobra = EXERCISES["cobra"]
    plain, marked = (
        scene(cobra, cobra.poses, marked=marks).svg("", "hold")
        for marks in ({}, {"hold": ["head"]})
    )
    assert "fig-mark" not in plain
    assert marked.count("fig-mark") == 1


def test_every_colour_has_one_for_the_dark():
    assert set(COLOURS) == set(IN_THE_DARK)


def ends(data: str) -> list[tuple[float, float]]:
    """The points that a path goes to."""
    found = []
    for letter, rest in re.findall(r"([MLCQA])([^MLCQAZ]*)", data):
        numbers = [float(one) for one in rest.split()]
        assert len(numbers) == {"M": 2, "L": 2, "C": 6, "Q": 4, "A": 7}[letter]
        found.append((numbers[-2], numbers[-1]))
    return found
