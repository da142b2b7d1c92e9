"""A session: its page (the player's own), its script for the page, and how it felt afterwards."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from supple.app import words
from supple.app.history import Past
from supple.app.locales import Locale
from supple.app.people import Person
from supple.core.errors import NotFoundError
from supple.core.exercise import Exercise
from supple.web.forms import WORDS_MOST_COUNT, Faults, Form, number, text
from supple.web.pages_today import door
from supple.web.site import Site, go

SPOKEN = ("placement", "cannot_tell", "state", "side", "player", "dose")
HIGH_PAIN_NRS = 6.0  # science.md 4.2: six and more is to stop and regress


def of_person(site: Site, request: Request, session: str) -> tuple[Person, Past]:
    """A session of whoever asks. Raises NotFoundError, also for somebody else's."""
    person = site.person(request)
    past = site.app.history.find(session)
    if person is None or past is None or past.person != person.id:
        raise NotFoundError(site.locale(person).say("error.no_session", id=session[:60]))
    return person, past


def coming(site: Site, session: str) -> list[Exercise]:
    """The exercises that are still to be done, in order."""
    opened = site.app.sessions.opened(session)
    entries = opened.session.entries[opened.place.entry :]
    return [site.app.exercises[entry.exercise] for entry in entries]


def spoken(locale: Locale) -> dict[str, dict[str, str]]:
    """The words that the player needs, by section."""
    found = {section: locale.section(section) for section in SPOKEN}
    return {**found, "cannot_tell": {**found["cannot_tell"], **words.hidden_codes(locale)}}


def router(site: Site) -> APIRouter:  # noqa: C901 - a function for each page
    pages = APIRouter()
    app = site.app

    @pages.get("/sessions/{session}")
    def player(request: Request, session: str) -> Response:
        person, past = of_person(site, request, session)
        if past.over:
            return go(f"/sessions/{session}/detail")
        shut = door(site, request, person)
        if shut is not None:
            return shut
        site.figures.expect(coming(site, session))
        return site.page(request, "player.html", person=person, session=session)

    @pages.get("/api/sessions/{session}")
    def script(request: Request, session: str) -> JSONResponse:
        person, _ = of_person(site, request, session)
        locale = site.locale(person)
        return JSONResponse({**app.sessions.script(session), "words": spoken(locale)})

    @pages.post("/api/sessions/{session}/begun")
    def begun(request: Request, session: str, form: Form) -> JSONResponse:
        """The player says that it begins, and how much pain there was before, if told."""
        of_person(site, request, session)
        pain = number(form, "pain_before", 0, 10)
        if text(form, "pain_before") and pain is None:
            locale = site.locale(site.person(request))
            name = locale.say("detail.pain_before")
            return JSONResponse({"sentence": locale.say("felt.bad_scale", name=name)}, 422)
        app.sessions.begun(session, pain_before_nrs=pain)
        return JSONResponse({"begun": True})

    @pages.get("/sessions/{session}/felt")
    def felt(request: Request, session: str) -> Response:
        person, past = of_person(site, request, session)
        return site.page(
            request,
            "felt.html",
            person=person,
            here="today",
            session=past,
            stopped=past.state == "stopped",
            effort=_whole(past.effort_cr10),
            pain=_whole(past.pain_after_nrs),
            words=past.words,
            most=WORDS_MOST_COUNT,
            problems=(),
        )

    @pages.post("/sessions/{session}/felt")
    def told(request: Request, session: str, form: Form) -> Response:
        person, past = of_person(site, request, session)
        locale = site.locale(person)
        faults = Faults(locale)
        answers: dict[str, float | None] = {}
        for name in ("effort", "pain"):
            answers[name] = number(form, name, 0, 10)
            if text(form, name) and answers[name] is None:
                faults.add(name, "felt.bad_scale", name=locale.say(f"felt.{name}"))
        said = text(form, "words")
        if len(said) > WORDS_MOST_COUNT:
            faults.add("words", "felt.bad_words", most=WORDS_MOST_COUNT, count=len(said))
        if faults:
            return site.page(
                request,
                "felt.html",
                person=person,
                here="today",
                status=422,
                session=past,
                stopped=past.state == "stopped",
                effort=answers["effort"],
                pain=answers["pain"],
                words=said,
                most=WORDS_MOST_COUNT,
                problems=list(faults.by_field.values()),
            )
        app.sessions.felt(
            session, effort_cr10=answers["effort"], pain_after_nrs=answers["pain"], words=said
        )
        return go(f"/sessions/{session}/closing")

    @pages.get("/sessions/{session}/closing")
    def closing(request: Request, session: str) -> Response:
        person, past = of_person(site, request, session)
        return site.page(
            request,
            "closing.html",
            person=person,
            here="today",
            session=past,
            summary=words.work_words(
                site.locale(person), past.worked_s, past.sets_count - past.skipped_count
            ),
            high_pain=(past.pain_after_nrs or 0.0) >= HIGH_PAIN_NRS,
        )

    return pages


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
