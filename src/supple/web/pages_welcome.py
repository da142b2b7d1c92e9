"""The questions before the first session, and again whenever somebody asks for them.

Each question is a screen of its own that works without scripts; between the screens the answers
wait in a draft in memory. The same screens serve a newcomer, somebody added to the household, and
somebody who answers anew (after pain, or because something changed).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from supple.core.errors import InputError
from supple.core.questions import answered
from supple.web.drafts import KEPT_S, Draft
from supple.web.forms import NAME_MOST_COUNT, Form, text, ticked
from supple.web.site import PERSON_COOKIE, Site, forget, go, remember

DRAFT_COOKIE = "draft"
STEPS = ("stop", "conditions", "move", "name")
QUESTIONS = {"stop": 1, "conditions": 1, "move": 2, "name": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line to tick."""

    code: str
    label: str
    hint: str


class Welcome:
    """The screens; their order is that of STEPS."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.form = site.app.screen_form

    # What is shown

    def show(
        self,
        request: Request,
        step: str,
        draft: Draft,
        problems: Mapping[str, str] | None = None,
        **answers: object,
    ) -> Response:
        context: dict[str, object] = {
            "step": step,
            "at": QUESTIONS[step],
            "count": 3 if draft.person == "" else 2,
            "someone_new": draft.person == "",
            "problems": list((problems or {}).values()),
            "form": self.form,
            "chosen": (),
            "experience": draft.experience,
            "age": draft.age,
            "notes": (),
            "most": NAME_MOST_COUNT,
            **answers,
        }
        if step == "stop":
            context["chosen"] = answers.get("chosen", draft.red_flags or ())
        elif step == "conditions":
            context["chosen"] = answers.get("chosen", draft.codes or ())
        elif step == "move":
            advice = {ready.id: ready.advice for ready in self.form.readiness}
            context["notes"] = [advice[id_] for id_ in sorted(draft.readiness) if id_ in advice]
        return self.site.page(
            request,
            "welcome.html",
            # Somebody who is being added is not the one whose name stands in the head.
            person=None if draft.person == "" else self.site.person(request),
            status=422 if problems else 200,
            **context,
        )

    # What is answered

    def ticks(self, form: FormData, draft: Draft) -> tuple[frozenset[str], dict[str, str]]:
        """What was ticked, and what does not fit: nothing at all, or something and "none"."""
        say = self.site.locale().say
        chosen = frozenset(ticked(form, "ticked"))
        none = text(form, "none") != ""
        if chosen and none:
            return chosen, {"ticked": say("welcome.tick_and_none")}
        if not chosen and not none:
            return chosen, {"ticked": say("welcome.tick_or_none")}
        return chosen, {}

    def finish(self, draft: Draft, name: str) -> str:
        """Keep the answers; who they are of."""
        people = self.site.app.people
        screen = answered(
            self.form,
            red_flags=draft.red_flags or (),
            codes=draft.codes or (),
            experience=draft.experience,
            age=draft.age,
            answered_at=self.site.app.now(),
        )
        person = draft.person or people.make(name).id
        people.answer(person, screen)
        return person


def router(site: Site) -> APIRouter:  # noqa: C901 - one function a page
    pages = APIRouter()
    welcome = Welcome(site)

    def draft_of(request: Request) -> tuple[str, Draft | None]:
        name = request.cookies.get(DRAFT_COOKIE, "")
        return name, site.drafts.find(name)

    @pages.get("/welcome")
    def begin(request: Request, someone_new: str = "") -> Response:
        person = None if someone_new else site.person(request)
        name, draft = site.drafts.begin(person="" if person is None else person.id)
        response = welcome.show(request, "stop", draft)
        remember(response, DRAFT_COOKIE, name, int(KEPT_S))
        return response

    @pages.get("/welcome/{step}")
    def look(request: Request, step: str) -> Response:
        _, draft = draft_of(request)
        if draft is None or step not in STEPS or not draft.ready_for(step):
            return go("/welcome")
        return welcome.show(request, step, draft)

    @pages.post("/welcome/stop")
    def stop_signs(request: Request, form: Form) -> Response:
        name, draft = draft_of(request)
        if draft is None:
            return go("/welcome")
        chosen, problems = welcome.ticks(form, draft)
        if problems:
            return welcome.show(request, "stop", draft, problems, chosen=chosen)
        known = {flag.id for flag in welcome.form.red_flags}
        draft.red_flags = chosen & known
        if draft.red_flags and draft.person == "":
            # Nobody is made for this: there is nothing to do here yet.
            return care(site, request, draft.red_flags)
        if draft.red_flags:
            site.app.people.stop_signs(draft.person, draft.red_flags)
            site.drafts.end(name)
            return go("/")
        return go("/welcome/conditions")

    @pages.post("/welcome/conditions")
    def conditions(request: Request, form: Form) -> Response:
        _, draft = draft_of(request)
        if draft is None or not draft.ready_for("conditions"):
            return go("/welcome")
        chosen, problems = welcome.ticks(form, draft)
        if problems:
            return welcome.show(request, "conditions", draft, problems, chosen=chosen)
        codes = {code.code for group in welcome.form.groups for code in group.codes}
        draft.codes = chosen & codes
        draft.readiness = chosen & {ready.id for ready in welcome.form.readiness}
        return go("/welcome/move")

    @pages.post("/welcome/move")
    def move(request: Request, form: Form) -> Response:
        name, draft = draft_of(request)
        if draft is None or not draft.ready_for("move"):
            return go("/welcome")
        say = site.locale().say
        experience, age = text(form, "experience"), text(form, "age")
        problems = {}
        if experience not in {one.id for one in welcome.form.experiences}:
            problems["experience"] = say("welcome.choose_experience")
        if age not in {band.id for band in welcome.form.ages}:
            problems["age"] = say("welcome.choose_age")
        if problems:
            return welcome.show(
                request, "move", draft, problems, experience=experience, age=age
            )
        draft.experience, draft.age = experience, age
        if draft.person:
            welcome.finish(draft, "")
            return _leave(site, name, draft.person)
        return go("/welcome/name")

    @pages.post("/welcome/name")
    def called(request: Request, form: Form) -> Response:
        name, draft = draft_of(request)
        if draft is None or not draft.ready_for("name"):
            return go("/welcome")
        say = site.locale().say
        wanted = text(form, "name")
        if len(wanted) > NAME_MOST_COUNT:
            problems = {"name": say("people.bad_name", most=NAME_MOST_COUNT)}
            return welcome.show(request, "name", draft, problems, name=wanted)
        try:
            person = welcome.finish(draft, wanted or say("welcome.name_default"))
        except InputError:  # the questions changed while they were being answered
            return go("/welcome")
        return _leave(site, name, person)

    return pages


def _leave(site: Site, draft: str, person: str) -> Response:
    site.drafts.end(draft)
    response = go("/")
    remember(response, PERSON_COOKIE, person)
    forget(response, DRAFT_COOKIE)
    return response


def care(
    site: Site,
    request: Request,
    red_flags: frozenset[str] = frozenset(),
    *,
    reason: str = "flags",
    session: str = "",
) -> Response:
    """The page that stands before every session while one of the stop signs is true."""
    form = site.app.screen_form
    return site.page(
        request,
        "care.html",
        person=site.person(request),
        here="today",
        reason=reason,
        advice=form.advice_for(red_flags),
        flags=[flag.label for flag in form.red_flags if flag.id in red_flags],
        session=session,
    )
