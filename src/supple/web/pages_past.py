"""Past sessions: all of them, one in detail, correcting what was counted, deleting."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from supple.app import words
from supple.app.history import DoneSet, Past
from supple.app.locales import Locale
from supple.core.events import Result
from supple.web.forms import Faults, Form, number, text, ticked
from supple.web.pages_session import of_person
from supple.web.seen import seen
from supple.web.site import Site, go

HOLD_MOST_S = 3600.0
REPETITIONS_MOST_COUNT = 1000


class PastPages:
    """What the pages of the past say of a session."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.exercises = site.app.exercises

    def name(self, exercise: str, locale: Locale) -> str:
        found = self.exercises.get(exercise)
        return found.words(locale.language).name if found else exercise

    def heading(self, past: Past, locale: Locale) -> dict[str, object]:
        programme = self.site.app.programmes.get(past.programme)
        return {
            "id": past.id,
            "programme": programme.words(locale.language).name if programme else past.programme,
            "day": words.day_words(past.at),
            "state": past.state,
            "going": not past.over,
            "wrong_count": past.camera_wrong_count,
            "words": past.words,
            "summary": words.work_words(
                locale, past.worked_s, past.sets_count - past.skipped_count
            ),
        }

    def done(self, one: DoneSet, locale: Locale) -> str:
        """A set in a line: "Set 2, left: 18 s, seen by the camera"."""
        return words.set_words(
            locale,
            set_index=one.set_index,
            side=one.side,
            credited_s=one.credited_s,
            repetitions_count=one.repetitions_count,
            by="corrected" if one.corrected else one.by,
            skipped=one.skipped,
        )

    def by_exercise(self, sets: Sequence[DoneSet], locale: Locale) -> list[dict[str, object]]:
        """The sets under their exercises, in the order in which they were done, and what the
        camera saw of each.
        """
        groups: dict[tuple[int, str], list[DoneSet]] = {}
        for one in sets:
            groups.setdefault((one.entry, one.exercise), []).append(one)
        return [
            {
                "id": exercise,
                "name": self.name(exercise, locale),
                "exercise": self.exercises.get(exercise),
                "sets": [self.done(one, locale) for one in members],
                "seen": seen(self.exercises.get(exercise), members, locale),
            }
            for (_, exercise), members in groups.items()
        ]

    def felt(self, past: Past, locale: Locale) -> list[tuple[str, str]]:
        said = locale.say
        scales = (
            ("effort", past.effort_cr10),
            ("pain_before", past.pain_before_nrs),
            ("pain_after", past.pain_after_nrs),
        )
        lines = [
            (said(f"detail.{key}"), said("detail.of_ten", value=words.plain(value)))
            for key, value in scales
            if value is not None
        ]
        return [*lines, (said("detail.words"), past.words)] if past.words else lines

    def fields(self, past: Past, locale: Locale) -> list[dict[str, object]]:
        """What can be corrected: of each set the quantity that it was counted by."""
        return [
            {
                "id": one.id,
                "label": f"{self.name(one.exercise, locale)}, {self.done(one, locale)}",
                "seconds": None if one.repetitions_count else words.plain(one.credited_s),
                "repetitions": one.repetitions_count or None,
                "skipped": one.skipped,
            }
            for one in past.sets
        ]

    def corrections(
        self, past: Past, form: FormData, locale: Locale, faults: Faults
    ) -> list[tuple[str, dict[str, object]]]:
        """What differs from what is kept, by set."""
        skipped = set(ticked(form, "skipped"))
        changes = []
        for one in past.sets:
            change: dict[str, object] = {}
            label = f"{self.name(one.exercise, locale)}, {one.set_index + 1}"
            if text(form, f"seconds-{one.id}"):
                seconds = number(form, f"seconds-{one.id}", 0, HOLD_MOST_S)
                if seconds is None:
                    faults.add(one.id, "edit.bad_seconds", name=label)
                elif words.plain(seconds) != words.plain(one.credited_s):
                    change["credited_s"] = seconds
            if text(form, f"repetitions-{one.id}"):
                count = number(form, f"repetitions-{one.id}", 0, REPETITIONS_MOST_COUNT)
                if count is None or not count.is_integer():
                    faults.add(one.id, "edit.bad_repetitions", name=label)
                elif int(count) != one.repetitions_count:
                    change["repetitions_count"] = int(count)
            if (one.id in skipped) != one.skipped:
                change["skipped"] = one.id in skipped
            if change:
                changes.append((one.id, change))
        return changes


def router(site: Site) -> APIRouter:  # noqa: C901 - a function for each page
    pages = APIRouter()
    history = site.app.history
    past_pages = PastPages(site)

    @pages.get("/sessions")
    def sessions(request: Request) -> Response:
        person = site.person(request)
        if person is None:
            return go("/")
        locale = site.locale(person)
        return site.page(
            request,
            "past.html",
            person=person,
            here="past",
            sessions=[past_pages.heading(one, locale) for one in history.sessions(person.id)],
        )

    @pages.get("/sessions/{session}/detail")
    def detail(request: Request, session: str) -> Response:
        person, past = of_person(site, request, session)
        locale = site.locale(person)
        return site.page(
            request,
            "detail.html",
            person=person,
            here="past",
            session=past_pages.heading(past, locale),
            exercises=past_pages.by_exercise(past.sets, locale),
            judged=any(
                finding.result != Result.CANNOT_TELL
                for one in past.sets
                for finding in one.findings
            ),
            recorded=any(one.id == past.id for one in site.app.recordings.kept(person.id)),
            felt=past_pages.felt(past, locale),
        )

    @pages.get("/sessions/{session}/edit")
    def edit(request: Request, session: str) -> Response:
        person, past = of_person(site, request, session)
        locale = site.locale(person)
        return site.page(
            request,
            "edit.html",
            person=person,
            here="past",
            session=past_pages.heading(past, locale),
            sets=past_pages.fields(past, locale),
            problems=(),
        )

    @pages.post("/sessions/{session}/edit")
    def correct(request: Request, session: str, form: Form) -> Response:
        person, past = of_person(site, request, session)
        locale = site.locale(person)
        faults = Faults(locale)
        changes = past_pages.corrections(past, form, locale, faults)
        if faults:
            fields = past_pages.fields(past, locale)
            for one in fields:  # as typed, so that nothing is lost
                for name in ("seconds", "repetitions"):
                    if one[name] is not None:
                        one[name] = text(form, f"{name}-{one['id']}")
            return site.page(
                request,
                "edit.html",
                person=person,
                here="past",
                status=422,
                session=past_pages.heading(past, locale),
                sets=fields,
                problems=list(faults.by_field.values()),
            )
        for done, change in changes:
            history.correct(session, done, change)
        return go(f"/sessions/{session}/detail")

    @pages.get("/sessions/{session}/delete")
    def ask(request: Request, session: str) -> Response:
        person, past = of_person(site, request, session)
        locale = site.locale(person)
        heading = past_pages.heading(past, locale)
        return site.page(
            request,
            "confirm.html",
            person=person,
            here="past",
            title=locale.say("delete.title"),
            what=f"{heading['programme']}, {heading['day']}",
            words=locale.say("delete.words"),
            action=f"/sessions/{session}/delete",
            yes=locale.say("delete.yes"),
            no=locale.say("delete.no"),
            back=f"/sessions/{session}/detail",
        )

    @pages.post("/sessions/{session}/delete")
    def delete(request: Request, session: str) -> Response:
        of_person(site, request, session)
        history.delete(session)
        return go("/sessions")

    return pages
