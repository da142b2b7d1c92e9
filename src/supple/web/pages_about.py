"""What happens with your data, what the camera cannot do, and whose work is in it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from supple.web.assets import third_party
from supple.web.site import Site


def router(site: Site) -> APIRouter:
    pages = APIRouter()

    @pages.get("/about")
    def about(request: Request) -> Response:
        return site.page(
            request,
            "about.html",
            person=site.person(request),
            sources=site.app.sources,
            third_party=third_party(),
        )

    return pages
