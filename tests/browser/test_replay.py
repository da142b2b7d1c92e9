"""A recording watched again in a real browser: by mouse and keyboard, by day and evening."""

from __future__ import annotations

from typing import Any

import pytest

from supple import wiring
from supple.core.events import Command
from support.axe import OF_COLOURS, SETTLED, violations
from support.newcomer import answer_questions
from tests.app.test_replaying import Page
from tests.core.film import film

SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]
# How many pixels of the figure there are.
DRAWN = """() => {
  const canvas = document.getElementById("replay-figure");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length;
}"""


@pytest.fixture
def recorded(home: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes a person's recorded session with a cobra in it; its id."""

    def make(page: Any) -> str:
        answer_questions(page, home.url)
        (person,) = [one["value"] for one in page.context.cookies() if one["name"] == "person"]
        monkeypatch.setenv("SUPPLE_HOME", str(home.home))
        app = wiring.application(home.database)
        app.people.change(person, keep_recordings=True)
        session = app.sessions.make(person, "full_back_complex")
        seen = Page(app.desk.seat(session), [])
        seen.see(film(hold_s=1.0))
        seen.say(Command.START)
        seen.skip_to("cobra")
        for _ in ("no need to place me", "I am ready"):
            seen.say(Command.START)
        seen.see(film(hold_s=8.0))
        seen.say(Command.STOP)
        app.close()
        return session

    return make


def at_s(page: Any) -> float:
    return float(page.locator("#replay-at").input_value())


def test_a_recording_is_played_paused_slowed_and_searched(
    page: Any, home: Any, recorded: Any
) -> None:
    session = recorded(page)
    page.goto(f"{home.url}/sessions/{session}/detail")
    page.get_by_role("link", name="Watch it again").click()
    page.locator("#replay-body:not([hidden])").wait_for()
    assert page.evaluate(DRAWN) > 1000

    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Pause").click()
    played_s = at_s(page)
    page.wait_for_timeout(200)
    assert 0.3 < played_s == at_s(page)

    page.get_by_label("Speed").select_option("0.25")
    page.get_by_role("button", name="Next moment").click()
    assert at_s(page) > played_s
    told = page.locator("#replay-list [aria-current] span").inner_text()
    assert page.locator("#replay-now").inner_text() == told
    page.locator("#replay-list").get_by_role("button").last.click()
    assert page.locator("#replay-now").inner_text() == "You stopped here."


def test_the_keyboard_alone_plays_it_and_looks_through_it(
    page: Any, home: Any, recorded: Any
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{home.url}/recordings/{recorded(page)}")
    page.locator("#replay-body:not([hidden])").wait_for()

    page.keyboard.press("ArrowRight")
    assert at_s(page) == pytest.approx(5.0)
    page.keyboard.press("ArrowLeft")
    assert at_s(page) == 0.0
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pause").wait_for()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Play").wait_for()
    page.locator("#replay-at").focus()
    page.keyboard.press("End")
    assert page.locator("#replay-at").get_attribute("aria-valuetext").count(":") == 2


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_it_is_open_to_everybody(
    browser: Any, home: Any, recorded: Any, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    session = recorded(page)
    faults = []
    for address in (f"/recordings/{session}", f"/recordings/{session}/delete", "/settings"):
        page.goto(home.url + address)
        if address.endswith(session):
            page.locator("#replay-body:not([hidden])").wait_for()
        faults += violations(page)
        page.emulate_media(color_scheme="dark")
        page.evaluate(SETTLED)
        faults += [f"in the dark {fault}" for fault in violations(page, OF_COLOURS)]
        page.emulate_media(color_scheme="light")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            faults.append(f"{address} is {wide} pixels wider than the screen")
    context.close()
    assert faults == []


def test_without_scripts_it_is_a_list_of_what_was_said(
    browser: Any, home: Any, recorded: Any
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home.url}/recordings/{recorded(page)}")
    told = page.locator(".moments li:visible").all_inner_texts()
    note = page.locator("noscript").inner_text()
    context.close()
    assert "The drawing needs scripts" in note
    assert any("The pose is reached." in line for line in told)
