"""The neighbours of nodes, each read once: a closure that fits one page in one piece, a greater one step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from cypher import Graph
from explorer.lineage.edges import SOURCE, TARGET, EdgeRow, read_edges
from explorer.lineage.granularities import READS, step
from explorer.lineage.model import Way
from explorer.lineage.nodes import Nodes, read_nodes
from explorer.lineage.questions import Question
from explorer.lineage.whole import Near, Whole, merged, whole


class Reader:
    """What one question reads of the graph about neighbours."""

    def __init__(self, graph: Graph, question: Question, begin: Sequence[str]) -> None:
        """Read what can be read at once."""
        self._graph = graph
        self._question = question
        self._near: dict[Way, Near] = {way: {} for way in question.ways}
        self._whole: list[Whole] = []
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
        return bool(self._whole)

    def edges(self, pairs: set[tuple[str, str]]) -> list[EdgeRow]:
        """Return the edges between these pairs of source and target."""
        targets = sorted({target for _, target in pairs})
        rows = read_edges(self._graph, self._question.granularity, targets)
        return [row for row in rows if (row[SOURCE], row[TARGET]) in pairs]

    def whole_edges(self) -> list[EdgeRow]:
        """Return the edges of everything, when it was read at once."""
        return merged(self._whole)

    def nodes(self, keys: Iterable[str]) -> Nodes:
        """Return nodes by key; those that are not in the graph are left out."""
        if self._whole:
            return Nodes(self._graph, list(chain.from_iterable(found.rows for found in self._whole)))
        return read_nodes(self._graph, self._question.granularity, keys)

    def _read_whole(self, key: str) -> None:
        """Read the closures with their nodes and edges, unless they are more than a page."""
        asked = self._question
        closures: dict[Way, Whole] = {}
        for way in asked.ways:
            if way == "downstream" and len(self.neighbours(way, [key])[key]) >= asked.limit:
                return
            found = whole(way, READS[asked.granularity].whole[way](self._graph, key, asked.limit))
            if not found.near:  # too much, or nothing there
                return
            closures[way] = found
        if len(set(chain.from_iterable(found.near for found in closures.values()))) > asked.limit:
            return
        self._whole = list(closures.values())
        self._near = {way: found.near for way, found in closures.items()}
