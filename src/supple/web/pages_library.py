"""The exercises: all of them with search and filters, one by one, and their drawings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from supple.app import words
from supple.app.fault_pictures import shown_faults
from supple.app.locales import Locale
from supple.core.errors import NotFoundError
from supple.core.exercise import Category, Criterion, Exercise
from supple.core.planning.questions import ScreenForm
from supple.web import drawings
from supple.web.assets import made
from supple.web.site import Site

SVG = "image/svg+xml"
NOTHING = "none"  # the filter for "a mat at most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What somebody looks for; empty fields take everything."""

    search: str = ""
    category: str = ""
    level: str = ""
    equipment: str = ""
    judged: str = ""

    @property
    def any(self) -> bool:
        return any((self.search, self.category, self.level, self.equipment, self.judged))


def haystack(exercise: Exercise, locale: Locale) -> str:
    """All the words that an exercise is found by, in one line."""
    text = exercise.words(locale.language)
    parts: Iterable[str] = (
        text.name,
        text.summary,
        exercise.sanskrit,
        exercise.id,
        words.code_words(locale, "category", exercise.category),
        *exercise.stretches,
        *exercise.strengthens,
        *exercise.tags,
        *exercise.equipment,
    )
    return " ".join(part.replace("_", " ") for part in parts).casefold()


def matches(exercise: Exercise, filters: Filters, locale: Locale) -> bool:
    found_by = haystack(exercise, locale)
    needed = {thing for thing in exercise.equipment if not thing.endswith("_optional")}
    fits_equipment = (
        not filters.equipment
        or (filters.equipment == NOTHING and needed <= {"mat"})
        or filters.equipment in exercise.equipment
    )
    return (
        all(word in found_by for word in filters.search.casefold().split())
        and filters.category in ("", exercise.category)
        and filters.level in ("", str(exercise.level))
        and fits_equipment
        and filters.judged in ("", "yes" if exercise.judged else "no")
    )


def looks_at(exercise: Exercise, locale: Locale) -> list[dict[str, str]]:
    """The criteria as lines of a table."""
    text = exercise.words(locale.language)

    def line(criterion: Criterion) -> dict[str, str]:
        unit = words.unit_of(criterion.base or criterion.measure)
        what = words.code_words(locale, "measure", criterion.measure)
        if criterion.base:
            what += ", " + words.code_words(locale, "measure", criterion.base)
        return {
            "what": what,
            "good": words.good_words(locale, criterion, unit),
            "when": words.code_words(locale, "phase", criterion.phase),
            "matters": words.code_words(locale, "severity", criterion.severity),
            "says": text.cues.get(criterion.id, ""),
            "source": criterion.source,
        }

    return [line(criterion) for criterion in exercise.all_criteria]


def faults(exercise: Exercise, locale: Locale) -> list[dict[str, str]]:
    """What the pictures of faults say: the cue, and the names of the two pictures."""
    cues = exercise.words(locale.language).cues
    return [
        {
            "criterion": shown.criterion.id,
            "cue": cues[shown.criterion.id],
            "meant": meant,
            "fault": fault,
        }
        for shown in shown_faults(exercise)
        if shown.criterion.id in cues
        for meant, fault in [drawings.fault_names(shown)]
    ]


def quotable(exercise: Exercise) -> list[object]:
    """What is quoted of the articles: not their promises about pain and injuries."""
    return [ref for ref in exercise.seed_refs if "repeated" not in ref.note]


def condition_words(form: ScreenForm) -> dict[str, tuple[str, str]]:
    """What each contraindication code is called and means, as the screen asks it."""
    asked = {one.code: (one.label, one.explain) for group in form.groups for one in group.codes}
    ages = {code: (band.label, "") for band in form.ages for code in band.codes}
    return {**asked, **ages}


def router(site: Site) -> APIRouter:
    pages = APIRouter(default_response_class=HTMLResponse)
    exercises = site.app.exercises
    conditions = condition_words(site.app.screen_form)

    def find(identifier: str, locale: Locale) -> Exercise:
        exercise = exercises.get(identifier)
        if exercise is None:
            raise NotFoundError(locale.say("error.no_exercise", id=identifier[:60]))
        return exercise

    @pages.get("/library")
    def library(
        request: Request,
        search: str = "",
        category: str = "",
        level: str = "",
        equipment: str = "",
        judged: str = "",
    ) -> Response:
        person = site.person(request)
        locale = site.locale(person)
        filters = Filters(
            search=search.strip()[:80],
            category=category,
            level=level,
            equipment=equipment,
            judged=judged,
        )
        shown = {id_ for id_, one in exercises.items() if matches(one, filters, locale)}
        groups = [
            (category, members)
            for category in Category
            if (members := [one for one in exercises.values() if one.category is category])
        ]
        for _, members in groups:
            members.sort(key=lambda one: (one.level, one.words(locale.language).name))
        things = sorted({thing for one in exercises.values() for thing in one.equipment})
        return site.page(
            request,
            "library.html",
            person=person,
            here="library",
            filters=filters,
            groups=groups,
            shown=shown,
            things=[thing for thing in things if thing != "mat"],
            levels=sorted({one.level for one in exercises.values()}),
            categories=[category for category, _ in groups],
            haystack=lambda one: haystack(one, locale),
            nothing=NOTHING,
        )

    @pages.get("/library/{identifier}")
    def exercise_page(request: Request, identifier: str) -> Response:
        person = site.person(request)
        locale = site.locale(person)
        exercise = find(identifier, locale)
        leads_on = sorted(
            (one for one in exercises.values() if identifier in one.progression_from),
            key=lambda one: one.level,
        )
        before = [one for id_ in exercise.regress_to if (one := exercises.get(id_))]
        return site.page(
            request,
            "exercise.html",
            person=person,
            here="library",
            exercise=exercise,
            text=exercise.words(locale.language),
            easier=before,
            harder=leads_on,
            counterpose=exercises.get(exercise.counterpose or ""),
            all_exercises=exercises,
            lines=looks_at(exercise, locale),
            quotes=quotable(exercise),
            phases=drawings.phases(exercise),
            faults=faults(exercise, locale),
            sources=site.app.sources,
            conditions=conditions,
            span=words.span_words,
        )

    @pages.get("/drawings/{identifier}.svg")
    def all_phases(request: Request, identifier: str) -> Response:
        exercise = find(identifier, site.locale())
        return made(request, site.drawings.all_phases(exercise), SVG)

    @pages.get("/drawings/{identifier}/{name}.svg")
    def picture(request: Request, identifier: str, name: str) -> Response:
        drawn = site.drawings.picture(find(identifier, site.locale()), name)
        if drawn is None:
            raise NotFoundError(site.locale().say("error.no_exercise", id=identifier[:60]))
        return made(request, drawn, SVG)

    return pages
