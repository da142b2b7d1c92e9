"""Take the picture of the player in the README: the real server, the real page, a real hold.

    make picture        # writes docs/player.png

Somebody new answers the questions, chooses the full back complex without a camera, and goes on to
the hold of the cobra. The page's own clock is turned, so this takes seconds.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import cv2
from playwright.sync_api import Page, sync_playwright

from support.chromium import launch
from support.newcomer import answer_questions, choose, make_session, state, turn_clock, wait, words
from support.server import SuppleServer

TARGET = Path(__file__).with_name("player.png")
WIDTH, HEIGHT = 1280, 720
EXERCISE = "Cobra"
LINE = "Draw your shoulders down, chest forward."


def walk_into_a_hold(page: Page, url: str) -> None:
    """To the exercise, and into its hold until a line is said that stands well in a picture."""
    answer_questions(page, url, experience="dancer")
    page.clock.install()
    make_session(page, url, "full_back_complex", warmed_up=True)
    choose(page, "clock")
    wait(page, lambda: words(page, "stage-name") != "", at_most_s=20)
    while words(page, "stage-name") != EXERCISE:
        before = words(page, "stage-name")
        page.keyboard.press("ArrowRight")
        wait(page, lambda: words(page, "stage-name") != before, at_most_s=20)  # noqa: B023
    turn_clock(page, lambda: state(page) == "holding", at_most_s=90)
    turn_clock(page, lambda: words(page, "stage-line") == LINE, at_most_s=60)
    page.mouse.move(WIDTH / 3, HEIGHT / 3)  # the edges show themselves to whoever moves
    page.wait_for_timeout(1500)  # the figure comes to rest in real time


def main() -> int:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as driver:
        server = SuppleServer(Path(home))
        browser = launch(driver)
        try:
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"
            )
            walk_into_a_hold(page, server.url)
            page.screenshot(path=TARGET)
        finally:
            browser.close()
            server.stop()
    # Fewest bytes of the same picture.
    cv2.imwrite(str(TARGET), cv2.imread(str(TARGET)), [cv2.IMWRITE_PNG_COMPRESSION, 9])
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
