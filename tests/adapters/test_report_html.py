"""The report as a file: whole, escaped, in need of nothing, and open to everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from supple import wiring
from supple.adapters.annotate import stills
from supple.adapters.report_html import Look, render_index, render_report, write_page
from supple.app.report import Report
from supple.app.report_index import IndexRow, index
from supple.core.errors import PoseError
from support.axe import violations
from tests.app.test_report import ENGLISH, FAULTY_FILM, GOOD_FILM, checked, cued, page, photo

LOOK = wiring._look()
NASTY = """<script>alert("x")</script>&'clip'.mp4"""
WIDEST = """Math.max(...[...document.body.querySelectorAll('*')].map(
    (one) => one.getBoundingClientRect().right))"""
VOID = {"meta", "img", "link", "br", "rect", "circle", "input", "hr"}


class Outline(HTMLParser):
    """Collects what a page is made of; every element must be closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attributes)
        assert not any(name.startswith("on") for name in found)
        self.addresses += [str(found[name]) for name in ("src", "href") if name in found]
        if tag == "img":
            assert found["alt"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def rendered(report: Report, **more: Any) -> str:
    pictures = stills(None, [shot.caption for shot in report.shots])
    return render_report(report, pictures, look=LOOK, locale=ENGLISH, **more)


@pytest.fixture(scope="module")
def faulty() -> str:
    return rendered(page(checked(FAULTY_FILM, cued(20), "arching"), cued(20)))


@pytest.fixture(scope="module")
def every_page(faulty: str) -> dict[str, str]:
    return {
        "faulty": faulty,
        "good": rendered(page(checked(GOOD_FILM))),
        "nobody": rendered(page(checked(photo(None)))),
    }


def test_a_page_is_whole_and_needs_nothing_else(every_page: dict[str, str]) -> None:
    for text in every_page.values():
        outline = Outline(text)
        assert "script" not in outline.tags
        assert "link" not in outline.tags
        assert outline.tags.count("h1") == 1
        assert all(address.startswith("data:image/jpeg;base64,") for address in outline.addresses)
        assert not re.search(r"https?:|@import", text)
        assert set(re.findall(r"url\((.{11})", text)) <= {'"#hatch")\n', "data:font/w"}
        assert "default-src 'none'" in text


def test_a_name_is_written_as_it_is_and_never_run() -> None:
    report = replace(page(checked(photo(None))), file_name=NASTY)
    text = rendered(report)
    assert "<script" not in text
    assert "&lt;script&gt;alert(" in text
    Outline(text)
    one = IndexRow(file=NASTY, page="a%20b.report.html", exercise=NASTY, came_to="x")
    listed = render_index(index([one], day="Monday", locale=ENGLISH), look=LOOK, locale=ENGLISH)
    assert "<script" not in listed
    assert Outline(listed).addresses == ["a%20b.report.html"]


def test_pictures_and_the_table_have_words_for_those_who_cannot_see_them(faulty: str) -> None:
    assert 'alt="You, with lines drawn along your body. Stay a little lower.' in faulty
    assert "<caption" in faulty
    assert 'scope="rowgroup"' in faulty


def test_a_picture_that_is_gone_is_told() -> None:
    report = page(checked(GOOD_FILM))
    text = render_report(
        report, [b""] * len(report.shots), look=LOOK, locale=ENGLISH, to_index="../index.html"
    )
    outline = Outline(text)
    assert "img" not in outline.tags
    assert "could not be read again" in text
    assert outline.addresses == ["../index.html"]


def test_without_the_typeface_the_system_has_one() -> None:
    bare = Look(tokens="", font=b"")
    Outline(render_report(page(checked(photo(None))), [], look=bare, locale=ENGLISH))


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PoseError, match="cannot be written"):
        write_page("text", tmp_path / "file" / "page.html")
    with pytest.raises(PoseError, match=r"ends in \.html"):
        wiring.check_report_target(tmp_path / "page.pdf")
    with pytest.raises(PoseError, match="folder is not there"):
        wiring.check_report_target(tmp_path / "gone" / "page.html")


@pytest.fixture(params=["light", "dark"])
def reader(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A phone by day and by evening; the page's own policy is looked past, for axe is a script."""
    context = browser.new_context(
        color_scheme=request.param, viewport={"width": 390, "height": 844}, bypass_csp=True
    )
    yield context.new_page()
    context.close()


def test_everybody_can_read_it_by_day_and_by_evening(
    reader: Any, every_page: dict[str, str], tmp_path: Path
) -> None:
    long = "a_name_as_cameras_give_them_" * 4 + ".mp4"
    one = IndexRow(file=long, page="clip.html", exercise="Cobra", came_to="Held 3 s")
    listed = render_index(index([one], day="Monday", locale=ENGLISH), look=LOOK, locale=ENGLISH)
    for name, text in {**every_page, "index": listed}.items():
        file = tmp_path / f"{name}.html"
        file.write_text(text, "utf-8")
        reader.goto(file.as_uri())
        assert violations(reader) == []
        assert reader.evaluate(WIDEST) <= 390


def test_nothing_is_asked_of_any_other_place(browser: Any, faulty: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(faulty, "utf-8")
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context()
    reader = context.new_page()
    reader.on("request", lambda request: asked.append(request.url[:10]))
    reader.on("console", lambda message: said.append(message.text))
    reader.goto(file.as_uri())
    reader.evaluate("document.fonts.ready.then(() => true)")
    seen = reader.evaluate("[...document.images].every((one) => one.naturalWidth > 0)")
    context.close()
    assert seen
    assert said == []
    assert {address for address in asked if not address.startswith("data:")} == {"file:///tm"}
