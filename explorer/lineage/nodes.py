"""What a lineage says about its nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cypher import Graph
from explorer.lineage.edges import EdgeRow, read_edges
from explorer.lineage.granularities import READS, by_kind
from explorer.lineage.model import Granularity, LineageNode
from explorer.nodes import history_name
from explorer.records import unpack
from explorer.refs import Ref
from explorer.states import count_states
from explorer.tool_names import tool_names

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
    found = {kind: [row for row in rows if row["kind"] == kind] for kind in ("item", "execution", "job")}
    made = unpack(RunRow, found["execution"], "nodes")
    names = tool_names(graph, (row.source for row in made if row.source))
    return (
        {row.key: _item(row) for row in unpack(ItemRow, found["item"], "nodes")}
        | {row.key: _execution(row, names.get(row.source or "")) for row in made}
        | {row.key: _job(row) for row in unpack(RunRow, found["job"], "nodes")}
    )


def read_whole(graph: Graph, granularity: Granularity, keys: Iterable[str]) -> tuple[Nodes, list[EdgeRow]]:
    """Return nodes by key, and all edges that lead into them."""
    datasets, collections, runs = by_kind(keys)
    answer = READS[granularity].datasets(graph, datasets) if datasets else []
    rows = [row for each in answer for row in each["datasets"]]
    nodes = {row[0]: _item(ItemRow(*row[:-1])) for row in rows}
    edges = [EdgeRow(*origin) for row in rows for origin in row[-1]]
    others = [*collections, *runs]
    return nodes | read_nodes(graph, granularity, others), edges + read_edges(graph, granularity, others)


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
