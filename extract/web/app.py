"""The application: interface, pages, guards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles

from extract import __version__
from extract.web import api, editing, guarding, keeping, pages, problems
from extract.web.corrections import Corrections
from extract.web.data import Library
from extract.web.kept import Kept
from extract.web.outcomes import Outcomes
from extract.web.overlay import Overlay
from extract.web.scans import Scans
from extract.web.settings import Settings
from extract.web.templating import HERE
from extract.web.uploads import Uploads


def create_app(settings: Settings) -> FastAPI:
    """An ASGI application over one output folder. Raises ValueError for settings that are not safe."""
    settings.check()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.uploads.close()
        app.state.scans.close()
        app.state.overlay.close()
        app.state.library.close()

    app = FastAPI(
        title="kehoach", version=__version__, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, lifespan=lifespan,
        description="Vietnamese plan documents as data: who does what by when.",
    )  # fmt: skip
    app.state.settings = settings
    app.state.library = Library(settings.folder)
    app.state.uploads = Uploads(settings)
    app.state.overlay = Overlay(app.state.library, Corrections(settings.folder))
    app.state.outcomes = Outcomes(settings.folder)
    app.state.scans = Scans()
    app.state.kept = Kept()
    problems.install(app)
    guarding.install(app, settings)
    for router in (api.router, pages.router, editing.router, keeping.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            components = schema.setdefault("components", {})
            components.setdefault("schemas", {})["Problem"] = problems.SCHEMA
            if settings.token:
                components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
                schema["security"] = [{"token": []}]
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
    return app
