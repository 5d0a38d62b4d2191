"""The answers about histories: summaries and graphs, as plain frozen values.

Names and nulls are Galaxy's (`galaxy.schema.history_graph`, 26.1.2); what `full` adds is in the subclasses and is None
or False where there is nothing to say. A `Ref` shows as `{src, id}` outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from explorer.graph.multigraph import multigraph
from explorer.refs import Ref

if TYPE_CHECKING:
    import networkx as nx

EdgeType = Literal[
    "dataset_input",
    "dataset_output",
    "collection_input",
    "collection_output",
    "dataset_element",
    "dataset_copy",
    "collection_copy",
]
Direction = Literal["backward", "forward", "both"]
States = Mapping[str, int]
"""How many jobs or elements are in which state."""


@dataclass(frozen=True, slots=True)
class HistoryName:
    """A history, as other answers name it. `owner` is the public user name; None for an anonymous history."""

    ref: Ref
    name: str | None
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySummary:
    """A history with what it holds.

    `counts` has `datasets` and `collections` (not deleted) and `executions` (that made one of its items, without
    uploads); `states` counts the jobs that made its items by state. `shared`: with somebody by name; only its owner,
    administrators and those with whom it is are told.
    """

    ref: Ref
    name: str | None
    owner: str | None
    create_time: str | None
    update_time: str | None
    deleted: bool
    purged: bool
    published: bool
    importable: bool
    shared: bool
    archived: bool
    tags: tuple[str, ...]
    annotation: str | None
    counts: States
    states: States


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of a history graph with the members of Galaxy's `GraphNode`."""

    ref: Ref
    name: str | None = None
    hid: int | None = None
    state: str | None = None
    extension: str | None = None
    collection_type: str | None = None
    deleted: bool | None = None
    visible: bool | None = None
    tool_id: str | None = None
    tool_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Another item, named: where a copy comes from, or the collection that holds an element."""

    ref: Ref
    name: str | None
    hid: int | None = None
    history: HistoryName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Node):
    """A dataset or collection of the `full` profile.

    `file_size`: of a dataset, in bytes, where Galaxy has measured it.
    `count` and `states` are for collections: leaves and their states, where the two halves of a pair are one leaf with
    the worse of both states. `history` is set when it stands in another history than the one asked about. `upload`:
    its only producer is an upload.
    """

    create_time: str | None = None
    file_size: int | None = None
    copied_from: Named | None = None
    element_of: Named | None = None
    upload: bool = False
    history: HistoryName | None = None
    count: int | None = None
    states: States | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution(Node):
    """An execution of the `full` profile, named by the record that it stands on.

    `states` and `count` are of its jobs; `mapped`: it has an ICJ or more than one job; `validity`: of its payload.
    `request` is the tool request behind it. `end_time`: the last change of its jobs; only views know it.
    """

    tool_version: str | None = None
    validity: str | None = None
    states: States = field(default_factory=dict)
    count: int = 0
    mapped: bool = False
    create_time: str | None = None
    end_time: str | None = None
    upload: bool = False
    request: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge along the flow of data.

    `via` says which record an input rests on: `payload`, `job` or `premap`. On an edge into a collection made by hand
    it says `elements` when only its elements have this origin, `copy` when they are copies of the source. `element`:
    not the whole collection at the source was read, but some of its elements.
    """

    source: Ref
    target: Ref
    type: EdgeType
    input: str | None = None
    output: str | None = None
    via: str | None = None
    mapped: bool = False
    element: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Truncation:
    """What the window left out, as Galaxy says it. `hidden_by_access`: how many nodes are stubs."""

    item_count_capped: bool = False
    scope_type: Literal["recent", "seed_centered"] = "recent"
    seed_in_scope: bool | None = None
    hidden_by_access: int = 0


@dataclass(frozen=True, slots=True)
class HistoryGraph:
    """A history graph in Galaxy's order. `history` is None in the profiles that copy a contract of Galaxy."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: Truncation
    history: HistoryName | None = None

    def to_networkx(self) -> nx.MultiDiGraph[Ref]:
        """Return it as a directed multigraph: nodes are `Ref`s with `node`, edges have `edge`."""
        return multigraph(self.nodes, self.edges)
