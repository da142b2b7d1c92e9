"""The questions before the first session, and again whenever somebody asks for them.

Each question is a screen of its own that works without scripts; between the screens the answers
wait in a draft in memory. The same screens serve a newcomer, somebody added to the household, and
somebody who answers anew (after pain, or because something changed).
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from supple.app.people import Person
from supple.core.planning.questions import answered
from supple.web.drafts import KEPT_S, Draft
from supple.web.forms import NAME_MOST_COUNT, Form, text, ticked
from supple.web.site import PERSON_COOKIE, Site, forget, go, remember

DRAFT_COOKIE = "draft"
STEPS = ("stop", "conditions", "move", "name")
QUESTIONS = {"stop": 1, "conditions": 1, "move": 2, "name": 3}
HALVES = {"stop": "_first", "conditions": "_second"}  # the question about health has two pages


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
            "half": HALVES.get(step, ""),
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

    def ticks(self, form: FormData) -> tuple[frozenset[str], dict[str, str]]:
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


class Answering:
    """The routes: one question asked, one answered."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.welcome = Welcome(site)
        self.form = site.app.screen_form

    def draft(self, request: Request, step: str) -> Draft | None:
        """The answers so far, or None where they are gone or this is not their next question."""
        draft = self.site.drafts.find(request.cookies.get(DRAFT_COOKIE))
        return draft if draft is not None and draft.ready_for(step) else None

    def begin(self, request: Request, someone_new: str = "") -> Response:
        person = None if someone_new else self.site.person(request)
        name, draft = self.site.drafts.begin(person="" if person is None else person.id)
        response = self.welcome.show(request, "stop", draft)
        remember(response, DRAFT_COOKIE, name, int(KEPT_S))
        return response

    def look(self, request: Request, step: str) -> Response:
        draft = self.draft(request, step) if step in STEPS else None
        return go("/welcome") if draft is None else self.welcome.show(request, step, draft)

    def stop_signs(self, request: Request, form: Form) -> Response:
        draft = self.draft(request, "stop")
        if draft is None:
            return go("/welcome")
        chosen, problems = self.welcome.ticks(form)
        if problems:
            return self.welcome.show(request, "stop", draft, problems, chosen=chosen)
        draft.red_flags = chosen & {flag.id for flag in self.form.red_flags}
        if not draft.red_flags:
            return go("/welcome/conditions")
        if draft.person == "":
            # Nobody is made for this: there is nothing to do here yet.
            return care(self.site, request, draft.red_flags, person=None)
        self.site.app.people.stop_signs(draft.person, draft.red_flags)
        return self._leave(request, draft.person)

    def conditions(self, request: Request, form: Form) -> Response:
        draft = self.draft(request, "conditions")
        if draft is None:
            return go("/welcome")
        chosen, problems = self.welcome.ticks(form)
        if problems:
            return self.welcome.show(request, "conditions", draft, problems, chosen=chosen)
        draft.codes = chosen & {code.code for group in self.form.groups for code in group.codes}
        draft.readiness = chosen & {ready.id for ready in self.form.readiness}
        return go("/welcome/move")

    def move(self, request: Request, form: Form) -> Response:
        draft = self.draft(request, "move")
        if draft is None:
            return go("/welcome")
        say = self.site.locale().say
        experience, age = text(form, "experience"), text(form, "age")
        problems = {}
        if experience not in {one.id for one in self.form.experiences}:
            problems["experience"] = say("welcome.choose_experience")
        if age not in {band.id for band in self.form.ages}:
            problems["age"] = say("welcome.choose_age")
        if problems:
            typed = {"experience": experience, "age": age}
            return self.welcome.show(request, "move", draft, problems, **typed)
        draft.experience, draft.age = experience, age
        if draft.person == "":
            return go("/welcome/name")
        return self._leave(request, self.welcome.finish(draft, ""))

    def called(self, request: Request, form: Form) -> Response:
        draft = self.draft(request, "name")
        if draft is None:
            return go("/welcome")
        say = self.site.locale().say
        wanted = text(form, "name")
        if len(wanted) > NAME_MOST_COUNT or "\n" in wanted:
            problems = {"name": say("people.bad_name", most=NAME_MOST_COUNT)}
            return self.welcome.show(request, "name", draft, problems, name=wanted)
        person = self.welcome.finish(draft, wanted or say("welcome.name_default"))
        return self._leave(request, person)

    def _leave(self, request: Request, person: str) -> Response:
        self.site.drafts.end(request.cookies.get(DRAFT_COOKIE))
        response = go("/")
        remember(response, PERSON_COOKIE, person)
        forget(response, DRAFT_COOKIE)
        return response


def router(site: Site) -> APIRouter:
    pages = APIRouter()
    answering = Answering(site)
    pages.add_api_route("/welcome", answering.begin, methods=["GET"])
    pages.add_api_route("/welcome/{step}", answering.look, methods=["GET"])
    for step, answer in (
        ("stop", answering.stop_signs),
        ("conditions", answering.conditions),
        ("move", answering.move),
        ("name", answering.called),
    ):
        pages.add_api_route(f"/welcome/{step}", answer, methods=["POST"])
    return pages


def care(
    site: Site,
    request: Request,
    red_flags: frozenset[str],
    *,
    person: Person | None,
    reason: str = "flags",
    session: str = "",
) -> Response:
    """The page that stands before every session while one of the stop signs is true."""
    form = site.app.screen_form
    return site.page(
        request,
        "care.html",
        person=person,
        here="today",
        reason=reason,
        advice=form.advice_for(red_flags),
        flags=[flag.label for flag in form.red_flags if flag.id in red_flags],
        session=session,
    )
