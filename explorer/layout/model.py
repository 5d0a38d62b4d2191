"""What the layout takes and gives: cards and links in, places and routes out."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Kind = Literal["dataset", "collection", "execution"]
LinkKind = Literal["input", "output", "copy"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Card:
    """One card to place.

    `count` is how many it stands for, None for one item or one job; `order` sorts cards that nothing else tells apart
    (older first; all cards of a picture need comparable tuples); `tab` keeps room above for the name of its history;
    `more` is what an opened card adds to its height.
    """

    id: Hashable
    kind: Kind
    name: str
    count: int | None = None
    order: tuple[Any, ...] = ()
    tab: bool = False
    more: int = 0


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


class PlacedCard(NamedTuple):
    """A card with its place, by the `id` that the caller of the layout gave it (`ref`). Height without sheets and tab.

    `block` numbers an execution with its outputs. A tuple, as are routes and spines: a frozen dataclass takes three
    times as long to make, and a picture has thousands of them.
    """

    ref: Any
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    column: int
    block: int


class RoutedEdge(NamedTuple):
    """An edge as the corners of its line, from port to port, only horizontal and vertical runs.

    Arrow and rounded corners are the page's.
    """

    source: Any
    target: Any
    points: tuple[Point, ...]
    style: tuple[str, ...]


class Spine(NamedTuple):
    """An execution and an output that is docked below it."""

    source: Any
    target: Any


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture in pixels at zoom 1. Cards in the order of drawing: column by column, from the top."""

    width: int
    height: int
    cards: tuple[PlacedCard, ...]
    edges: tuple[RoutedEdge, ...]
    spines: tuple[Spine, ...]
