"""How fresh and how complete the graph is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.dependencies import Asking, Server, Shared
from api.errors import NotFound
from api.places import INSTANCE
from api.routes.answers import errors
from api.schemas import Quarantined, QuarantinedRow, Reader, Stream, StreamReport, Sync, Synced, Watermark
from explorer import Explorer
from explorer.access.callers import read_user_name
from explorer.syncs import InstanceSync
from explorer.syncs import QuarantinedRow as Row

router = APIRouter(tags=["status"])


@router.get("/api/sync", responses=errors(400, 404, 503), summary="Tell how old the graph is, and what it lacks")
def sync(  # noqa: PLR0913, PLR0917 - the parameters of the route
    shared: Shared,
    asking: Asking,
    response: Response,
    instance: Annotated[
        str | None, Query(pattern=f"^{INSTANCE}$", description="only this Galaxy; default: all in the graph")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="how many quarantined rows at most")] = 20,
    cursor: Annotated[str, Query(max_length=300, description="`next` of the page before")] = "",
) -> Sync:
    """For each Galaxy in the graph, when its last sync ended, what it did, and how far each table was read.

    Rows that could not be loaded in full are listed with the reason; only administrators see them.
    """
    explorer, now = Explorer(shared.graph), datetime.now(UTC)
    found = [each for each in explorer.sync() if instance in {None, each.instance}]
    if instance and not found:
        raise NotFound(f"There is no Galaxy {instance} in this graph.")
    quarantined = None
    administered = [each for each in found if asking.at(each.instance).is_admin]
    if administered:
        of = instance or asking.instance
        rows = explorer.quarantined(of, limit=limit + 1, after=cursor)
        quarantined = _quarantined(rows, administered, limit)
    reader = Reader(name=read_user_name(shared.graph, asking), is_admin=asking.is_admin)
    answer = Sync(instances=[_synced(each, now, shared) for each in found], reader=reader, quarantined=quarantined)
    response.headers["ETag"] = shared.tag(answer.model_dump_json())
    response.headers["Cache-Control"] = "private, no-cache"
    return answer


def _synced(found: InstanceSync, now: datetime, shared: Server) -> Synced:
    return Synced(
        instance=found.instance,
        synced=found.synced,
        age=_age(found.synced, now),
        quarantined=sum(found.quarantined.values()),
        galaxy_url=_galaxy_url(found.instance, shared),
        streams=[
            Stream(
                name=each.name,
                synced=each.synced,
                age=_age(each.synced, now),
                last=StreamReport.model_validate(each.report),
            )
            for each in found.streams
        ],
        watermarks=[Watermark(name=each.name, ids=each.ids, time=each.time) for each in found.watermarks],
    )


def _galaxy_url(instance: str, shared: Server) -> str | None:
    """Return where a Galaxy is, if its pages can be linked to: they are found by ids as Galaxy encodes them."""
    is_linked = instance == shared.settings.instance and shared.ids.of(instance).is_secret
    return shared.settings.galaxy_url.rstrip("/") or None if is_linked else None


def _quarantined(rows: Sequence[Row], found: Sequence[InstanceSync], limit: int) -> Quarantined:
    """Make a page; `rows` has one more than `limit` when there is another."""
    shown = rows[:limit]
    return Quarantined(
        total=sum(sum(each.quarantined.values()) for each in found),
        rows=[QuarantinedRow.model_validate(row, from_attributes=True) for row in shown],
        next=shown[-1].key if len(rows) > limit else None,
    )


def _age(synced: str | None, now: datetime) -> float | None:
    return (now - datetime.fromisoformat(synced)).total_seconds() if synced else None
