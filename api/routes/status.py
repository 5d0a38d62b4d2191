"""How fresh the graph is, and whether the server works."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Response

from api.dependencies import Shared
from api.freshness import entity_tag
from api.routes.answers import errors
from api.schemas import Health, Sync, Synced
from explorer import Explorer

router = APIRouter(tags=["status"])


@router.get("/api/sync", responses=errors(503), summary="Tell how old the graph is")
def sync(shared: Shared, response: Response) -> Sync:
    """For each Galaxy in the graph, when its last sync ended."""
    now = datetime.now(UTC)
    found = Sync(instances=[_synced(each.instance, each.synced, now) for each in Explorer(shared.graph).sync()])
    response.headers["ETag"] = entity_tag(shared.graph.version(), found.model_dump_json())
    response.headers["Cache-Control"] = "private, no-cache"
    return found


@router.get("/healthz", summary="Tell that the server is up")
def healthz() -> Health:
    """Answer as long as the process is up; the graph is not asked."""
    return Health()


@router.get("/readyz", responses=errors(503), summary="Tell that the graph can be reached")
def readyz(shared: Shared) -> Health:
    """Answer when the graph does."""
    shared.graph.version()
    return Health()


def _synced(instance: str, synced: str | None, now: datetime) -> Synced:
    age = (now - datetime.fromisoformat(synced)).total_seconds() if synced else None
    return Synced(instance=instance, synced=synced, age=age)
