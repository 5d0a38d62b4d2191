"""What the layout takes and gives: cards and links in, places and routes out."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["dataset", "collection", "execution"]
LinkKind = Literal["input", "output", "copy"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """One card to place.

    `count` is how many it stands for, None for one item or one job; `order` sorts cards that nothing else tells apart
    (older first; all cards of a picture need comparable tuples); `tab` keeps room above for the name of its history.
    """

    id: Hashable
    kind: Kind
    name: str
    count: int | None = None
    order: tuple[Any, ...] = ()
    tab: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One flow of data: an input (data → execution), an output (execution → data) or a copy (data → data).

    `mapped`: each element by itself; `whole`: the collection read at once; `evidence`: only job records say so.
    """

    source: Hashable
    target: Hashable
    kind: LinkKind
    mapped: bool = False
    whole: bool = False
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A card with its place. Height without sheets and tab; `block` numbers an execution with its outputs."""

    id: Any
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    column: int
    block: int


@dataclass(frozen=True, slots=True)
class Route:
    """An edge as the corners of its line, from port to port, only horizontal and vertical runs."""

    source: Any
    target: Any
    points: tuple[Point, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture: cards column by column from the top, routes, and (execution, output) pairs docked together."""

    width: int
    height: int
    cards: tuple[Placed, ...]
    edges: tuple[Route, ...]
    spines: tuple[tuple[Any, Any], ...]
