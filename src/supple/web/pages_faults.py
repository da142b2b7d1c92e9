"""What was seen beside what is meant: the pictures of a set's gravest fault, while it is fresh.

They are of landmarks kept in memory, for whoever sits in the session; nothing of it is stored.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from supple.app import words
from supple.app.locales import Locale
from supple.app.showing_faults import Shown
from supple.core.errors import NotFoundError
from supple.web.pages_session import of_person
from supple.web.site import Site


def router(site: Site) -> APIRouter:
    pages = APIRouter()

    @pages.get("/api/sessions/{session}/faults/{number}")
    def fault(request: Request, session: str, number: int) -> JSONResponse:
        person, _ = of_person(site, request, session)
        locale = site.locale(person)
        shown = site.app.desk.shown(session, number)
        if shown is None:
            raise NotFoundError(locale.say("error.no_session", id=session[:60]))
        return JSONResponse({
            "cue": shown.instant.cue,
            "kind": words.capital(locale.say(f"severity.{shown.instant.criterion.severity}")),
            "words": told(shown, locale),
            "seen": shown.pair.seen,
            "meant": shown.pair.meant,
        })  # fmt: skip

    return pages


def told(shown: Shown, locale: Locale) -> str:
    """The pictures in a sentence: what was measured, and what is meant."""
    rule, finding = shown.instant.criterion, shown.instant.finding
    unit = words.unit_of(rule.base or rule.measure)
    return locale.say(
        "player.fault_words",
        what=words.capital(words.criterion_words(locale, rule.id, rule)),
        value=words.measured_words(locale, finding.value, finding.uncertainty, unit),
        good=words.good_words(locale, rule, unit),
    )
