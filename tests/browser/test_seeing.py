"""What the camera shows back: the ghost over one's picture, a fault beside what is meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from supple.app.showing_faults import shown
from support.newcomer import (
    answer_questions,
    choose,
    make_session,
    state,
    turn_clock,
    wait,
    words,
)
from tests.app.showing import EXERCISES, instant_of
from tests.browser.test_camera import Coached

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route, WebSocketRoute

    from support.films import Film
    from support.server import SuppleServer

SHOWN = "document.getElementById('ghost').hasAttribute('data-shown')"
OPACITIES = "[...document.querySelectorAll('#ghost-body path')].map((limb) => +limb.style.opacity)"


def test_somebody_who_lies_sees_where_the_pose_goes_and_can_switch_it_off(
    launch_browser: Callable[..., Browser],
    camera_file: Callable[..., Path],
    home: SuppleServer,
    film: Film,
) -> None:
    video = camera_file(film.path, film.title_s + 0.3, film.calm_s)
    coached = Coached(launch_browser(camera=video), home.url)
    coached.begin_with_cobra()
    page = coached.page
    wait(page, lambda: state(page) == "entering")
    wait(page, lambda: bool(page.evaluate(SHOWN)))
    assert len(page.query_selector_all("#ghost-body path")) == 6
    wait(page, lambda: max(page.evaluate(OPACITIES)) > 0.9)  # the trunk is still to be lifted
    assert not page.locator("#ghost-why").is_visible()
    page.keyboard.press("?")
    page.uncheck("#help-ghost")
    page.keyboard.press("Escape")
    wait(page, lambda: not page.evaluate(SHOWN))
    page.wait_for_timeout(1000)
    assert not page.evaluate(SHOWN)


def test_in_the_rest_the_page_shows_what_was_seen_beside_what_is_meant(
    page: Page, home: SuppleServer
) -> None:
    instant = instant_of(EXERCISES["cobra"], "legs_long")
    pictures = None if instant is None else shown(instant)
    assert pictures is not None
    answer = {
        "cue": "Lengthen your legs.",
        "kind": "Technique",
        "words": "Knee angle: 130° as seen. Meant is at least 160°.",
        "seen": pictures.pair.seen,
        "meant": pictures.pair.meant,
    }

    def tell(line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def pass_on(text: str | bytes) -> None:
            line.send(text)
            event = json.loads(text)
            if event["type"] == "state_changed" and event["state"] == "resting":
                line.send(json.dumps({"n": 0, "type": "fault_shown", "number": 0}))

        server.on_message(pass_on)

    def answered(route: Route) -> None:
        route.fulfill(json=answer)

    page.route_web_socket("**/api/live/*", tell)
    page.route("**/api/sessions/*/faults/0", answered)
    answer_questions(page, home.url, experience="dancer")
    page.clock.install()
    make_session(page, home.url, "full_back_complex", warmed_up=True)
    choose(page, "clock")
    turn_clock(page, lambda: state(page) == "resting", at_most_s=1800)
    wait(page, lambda: page.locator("#seen-meant").is_visible() or page.clock.run_for(100))
    assert words(page, "seen-meant-cue") == answer["cue"]
    assert page.locator("#seen-picture .fig-mark").count() == 1
    assert page.locator("#meant-picture .fig-mark").count() == 0
    assert not page.locator("#figure").is_visible()
    turn_clock(page, lambda: state(page) == "entering", at_most_s=120)
    page.clock.run_for(200)
    assert not page.locator("#seen-meant").is_visible()
    assert page.locator("#figure").is_visible()
