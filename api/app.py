"""The application: `create_app` wires settings, graph, routes and the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from typing import Any, Final

from fastapi import Depends, FastAPI, Request
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import Lifespan

from api import documentation, page, problems
from api.auth.loopback import LocalNamesOnly
from api.auth.ways import authenticator
from api.bounds import Bounded
from api.cursors import Cursors
from api.dependencies import Server, caller
from api.freshness import NotModified
from api.ids import Ids
from api.metrics import Metrics
from api.middleware import HeadAsGet, Patient, SecurityHeaders
from api.observing import Observed
from api.openapi import exact
from api.rates import Rates
from api.routes import compare, executions, export, health, histories, lineage, search, status, view, workflows
from api.routes.answers import EVERYWHERE, errors
from api.settings import Settings
from api.toolbox import GalaxyToolbox
from api.version import version
from cypher import open_graph

DESCRIPTION: Final = """Where a Galaxy result came from: what produced it, from what, with which tool and parameters.

References are `{"src": "hda", "id": "<encoded>"}`; ids are encoded as Galaxy does, with the `id_secret` that the
server was given, else decimal. Errors are `application/problem+json` with Galaxy's `err_msg` and `err_code`."""


ROUTES: Final = (histories, executions, lineage, view, compare, workflows, export, search, status)
"""What is below `/api`: every request has a caller, whose key is checked and whose requests are counted."""

PAGES: Final = (health, documentation, page)
"""What everybody may see."""

OVER: Final = 1.5
"""Times the deadline: when it is over, an answer that can be partial has time to end; any other ends by then."""

CORS: Final[dict[str, Any]] = {
    "allow_methods": ["GET", "HEAD", "POST"],
    "allow_headers": ["x-api-key", "If-None-Match", "Content-Type"],
    "expose_headers": ["ETag", "Retry-After", "total_matches"],
    "max_age": 3600,
}
"""What pages of the origins that the settings name may send and see; never cookies."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application; the graph is opened when it starts.

    Raises:
        BadConfiguration: the settings cannot be used.
    """
    settings = settings or Settings()
    metrics = Metrics()
    app = FastAPI(
        title="Galaxy Lineage",
        version=version(),
        description=DESCRIPTION,
        license_info={"name": "MIT", "identifier": "MIT"},
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_opened(settings, metrics),
        middleware=[*_middleware(settings, metrics)],
    )
    problems.install(app)
    problems.on(app, NotModified, _not_modified)
    for part in ROUTES:
        app.include_router(part.router, responses=errors(*EVERYWHERE), dependencies=[Depends(caller)])
    for part in PAGES:
        app.include_router(part.router)
    app.openapi = exact(app)  # type: ignore[method-assign]
    return app


def _middleware(settings: Settings, metrics: Metrics) -> Iterator[Middleware]:
    """Yield what every request passes, the outermost first."""
    yield Middleware(HeadAsGet)
    yield Middleware(Observed, metrics=metrics)
    yield Middleware(SecurityHeaders)
    if settings.auth == "local":
        yield Middleware(LocalNamesOnly)
    if settings.cors_origins:
        yield Middleware(CORSMiddleware, allow_origins=settings.cors_origins, **CORS)
    yield Middleware(Bounded, address=settings.max_address, body=settings.max_body)
    yield Middleware(Patient, seconds=OVER * settings.deadline)
    yield Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)


def _opened(settings: Settings, metrics: Metrics) -> Lifespan[FastAPI]:
    """Open what all requests share while the application runs; what is wrong with the settings shows before."""
    ids, authenticates = Ids(settings.secrets), authenticator(settings)
    rates = Rates("" if settings.auth == "local" else settings.rate_limit)
    cursors = Cursors(settings.signing_secret.get_secret_value())

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with closing(authenticates), open_graph(settings.graph) as graph, _toolbox(settings) as toolbox:
            metrics.watch(graph)
            app.state.server = Server(settings, graph, ids, authenticates, rates, cursors, metrics, toolbox)
            yield

    return lifespan


@contextmanager
def _toolbox(settings: Settings) -> Iterator[GalaxyToolbox | None]:
    """Yield the toolbox of the Galaxy that is asked about, where its address is known."""
    if not settings.galaxy_url:
        yield None
        return
    with closing(GalaxyToolbox(settings.galaxy_url)) as toolbox:
        yield toolbox


def _not_modified(_: Request, error: NotModified) -> Response:
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": "private, no-cache"})
