"""A session without a camera, in a real browser, as somebody at home goes through it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from support.axe import violations
from support.newcomer import (
    answer_questions,
    choose,
    make_session,
    state,
    turn_clock,
    wait,
    words,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.server import SuppleServer

WORKING = ("holding", "repeating")


@pytest.fixture
def events(page: Page) -> list[dict[str, Any]]:
    """All that the coach says to this page."""
    heard: list[dict[str, Any]] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda text: heard.append(json.loads(text))),
    )
    return heard


def test_a_whole_session_goes_from_begin_to_how_it_felt(
    page: Page, home: SuppleServer, events: list[dict[str, Any]]
) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    session = make_session(page, home.url, "desk_break")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) == "done", at_most_s=1800)
    types = [event["type"] for event in events]
    assert types.count("exercise_done") == types.count("entry_started") >= 3
    assert types[-1] == "session_done"
    assert not any(event["skipped"] for event in events if event["type"] == "set_done")
    credits = [event for event in events if event["type"] == "hold_credited"]
    assert all(event["by"] == "clock" for event in credits)
    page.get_by_role("link", name="How did it feel?").click()
    page.wait_for_url(f"**/sessions/{session}/felt")
    assert page.locator("h1").text_content() == "Well done"


def test_both_sides_have_equal_time_and_a_word_to_switch(
    page: Page, home: SuppleServer, events: list[dict[str, Any]]
) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    make_session(page, home.url, "clinic_daily")
    choose(page, "clock")
    heard: set[str] = set()

    def switched() -> bool:
        heard.add(words(page, "said"))
        return state(page) == "done"

    turn_clock(page, switched, at_most_s=3600, step_ms=2000)
    sides: dict[str, float] = {}
    for event in events:
        if event["type"] == "set_done" and event["side"] and not event["skipped"]:
            amount = event["credited_s"] + event["repetitions_count"]
            sides[event["side"]] = sides.get(event["side"], 0.0) + amount
    assert sides["left"] == pytest.approx(sides["right"])
    assert sides["left"] > 0
    assert any(text.startswith("Switch sides") for text in heard)


def test_keys_drive_it_from_a_distance(page: Page, home: SuppleServer) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    make_session(page, home.url, "clinic_daily")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) == "getting_ready", at_most_s=5)
    first = words(page, "stage-name")

    page.keyboard.press("Space")
    turn_clock(page, lambda: state(page) == "paused", at_most_s=3)
    page.clock.run_for(30_000)
    assert state(page) == "paused"
    assert page.locator("#resume").is_visible()
    page.keyboard.press("Space")
    turn_clock(page, lambda: state(page) == "getting_ready", at_most_s=3)

    page.keyboard.press("ArrowRight")
    turn_clock(page, lambda: words(page, "stage-name") != first, at_most_s=3)
    page.keyboard.press("ArrowLeft")
    turn_clock(page, lambda: words(page, "stage-name") == first, at_most_s=3)

    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_any_tap_on_the_floor_pauses_and_another_goes_on(page: Page, home: SuppleServer) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    make_session(page, home.url, "desk_break")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) in WORKING, at_most_s=90)
    page.mouse.click(200, 300)
    turn_clock(page, lambda: state(page) == "paused", at_most_s=3)
    page.mouse.click(200, 300)
    turn_clock(page, lambda: state(page) == "entering", at_most_s=3)


@pytest.mark.parametrize(
    ("answer", "reason", "title"),
    [
        ("Enough for today", "stop", "Last time"),
        ("It hurts", "pain", "You stopped because of pain"),
    ],
)
def test_stopping_asks_first_and_pain_is_a_choice_of_its_own(
    page: Page,
    home: SuppleServer,
    events: list[dict[str, Any]],
    answer: str,
    reason: str,
    title: str,
) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    make_session(page, home.url, "desk_break")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) in WORKING, at_most_s=90)

    page.keyboard.press("Escape")
    turn_clock(page, lambda: state(page) == "paused", at_most_s=3)
    page.keyboard.press("Escape")  # closes the question: nothing is stopped by accident
    turn_clock(page, lambda: state(page) == "entering", at_most_s=3)

    page.keyboard.press("Escape")
    page.get_by_role("button", name=answer).click()
    turn_clock(page, lambda: state(page) == "stopped", at_most_s=3)
    assert [event["reason"] for event in events if event["type"] == "stopped"] == [reason]
    page.goto(home.url)
    assert title in words(page, "main")


def test_a_session_is_carried_on_after_a_reload_where_it_was(
    page: Page, home: SuppleServer
) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    make_session(page, home.url, "desk_break")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) == "getting_ready", at_most_s=5)
    first = words(page, "stage-name")
    turn_clock(page, lambda: words(page, "stage-name") != first, at_most_s=300)
    second = words(page, "stage-name")

    page.reload()
    page.locator("#prepare-goes-on:not([hidden])").wait_for()
    assert second in words(page, "prepare-goes-on")
    page.get_by_role("button", name="Carry on").click()
    turn_clock(page, lambda: state(page) == "getting_ready", at_most_s=5)
    assert words(page, "stage-name") == second


def test_a_server_that_dies_and_comes_back_goes_on_by_itself(
    page: Page, server: SuppleServer, events: list[dict[str, Any]]
) -> None:
    answer_questions(page, server.url, experience="office")
    page.clock.install()
    make_session(page, server.url, "desk_break")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) == "getting_ready", at_most_s=5)
    first = words(page, "stage-name")
    turn_clock(page, lambda: words(page, "stage-name") != first, at_most_s=300)
    second = words(page, "stage-name")

    server.kill()
    turn_clock(page, lambda: page.locator("#line-down").is_visible(), at_most_s=20)
    assert "your session is kept" in words(page, "line-down")
    server.start()
    before = len(events)
    turn_clock(page, lambda: len(events) > before, at_most_s=60)
    turn_clock(page, lambda: state(page) in WORKING, at_most_s=90)
    assert words(page, "stage-name") == second
    assert not page.locator("#line-down").is_visible()
    numbers = [event["n"] for event in events if event["n"]]
    assert numbers == sorted(set(numbers))


def test_a_second_window_takes_the_session_over_and_the_first_says_so(
    page: Page, home: SuppleServer
) -> None:
    answer_questions(page, home.url, experience="office")
    make_session(page, home.url, "desk_break")
    choose(page, "clock")
    wait(page, lambda: state(page) == "getting_ready")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#prepare-lede:not(:empty)").wait_for()
    choose(other, "clock")
    wait(page, lambda: page.locator("#line-down").is_visible())
    assert "another window" in words(page, "line-down")
    wait(other, lambda: state(other) == "getting_ready")


def test_a_machine_without_a_voice_says_so_once_and_shows_the_words(
    page: Page, home: SuppleServer
) -> None:
    answer_questions(page, home.url, experience="office")
    page.clock.install()
    make_session(page, home.url, "desk_break")
    assert page.evaluate("speechSynthesis.getVoices().length") == 0
    turn_clock(page, lambda: page.locator("#no-voice").is_visible(), at_most_s=3)
    choose(page, "clock")
    turn_clock(page, lambda: state(page) in WORKING, at_most_s=60)
    turn_clock(page, lambda: words(page, "stage-line") == words(page, "said"), at_most_s=10)
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.getElementById('stage-line')).fontSize)"
    )
    assert size >= 40  # readable from three metres on a laptop


VOICE = """
window.said = [];
class Said { constructor(text) { this.text = text; this.volume = 1; this.rate = 1; } }
window.SpeechSynthesisUtterance = Said;
let speaking = null;
const voices = [
  { name: "Far", lang: "en-US", localService: false, default: true },
  { name: "Near", lang: "en-GB", localService: true, default: false },
];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  addEventListener() {},
  speak(line) {
    if (!line.text) return;
    window.said.push({ text: line.text, voice: line.voice.name, rate: line.rate,
      volume: line.volume, over: speaking !== null });
    speaking = line;
    setTimeout(() => { if (speaking === line) { speaking = null; line.onend(); } },
      line.text.length * 60);
  },
  cancel() { const line = speaking; speaking = null; line?.onend?.(); },
} });
"""
"""A voice as a machine has it: each line takes its time, and it is noted what was said when."""


def test_the_voice_is_this_machines_own_and_never_talks_over_itself(
    page: Page, home: SuppleServer
) -> None:
    answer_questions(page, home.url, experience="office")
    page.add_init_script(VOICE)
    page.clock.install()
    make_session(page, home.url, "clinic_daily")
    page.locator("summary").click()
    page.locator("#rate").fill("0.8")
    page.locator("#volume").fill("0.5")
    assert page.locator("#no-voice").is_hidden()
    choose(page, "clock")
    names = set()

    def third() -> bool:
        names.add(words(page, "stage-name"))
        return len(names) > 3

    turn_clock(page, third, at_most_s=900)
    said = page.evaluate("window.said")
    assert {line["voice"] for line in said} == {"Near"}
    assert {(line["rate"], line["volume"]) for line in said} == {(0.8, 0.5)}
    assert not any(line["over"] for line in said)
    texts = [line["text"] for line in said]
    assert texts[0].startswith("We begin with")
    assert sum(text.startswith("Next: ") for text in texts) >= 1
    assert words(page, "said") == ""  # the mirror would say it twice


def test_a_hidden_tab_pauses_keeps_the_screen_and_says_so_on_return(
    page: Page, home: SuppleServer
) -> None:
    answer_questions(page, home.url, experience="office")
    page.add_init_script(
        "window.locks = 0; Object.defineProperty(navigator, 'wakeLock', { value: {"
        " request: async () => { window.locks += 1;"
        " return { released: true, release: async () => {} }; } } });"
    )
    page.clock.install()
    make_session(page, home.url, "desk_break")
    choose(page, "clock")
    turn_clock(page, lambda: state(page) in WORKING, at_most_s=90)
    assert page.evaluate("window.locks") == 1
    show = (
        "(how) => { Object.defineProperty(document, 'visibilityState',"
        " { value: how, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    page.evaluate(show, "hidden")
    turn_clock(page, lambda: state(page) == "paused", at_most_s=3)
    page.evaluate(show, "visible")
    turn_clock(
        page, lambda: words(page, "stage-aside") == "I paused while you were away.", at_most_s=3
    )
    assert page.evaluate("window.locks") == 2  # the browser let go of it meanwhile


def test_pain_before_is_kept_with_the_session_and_much_of_it_asks_to_rest(
    page: Page, home: SuppleServer
) -> None:
    answer_questions(page, home.url, experience="office")
    session = make_session(page, home.url, "desk_break")
    page.get_by_role("radio", name="7", exact=True).check(force=True)
    assert "day of rest" in words(page, "pain-high")
    page.get_by_role("radio", name="2", exact=True).check(force=True)
    assert page.locator("#pain-high").is_hidden()
    with page.expect_response("**/begun") as begun:
        choose(page, "clock")
    assert begun.value.ok
    page.goto(f"{home.url}/sessions/{session}/detail")
    assert "Pain before" in words(page, "main")
    assert "2 of 10" in words(page, "main")


def test_a_session_that_is_not_there_is_told_in_a_sentence(page: Page, home: SuppleServer) -> None:
    answer_questions(page, home.url, experience="office")
    answer = page.goto(f"{home.url}/sessions/00000000-0000-0000-0000-000000000000")
    assert answer is not None
    assert answer.status == 404
    assert "no session" in words(page, "main")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_on_the_panel_the_stage_or_its_sheets(
    browser: Any, home: SuppleServer, look: str
) -> None:
    context = browser.new_context(color_scheme=look, reduced_motion="reduce")
    page = context.new_page()
    answer_questions(page, home.url, experience="office")
    make_session(page, home.url, "desk_break")
    page.locator("summary").click()
    assert violations(page) == []
    choose(page, "clock")
    wait(page, lambda: state(page) == "entering")
    page.mouse.move(300, 300)
    page.wait_for_timeout(700)
    assert violations(page) == []
    for key, dialog in (("?", "help"), ("Escape", "stopping")):
        page.keyboard.press(key)
        page.locator(f"#{dialog}[open]").wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
    context.close()
