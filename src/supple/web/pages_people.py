"""The people of a household. No passwords: whoever sits at this computer may be any of them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from supple.app.people import Person
from supple.core.errors import NotFoundError
from supple.web.forms import NAME_MOST_COUNT, Form, text
from supple.web.site import PERSON_COOKIE, Site, forget, go, remember


def router(site: Site) -> APIRouter:  # noqa: C901 - a function for each page
    pages = APIRouter()
    people = site.app.people

    def find(identifier: str) -> Person:
        for person in people.everyone():
            if person.id == identifier:
                return person
        raise NotFoundError(site.locale().say("error.no_person", id=identifier[:60]))

    def show(request: Request, problems: tuple[str, ...] = (), opened: str = "") -> Response:
        everyone = people.everyone()
        if not everyone:
            return go("/welcome")
        return site.page(
            request,
            "profiles.html",
            person=site.person(request),
            here="people",
            status=422 if problems else 200,
            people=everyone,
            problems=problems,
            opened=opened,
            most=NAME_MOST_COUNT,
        )

    @pages.get("/profiles")
    def profiles(request: Request) -> Response:
        return show(request)

    @pages.post("/profiles/{identifier}/choose")
    def choose(identifier: str) -> Response:
        response = go("/")
        remember(response, PERSON_COOKIE, find(identifier).id)
        return response

    @pages.post("/profiles/{identifier}/name")
    def rename(request: Request, identifier: str, form: Form) -> Response:
        person = find(identifier)
        name = text(form, "name")
        if not 1 <= len(name) <= NAME_MOST_COUNT:
            sentence = site.locale(person).say("people.bad_name", most=NAME_MOST_COUNT)
            return show(request, (sentence,), identifier)
        people.rename(identifier, name)
        return go("/profiles")

    @pages.get("/profiles/{identifier}/delete")
    def ask(request: Request, identifier: str) -> Response:
        person = find(identifier)
        say = site.locale(person).say
        return site.page(
            request,
            "confirm.html",
            person=site.person(request),
            here="people",
            title=say("people.delete_title", name=person.name),
            what="",
            words=say("people.delete_words", name=person.name),
            action=f"/profiles/{identifier}/delete",
            yes=say("people.delete_yes", name=person.name),
            no=say("people.delete_no", name=person.name),
            back="/profiles",
        )

    @pages.post("/profiles/{identifier}/delete")
    def delete(request: Request, identifier: str) -> Response:
        people.delete(find(identifier).id)
        response = go("/profiles")
        if request.cookies.get(PERSON_COOKIE) == identifier:
            forget(response, PERSON_COOKIE)
        return response

    return pages
