"""What a lineage says about its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import starmap
from typing import Any, Final, NamedTuple

from cypher import Graph
from explorer.lineage.edges import EdgeRow
from explorer.lineage.granularities import READS, by_kind
from explorer.lineage.model import Granularity, LineageNode
from explorer.nodes import history_name
from explorer.refs import Ref
from explorer.states import count_states
from explorer.tool_names import tool_names

KINDS: Final = ("item", "execution", "job")
"""What the statements say that a node is."""

Nodes = dict[str, LineageNode]


class ItemRow(NamedTuple):
    """A dataset or collection, and the history in which it stands."""

    key: str
    name: str | None
    hid: int | None
    state: str | None
    extension: str | None
    collection_type: str | None
    deleted: bool | None
    visible: bool | None
    create_time: str | None
    history: str | None
    history_name: str | None


class RunRow(NamedTuple):
    """An execution or a job: the validity of the one, the state of the other."""

    key: str
    tool_id: str | None
    tool_version: str | None
    create_time: str | None
    state: str | None
    source: str | None
    job_states: Sequence[str | None]


def read_nodes(graph: Graph, granularity: Granularity, keys: Iterable[str]) -> Nodes:
    """Return nodes by key; those that are not in the graph are left out."""
    datasets, collections, runs = by_kind(keys)
    if not (datasets or collections or runs):
        return {}
    executions, jobs = (runs, []) if granularity == "execution" else ([], runs)
    rows = graph.read("lineage/nodes", datasets=datasets, collections=collections, executions=executions, jobs=jobs)
    return _nodes(graph, {kind: _of_kind(rows, kind) for kind in KINDS})


def read_whole(graph: Graph, granularity: Granularity, keys: Iterable[str]) -> tuple[Nodes, list[EdgeRow]]:
    """Return nodes by key, and all edges that lead into them."""
    rows = READS[granularity].whole(graph, by_kind(keys))
    found = {kind: _of_kind(rows, kind) for kind in KINDS}
    edges = [EdgeRow(*origin) for values in found.values() for *_, origins in values for origin in origins]
    return _nodes(graph, {kind: [values[:-1] for values in each] for kind, each in found.items()}), edges


def _of_kind(rows: Iterable[Mapping[str, Any]], kind: str) -> list[list[Any]]:
    return [values for row in rows if row["kind"] == kind for values in row["nodes"]]


def _nodes(graph: Graph, found: Mapping[str, Iterable[Sequence[Any]]]) -> Nodes:
    executions = [RunRow(*values) for values in found["execution"]]
    names = tool_names(graph, (row.source for row in executions if row.source))
    return (
        {row.key: _item(row) for row in starmap(ItemRow, found["item"])}
        | {row.key: _execution(row, names.get(row.source or "")) for row in executions}
        | {row.key: _job(row) for row in starmap(RunRow, found["job"])}
    )


def _item(row: ItemRow) -> LineageNode:
    return LineageNode(
        ref=Ref.of_key(row.key),
        name=row.name,
        hid=row.hid,
        state=row.state,
        extension=row.extension,
        collection_type=row.collection_type,
        deleted=row.deleted,
        visible=row.visible,
        create_time=row.create_time,
        history=history_name(row.history, row.history_name),
    )


def _execution(row: RunRow, name: str | None) -> LineageNode:
    return LineageNode(
        ref=Ref.of_key(row.key),
        tool_id=row.tool_id,
        tool_name=name,
        tool_version=row.tool_version,
        create_time=row.create_time,
        validity=row.state,
        states=count_states(row.job_states),
    )


def _job(row: RunRow) -> LineageNode:
    return LineageNode(
        ref=Ref.of_key(row.key),
        tool_id=row.tool_id,
        tool_version=row.tool_version,
        create_time=row.create_time,
        state=row.state,
    )
