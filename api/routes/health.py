"""Whether the server works, for those who watch it; nobody is asked for a key."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.dependencies import Shared
from api.routes.answers import errors
from api.schemas import Health

router = APIRouter(tags=["status"])


@router.get("/healthz", summary="Tell that the server is up")
async def healthz() -> Health:  # needs no thread: all of them may be waiting for a graph that is away
    """Answer as long as the process is up; the graph is not asked."""
    return Health()


@router.get("/readyz", responses=errors(503), summary="Tell that the graph can be reached")
def readyz(shared: Shared) -> Health:
    """Answer when the graph does."""
    shared.graph.version()
    return Health()


@router.get("/metrics", include_in_schema=False)
def metrics(shared: Shared) -> Response:
    """Tell Prometheus what was answered and how old the graph is."""
    return Response(shared.metrics.text(), media_type=CONTENT_TYPE_LATEST)
