"""Landmark recordings: watched again with what the coach said, and deleted."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from supple.app import words
from supple.app.people import Person
from supple.app.recordings import Recording
from supple.core.errors import NotFoundError
from supple.web.moments import clock_words, scenes
from supple.web.site import Site, go


def router(site: Site) -> APIRouter:
    pages = APIRouter()
    app = site.app

    def find(request: Request, session: str) -> tuple[Person, Recording]:
        """A recording of whoever asks. Raises NotFoundError, also for somebody else's."""
        person = site.person(request)
        if person is not None:
            for one in app.recordings.kept(person.id):
                if one.session == session:
                    return person, one
        raise NotFoundError(site.locale(person).say("error.no_recording", id=session[:60]))

    @pages.get("/recordings/{session}")
    def watch(request: Request, session: str) -> Response:
        person, recording = find(request, session)
        locale = site.locale(person)
        replay = app.replays.of(session)
        return site.page(
            request,
            "recording.html",
            person=person,
            here="past",
            session=session,
            name=named(site, recording, person.language),
            frames=replay.frames_count,
            seconds=round(replay.seconds_s, 2),
            whole=clock_words(replay.seconds_s),
            cut_short=replay.cut_short,
            scenes=scenes(replay.happened, app.exercises, locale),
        )

    @pages.get("/recordings/{session}/film")
    def film(request: Request, session: str) -> Response:
        """The frames for the page's own script; app/film.py says how they are written."""
        find(request, session)
        return Response(app.replays.of(session).film, media_type="application/octet-stream")

    @pages.get("/recordings/{session}/delete")
    def ask(request: Request, session: str) -> Response:
        person, recording = find(request, session)
        say = site.locale(person).say
        return site.page(
            request,
            "confirm.html",
            person=person,
            here="settings",
            title=say("replay.delete_title"),
            what=named(site, recording, person.language),
            words=say("replay.delete_words"),
            action=f"/recordings/{session}/delete",
            yes=say("replay.delete_yes"),
            no=say("replay.delete_no"),
            back="/settings#recordings",
        )

    @pages.post("/recordings/{session}/delete")
    def delete(request: Request, session: str) -> Response:
        person, recording = find(request, session)
        app.recordings.delete(person.id, recording.id)
        return go("/settings?saved")

    return pages


def named(site: Site, recording: Recording, language: str) -> str:
    """Of which session it is, in words."""
    programme = site.app.programmes.get(recording.programme)
    name = programme.words(language).name if programme else recording.programme
    return f"{name}, {words.day_words(recording.at)}"
