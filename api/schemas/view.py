"""Views: what the canvas of the page shows, with the place of every card."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.schemas.base import Absent, Answer, Flag, HistoryName, Id, NodeSrc, OrStub, Reference, States, Time
from api.schemas.graphs import Edge, Node, Spine


class Beyond(Answer):
    """How many neighbours of a card are not shown, each way; at most 1,000, and only what the caller may read."""

    upstream: int
    downstream: int


class ViewNode(Node):
    """A node as in a history graph, or a folded run of a workflow."""

    src: NodeSrc | Literal["workflow_invocation"]  # type: ignore[assignment]
    more: Absent[Beyond] = None


class Row(Answer):
    """A row of an opened card: a leaf of a collection, or a job of an execution."""

    src: Literal["hda", "job"]
    id: Id
    path: list[str] = Field(description="identifiers, from the outside in")
    name: str | None
    hid: int | None
    state: str | None
    extension: str | None
    file_size: int | None = Field(description="bytes")
    seconds: int | None = Field(description="how long a job took")
    reads: list[Reference] = Field(description="datasets that a job read")
    writes: list[Reference] = Field(description="datasets that a job wrote")


class Opened(Reference):
    """A card that is open in place: one page of 8 of its rows."""

    page: int = Field(description="from 0")
    total: int = Field(description="rows in all")
    rows: list[OrStub[Row]]


class ViewRun(Reference):
    """A run of a workflow, with the executions of its steps that are shown; `folded`: a node stands for them."""

    name: str | None
    executions: list[Reference]
    folded: Flag = False


class Hub(Reference):
    """A dataset that stands as a stub beside each execution that reads it. `jobs`: how many jobs read it."""

    jobs: int


class Extent(Answer):
    """How large a lineage is. `cards`: data and executions that the caller may read."""

    cards: int
    goes_on: Flag = Field(default=False, description="so many were counted, and there are more")


class ToolCount(Answer):
    """A tool, and how many executions of it there are."""

    tool_id: str
    name: str | None
    count: int


class ViewCounts(Answer):
    """What there is to filter by, before anything is filtered; only what the caller may read, and stubs."""

    items: int
    executions: int
    deleted: int
    hidden: int
    uploads: int
    restricted: int
    tools: list[ToolCount]
    states: States
    first: Time | None
    last: Time | None


class DrawnCard(Reference):
    """A card of the canvas and where it stands. `beside`: of a stub, the card whose input it is."""

    beside: Absent[Reference] = None
    x: int
    y: int
    width: int
    height: int
    lines: list[str] = Field(description="the name, wrapped")
    column: int
    block: int
    tab: Flag = Field(default=False, description="it says in which other history it stands")
    rows_from: Absent[int] = Field(None, description="of an opened card: where its rows begin below its upper edge")


class DrawnEdge(Answer):
    """How an edge runs: corners from port to port. `stub`: it begins at the stub beside its target."""

    source: Reference
    target: Reference
    points: list[tuple[float, float]]
    style: list[str] = Field(description="of `many`, `whole`, `copy` and `evidence`")
    stub: Flag = False


class Frame(Reference):
    """What stands behind the steps of a run of a workflow: boxes (x, y, width, height), and where its name begins."""

    boxes: list[tuple[int, int, int, int]]
    label: tuple[int, int]
    room: int = Field(description="how wide the name may be")


class Picture(Answer):
    """Places of everything, in pixels at zoom 1."""

    width: int
    height: int
    cards: list[DrawnCard]
    edges: list[DrawnEdge]
    spines: list[Spine]
    frames: list[Frame]


class View(Answer):
    """What a picture shows. `seed` is the node that it is about; `capped`: the history has more items than these.

    `grouped`: a node stands for all executions of a tool, `count` says how many, and data are not shown.
    """

    history: HistoryName | None
    seed: Reference | None
    nodes: list[OrStub[ViewNode]]
    edges: list[Edge]
    opened: list[Opened]
    runs: list[ViewRun]
    hubs: list[Hub]
    counts: ViewCounts
    total: int | None = Field(description="items of the history that the caller may read; null in a lineage")
    left_out: dict[str, int] = Field(description="how many cards the filters took away, by filter")
    capped: Flag = False
    grouped: Flag = False
    layout: Picture
