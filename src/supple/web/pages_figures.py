"""The moving figures of the exercises that have poses, for the player."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from supple.app.fault_pictures import shown_faults
from supple.core.errors import NotFoundError
from supple.core.exercise import Exercise
from supple.web.assets import ASK_EACH_TIME
from supple.web.figures import tag
from supple.web.site import Site


def router(site: Site) -> APIRouter:
    pages = APIRouter()
    figures = site.figures

    def find(identifier: str) -> Exercise:
        exercise = site.app.exercises.get(identifier)
        if exercise is None or not exercise.poses:
            raise NotFoundError(site.locale().say("error.no_exercise", id=identifier[:60]))
        return exercise

    @pages.get("/figures/{identifier}")
    def poses(request: Request, identifier: str) -> Response:
        return _answer(request, figures.poses(find(identifier)))

    @pages.get("/figures/{identifier}/ways")
    def ways(request: Request, identifier: str) -> Response:
        return _answer(request, figures.ways(find(identifier)))

    @pages.get("/figures/from/{before}/to/{after}")
    def crossing(request: Request, before: str, after: str) -> Response:
        return _answer(request, figures.crossing(find(before), find(after)))

    @pages.get("/figures/{identifier}/faults/{criterion}")
    def fault(request: Request, identifier: str, criterion: str) -> Response:
        exercise = find(identifier)
        for shown in shown_faults(exercise):
            if shown.criterion.id == criterion:
                return _answer(request, figures.fault(exercise, shown))
        raise NotFoundError(site.locale().say("error.no_exercise", id=criterion[:60]))

    return pages


def _answer(request: Request, content: bytes) -> Response:
    """The browser keeps it, and asks each time whether it is still so."""
    headers = {"Cache-Control": ASK_EACH_TIME, "ETag": tag(content)}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
