"""Where a search looks: in the full-text indexes, or in one history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cypher import Graph
from explorer.errors import NotFound
from explorer.refs import Ref
from explorer.search.query import KINDS, Query
from explorer.search.ranking import Candidate

CONSIDERED: Final = 1_000
"""How many of an index's best matches of each kind are looked at: the same for everybody, so it tells nothing."""

Row = Sequence[str | None]
"""Key, title, words."""


def in_indexes(graph: Graph, instance: str, query: Query) -> Iterator[Candidate]:
    """Yield the best matches of each kind by the full-text indexes."""
    for kind in query.kinds:
        rows = graph.search(KINDS[kind], query.lucene(), f"{instance}/", CONSIDERED)
        yield from _matching(kind, rows, query)


def in_history(graph: Graph, history: Ref, query: Query) -> Iterator[Candidate]:
    """Yield all matches in a history; raise `NotFound` when it is not in the graph."""
    found = {row["kind"]: row["found"] for row in graph.read("search/history", history=history.key)}
    if "history" not in found:
        raise NotFound(f"{history} is not in the graph.", history)
    for kind in query.kinds:
        yield from _matching(kind, found.get(kind, ()), query)


def _matching(kind: str, rows: Iterable[Row], query: Query) -> Iterator[Candidate]:
    for key, title, text in rows:
        words = frozenset((text or "").split())
        if query.matches(words):
            yield Candidate(kind, str(key), title, words)
