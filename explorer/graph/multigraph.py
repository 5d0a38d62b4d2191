"""Answers as networkx graphs, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from explorer.refs import Ref

if TYPE_CHECKING:
    import networkx as nx


class Named(Protocol):
    """A node of an answer."""

    @property
    def ref(self) -> Ref:
        """What names it."""


class Directed(Protocol):
    """An edge of an answer."""

    @property
    def source(self) -> Ref:
        """Where it begins."""

    @property
    def target(self) -> Ref:
        """Where it ends."""


def multigraph(nodes: Iterable[Named], edges: Iterable[Directed]) -> nx.MultiDiGraph[Ref]:
    """Return a directed multigraph: nodes are `Ref`s with `node`, edges have `edge`."""
    import networkx as nx  # noqa: PLC0415 - slow to import, and only notebooks ask for it

    graph: nx.MultiDiGraph[Ref] = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node.ref, node=node)
    for edge in edges:
        graph.add_edge(edge.source, edge.target, edge=edge)
    return graph
