"""Edges between two nodes of one stream whose other end comes later in it: kept, and tried again at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cypher import EdgeRow, Owned
from loaders.batch import Batch

LATE = frozenset({"COPIED_TO", "CONVERTED_TO", "SUBINVOCATION_OF"})
AT_ONCE = 2000


class LateBatch:
    """Complete edge sets of some owners."""

    def __init__(self, edges: Sequence[EdgeRow]) -> None:
        """`edges` are all edges of their types that their owners have."""
        self.edges = edges
        owners: dict[tuple[str, str], dict[str, None]] = {}
        for edge in edges:
            label, key = edge.owner
            owners.setdefault((edge.type, label), {})[key] = None
        self.owned = [Owned(edge_type, label, list(keys)) for (edge_type, label), keys in owners.items()]


class Late:
    """The edges of one stream that wait, and which rows with such edges were written."""

    def __init__(self) -> None:
        """Nothing waits yet."""
        self._edges: list[list[EdgeRow]] = []
        self.written: set[int] = set()

    def keep(self, batch: Batch, dangling: Iterable[EdgeRow]) -> set[int]:
        """Keep what must be tried again, with the other edges of the same owners, and return the rows that want it."""
        owners = {(edge.type, *edge.owner) for edge in dangling if edge.type in LATE}
        if not owners:
            return set()
        waiting: dict[tuple[str, str, str], list[EdgeRow]] = {owner: [] for owner in owners}
        for edge in batch.edges:
            if (owner := (edge.type, *edge.owner)) in waiting:
                waiting[owner].append(edge)
        self._edges.extend(waiting.values())
        return {row for _, _, key in owners for row in batch.rows[key]}

    def batches(self) -> Iterator[LateBatch]:
        """Yield what waits, in bounded batches."""
        for start in range(0, len(self._edges), AT_ONCE):
            yield LateBatch([edge for edges in self._edges[start : start + AT_ONCE] for edge in edges])
