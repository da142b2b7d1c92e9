"""Every page: what it shows, what it refuses, and what it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from supple import wiring
from supple.core.records import Record, RecordKind
from supple.web.app import create_app
from supple.web.security import CONTENT_SECURITY_POLICY

OWN = "http://127.0.0.1:8000"
Newcomer = Callable[..., None]


def words(page: str) -> str:
    """What a person reads of a page."""
    body = re.sub(r"<(head|script|svg)\b.*?</\1>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def begin(client: TestClient, programme: str = "clinic_daily", **form: object) -> str:
    answer = client.post("/sessions", data={"programme": programme, **form})
    assert answer.status_code == 303, words(answer.text)
    return answer.headers["location"].removeprefix("/sessions/")


def done(app: wiring.App, session: str, *, seconds: float = 18.0, ended: bool = True) -> str:
    """One set of a session, as the live coach would remember it; the id of its record."""
    past = app.history.find(session)
    assert past is not None
    person = past.person
    finding = {
        "criterion": "head_not_back",
        "severity": "safety",
        "result": "pass",
        "value": 4.0,
        "unit": "deg",
        "uncertainty": 7.0,
        "at_s": 3.0,
        "cue": None,
        "why": "",
    }
    data = {
        "entry": 0,
        "exercise": "cobra",
        "set_index": 0,
        "side": None,
        "credited_s": seconds,
        "repetitions_count": 0,
        "by": "camera",
        "skipped": False,
        "findings": [finding],
    }
    kinds = [(RecordKind.SET_DONE, data)]
    if ended:
        kinds.append((RecordKind.SESSION_FINISHED, {}))
    records = [
        Record(
            id=str(uuid4()),
            kind=kind,
            at=app.now(),
            person=person,
            session=session,
            data=what,
        )
        for kind, what in kinds
    ]
    app.sessions.keep(records)
    return records[0].id


def stop_with_pain(app: wiring.App, session: str) -> None:
    past = app.history.find(session)
    assert past is not None
    app.sessions.keep(
        [
            Record(
                id=str(uuid4()),
                kind=RecordKind.SESSION_STOPPED,
                at=app.now(),
                person=past.person,
                session=session,
                data={"reason": "pain"},
            )
        ]
    )


# The first minute


def test_a_newcomer_is_asked_before_anything_is_offered(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/welcome"
    assert client.get("/programmes/clinic_daily").headers["location"] == "/welcome"
    assert client.post("/sessions", data={"programme": "clinic_daily"}).headers["location"] == (
        "/welcome"
    )


def test_three_questions_lead_to_one_thing_to_do(client: TestClient, newcomer: Newcomer) -> None:
    newcomer("Ana")

    page = client.get("/").text

    assert "Hello, Ana" in words(page)
    assert page.count('action="/sessions"') == 1
    assert begin(client)


def test_the_name_may_be_left_empty(client: TestClient, newcomer: Newcomer) -> None:
    newcomer("")

    page = words(client.get("/").text)
    assert "Hello" in page
    assert "Hello, You" not in page


def test_a_stop_sign_leads_to_care_and_keeps_nothing(client: TestClient, app: wiring.App) -> None:
    client.get("/welcome")

    answer = client.post("/welcome/stop", data={"ticked": ["injury"]})

    assert answer.status_code == 200
    assert "emergency" in words(answer.text)
    assert app.people.everyone() == []


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Tick what is true for you"),
        ({"ticked": "injury", "none": "1"}, "You ticked something and chose"),
    ],
)
def test_an_answer_that_says_nothing_or_two_things_is_asked_again(
    client: TestClient, form: dict[str, str], sentence: str
) -> None:
    client.get("/welcome")

    answer = client.post("/welcome/stop", data=form)

    assert answer.status_code == 422
    assert sentence in words(answer.text)


@pytest.mark.parametrize("step", ["conditions", "move", "name", "nonsense"])
def test_no_question_can_be_jumped(client: TestClient, step: str) -> None:
    client.get("/welcome")

    assert client.get(f"/welcome/{step}").headers["location"] == "/welcome"


@pytest.mark.parametrize(
    "form", [{}, {"experience": "wizard", "age": "adult"}, {"experience": "dancer", "age": "9"}]
)
def test_an_unknown_answer_is_asked_again(client: TestClient, form: dict[str, str]) -> None:
    client.get("/welcome")
    client.post("/welcome/stop", data={"none": "1"})
    client.post("/welcome/conditions", data={"none": "1"})

    assert client.post("/welcome/move", data=form).status_code == 422


def test_answers_stand_in_no_address_and_no_cookie(client: TestClient) -> None:
    client.get("/welcome")
    client.post("/welcome/stop", data={"none": "1"})

    answer = client.post("/welcome/conditions", data={"ticked": ["osteoporosis"]})

    assert answer.headers["location"] == "/welcome/move"
    assert "osteoporosis" not in str(list(client.cookies.jar))


# Today and the programmes


def test_what_the_answers_rule_out_is_left_out_with_the_reason(
    client: TestClient, newcomer: Newcomer
) -> None:
    newcomer(ticked=("wrist",))

    page = words(client.get("/programmes/full_back_complex").text)

    assert "Left out for you" in page
    assert "because you said that a wrist or an elbow needs care" in page


def test_the_article_s_own_dose_is_quoted(client: TestClient, newcomer: Newcomer) -> None:
    newcomer()

    page = words(client.get("/programmes/clinic_daily").text)

    assert "The article says “twenty seconds in each rotation, both sides”" in page


def test_somebody_who_is_warm_gets_no_warm_up(client: TestClient, newcomer: Newcomer) -> None:
    newcomer()

    cold = client.get("/programmes/clinic_daily").text
    warm = client.get("/programmes/clinic_daily?warmed_up=yes").text

    assert 'id="block-warm_up"' in cold
    assert 'id="block-warm_up"' not in warm


def test_complications_are_added_only_when_ticked(client: TestClient, newcomer: Newcomer) -> None:
    newcomer(experience="dancer")
    page = client.get("/programmes/full_back_complex").text
    offered = re.findall(r'name="optional" value="([a-z_]+)"', page)

    more = client.get(f"/programmes/full_back_complex?optional={offered[0]}").text

    assert offered
    line = f'class="line-name" href="/library/{offered[0]}"'
    assert line not in page
    assert line in more


@pytest.mark.parametrize("programme", ["", "nothing", "../../etc/passwd", "x" * 500])
def test_a_session_of_an_unknown_programme_is_refused_in_a_sentence(
    client: TestClient, newcomer: Newcomer, programme: str
) -> None:
    newcomer()

    answer = client.post("/sessions", data={"programme": programme})

    assert answer.status_code == 404
    assert "There is no programme" in words(answer.text)


def test_an_interrupted_session_is_offered_again(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)
    done(app, session, ended=False)

    page = client.get("/").text

    assert f'href="/sessions/{session}"' in page
    assert "You were in the middle of this" in words(page)


# A session


def test_the_script_of_a_session_has_its_words(client: TestClient, newcomer: Newcomer) -> None:
    newcomer()
    session = begin(client)

    script = client.get(f"/api/sessions/{session}").json()

    assert script["id"] == session
    assert script["entries"]
    assert script["words"]["placement"]["nobody"]
    assert set(script["words"]) >= {"placement", "cannot_tell", "state", "side"}


def test_the_player_is_shown_until_the_session_is_over(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)
    assert client.get(f"/sessions/{session}").status_code == 200

    done(app, session)

    assert client.get(f"/sessions/{session}").headers["location"] == f"/sessions/{session}/detail"


def test_pain_before_is_kept_and_a_wrong_one_is_answered_in_a_sentence(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)

    refused = client.post(f"/api/sessions/{session}/begun", data={"pain_before": "12"})
    kept = client.post(f"/api/sessions/{session}/begun", data={"pain_before": "2"})

    assert refused.status_code == 422
    assert refused.json()["sentence"] == "Pain before is a number from 0 to 10."
    assert kept.status_code == 200
    past = app.history.find(session)
    assert past is not None
    assert past.pain_before_nrs == 2.0


def test_how_it_felt_is_kept(client: TestClient, newcomer: Newcomer, app: wiring.App) -> None:
    newcomer()
    session = begin(client)
    done(app, session)

    answer = client.post(
        f"/sessions/{session}/felt", data={"effort": "4", "pain": "1", "words": "Calm <b>now</b>"}
    )

    assert answer.headers["location"] == f"/sessions/{session}/closing"
    assert "you took time for your back" in words(client.get(answer.headers["location"]).text)
    page = client.get(f"/sessions/{session}/detail").text
    assert "4 of 10" in page
    assert "Calm &lt;b&gt;now&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "form", [{"effort": "11"}, {"pain": "-1"}, {"effort": "a lot"}, {"words": "x" * 1001}]
)
def test_a_feeling_out_of_range_is_asked_again_and_nothing_is_lost(
    client: TestClient, newcomer: Newcomer, app: wiring.App, form: dict[str, str]
) -> None:
    newcomer()
    session = begin(client)
    done(app, session)

    answer = client.post(f"/sessions/{session}/felt", data={"words": "fine", **form})

    assert answer.status_code == 422
    assert form.get("words", "fine") in answer.text
    past = app.history.find(session)
    assert past is not None
    assert past.words == ""


def test_much_pain_afterwards_is_answered_with_care(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)
    done(app, session)

    client.post(f"/sessions/{session}/felt", data={"pain": "7"})

    assert "talk to a doctor" in words(client.get(f"/sessions/{session}/closing").text)


def test_after_pain_nothing_begins_before_the_questions_are_answered_again(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)
    stop_with_pain(app, session)

    page = words(client.get("/").text)
    refused = client.post("/sessions", data={"programme": "clinic_daily"})

    assert "You stopped because of pain" in page
    assert "emergency department" in page
    assert refused.status_code == 200
    assert "You stopped because of pain" in words(refused.text)

    client.get("/welcome")
    client.post("/welcome/stop", data={"none": "1"})
    client.post("/welcome/conditions", data={"none": "1"})
    client.post("/welcome/move", data={"experience": "dancer", "age": "adult"})
    assert "Hello, Ana" in words(client.get("/").text)


# Past sessions


def test_a_past_session_shows_what_was_done_and_seen(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)
    done(app, session)

    assert "1 set, 18 seconds of work" in words(client.get("/sessions").text)
    page = words(client.get(f"/sessions/{session}/detail").text)
    assert "Set 1: 18 seconds, seen by the camera" in page
    assert "Went well How far the head leans back: 4°, give or take 7°." in page


def test_a_set_is_corrected(client: TestClient, newcomer: Newcomer, app: wiring.App) -> None:
    newcomer()
    session = begin(client)
    record = done(app, session)

    client.post(f"/sessions/{session}/edit", data={f"seconds-{record}": "25"})

    assert "Set 1: 25 seconds, corrected" in words(client.get(f"/sessions/{session}/detail").text)


@pytest.mark.parametrize("seconds", ["-1", "a minute", "99999"])
def test_a_wrong_correction_is_asked_again_with_what_was_typed(
    client: TestClient, newcomer: Newcomer, app: wiring.App, seconds: str
) -> None:
    newcomer()
    session = begin(client)
    record = done(app, session)

    answer = client.post(f"/sessions/{session}/edit", data={f"seconds-{record}": seconds})

    assert answer.status_code == 422
    assert f'value="{seconds}"' in answer.text
    assert "18 seconds" in words(client.get(f"/sessions/{session}/detail").text)


def test_a_session_is_deleted_only_after_a_second_yes(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer()
    session = begin(client)
    done(app, session)

    asked = client.get(f"/sessions/{session}/delete")
    assert "This cannot be undone" in words(asked.text)
    assert app.history.find(session) is not None

    client.post(f"/sessions/{session}/delete")
    assert app.history.find(session) is None
    assert client.get(f"/sessions/{session}/detail").status_code == 404


def test_somebody_else_s_session_is_not_there(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer("Ana")
    session = begin(client)
    done(app, session)
    newcomer("Ben", someone_new=True)

    for page in ("", "/detail", "/felt", "/edit", "/delete", "/closing"):
        assert client.get(f"/sessions/{session}{page}").status_code == 404
    assert client.post(f"/sessions/{session}/delete").status_code == 404
    assert client.get(f"/api/sessions/{session}").json()["sentence"].startswith("There is no")
    assert app.history.find(session) is not None


# The exercises


def test_every_exercise_has_its_page(client: TestClient, app: wiring.App) -> None:
    for exercise in app.exercises.values():
        page = client.get(f"/library/{exercise.id}")
        assert page.status_code == 200
        assert "not yet reviewed by a physiotherapist" in words(page.text)
        if not exercise.judged:
            assert "Not judged yet" in words(page.text)


def test_no_promise_of_the_articles_is_repeated(client: TestClient, app: wiring.App) -> None:
    for exercise in app.exercises:
        page = words(client.get(f"/library/{exercise}").text).casefold()
        assert not re.search(r"eliminate pain|relieves? pain|treat injur|prevent injur", page)


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("search=cobra", "cobra", "plow"),
        ("search=COBRA+bent", "cobra_low", "cobra"),
        ("category=rotation", "supine_twist", "cobra"),
        ("level=1", "cat_camel", "bridge"),
        ("equipment=none", "cobra", "off_seated_rotation"),
        ("equipment=chair", "off_seated_rotation", "cobra"),
        ("judged=yes", "cobra", None),
    ],
)
def test_exercises_are_found_without_scripts(
    client: TestClient, query: str, there: str, absent: str | None
) -> None:
    page = client.get(f"/library?{query}").text
    shown = set(
        re.findall(r'<li data-words="[^>]*"[^>]*>\s*<a class="card" href="/library/(\w+)"', page)
    )
    hidden = set(re.findall(r'<li [^>]* hidden>\s*<a class="card" href="/library/(\w+)"', page))

    assert there in shown - hidden
    assert absent not in shown - hidden


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    page = words(client.get("/library?search=zzz%3Cscript%3E").text)

    assert "Nothing matches" in page


# People and settings


def test_people_of_a_household_keep_apart(client: TestClient, newcomer: Newcomer) -> None:
    newcomer("Ana")
    newcomer("Ben", someone_new=True)
    assert "Hello, Ben" in words(client.get("/").text)

    page = client.get("/profiles").text
    (other,) = re.findall(r"/profiles/([\w-]+)/choose", page)
    client.post(f"/profiles/{other}/choose")

    assert "Hello, Ana" in words(client.get("/").text)


def test_with_several_people_and_no_cookie_it_asks_who(
    client: TestClient, newcomer: Newcomer
) -> None:
    newcomer("Ana")
    newcomer("Ben", someone_new=True)
    client.cookies.clear()

    assert client.get("/").headers["location"] == "/profiles"


def test_a_person_is_renamed_and_deleted(
    client: TestClient, newcomer: Newcomer, app: wiring.App
) -> None:
    newcomer("Ana")
    (person,) = app.people.everyone()

    client.post(f"/profiles/{person.id}/name", data={"name": " Anna "})
    assert "Hello, Anna" in words(client.get("/").text)
    assert client.post(f"/profiles/{person.id}/name", data={"name": " "}).status_code == 422
    assert client.post(f"/profiles/{person.id}/name", data={"name": "x" * 41}).status_code == 422

    assert "Delete Anna?" in words(client.get(f"/profiles/{person.id}/delete").text)
    client.post(f"/profiles/{person.id}/delete")
    assert app.people.everyone() == []
    assert client.get("/profiles").headers["location"] == "/welcome"


def test_the_cookie_of_who_practises_is_ours_alone(client: TestClient, newcomer: Newcomer) -> None:
    newcomer()

    cookie = client.get("/").headers["set-cookie"].casefold()

    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_settings_are_kept(client: TestClient, newcomer: Newcomer, app: wiring.App) -> None:
    newcomer()

    client.post("/settings/breath", data={"breath_in": "5", "breath_out": "7,5"})
    client.post("/settings/recordings", data={"keep": "1"})
    answer = client.post("/settings/look", data={"look": "dark"})

    (person,) = app.people.everyone()
    assert (person.settings.breath_in_s, person.settings.breath_out_s) == (5.0, 7.5)
    assert person.settings.keep_recordings
    assert "look=dark" in answer.headers["set-cookie"]
    assert 'data-look="dark"' in client.get("/settings").text
    assert str(app.place) in client.get("/settings").text

    client.post("/settings/recordings", data={})
    assert not app.people.everyone()[0].settings.keep_recordings


def test_a_breath_out_of_range_is_asked_again(client: TestClient, newcomer: Newcomer) -> None:
    newcomer()

    answer = client.post("/settings/breath", data={"breath_in": "0", "breath_out": "x"})

    assert answer.status_code == 422
    assert 'value="x"' in answer.text


def test_a_recording_that_is_not_there_cannot_be_deleted(
    client: TestClient, newcomer: Newcomer
) -> None:
    newcomer()

    for answer in (
        client.get("/recordings/none"),
        client.get("/recordings/none/film"),
        client.get("/recordings/none/delete"),
        client.post("/recordings/none/delete"),
    ):
        assert answer.status_code == 404
        assert "There is no recording" in words(answer.text)


def test_licences_and_limits_are_told(client: TestClient) -> None:
    page = words(client.get("/about").text)

    assert "It cannot see your spine" in page
    assert "Apache License 2.0" in page


# What goes wrong


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/sessions/none", 404),
        ("GET", "/library/none", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("DELETE", "/", 405),
        ("PUT", "/sessions", 405),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
    ],
)
def test_every_refusal_is_a_page_with_a_sentence(
    client: TestClient, method: str, address: str, status: int
) -> None:
    answer = client.request(method, address)

    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


def test_the_page_s_own_scripts_get_a_sentence_as_json(client: TestClient) -> None:
    assert set(client.get("/api/sessions/none").json()) == {"sentence"}


def test_a_fault_of_ours_is_a_page_and_a_log_entry(
    app: wiring.App, caplog: pytest.LogCaptureFixture
) -> None:
    broken = create_app(replace(app, sources=None))  # type: ignore[arg-type]
    client = TestClient(broken, base_url=OWN)

    answer = client.get("/about")

    assert answer.status_code == 500
    assert "The fault is ours" in words(answer.text)
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "GET /about" in caplog.text


def test_a_store_that_does_not_answer_is_told_in_a_sentence(
    app: wiring.App, client: TestClient, newcomer: Newcomer
) -> None:
    newcomer()
    (app.place / "supple.sqlite3").chmod(0o600)
    app.close()
    for file in app.place.glob("supple.sqlite3*"):
        file.unlink()

    answer = client.get("/")

    assert answer.status_code == 503
    assert "The place where Supple keeps its data does not answer" in words(answer.text)


def test_health_says_that_it_is_ready(client: TestClient) -> None:
    assert client.get("/health").json() == {"ready": True}
