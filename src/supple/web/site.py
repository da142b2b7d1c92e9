"""What all pages share: who asks, the language, and how a template becomes an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import Response

from supple.app import words
from supple.app.locales import DEFAULT_LANGUAGE, Locale
from supple.app.people import Person
from supple.core.exercise import Exercise
from supple.core.figure.crossing import Crossings
from supple.web.assets import asset, font_sheets
from supple.web.drafts import Drafts
from supple.web.drawings import LARGE, SMALL, Drawings
from supple.web.figures import Figures
from supple.wiring import App

TEMPLATES = Path(__file__).parent / "templates"
PERSON_COOKIE = "person"
LOOK_COOKIE = "look"
LOOKS = ("auto", "light", "dark")
YEAR_S = 365 * 24 * 3600


@dataclass(slots=True, kw_only=True)
class Site:
    """The pages' side of the application."""

    app: App
    drafts: Drafts = field(default_factory=Drafts)
    drawings: Drawings = field(default_factory=Drawings)
    figures: Figures = field(init=False)
    environment: Environment = field(init=False)

    def __post_init__(self) -> None:
        self.figures = Figures(Crossings(self.app.stations))
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals.update(asset=asset, font_sheets=font_sheets())

    # Who and how

    def locale(self, person: Person | None = None) -> Locale:
        """The person's language, or English."""
        language = person.language if person is not None else DEFAULT_LANGUAGE
        return self.app.locales.get(language, self.app.locales[DEFAULT_LANGUAGE])

    def person(self, request: Request) -> Person | None:
        """Who practises in this browser. Where only one person is known, it is that one."""
        people = self.app.people.everyone()
        chosen = request.cookies.get(PERSON_COOKIE)
        for person in people:
            if person.id == chosen:
                return person
        return people[0] if len(people) == 1 else None

    # Answers

    def picture(self, exercise: Exercise, name: str = SMALL, says: str = "") -> Markup:
        """A drawing; what it `says` to those who do not see it is empty where words beside it say
        so already.
        """
        address = self.drawings.address(exercise, name)
        if not address:
            return Markup("")
        loading = "eager" if name == LARGE else "lazy"
        return Markup('<img src="{}" alt="{}" loading="{}" decoding="async">').format(
            address, says, loading
        )

    def page(
        self,
        request: Request,
        template: str,
        *,
        person: Person | None = None,
        status: int = 200,
        **context: object,
    ) -> HTMLResponse:
        """A template as a page. `here` of the context marks the place in the head."""
        locale = self.locale(person)
        look = request.cookies.get(LOOK_COOKIE, "auto")
        base: Mapping[str, object] = {
            "t": locale.say,
            "has": locale.has,
            "code": lambda section, code: words.code_words(locale, section, str(code)),
            "day": words.day_words,
            "picture": self.picture,
            "language": locale.language,
            "look": look if look in LOOKS else "auto",
            "person": person,
            "here": "",
            "request_path": request.url.path,
        }
        rendered = self.environment.get_template(template).render({**base, **context})
        return HTMLResponse(rendered, status_code=status)


def go(address: str) -> RedirectResponse:
    """After a change: the page to look at next, so that a reload changes nothing again."""
    return RedirectResponse(address, status_code=303)


def remember(response: Response, name: str, value: str, most_s: int = YEAR_S) -> None:
    """A cookie that only our own pages send and no script reads. Never anything secret."""
    response.set_cookie(
        name, value, max_age=most_s, path="/", httponly=True, samesite="strict", secure=False
    )


def forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", httponly=True, samesite="strict")
