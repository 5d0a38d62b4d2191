"""The application: `create_app` wires settings, graph, routes and the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import Lifespan

from api import documentation, page, problems
from api.auth import LocalNamesOnly
from api.dependencies import Server
from api.freshness import NotModified
from api.ids import Ids
from api.middleware import HeadAsGet, SecurityHeaders
from api.openapi import exact
from api.routes import executions, histories, status
from api.settings import Settings
from api.version import version
from cypher import open_graph

DESCRIPTION: Final = """Where a Galaxy result came from: what produced it, from what, with which tool and parameters.

References are `{"src": "hda", "id": "<encoded>"}`; ids are encoded as Galaxy does, with the `id_secret` that the
server was given, else decimal. Errors are `application/problem+json` with Galaxy's `err_msg` and `err_code`."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application; the graph is opened when it starts.

    Raises:
        BadConfiguration: the settings cannot be used.
    """
    settings = settings or Settings()
    app = FastAPI(
        title="Galaxy Lineage",
        version=version(),
        description=DESCRIPTION,
        license_info={"name": "MIT", "identifier": "MIT"},
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_opened(settings, Ids(settings.secrets)),
        middleware=[
            Middleware(HeadAsGet),
            Middleware(SecurityHeaders),
            Middleware(LocalNamesOnly),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
    )
    problems.install(app)
    problems.on(app, NotModified, _not_modified)
    for part in (histories, executions, status, documentation, page):
        app.include_router(part.router)
    app.openapi = exact(app)  # type: ignore[method-assign]
    return app


def _opened(settings: Settings, ids: Ids) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with open_graph(settings.graph) as graph:
            app.state.server = Server(settings, graph, ids)
            yield

    return lifespan


def _not_modified(_: Request, error: NotModified) -> Response:
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": "private, no-cache"})
