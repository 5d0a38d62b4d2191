"""Histories, their graphs, and the pictures of these."""

from __future__ import annotations

from operator import not_
from typing import Annotated, Literal

from pydantic import Field

from api.schemas.base import Absent, Answer, Flag, HistoryName, Id, ItemSrc, NodeSrc, OrStub, Reference, States, Time
from explorer.graph.model import EdgeType

Profile = Literal["galaxy-26.1", "tes", "full"]


class Counts(Answer):
    """How much a history holds: visible, not deleted items."""

    datasets: int = 0
    collections: int = 0
    executions: int = 0


class History(Answer):
    """A history with what it holds."""

    id: Id
    name: str | None
    owner: str | None = Field(description="public user name; null for an anonymous history")
    create_time: Time | None
    update_time: Time | None
    deleted: bool
    purged: bool
    published: bool
    importable: bool
    shared: bool = Field(description="with somebody by name; told to its owner, to them and to administrators")
    archived: bool
    tags: list[str]
    annotation: str | None
    counts: Counts
    states: States


class NamedItem(Answer):
    """Another item, named: where a copy comes from, or the collection that holds an element."""

    src: ItemSrc
    id: Id
    instance: Absent[str] = None
    name: str | None
    hid: Absent[int] = None
    history: Absent[HistoryName] = None


class Node(Answer):
    """A node of a graph. The first eleven members are Galaxy's and always there; the others are of `profile=full`."""

    src: NodeSrc
    id: Id
    name: str | None
    hid: int | None = Field(description="number in its history")
    state: str | None
    extension: str | None
    collection_type: str | None
    deleted: bool | None
    visible: bool | None
    tool_id: str | None
    tool_name: str | None
    instance: Absent[str] = None
    create_time: Absent[Time] = None
    copied_from: Absent[OrStub[NamedItem]] = None
    element_of: Absent[OrStub[NamedItem]] = None
    upload: Flag = False
    history: Absent[HistoryName] = Field(None, description="when it stands in another history than the one asked about")
    count: Absent[int] = Field(None, description="top-level elements of a collection; jobs of an execution")
    states: Absent[States] = Field(None, description="states of the elements, or of the jobs")
    purged: Absent[bool] = None
    file_size: Absent[int] = Field(None, description="bytes")
    tool_version: Absent[str] = None
    validity: Absent[str] = Field(None, description="of the captured request: validated, not_validated, … or missing")
    mapped: Flag = Field(default=False, description="of an execution: it is a map-over")
    end_time: Absent[Time] = Field(None, description="of an execution in a view: the last change of its jobs")
    request: Absent[Reference] = Field(None, description="the tool request behind an execution")


class Edge(Answer):
    """An edge along the flow of data. All but `source`, `target` and `type` are of `profile=full`."""

    source: Reference
    target: Reference
    type: EdgeType
    input: Absent[str] = Field(None, description="the tool's flat input name, such as `cond|x`")
    output: Absent[str] = Field(None, description="the tool's output name")
    via: Absent[str] = Field(None, description="what says so: `payload`, `job` or `premap`; `copy` on an element")
    mapped: Flag = Field(default=False, description="the execution took each element by itself")
    element: Flag = Field(default=False, description="only elements of the collection were read, not the whole")
    path: list[str] = Field(default_factory=list, exclude_if=not_, description="identifiers of a collection's element")


class Truncation(Answer):
    """What the window left out, in Galaxy's words."""

    item_count_capped: bool
    scope_type: Literal["recent", "seed_centered"]
    seed_in_scope: bool | None
    hidden_by_access: Annotated[int, Field(exclude_if=not_)] = Field(
        0, description="how many nodes are stubs, because the caller may not read them; left out when there are none"
    )


class PlacedCard(Answer):
    """A card of the picture; its corner, size and place in the order of drawing. Pixels."""

    src: NodeSrc
    id: Id
    instance: Absent[str] = None
    x: int
    y: int
    width: int
    height: int
    lines: list[str] = Field(description="the name, wrapped")
    column: int
    block: int


class RoutedEdge(Answer):
    """How an edge runs: corners from port to port, and how it is drawn."""

    source: Reference
    target: Reference
    points: list[tuple[int, int]]
    style: list[str] = Field(description="of `many`, `whole`, `copy` and `evidence`")


class Spine(Answer):
    """An execution and an output docked below it."""

    source: Reference
    target: Reference


class Layout(Answer):
    """The picture of a graph: data flows from left to right, an execution and its outputs are one block."""

    width: int
    height: int
    cards: list[PlacedCard]
    edges: list[RoutedEdge]
    spines: list[Spine]


class HistoryGraph(Answer):
    """Galaxy's history graph; `history` with `profile=full`, `layout` when asked for."""

    nodes: list[OrStub[Node]]
    edges: list[Edge]
    truncated: Truncation
    history: Absent[HistoryName] = None
    layout: Absent[Layout] = None
