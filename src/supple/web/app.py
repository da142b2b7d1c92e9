"""The application: the door, the pages, the live socket, the static files. No rules."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware

from supple.web import (
    errors,
    live,
    pages_about,
    pages_faults,
    pages_figures,
    pages_library,
    pages_past,
    pages_people,
    pages_recordings,
    pages_session,
    pages_settings,
    pages_today,
    pages_welcome,
)
from supple.web.assets import STATIC, Assets
from supple.web.security import Door
from supple.web.site import Site
from supple.wiring import App


def create_app(app: App) -> FastAPI:
    """Supple as an ASGI application over the wired use cases."""
    site = Site(app=app)
    application = FastAPI(
        title="Supple",
        # Its documentation page would come from other hosts; docs/ describes the API.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[Middleware(Door), Middleware(errors.Calm, site=site)],
    )
    errors.install(application, site)

    @application.get("/health")
    def health() -> JSONResponse:
        """Whether it is ready: the store answers."""
        app.people.everyone()
        return JSONResponse({"ready": True})

    for pages in (
        pages_today,
        pages_welcome,
        pages_session,
        pages_faults,
        pages_past,
        pages_recordings,
        pages_library,
        pages_figures,
        pages_people,
        pages_settings,
        pages_about,
    ):
        application.include_router(pages.router(site))
    application.state.desk = app.desk
    application.state.sockets = live.Sockets()
    application.include_router(live.router)
    application.mount("/static", Assets(directory=STATIC, check_dir=False), name="static")
    return application
