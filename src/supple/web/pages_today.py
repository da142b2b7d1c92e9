"""Today, and the programmes: what to do now, and what is in it before it begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from supple.app import words
from supple.app.history import Past
from supple.app.locales import Locale
from supple.app.people import Person
from supple.core.errors import NotFoundError
from supple.core.exercise import Exercise
from supple.core.planning.complications import options
from supple.core.programme import Block, Experience, Programme, Session, SessionEntry
from supple.web.forms import Form, text, ticked
from supple.web.pages_welcome import care
from supple.web.site import PERSON_COOKIE, Site, go, remember

# Which programme is offered first to whom; the others stand below it.
SHORT, WHOLE = "clinic_daily", "full_back_complex"
TRAINED = (Experience.ATHLETE, Experience.DANCER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A programme as it would be for this person today."""

    id: str
    name: str
    summary: str
    minutes: int
    count: int
    things: str
    exercise: Exercise


class Today:
    """Makes what the pages of today show."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.app = site.app

    def order(self, person: Person) -> list[Programme]:
        """The programmes, the one for this person first."""
        trained = person.screen is not None and person.screen.experience in TRAINED
        first = WHOLE if trained else SHORT
        return sorted(
            self.app.programmes.values(),
            key=lambda one: (one.id != first, one.id not in (SHORT, WHOLE)),
        )

    def offer(self, programme: Programme, person: Person, locale: Locale) -> Offer:
        plan = self.app.sessions.plan(person.id, programme.id)
        text_ = programme.words(locale.language)
        return Offer(
            id=programme.id,
            name=text_.name,
            summary=text_.summary,
            minutes=max(1, round(plan.minutes)),
            count=len(plan.entries),
            things=self.things(plan.entries, locale),
            exercise=self.face(programme, plan),
        )

    def face(self, programme: Programme, plan: Session) -> Exercise:
        """The exercise whose drawing stands for a programme: the first of its main part."""
        main = [entry.exercise for entry in plan.entries if entry.block is Block.MAIN]
        named = [*main, *(entry.exercise for entry in programme.entries)]
        return next(self.app.exercises[one] for one in named if one in self.app.exercises)

    def things(self, entries: Iterable[SessionEntry], locale: Locale) -> str:
        """What is needed for some exercises, in words."""
        needed = dict.fromkeys(
            thing
            for entry in entries
            for thing in self.app.exercises[entry.exercise].equipment
            if not thing.endswith("_optional")
        )
        if "thick_mat" in needed:  # it is a mat, too
            needed.pop("mat", None)
        said = [words.code_words(locale, "equipment", thing) for thing in needed]
        if len(said) < 2:
            return "".join(said)
        return locale.say("today.list", before=", ".join(said[:-1]), last=said[-1])

    def lines(self, entries: Sequence[SessionEntry], locale: Locale) -> list[dict[str, object]]:
        def line(entry: SessionEntry) -> dict[str, object]:
            exercise = self.app.exercises[entry.exercise]
            return {
                "exercise": exercise,
                "name": exercise.words(locale.language).name,
                "dose": words.dose_words(locale, entry),
                "seed_dose": entry.seed_dose,
                "why": entry.why,
                "note": entry.note,
                "noted": bool(entry.seed_dose or entry.note),
            }

        return [line(entry) for entry in entries]

    def name(self, exercise: str, locale: Locale) -> str:
        found = self.app.exercises.get(exercise)
        return found.words(locale.language).name if found else exercise

    def extras(
        self, programme: Programme, person: Person, locale: Locale
    ) -> list[dict[str, object]]:
        """The complications that may be added, and why some may not."""
        assert person.screen is not None
        return [
            {
                "id": one.exercise,
                "name": self.name(one.exercise, locale),
                "offered": one.offered,
                "why": one.why,
                "hint": self.app.exercises[one.exercise].words(locale.language).summary
                if one.exercise in self.app.exercises
                else "",
            }
            for one in options(programme, self.app.exercises, person.screen)
        ]


def blocks(plan: Session) -> list[tuple[Block, list[SessionEntry]]]:
    """The entries by block, empty blocks left out."""
    return [
        (block, entries)
        for block in Block
        if (entries := [entry for entry in plan.entries if entry.block is block])
    ]


def door(site: Site, request: Request, person: Person | None) -> Response | None:
    """Where somebody goes who cannot begin yet: questions, choosing who they are, or care."""
    if person is None:
        return go("/profiles" if site.app.people.everyone() else "/welcome")
    if person.screen is None:
        return go("/welcome")
    if person.locked or person.screen.red_flags:
        return care(
            site,
            request,
            person.screen.red_flags,
            person=person,
            reason=person.locked or "flags",
            session=person.locked_by,
        )
    return None


def router(site: Site) -> APIRouter:
    pages = APIRouter()
    today = Today(site)
    app = site.app

    @pages.get("/")
    def home(request: Request) -> Response:
        person = site.person(request)
        shut = door(site, request, person)
        if shut is not None or person is None:
            return shut or go("/welcome")
        locale = site.locale(person)
        recommended, *others = [
            today.offer(programme, person, locale) for programme in today.order(person)
        ]
        past = app.history.sessions(person.id)
        response = site.page(
            request,
            "today.html",
            person=person,
            here="today",
            first=not past,
            going=_going(today, person, locale),
            recommended=recommended,
            others=others,
            last=_last(today, past, locale),
        )
        remember(response, PERSON_COOKIE, person.id)
        return response

    @pages.get("/programmes/{identifier}")
    def programme_page(
        request: Request,
        identifier: str,
        warmed_up: str = "no",
        optional: Annotated[list[str] | None, Query()] = None,
    ) -> Response:
        person = site.person(request)
        shut = door(site, request, person)
        if shut is not None or person is None:
            return shut or go("/welcome")
        locale = site.locale(person)
        programme = _programme(site, identifier, locale)
        warm, wanted = warmed_up == "yes", frozenset(optional or ())
        plan = app.sessions.plan(person.id, programme.id, optional=wanted, warmed_up=warm)
        text_ = programme.words(locale.language)
        return site.page(
            request,
            "programme.html",
            person=person,
            here="today",
            programme=programme,
            text=text_,
            rules=text_.rules,
            plan=plan,
            minutes=max(1, round(plan.minutes)) if plan.entries else 0,
            blocks=[(block, today.lines(entries, locale)) for block, entries in blocks(plan)],
            extras=today.extras(programme, person, locale),
            optional=wanted,
            warmed_up=warm,
            left_out=[
                {
                    "id": one.exercise,
                    "name": today.name(one.exercise, locale),
                    "why": one.why,
                    "instead": today.name(one.instead, locale) if one.instead else "",
                }
                for one in plan.left_out
            ],
            problems=(),
        )

    @pages.post("/sessions")
    def begin(request: Request, form: Form) -> Response:
        person = site.person(request)
        shut = door(site, request, person)
        if shut is not None or person is None:
            return shut or go("/welcome")
        programme = _programme(site, text(form, "programme"), site.locale(person))
        session = app.sessions.make(
            person.id,
            programme.id,
            optional=frozenset(ticked(form, "optional")),
            warmed_up=text(form, "warmed_up") == "yes",
            camera=text(form, "camera") != "no",
        )
        return go(f"/sessions/{session}")

    return pages


def _programme(site: Site, identifier: str, locale: Locale) -> Programme:
    programme = site.app.programmes.get(identifier)
    if programme is None:
        raise NotFoundError(locale.say("error.no_programme", id=identifier[:60]))
    return programme


def _going(today: Today, person: Person, locale: Locale) -> dict[str, object] | None:
    """The session that was interrupted and can go on, if there is one."""
    going = today.app.sessions.going(person.id)
    if going is None:
        return None
    entry = going.plan.entries[min(going.at_entry, len(going.plan.entries) - 1)]
    return {
        "id": going.id,
        "programme": today.app.programmes[going.plan.programme].words(locale.language).name,
        "at": going.at_entry + 1,
        "count": len(going.plan.entries),
        "name": today.name(entry.exercise, locale),
        "exercise": today.app.exercises[entry.exercise],
    }


def _last(today: Today, past: Sequence[Past], locale: Locale) -> dict[str, str] | None:
    """The newest session that is over."""
    last = next((one for one in past if one.over), None)
    if last is None:
        return None
    programme = today.app.programmes.get(last.programme)
    return {
        "id": last.id,
        "programme": programme.words(locale.language).name if programme else last.programme,
        "day": words.day_words(last.at),
    }
