"""What one batch of source rows wants in the graph, and which row wants what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cypher import EdgeRow, NodeRow, Owned
from cypher.words import words_of
from loaders.keys import Name
from loaders.values import Mended

_new = tuple.__new__
"""Makes a named tuple in three fifths of the time."""


class Batch:
    """Nodes, edges and the owners of edges, collected row by row; who owns an edge is a node of the same row."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: dict[Name, NodeRow] = {}
        self.edges: list[EdgeRow] = []
        self.rows: dict[str, set[int]] = defaultdict(set)
        self.problems: dict[int, list[str]] = {}
        self._owners: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
        self._row = 0

    def __getstate__(self) -> dict[str, Any]:
        """Go to another process with plain tuples: to pickle a named one takes five times as long."""
        nodes, edges = [tuple(node) for node in self.nodes.values()], [tuple(edge) for edge in self.edges]
        return self.__dict__ | {"nodes": nodes, "edges": edges}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Make rows of the tuples again."""
        nodes = map(NodeRow._make, state["nodes"])
        named = {Name(node.label, node.key): node for node in nodes}
        self.__dict__.update(state | {"nodes": named, "edges": [*map(EdgeRow._make, state["edges"])]})

    def begin(self, row_id: int) -> None:
        """Say that what follows is wanted by this row."""
        self._row = row_id

    def node(self, name: Name, /, **properties: Any) -> None:
        """Want a node with exactly these properties."""
        self.put(name, properties)

    def put(self, name: Name, properties: dict[str, Any]) -> None:
        """Do the same with a dictionary, which is the node's from now on."""
        if Mended.is_seen:
            self._note_mended(name.label, properties)
        label, key = name
        if found := words_of(label, key, properties):
            properties["words"] = found
        self.nodes[name] = _new(NodeRow, (label, key, properties))
        self.rows[key].add(self._row)

    def own(self, name: Name, *edge_types: str) -> None:
        """Say that all edges of these types that this node has are in this batch."""
        label, key = name
        self._owners[label, edge_types].append(key)

    def edge(self, edge_type: str, source: Name, target: Name, /, **properties: Any) -> None:
        """Want an edge; its owner is, by `own`, a node of the same row."""
        if Mended.is_seen:
            self._note_mended(edge_type, properties)
        self.edges.append(_new(EdgeRow, (edge_type, *source, *target, properties)))

    def problem(self, row_id: int, reasons: Iterable[str]) -> None:
        """Note what is wrong with a row."""
        if reasons := list(reasons):
            self.problems.setdefault(row_id, []).extend(reasons)

    @property
    def owned(self) -> list[Owned]:
        """All owners by edge type."""
        return [
            Owned(edge_type, label, keys)
            for (label, edge_types), keys in self._owners.items()
            for edge_type in edge_types
        ]

    def written(self, keys: Iterable[str]) -> set[int]:
        """Return the rows that want something among these keys."""
        return {row for key in keys for row in self.rows.get(key, ())}

    def _note_mended(self, what: str, properties: Mapping[str, Any]) -> None:
        """Note which properties could not be kept as they are, wherever their text comes from."""
        for name, value in properties.items():
            if isinstance(value, Mended) or (
                isinstance(value, list | tuple) and any(isinstance(member, Mended) for member in value)
            ):
                self.problem(self._row, [f"{what}.{name}: text that is no UTF-8"])
