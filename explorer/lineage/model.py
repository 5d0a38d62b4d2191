"""Answers about lineage, as plain frozen values; a `Ref` shows as `{src, id}` outside (`interface.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from explorer.graph.model import HistoryName, Node, States
from explorer.graph.multigraph import multigraph
from explorer.refs import Ref

if TYPE_CHECKING:
    import networkx as nx

Way = Literal["upstream", "downstream"]
Direction = Literal["upstream", "downstream", "both"]
Granularity = Literal["execution", "element"]
Reason = Literal["limit", "depth", "deadline"]


@dataclass(frozen=True, slots=True)
class More:
    """How many neighbours of a border node, each way, are neither in this answer nor in an earlier page of it."""

    upstream: int = 0
    downstream: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageNode(Node):
    """A dataset, a collection, an execution or (at element granularity) a job.

    Of a node that the caller may not read there is only a reference, which is `Restricted`.
    `state` is that of an item or a job; `validity` and `states` (of its jobs) are an execution's. `hops`: how many
    data items away it is. `more`: only on border nodes.
    """

    create_time: str | None = None
    history: HistoryName | None = None
    tool_version: str | None = None
    validity: str | None = None
    states: States | None = None
    hops: int | None = None
    more: More | None = None


class Edge(NamedTuple):
    """An edge of the graph, along the flow of data, with the properties that it has there (`docs/reference/schema.md`).

    An edge to something restricted has no properties. There are more edges than anything else in an answer, and a tuple
    is made in a third of the time of a frozen dataclass.
    """

    source: Ref
    target: Ref
    type: str
    input: str | None = None
    output: str | None = None
    via: str | None = None
    mapped: bool = False
    path: tuple[str, ...] = ()
    identifier: str | None = None
    index: int | None = None  # type: ignore[assignment]  # the tuple's method of that name is not wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Truncated:
    """What is not in this answer.

    `reasons` says why nodes are missing, `shown` counts the nodes of this page, `hidden_by_access` those of them that
    are stubs. `next` goes on where this page ends; None when there is no more, or only a greater depth shows more.
    """

    reasons: tuple[Reason, ...] = ()
    shown: int
    hidden_by_access: int = 0
    next: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Nodes, the seed first, then hop by hop; edges between them and to nodes of earlier pages."""

    nodes: tuple[LineageNode, ...]
    edges: tuple[Edge, ...]
    truncated: Truncated

    def to_networkx(self) -> nx.MultiDiGraph[Ref]:
        """Return it as a directed multigraph: nodes are `Ref`s with `node`, edges have `edge`."""
        return multigraph(self.nodes, self.edges)


@dataclass(frozen=True, slots=True)
class Reached:
    """How much there is, by kind: datasets, collections, executions (jobs at element granularity)."""

    datasets: int = 0
    collections: int = 0
    executions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """A page of what depends on something: items in the order of their ids; `counts` are of all of it."""

    counts: Reached
    rows: tuple[LineageNode, ...] = field(default=())
    truncated: Truncated
