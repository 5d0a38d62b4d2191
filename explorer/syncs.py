"""What was loaded: when, how far, what the last sync did, and which rows could not be loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cypher import Graph
from explorer.access import Access
from explorer.errors import BadRequest, Forbidden

MAX_PAGE = 1000


@dataclass(frozen=True, slots=True)
class StreamSync:
    """What the last sync of one stream did: counts of source rows, nodes removed, seconds."""

    name: str
    synced: str | None
    report: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a table was read: ids up to `ids`, changes up to `time`; None where that is not how it is followed."""

    name: str
    ids: int | None
    time: str | None


@dataclass(frozen=True, slots=True)
class InstanceSync:
    """The state of one Galaxy in the graph; `synced` is None when no sync has ended. `quarantined` rows by stream."""

    instance: str
    synced: str | None
    streams: tuple[StreamSync, ...]
    watermarks: tuple[Watermark, ...]
    quarantined: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that could not be loaded in full; `row` is its id in Galaxy's database, `key` its place in the list."""

    key: str
    instance: str
    stream: str
    row: str
    reason: str
    since: str | None


def read_instances(graph: Graph) -> list[str]:
    """Return the names of the Galaxy servers in the graph."""
    return [row["instance"] for row in graph.read("sync/synced")]


def read_syncs(graph: Graph) -> list[InstanceSync]:
    """Return the state of each Galaxy in the graph."""
    streams, quarantined = graph.read("sync/streams"), graph.read("sync/quarantined_counts")
    return [
        InstanceSync(
            row["instance"],
            row["synced"],
            tuple(StreamSync(s["name"], s["synced"], json.loads(s["report"])) for s in _of(row["instance"], streams)),
            tuple(_watermarks(graph, row["instance"])),
            {each["stream"]: each["rows"] for each in _of(row["instance"], quarantined)},
        )
        for row in graph.read("sync/synced")
    ]


def read_quarantined(access: Access, instance: str | None, limit: int, after: str = "") -> list[QuarantinedRow]:
    """Return a page of quarantined rows, of one Galaxy or of all, in the order of their keys.

    Args:
        access: of the caller.
        instance: the Galaxy, or None for all.
        limit: how many at most.
        after: the `key` of the last row of the page before.

    Raises:
        Forbidden: the caller is no administrator; a reason may tell what a row says.
    """
    if not access.is_unlimited:
        raise Forbidden("Only administrators may read rows that could not be loaded.")
    if not 0 < limit <= MAX_PAGE:
        raise BadRequest(f"limit must be 1 to {MAX_PAGE}.")
    prefix = f"{instance}/quarantined/" if instance else ""
    return [_row(row) for row in access.graph.read("sync/quarantined_page", prefix=prefix, after=after, limit=limit)]


def _of(instance: str, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["instance"] == instance]


def _row(row: Mapping[str, Any]) -> QuarantinedRow:
    instance, _, rest = row["key"].partition("/quarantined/")
    place = rest.removeprefix(f"{row['stream']}/")
    return QuarantinedRow(row["key"], instance, row["stream"], place, row["reason"], row["since"])


def _watermarks(graph: Graph, instance: str) -> list[Watermark]:
    rows = graph.read("sync/watermarks", prefix=f"{instance}/watermark/")
    return [_watermark(row["name"], json.loads(row["state"])) for row in rows]


def _watermark(name: str, state: Any) -> Watermark:
    """Read how far: what was not read ends with all that is to come, or there is a highest id, or a time."""
    known = state if isinstance(state, dict) else {}
    to_come = (known.get("unread") or [[None, None]])[-1][0]
    ids = known.get("upto") if to_come is None else to_come - 1
    return Watermark(name, ids if ids is not None and ids >= 0 else None, _time(known.get("seen")))


def _time(text: str | None) -> str | None:
    time = datetime.fromisoformat(text) if text else datetime.min  # noqa: DTZ901 - naive UTC, as Galaxy has it
    return f"{time.isoformat(timespec='microseconds')}Z" if time != datetime.min else None  # noqa: DTZ901 - the same
