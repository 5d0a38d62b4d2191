"""What a lineage says about its nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from cypher import Graph
from explorer.graph.model import HistoryName
from explorer.graph.nodes import history_name
from explorer.graph.states import count_states
from explorer.lineage.granularities import by_kind
from explorer.lineage.model import Granularity, LineageNode, More
from explorer.refs import Ref
from explorer.tools.names import tool_names

Rows = Sequence[Mapping[str, Any]]
"""The rows of `lineage/nodes`, or of a whole closure: a kind of node, and lists of values."""


class Nodes:
    """What was read about nodes, by key; each is made when it is known where it stands, so it is made once."""

    def __init__(self, graph: Graph, rows: Rows) -> None:
        """Take the rows of a statement; names of tools are read for all executions at once."""
        self._values = {values[0]: (row["kind"], values) for row in rows for values in row["nodes"]}
        sources = (values[_SOURCE] for kind, values in self._values.values() if kind == "execution" and values[_SOURCE])
        self._names = tool_names(graph, sources)
        self._histories: dict[str | None, HistoryName | None] = {}

    def __contains__(self, key: object) -> bool:
        """Tell whether a node is in the graph."""
        return key in self._values

    def node(self, key: str, hops: int | None = None, more: More | None = None) -> LineageNode:
        """Return a node that is in the graph, so many hops away, with so many neighbours that are not shown."""
        kind, values = self._values[key]
        return _MAKE[kind](self, values, ref=Ref.of_key(key), hops=hops, more=more)

    def item(self, values: Sequence[Any], **placed: Any) -> LineageNode:
        """Return a dataset or collection."""
        _, name, hid, state, extension, collection_type, deleted, visible, create_time, history, called, *_ = values
        if history not in self._histories:
            self._histories[history] = history_name(history, called)
        return LineageNode(
            name=name,
            hid=hid,
            state=state,
            extension=extension,
            collection_type=collection_type,
            deleted=deleted,
            visible=visible,
            create_time=create_time,
            history=self._histories[history],
            **placed,
        )

    def execution(self, values: Sequence[Any], **placed: Any) -> LineageNode:
        """Return an execution: `state` is the validity of its payload."""
        _, tool_id, version, create_time, state, source, job_states, *_ = values
        return LineageNode(
            tool_id=tool_id,
            tool_name=self._names.get(source or ""),
            tool_version=version,
            create_time=create_time,
            validity=state,
            states=count_states(job_states),
            **placed,
        )

    def job(self, values: Sequence[Any], **placed: Any) -> LineageNode:
        """Return a job."""
        _, tool_id, version, create_time, state, *_ = values
        return LineageNode(tool_id=tool_id, tool_version=version, create_time=create_time, state=state, **placed)


_SOURCE: Final = 5
"""Where the values of an execution have the key of its tool source."""

_MAKE: Final[Mapping[str, Callable[..., LineageNode]]] = {
    "item": Nodes.item,
    "execution": Nodes.execution,
    "job": Nodes.job,
}


def read_nodes(graph: Graph, granularity: Granularity, keys: Iterable[str]) -> Nodes:
    """Return nodes by key; those that are not in the graph are left out."""
    datasets, collections, runs = by_kind(keys)
    if not (datasets or collections or runs):
        return Nodes(graph, [])
    executions, jobs = (runs, []) if granularity == "execution" else ([], runs)
    return Nodes(
        graph,
        graph.read("lineage/nodes", datasets=datasets, collections=collections, executions=executions, jobs=jobs),
    )
