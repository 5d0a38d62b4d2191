"""The neighbours of nodes, each read once: a closure that fits one page in one piece, a greater one step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cypher import Graph
from explorer.lineage.edges import EdgeRow, read_edges
from explorer.lineage.granularities import closure, step
from explorer.lineage.model import Way
from explorer.lineage.nodes import Nodes, read_nodes, read_whole
from explorer.lineage.questions import Question

Near = dict[str, Sequence[str]]


class Reader:
    """What one question reads of the graph about neighbours."""

    def __init__(self, graph: Graph, question: Question, begin: Sequence[str]) -> None:
        """Read what can be read at once."""
        self._graph = graph
        self._question = question
        self._near: dict[Way, Near] = {way: {} for way in question.ways}
        self._edges: list[EdgeRow] | None = None
        self._nodes: Nodes | None = None
        if len(begin) == 1 and question.depth is None and not question.shown.nodes:
            self._read_whole(begin[0])

    def neighbours(self, way: Way, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return the neighbours of each key, one way."""
        near = self._near[way]
        near.update(step(self._graph, self._question.granularity, way, [key for key in keys if key not in near]))
        return {key: near[key] for key in keys}

    def known(self, way: Way, key: str) -> Sequence[str]:
        """Return the neighbours of a node; none when they were not read."""
        return self._near[way].get(key, ())

    @property
    def is_whole(self) -> bool:
        """Whether everything there is was read at once, and fits one page."""
        return self._edges is not None

    def edges(self, pairs: set[tuple[str, str]]) -> list[EdgeRow]:
        """Return the edges between these pairs of source and target."""
        targets = sorted({target for _, target in pairs})
        rows = read_edges(self._graph, self._question.granularity, targets)
        return [row for row in rows if (row.source, row.target) in pairs]

    def all_edges(self) -> list[EdgeRow]:
        """Return the edges of everything, when it was read at once."""
        return self._edges or []

    def nodes(self, keys: Iterable[str]) -> Nodes:
        """Return nodes by key; those that are not in the graph are left out."""
        if self._nodes is not None:
            return self._nodes
        return read_nodes(self._graph, self._question.granularity, keys)

    def _read_whole(self, key: str) -> None:
        """Read the closures, their nodes and their edges, unless they are more than a page."""
        asked = self._question
        members: dict[Way, set[str]] = {}
        for way in asked.ways:
            if way == "downstream" and len(self.neighbours(way, [key])[key]) >= asked.limit:
                return
            members[way] = closure(self._graph, asked.granularity, way, key)
        everything = set().union(*members.values())
        if len(everything) > asked.limit:
            return
        self._nodes, rows = read_whole(self._graph, asked.granularity, everything)
        self._edges = _within(rows, list(members.values()))
        for way, keys in members.items():
            self._near[way] = _adjacent(self._edges, keys, way)


def _within(rows: Iterable[EdgeRow], closures: Sequence[set[str]]) -> list[EdgeRow]:
    """Return the edges of closures: both ends in the same one."""
    if len(closures) == 1:
        only = closures[0]
        return [row for row in rows if row.source in only and row.target in only]
    return [row for row in rows if any(row.source in keys and row.target in keys for keys in closures)]


def _adjacent(edges: Iterable[EdgeRow], members: set[str], way: Way) -> Near:
    found: dict[str, set[str]] = defaultdict(set)
    for row in edges:
        if row.source in members and row.target in members:
            here, there = (row.target, row.source) if way == "upstream" else (row.source, row.target)
            found[here].add(there)
    return {key: list(found[key]) for key in members}
