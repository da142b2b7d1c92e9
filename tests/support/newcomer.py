"""What a person does in the browser before and in a session, as steps that tests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

STEP_MS = 400  # of the page's own clock, where a test turns it
PATIENCE_S = 150.0  # how long a machine that does ten things at once may take to answer


def answer_questions(page: Page, url: str, *, experience: str = "dancer") -> None:
    """Somebody new, from the questions to today's page: nothing ticked, an adult, no name."""
    page.goto(f"{url}/welcome?someone_new=1")
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("button", name="None of these").click()
    page.check(f"input[name=experience][value={experience}]")
    page.check("input[name=age][value=adult]")
    page.locator("form button[type=submit]").last.click()
    page.locator("#name").press("Enter")
    page.wait_for_url(url.rstrip("/") + "/")


def make_session(page: Page, url: str, programme: str, *, warmed_up: bool = False) -> str:
    """Choose a programme and come to the prepare panel; the session's id."""
    page.goto(f"{url}/programmes/{programme}")
    page.check(f"input[name=warmed_up][value={'yes' if warmed_up else 'no'}]")
    page.locator("form[action='/sessions'] button.do").first.click()
    page.wait_for_url("**/sessions/*")
    page.locator("#prepare-lede:not(:empty)").wait_for()
    return page.url.rsplit("/", 1)[1]


def choose(page: Page, way: str) -> None:
    """With the camera ("camera") or without ("clock"), and begin when it can."""
    page.check(f"input[name=way][value={way}]")
    page.locator("#begin:not([disabled])").click(timeout=60_000)
    page.locator("#stage:not([hidden])").wait_for()


def state(page: Page) -> str:
    """The state of the coach that the stage shows."""
    return str(page.evaluate("document.getElementById('stage').dataset.state"))


def words(page: Page, part: str) -> str:
    """The text of a part of the page, by its id."""
    return page.locator(f"#{part}").text_content() or ""


def turn_clock(
    page: Page, until: Callable[[], bool], *, at_most_s: float, step_ms: int = STEP_MS
) -> None:
    """Turn the page's clock (page.clock is installed) until something is so.

    The coach's time comes from the page, so a session of half an hour takes seconds here. Its
    answers come in real time: when the clock has been turned far enough, they are waited for.
    """
    for _ in range(int(at_most_s * 1000 / step_ms)):
        if until():
            return
        page.clock.run_for(step_ms)
    wait(page, until)


def wait(page: Page, until: Callable[[], bool], *, at_most_s: float = PATIENCE_S) -> None:
    """Wait in real time; the page's policy forbids what playwright's own waiting evaluates."""
    for _ in range(int(at_most_s * 10)):
        if until():
            return
        page.wait_for_timeout(100)
    assert until(), f"not so after {at_most_s} s: {page.url}, {words(page, 'main')[:400]}"
