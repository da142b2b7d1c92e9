"""The moving figure in the player, drawn by a real browser in software."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from support.newcomer import answer_questions, choose, make_session, state, wait, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.server import SuppleServer

SOFTWARE = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
QUICK = "sessionStorage.setItem('supple.figure', 'moves')"
"""As if the machine had been found quick enough before: software never is."""


@contextmanager
def at_the_cobra(browser: Any, url: str, *, quick: bool = True, **given: Any) -> Iterator[Page]:
    """A page whose stage shows the cobra; no script of it fails, none is held back."""
    context = browser.new_context(viewport={"width": 480, "height": 360}, **given)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda one: faults.append(one.text) if "Policy" in one.text else None)
    if quick:
        page.add_init_script(QUICK)
    answer_questions(page, url)
    make_session(page, url, "full_back_complex", warmed_up=True)
    choose(page, "clock")
    wait(page, lambda: words(page, "stage-name") != "")
    for _ in range(20):
        name = words(page, "stage-name")
        if name == "Cobra":
            break
        page.keyboard.press("ArrowRight")
        wait(page, lambda name=name: words(page, "stage-name") != name)
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def drawing_browser(launch_browser: Callable[..., Any]) -> Any:
    return launch_browser(*SOFTWARE)


def moves(page: Page) -> bool:
    return page.locator("#figure[data-moves]").count() == 1


def picture(page: Page) -> bytes:
    return page.locator("#figure canvas").screenshot()


def test_the_figure_appears_moves_and_can_be_turned(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url) as page:
        wait(page, lambda: moves(page))
        first = picture(page)
        wait(page, lambda: picture(page) != first)
        wait(page, lambda: state(page) in ("entering", "holding"))

        page.mouse.move(100, 120)
        page.mouse.down()
        page.mouse.move(200, 130, steps=4)
        page.mouse.up()
        page.wait_for_timeout(500)
        assert state(page) in ("entering", "holding")  # a drag is no tap

        page.keyboard.press("Space")
        wait(page, lambda: state(page) == "paused")
        page.wait_for_timeout(1000)
        still = picture(page)
        page.wait_for_timeout(500)
        assert picture(page) == still
        page.keyboard.press("d")
        wait(page, lambda: picture(page) != still)


def test_with_reduced_motion_the_drawing_stands_still(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url, reduced_motion="reduce") as page:
        wait(page, lambda: page.locator("#figure svg[data-shown]").count() == 1)
        assert page.locator("#figure canvas").count() == 0


def test_a_machine_that_is_too_slow_goes_over_to_the_drawing_and_remembers(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url) as page:
        wait(page, lambda: moves(page))
        page.locator("#figure canvas").dispatch_event("webglcontextlost")
        wait(page, lambda: page.locator("#figure svg[data-shown]").count() == 1)
        assert page.locator("#figure canvas").count() == 0
        assert page.evaluate("sessionStorage.getItem('supple.figure')") == "still"


def test_without_a_graphics_chip_there_is_the_drawing(browser: Any, home: SuppleServer) -> None:
    with at_the_cobra(browser, home.url, quick=False) as page:
        wait(page, lambda: page.locator("#figure svg[data-shown]").count() == 1)
        assert not moves(page)


def test_an_exercise_page_shows_it_moving_and_what_to_avoid_when_asked(
    drawing_browser: Any, home: SuppleServer
) -> None:
    page = drawing_browser.new_page()
    page.add_init_script(QUICK)
    answer_questions(page, home.url)
    page.goto(f"{home.url}/library/cobra")
    wait(page, lambda: page.locator("#moving[data-moves] canvas").count() == 1)
    first = page.locator("#moving canvas").screenshot()
    wait(page, lambda: page.locator("#moving canvas").screenshot() != first)

    asked = page.locator("button[data-fault]:visible").first
    cue = asked.get_attribute("data-cue")
    asked.click()
    wait(page, lambda: page.locator(".moving-words").inner_text() == cue)
    wait(page, lambda: page.locator(".moving-words").inner_text() == "")
    page.close()


def test_an_exercise_page_keeps_its_pictures_with_reduced_motion(
    drawing_browser: Any, home: SuppleServer
) -> None:
    context = drawing_browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    answer_questions(page, home.url)
    page.goto(f"{home.url}/library/cobra")
    assert page.locator("#moving").is_hidden()
    assert page.locator("button[data-fault]:visible").count() == 0
    assert page.locator(".scene .picture").count() > 1
    context.close()


def test_what_to_avoid_is_shown_when_asked_while_the_session_waits_and_ends_by_itself(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url) as page:
        wait(page, lambda: moves(page) and state(page) == "getting_ready")
        page.locator("#avoid").click()
        cues = seen_while_it_waits(page)

        assert state(page) == "getting_ready"
        assert 1 <= len(cues) <= 3
        assert moves(page)
        assert page.locator("#avoided").is_hidden()
        wait(page, lambda: state(page) in ("entering", "holding"))
        assert page.locator("#avoid").is_hidden()  # never in the middle of a hold


def test_what_to_avoid_ends_when_the_exercise_is_begun(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url) as page:
        wait(page, lambda: moves(page) and state(page) == "getting_ready")
        page.locator("#avoid").click()
        wait(page, lambda: state(page) == "paused")
        page.locator("#resume").click()
        wait(page, lambda: state(page) in ("entering", "holding"))
        assert page.locator("#stage[data-avoids]").count() == 0


def test_with_reduced_motion_what_to_avoid_is_two_pictures(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url, reduced_motion="reduce") as page:
        wait(page, lambda: state(page) == "getting_ready")
        page.locator("#avoid").click()
        wait(page, lambda: state(page) == "paused")
        wait(page, lambda: page.locator("#avoided img:visible").count() == 2)
        wait(page, lambda: state(page) == "getting_ready")
        assert page.locator("#avoided").is_hidden()


def seen_while_it_waits(page: Page) -> list[str]:
    """The words on the stage, one after the other, until the session goes on."""
    wait(page, lambda: state(page) == "paused")
    seen: list[str] = []

    def over() -> bool:
        now = words(page, "stage-line")
        if state(page) == "paused" and now not in seen:
            seen.append(now)
        return state(page) != "paused"

    wait(page, over)
    return seen


def test_the_way_over_to_the_next_exercise_is_there_before_it_is_needed(
    drawing_browser: Any, home: SuppleServer
) -> None:
    with at_the_cobra(drawing_browser, home.url) as page:
        wait(page, lambda: moves(page) and state(page) == "getting_ready")
        page.locator("#pause").click()  # until the way over is there
        wait(page, lambda: page.evaluate(OVER_IS_THERE))
        page.locator("#resume").click()
        wait(page, lambda: state(page) == "getting_ready")
        page.keyboard.press("ArrowRight")
        wait(page, lambda: words(page, "stage-name") != "Cobra")
        wait(page, lambda: state(page) in ("entering", "holding", "repeating"))


OVER_IS_THERE = (
    "performance.getEntriesByType('resource').some((one) => one.name.includes('/from/cobra/'))"
)
