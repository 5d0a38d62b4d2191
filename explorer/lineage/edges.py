"""The edges between nodes of a lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any, Final

from cypher import Graph
from explorer.lineage.granularities import READS, by_kind
from explorer.lineage.model import Edge, Granularity
from explorer.refs import Ref

EdgeRow = list[Any]
"""An edge by keys, as `lineage/edges` returns it: target, source, type, input, output, via, mapped, path, identifier,
index. It may end after output or path. There are three to a node, so nothing is made of them before the answer is."""

TARGET: Final = 0
SOURCE: Final = 1
_PROPERTIES: Final = 3
_SHORT: Final = 5
"""Members of a row without properties but names: `via` and what follows are null."""

_new = tuple.__new__
"""Makes a named tuple of all its members, in a third of the time."""


def read_edges(graph: Graph, granularity: Granularity, targets: Iterable[str]) -> list[EdgeRow]:
    """Return all edges that lead into these nodes."""
    wanted = by_kind(targets)
    if not any(wanted):
        return []
    return list(chain.from_iterable(row["edges"] for row in READS[granularity].edges(graph, wanted)))


def order(rows: Iterable[EdgeRow]) -> list[EdgeRow]:
    """Sort edges, so that equal answers are equal texts."""
    try:
        return sorted(rows)
    except TypeError:  # of two edges between the same nodes one has a member that the other has not
        return sorted(rows, key=_rank)


def _rank(row: EdgeRow) -> list[tuple[bool, Any]]:
    return [(value is not None, value) for value in row]


def edge(row: EdgeRow, refs: Mapping[str, Ref], readable: AbstractSet[str]) -> Edge:
    """Return an edge as the caller sees it: what leads to something restricted tells nothing about it."""
    target, source, kind = row[:_PROPERTIES]
    ends = refs[source], refs[target], kind
    if not (source in readable and target in readable):
        return Edge(*ends)
    if len(row) == _SHORT:
        return _new(Edge, (*ends, row[3], row[4], None, False, (), None, None))
    given, made, via, mapped, path, *place = row[_PROPERTIES:]
    return Edge(*ends, given, made, via, mapped is True, tuple(path or ()), *place)
