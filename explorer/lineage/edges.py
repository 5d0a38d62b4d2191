"""The edges between nodes of a lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cypher import Graph
from explorer.lineage.granularities import READS, by_kind
from explorer.lineage.model import Edge, Granularity
from explorer.refs import Ref


class EdgeRow(NamedTuple):
    """An edge by keys, with the properties that edges of its type have."""

    source: str
    target: str
    type: str
    output: str | None = None
    input: str | None = None
    path: Sequence[str] | None = None
    identifier: str | None = None
    position: int | None = None
    via: str | None = None
    mapped: bool | None = None


def read_edges(graph: Graph, granularity: Granularity, targets: Iterable[str]) -> list[EdgeRow]:
    """Return all edges that lead into these nodes."""
    wanted = by_kind(targets)
    if not any(wanted):
        return []
    return [EdgeRow(*values) for row in READS[granularity].edges(graph, wanted) for values in row["edges"]]


def order(rows: Iterable[EdgeRow]) -> list[EdgeRow]:
    """Sort edges, so that equal answers are equal texts."""
    return sorted(rows, key=_rank)


def _rank(row: EdgeRow) -> tuple[str, str, str, str, str, Sequence[str]]:
    source, target, kind, output, given, path, *_ = row
    return target, source, kind, given or "", output or "", path or []


def edge(row: EdgeRow, refs: Mapping[str, Ref], readable: AbstractSet[str]) -> Edge:
    """Return an edge as the caller sees it: what leads to something restricted tells nothing about it."""
    source, target, kind, output, given, path, identifier, position, via, mapped = row
    if not (source in readable and target in readable):
        return Edge(refs[source], refs[target], kind)
    return Edge(
        refs[source],
        refs[target],
        kind,
        given,
        output,
        via,
        mapped is True,
        tuple(path) if path else (),
        identifier,
        position,
    )
