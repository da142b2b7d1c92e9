"""The camera in a real browser: a video stands for the person, the coach sees the landmarks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from support import clips
from support.camera import write_mjpeg
from support.newcomer import answer_questions, choose, make_session, state, wait, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from support.films import Film
    from support.server import SuppleServer

FOUND_TYPES = ("hold_credited", "pose_reached", "repetition_counted")


class Coached:
    """A page with the fake camera on the cobra of the whole programme, and all it was told."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.events: list[dict[str, Any]] = []
        self.looked_at_count = 0
        self.page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
        self.page.on("websocket", lambda line: line.on("framereceived", self._hear))
        answer_questions(self.page, url, experience="dancer")
        make_session(self.page, url, "full_back_complex", warmed_up=True)

    def _hear(self, text: str) -> None:
        event = json.loads(text)
        if event.get("n"):
            self.events.append(event)
        elif event["type"] == "seen":
            self.looked_at_count = event["frame"]

    def begin_with_cobra(self) -> None:
        choose(self.page, "camera")
        for _ in range(4):
            wait(self.page, lambda: words(self.page, "stage-name") != "")
            if words(self.page, "stage-name").startswith("Cobra"):
                break
            before = words(self.page, "stage-name")
            self.page.keyboard.press("ArrowRight")
            wait(self.page, lambda: words(self.page, "stage-name") != before)  # noqa: B023
        self.events.clear()

    def told(self, *types: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] in types]

    def credited_s(self) -> float:
        return max((event["credited_s"] for event in self.told("hold_credited")), default=0.0)


def test_the_coach_sees_a_cobra_and_credits_its_hold(
    launch_browser: Callable[..., Browser],
    camera_file: Callable[..., Path],
    home: SuppleServer,
    film: Film,
) -> None:
    browser = launch_browser(camera=camera_file(film.path, 0.0, film.end_s))
    coached = Coached(browser, home.url)
    coached.begin_with_cobra()
    page = coached.page
    wait(page, lambda: bool(coached.told("pose_reached")))
    wait(page, lambda: coached.credited_s() >= 4.0)
    credits = coached.told("hold_credited")
    assert all(event["by"] == "camera" for event in credits if event["running"])
    assert state(page) == "holding"
    # The number on the stage is what the coach credited.
    left_s = int(words(page, "dial-number"))
    assert abs(credits[-1]["target_s"] - coached.credited_s() - left_s) <= 2.0
    # One turn of the film has only so much of a cobra; no turn gives more.
    turns: list[float] = []
    last_s = 0.0
    for event in coached.told("hold_credited", "pose_lost"):
        if event["type"] == "pose_lost":
            turns.append(last_s)
        else:
            last_s = event["credited_s"]
    turns.append(last_s)
    assert all(
        after - before < film.held_most_s
        for before, after in zip([0.0, *turns], turns, strict=False)
    )


def test_nothing_is_credited_for_a_title_and_the_page_says_what_is_missing(
    launch_browser: Callable[..., Browser],
    camera_file: Callable[..., Path],
    home: SuppleServer,
    film: Film,
) -> None:
    video = camera_file(film.path, 0.0, film.title_s)
    coached = Coached(launch_browser(camera=video), home.url)
    coached.begin_with_cobra()
    page = coached.page
    assert state(page) == "placing"
    wait(page, lambda: coached.looked_at_count > 60)
    assert coached.told(*FOUND_TYPES) == []
    assert state(page) == "placing"
    assert words(page, "stage-line") == "Step into the picture, so that I can see you."
    page.get_by_role("button", name="Go on without the camera").click()
    wait(page, lambda: state(page) == "getting_ready")
    assert not page.locator("#sight-corner").is_visible()
    live = page.evaluate("document.getElementById('video').srcObject === null")
    assert live  # the camera is off, and its light


def test_two_people_are_told_so_and_neither_is_judged(
    launch_browser: Callable[..., Browser], home: SuppleServer, tmp_path: Path
) -> None:
    one = clips.picture("cobra", "hold")[130:430]
    video = write_mjpeg([np.vstack([one, one[:, ::-1]])] * 90, tmp_path / "two.mjpeg")
    coached = Coached(launch_browser(camera=video), home.url)
    coached.begin_with_cobra()
    page = coached.page
    wait(page, lambda: ["second_person"] in [e["missing"] for e in coached.told("placement")])
    credited_s = coached.credited_s()
    # Whoever is in the pose by then waits for the other one to go; whoever is not, is told why.
    wait(page, lambda: "I see two people" in words(page, "stage"))
    assert coached.credited_s() == credited_s


def test_a_machine_without_a_camera_says_what_to_do(page: Page, home: SuppleServer) -> None:
    answer_questions(page, home.url, experience="office")
    make_session(page, home.url, "desk_break")
    page.check("input[name=way][value=camera]")
    wait(page, lambda: "No camera was found" in words(page, "try-said"))
    assert page.locator("#try-again").is_visible()
    assert page.locator("#begin").is_disabled()
    choose(page, "clock")
    wait(page, lambda: state(page) == "getting_ready")


def test_a_camera_that_is_not_allowed_says_where_to_allow_it(
    launch_browser: Callable[..., Browser], home: SuppleServer
) -> None:
    browser = launch_browser("--use-fake-device-for-media-stream", "--deny-permission-prompts")
    page = browser.new_page()
    answer_questions(page, home.url, experience="office")
    make_session(page, home.url, "desk_break")
    page.check("input[name=way][value=camera]")
    wait(page, lambda: "not allowed" in words(page, "try-said"))
    assert page.locator("#try-again").is_visible()
