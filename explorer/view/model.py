"""The answer: cards, lines and places, and what is beyond them. A `Ref` shows as `{src, id}` outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.graph.model import Edge, HistoryName, Node, States
from explorer.layout.model import Point, Spine
from explorer.refs import Ref


@dataclass(frozen=True, slots=True)
class More:
    """How many neighbours of a card, each way, are not shown; only what the caller may read counts."""

    upstream: int = 0
    downstream: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """How many cards the whole lineage of a seed has; `goes_on`: so many were counted, and there are more."""

    cards: int
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of an opened card: a leaf of a collection, or a job of a map-over.

    `path`: identifiers from the outside in. `seconds`: how long a job ran. `reads` and `writes`: the datasets of a job,
    which tie its row to rows of other opened cards. Of what the caller may not read there is only a stub.
    """

    ref: Ref
    path: tuple[str, ...] = ()
    name: str | None = None
    hid: int | None = None
    state: str | None = None
    extension: str | None = None
    file_size: int | None = None
    seconds: int | None = None
    reads: tuple[Ref, ...] = ()
    writes: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A card that is open in place: one page of its rows. `page` counts from 0, `total` all rows."""

    ref: Ref
    page: int
    total: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a workflow: the executions of its steps that are shown, or, folded, the card that stands for them."""

    ref: Ref
    name: str | None
    executions: tuple[Ref, ...]
    folded: bool = False
    states: States = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCard:
    """A placed card as its reader may know it: by a reference, or as the stub of a hub that stands `beside` its reader.

    `rows_from`: of an opened card, where its rows begin below its upper edge. `tab`: it says where it stands.
    """

    ref: Ref
    beside: Ref | None = None
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    column: int
    block: int
    rows_from: int | None = None
    tab: bool = False


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """A routed edge between drawn cards. `stub`: it begins at the stub of its source that stands beside its target."""

    source: Ref
    target: Ref
    points: tuple[Point, ...]
    style: tuple[str, ...]
    stub: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What is behind the steps of a run of a workflow: boxes (x, y, width, height).

    `label`: where its name is; `room`: how wide that may be.
    """

    ref: Ref
    boxes: tuple[tuple[int, int, int, int], ...]
    label: tuple[int, int]
    room: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Places of everything, in pixels at zoom 1; cards in the order of drawing."""

    width: int
    height: int
    cards: tuple[DrawnCard, ...]
    edges: tuple[DrawnEdge, ...]
    spines: tuple[Spine, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class ToolCount:
    """A tool, and how many executions of it there are."""

    tool_id: str
    name: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What there is to filter by, before anything is filtered; only what the caller may read, and stubs."""

    items: int
    executions: int
    deleted: int
    hidden: int
    uploads: int
    restricted: int
    tools: tuple[ToolCount, ...]
    states: States
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Hub:
    """A dataset that many jobs read, which stands as a stub beside each execution that reads it. `jobs`: how many."""

    ref: Ref
    jobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a picture shows.

    `seed` is the node it is about, as it is named; `capped`: the history has more items; `grouped`: a card stands for
    all executions of a tool, and data are not shown; `total`: the items of the history that the caller may read, None
    in a lineage; `left_out`: how many cards the filters took away, by filter;
    `more` is keyed by position in `nodes`, so each entry is (index, counts).
    """

    history: HistoryName | None
    seed: Ref | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    more: tuple[tuple[int, More], ...]
    opened: tuple[Opened, ...]
    runs: tuple[Run, ...]
    hubs: tuple[Hub, ...]
    counts: Counts
    total: int | None
    left_out: Mapping[str, int]
    capped: bool
    grouped: bool
    layout: Picture

    def places(self) -> Mapping[Ref, Any]:
        """Return the place of each card that is no stub."""
        return {place.ref: place for place in self.layout.cards if place.beside is None}
