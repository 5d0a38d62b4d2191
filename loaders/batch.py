"""What one batch of source rows wants in the graph, and which row wants what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from cypher import EdgeRow, NodeRow, Owned
from cypher.schema import BY_TYPE
from loaders.keys import Name
from loaders.values import Mended


class Batch:
    """Nodes, edges and the owners of edges, collected row by row."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: dict[Name, NodeRow] = {}
        self.edges: list[EdgeRow] = []
        self.rows: dict[str, set[int]] = defaultdict(set)
        self.problems: dict[int, list[str]] = {}
        self._owners: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._row = 0

    def begin(self, row_id: int) -> None:
        """Say that what follows is wanted by this row."""
        self._row = row_id

    def node(self, name: Name, /, **properties: Any) -> None:
        """Want a node with exactly these properties."""
        self._mend(name.label, properties)
        self.nodes[name] = NodeRow(name.label, name.key, properties)
        self.rows[name.key].add(self._row)

    def own(self, name: Name, *edge_types: str) -> None:
        """Say that all edges of these types that this owner has are in this batch."""
        for edge_type in edge_types:
            self._owners[edge_type, name.label][name.key] = None
        self.rows[name.key].add(self._row)

    def edge(self, edge_type: str, source: Name, target: Name, /, **properties: Any) -> None:
        """Want an edge."""
        self._mend(edge_type, properties)
        row = EdgeRow(edge_type, source.label, source.key, target.label, target.key, properties)
        self.edges.append(row)
        self.rows[(source if BY_TYPE[edge_type].owner == "source" else target).key].add(self._row)

    def _mend(self, what: str, properties: dict[str, Any]) -> None:
        """Note which properties could not be kept as they are, wherever their text comes from."""
        for name, value in properties.items():
            if isinstance(value, Mended) or (
                isinstance(value, list | tuple) and any(isinstance(member, Mended) for member in value)
            ):
                self.problem(self._row, [f"{what}.{name}: text that is no UTF-8"])

    def problem(self, row_id: int, reasons: Iterable[str]) -> None:
        """Note what is wrong with a row."""
        if reasons := list(reasons):
            self.problems.setdefault(row_id, []).extend(reasons)

    @property
    def owned(self) -> list[Owned]:
        """All owners by edge type."""
        return [Owned(edge_type, label, list(keys)) for (edge_type, label), keys in self._owners.items()]

    def written(self, keys: Iterable[str]) -> set[int]:
        """Return the rows that want something among these keys."""
        return {row for key in keys for row in self.rows.get(key, ())}
