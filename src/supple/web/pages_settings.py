"""Settings: the pace of the breath, the light of the pages, recordings, where the data are."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from supple.app import words
from supple.app.locales import Locale
from supple.app.people import Person
from supple.app.recordings import Recording
from supple.core.errors import NotFoundError
from supple.web.forms import Faults, Form, number, text
from supple.web.pages_recordings import named
from supple.web.site import LOOK_COOKIE, LOOKS, Site, go, remember

BREATH_LEAST_S, BREATH_MOST_S = 2.0, 12.0


def router(site: Site) -> APIRouter:
    pages = APIRouter()
    app = site.app

    def asking(request: Request) -> Person:
        person = site.person(request)
        if person is None:
            raise NotFoundError
        return person

    def show(
        request: Request, person: Person, problems: tuple[str, ...] = (), **typed: object
    ) -> Response:
        context: dict[str, object] = {
            "breath_in": words.plain(person.settings.breath_in_s),
            "breath_out": words.plain(person.settings.breath_out_s),
            "keep": person.settings.keep_recordings,
            "recordings": [
                _recording(site, one, site.locale(person))
                for one in app.recordings.kept(person.id)
            ],
            "answered": words.day_words(person.screen.answered_at) if person.screen else "",
            "place": app.place,
            "saved": "saved" in request.query_params,
            **typed,
        }
        return site.page(
            request,
            "settings.html",
            person=person,
            here="settings",
            status=422 if problems else 200,
            problems=problems,
            **context,
        )

    @pages.get("/settings")
    def settings(request: Request) -> Response:
        person = site.person(request)
        return go("/") if person is None else show(request, person)

    @pages.post("/settings/breath")
    def breath(request: Request, form: Form) -> Response:
        person = asking(request)
        locale = site.locale(person)
        faults = Faults(locale)
        paces = {}
        for name in ("breath_in", "breath_out"):
            paces[name] = number(form, name, BREATH_LEAST_S, BREATH_MOST_S)
            if paces[name] is None:
                faults.add(name, "settings.bad_breath", name=locale.say(f"settings.{name}"))
        if faults:
            typed = {name: text(form, name) for name in paces}
            return show(request, person, tuple(faults.by_field.values()), **typed)
        app.people.change(
            person.id, breath_in_s=paces["breath_in"], breath_out_s=paces["breath_out"]
        )
        return go("/settings?saved")

    @pages.post("/settings/look")
    def look(form: Form) -> Response:
        chosen = text(form, "look")
        response = go("/settings?saved")
        remember(response, LOOK_COOKIE, chosen if chosen in LOOKS else LOOKS[0])
        return response

    @pages.post("/settings/recordings")
    def recordings(request: Request, form: Form) -> Response:
        app.people.change(asking(request).id, keep_recordings=text(form, "keep") == "1")
        return go("/settings?saved")

    return pages


def _recording(site: Site, one: Recording, locale: Locale) -> dict[str, object]:
    return {
        "session": one.session,
        "name": named(site, one, locale.language),
        "time": words.time_words(locale, one.seconds_s),
        "frames": one.frames_count,
    }
