"""The order of steps: by the flow of data, and where that leaves a choice by (tier, id), as Galaxy sorts. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import networkx as nx

N = TypeVar("N", bound=Hashable)


def in_order(ranks: Mapping[N, Any], edges: Iterable[tuple[N, N]]) -> tuple[list[N], list[tuple[N, N]]]:
    """Return nodes in an order in which they can run, and the edges that had to be cut because they close a cycle.

    Args:
        ranks: all nodes, each with what it is sorted by where the edges allow it.
        edges: (before, after); an edge from a node to itself is a cycle too.
    """
    graph: nx.DiGraph[N] = nx.DiGraph()
    graph.add_nodes_from(sorted(ranks, key=ranks.__getitem__))  # type: ignore[arg-type]
    graph.add_edges_from(sorted(set(edges), key=lambda edge: (ranks[edge[0]], ranks[edge[1]])))
    cut = list(_cut(graph, ranks))
    return list(nx.lexicographical_topological_sort(graph, key=ranks.__getitem__)), cut


def _cut(graph: nx.DiGraph[N], ranks: Mapping[N, Any]) -> Iterator[tuple[N, N]]:
    """Take edges out until there is no cycle: in each, those that lead back to the node which comes first."""
    while cyclic := [members for members in nx.strongly_connected_components(graph) if _is_cyclic(graph, members)]:
        for members in cyclic:
            first = min(members, key=ranks.__getitem__)
            back = [
                (before, first) for before in sorted(members, key=ranks.__getitem__) if graph.has_edge(before, first)
            ]
            graph.remove_edges_from(back)
            yield from back


def _is_cyclic(graph: nx.DiGraph[N], members: set[N]) -> bool:
    return len(members) > 1 or all(graph.has_edge(only, only) for only in members)
