"""Everything one way from a node, read in one piece: its nodes, the edges into them, and their neighbours. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from explorer.lineage.edges import SOURCE, TARGET, EdgeRow
from explorer.lineage.model import Way

Near = dict[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A closure: rows of nodes as `lineage/nodes` returns them, edges within it, and the neighbours of each node."""

    rows: Sequence[Mapping[str, Any]]
    edges: Sequence[EdgeRow]
    near: Near


def whole(way: Way, rows: Sequence[Mapping[str, Any]]) -> Whole:
    """Read the answer of a `whole` statement, in which the last value of a node are the edges that lead into it."""
    into = {values[0]: values[-1] for row in rows for values in row["nodes"]}
    if way == "upstream":  # what leads into it belongs to it
        edges = list(chain.from_iterable(into.values()))
        return Whole(rows, edges, {key: [row[SOURCE] for row in found] for key, found in into.items()})
    edges = [row for found in into.values() for row in found if row[SOURCE] in into]
    beyond: dict[str, list[str]] = defaultdict(list)
    for row in edges:
        beyond[row[SOURCE]].append(row[TARGET])
    return Whole(rows, edges, {key: beyond[key] for key in into})


def merged(closures: Iterable[Whole]) -> list[EdgeRow]:
    """Return the edges of closures of one node; one that is in several of them, in a circle, once."""
    first, *others = closures
    found = list(first.edges)
    for other in others:
        found += [row for row in other.edges if not (row[SOURCE] in first.near and row[TARGET] in first.near)]
    return found
