"""The pages in a real browser: a newcomer's first minute, everybody's access, and the door."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest

from supple import wiring
from supple.core.records import Record, RecordKind
from support.axe import OF_COLOURS, SETTLED, violations
from support.newcomer import choose, state, wait

NEW = "/welcome?someone_new=1"  # the server is shared: each test is somebody new in it
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
# What a newcomer reads before the first breath: three questions on four pages, today's page and
# the one that asks for the camera.
READ_COUNT, READING_S = 6, 10.0
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2, 2.5.8


def answer_questions(
    page: Any,
    address: str,
    name: str = "Ana",
    like: str = "I dance, or train for flexibility",
) -> None:
    """What a newcomer does, with the mouse, from the first page on."""
    page.goto(address)
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("button", name="None of these").click()
    page.get_by_label(like).check()
    page.get_by_label("18 to 64").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What shall Supple call you?").fill(name)
    page.get_by_role("button", name="Show me my session").click()
    page.get_by_role("heading", name=f"Hello, {name}").wait_for()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], tuple[str, str]]:
    """Two sessions of a person in a running server: one that went through, one that goes on."""

    def make(server: Any, person: str) -> tuple[str, str]:
        monkeypatch.setenv("SUPPLE_HOME", str(server.home))
        app = wiring.application(server.database)
        over, going = (app.sessions.make(person, "clinic_daily") for _ in range(2))
        finding = {"criterion": "head_not_back", "severity": "safety", "result": "warn"}
        rest = {"value": 20.0, "unit": "deg", "uncertainty": 7.0, "at_s": 3.0}
        finding = {**finding, **rest, "cue": None, "why": ""}
        exercise = {"entry": 0, "exercise": "cobra", "set_index": 0, "side": None}
        counted = {"credited_s": 18.0, "repetitions_count": 0, "by": "camera", "skipped": False}
        data = {**exercise, **counted, "findings": [finding]}
        told: list[tuple[str, RecordKind, dict[str, object]]] = [
            (over, RecordKind.SET_DONE, data),
            (over, RecordKind.SESSION_FINISHED, {}),
            (going, RecordKind.SET_DONE, data),
        ]
        app.sessions.keep(
            [
                Record(
                    id=str(uuid4()),
                    kind=kind,
                    at=app.now(),
                    person=person,
                    session=session,
                    data=what,
                )
                for session, kind, what in told
            ]
        )
        app.sessions.felt(over, effort_cr10=4, pain_after_nrs=1, words="Calm.")
        app.close()
        return over, going

    return make


def addresses(over: str) -> list[str]:
    return [
        "/",
        "/programmes/full_back_complex",
        "/programmes/clinic_daily?warmed_up=yes",
        "/library",
        "/library?search=zzz",
        "/library/cobra",
        "/library/wu_march",
        "/sessions",
        *(f"/sessions/{over}/{page}" for page in ("detail", "edit", "delete", "felt", "closing")),
        "/profiles",
        "/settings",
        "/about",
        "/nothing-here",
        "/welcome",
        "/welcome?someone_new=1",
    ]


def test_a_newcomer_walks_from_the_door_to_the_first_breath(page: Any, server: Any) -> None:
    """Without a camera, in real time, in the session that is recommended to a beginner."""
    marks = [("opened", time.monotonic())]

    def passed(what: str) -> None:
        marks.append((what, time.monotonic()))

    answer_questions(page, f"{server.url}/", like="I am new to stretching")
    passed("questions")
    page.get_by_role("button", name="Begin").first.click()
    page.wait_for_url("**/sessions/*")
    page.locator("#prepare-lede:not(:empty)").wait_for()
    passed("session page")
    choose(page, "clock")
    passed("begun")
    wait(page, lambda: state(page) in ("holding", "repeating"), at_most_s=90.0)
    passed("first breath")

    spent = [f"{what} {at - before:.1f} s" for (_, before), (what, at) in pairwise(marks)]
    machine_s = marks[-1][1] - marks[0][1]
    reading_s = READ_COUNT * READING_S
    print(f"\nfrom opening to the first breath: {machine_s:.1f} s of the machine and the coach")
    print(f"  ({', '.join(spent)})")
    print(
        f"  and {READ_COUNT} pages read at {READING_S:.0f} s each: {machine_s + reading_s:.0f} s"
    )
    assert state(page) in ("holding", "repeating")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_is_open_to_everybody(
    browser: Any,
    home: Any,
    done: Callable[[Any, str], tuple[str, str]],
    size: dict[str, int],
) -> None:
    context = browser.new_context(viewport=size, color_scheme="light")
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    answer_questions(page, f"{home.url}{NEW}")
    (person,) = [one["value"] for one in context.cookies() if one["name"] == "person"]
    over, _ = done(home, person)
    faults = []
    for address in addresses(over):
        page.goto(home.url + address)
        faults += violations(page)
        page.emulate_media(color_scheme="dark")
        page.evaluate(SETTLED)
        faults += [f"in the dark {fault}" for fault in violations(page, OF_COLOURS)]
        page.emulate_media(color_scheme="light")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            faults.append(f"{address} is {wide} pixels wider than the screen")
        faults += [f"{address}: {target} is a small target" for target in small_targets(page)]
    context.close()

    assert faults == []
    assert [line for line in told if "404" not in line] == []


def small_targets(page: Any) -> list[str]:
    """Controls that a finger misses; links inside a sentence are as high as the sentence."""
    return page.evaluate(
        """(least) => [...document.querySelectorAll("button, input, select, summary, .button, "
             + "nav a, .card, .crumb, .skip:focus")]
           .filter((one) => one.checkVisibility())
           .map((one) => [one.closest("label") ?? one, one])
           .filter(([target]) => {
             const box = target.getBoundingClientRect();
             return box.width > 0 && (box.width < least || box.height < least);
           })
           .map(([, one]) => one.outerHTML.slice(0, 80))""",
        SMALLEST_TARGET,
    )


def test_the_questions_and_the_care_page_are_open_to_everybody(page: Any, home: Any) -> None:
    faults = []
    page.goto(f"{home.url}{NEW}")
    faults += violations(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").wait_for()
    faults += violations(page)
    page.get_by_role("button", name="None of these").click()
    page.locator("summary").first.click()
    faults += violations(page)
    page.get_by_role("button", name="None of these").click()
    page.get_by_label("18 to 64").wait_for()
    faults += violations(page)
    page.get_by_label("18 to 64").check()
    page.get_by_label("I am new to stretching").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What shall Supple call you?").wait_for()
    faults += violations(page)
    page.goto(f"{home.url}{NEW}")
    page.get_by_label("Constant pain in the upper back").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Please see a doctor first").wait_for()
    faults += violations(page)

    assert faults == []


def test_everything_but_the_player_works_without_scripts(browser: Any, home: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    answer_questions(page, f"{home.url}{NEW}")
    page.get_by_role("link", name="Exercises").click()
    page.get_by_label("Search").fill("camel")
    page.get_by_role("button", name="Show").click()

    shown = page.locator(".card:visible .card-name").all_inner_texts()
    context.close()

    assert "Cat and camel" in shown
    assert "Plow" not in shown


def test_the_library_answers_while_somebody_types(page: Any, home: Any) -> None:
    page.goto(f"{home.url}/library")
    page.get_by_label("Search").press_sequentially("wide-leg")
    page.get_by_label("Camera").select_option("yes")

    shown = page.locator(".card:visible .card-name").all_inner_texts()

    assert page.url.endswith("?search=wide-leg&judged=yes")
    assert page.locator("[data-found]").inner_text() == "1 exercise"
    assert shown == ["Wide-leg side tilt"]


def test_the_keyboard_alone_leads_to_the_page_and_shows_where_it_is(page: Any, home: Any) -> None:
    answer_questions(page, f"{home.url}{NEW}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_light_of_the_pages_can_be_chosen(page: Any, home: Any) -> None:
    answer_questions(page, f"{home.url}{NEW}")
    page.goto(f"{home.url}/settings")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    by_day = page.evaluate(ground)
    page.get_by_label("Evening").check()
    page.get_by_role("button", name=re.compile("^Save ?: Light$")).click()
    page.get_by_role("status").wait_for()

    assert page.evaluate(ground) != by_day


# The door, with what a browser really sends


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Another server on this machine, which serves whatever page it is given."""

    class Pages(BaseHTTPRequestHandler):
        body = b""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(Pages.body)

        def log_message(self, *_: object) -> None:
            """Nothing: the test's output is read."""

    other = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=other.serve_forever, daemon=True).start()

    def serve(html: str) -> str:
        Pages.body = html.encode()
        return f"http://127.0.0.1:{other.server_port}/"

    yield serve
    other.shutdown()
    other.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_form_of_another_page_changes_nothing(
    page: Any, home: Any, elsewhere: Callable[[str], str], host: str
) -> None:
    answer_questions(page, f"{home.url}{NEW}")
    target = f"http://{host}:{home.port}/settings/look"
    page.goto(elsewhere(f'<form method="post" action="{target}"><button>Win</button></form>'))

    with page.expect_response("**/settings/look") as answer:
        page.get_by_role("button").click()

    assert answer.value.status == 403


def test_another_page_can_neither_read_nor_embed_nor_open_a_socket(
    page: Any, home: Any, elsewhere: Callable[[str], str]
) -> None:
    page.goto(elsewhere(f'<iframe src="{home.url}/about"></iframe>'))
    tried = page.evaluate(
        """async (url) => {
          const read = await fetch(url + "/health").then(() => "read", () => "refused");
          const blind = await fetch(url + "/health", { mode: "no-cors" })
            .then(() => "loaded", () => "refused");
          const picture = await new Promise((told) => {
            const image = new Image();
            image.onload = () => told("loaded");
            image.onerror = () => told("refused");
            image.src = url + "/drawings/cobra.svg";
          });
          const socket = await new Promise((told) => {
            const line = new WebSocket(url.replace("http", "ws") + "/api/live/1");
            line.onopen = () => told("open");
            line.onerror = () => told("refused");
          });
          return { read, blind, picture, socket };
        }""",
        home.url,
    )

    assert set(tried.values()) == {"refused"}, tried
    assert page.frames[-1].url in ("chrome-error://chromewebdata/", "about:blank") or (
        "limits" not in page.frames[-1].content()
    )


def test_a_name_that_points_here_is_refused(launch_browser: Any, home: Any) -> None:
    chromium = launch_browser("--host-resolver-rules=MAP evil.example 127.0.0.1")
    page = chromium.new_page()

    answer = page.goto(f"http://evil.example:{home.port}/")

    assert answer.status == 421
    assert "Supple" in page.inner_text("body")


def test_our_own_forms_say_where_they_come_from(page: Any, home: Any) -> None:
    sent = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)
    answer_questions(page, f"{home.url}{NEW}")

    assert {one.all_headers()["origin"] for one in sent} == {home.url}
