"""Where a search looks: everywhere, by the full-text indexes; in the caller's histories; or in one history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cypher import Graph
from cypher.words import words_in
from explorer.errors import NotFound
from explorer.refs import Ref
from explorer.search.frequency import plan, sample
from explorer.search.query import KINDS, Query
from explorer.search.ranking import Candidate

CONSIDERED: Final = 1_000
"""How many matches of each kind are ranked: the same for everybody, so it tells nothing."""

MOST_OWN: Final = 50_000
"""Of how many items in a user's own histories one looks at the words."""

Row = Sequence[str | None]
"""Key, title, words."""


def in_indexes(graph: Graph, instance: str, query: Query) -> Iterator[Candidate]:
    """Yield matches of each kind, wherever they stand."""
    for kind in query.kinds:
        label = KINDS[kind]
        rows = graph.search(label, plan(query.terms, sample(graph, label)), f"{instance}/", CONSIDERED)
        yield from _matching(kind, rows, query)


def in_own(graph: Graph, user: str, query: Query) -> Iterator[Candidate]:
    """Yield matches in the histories that a user owns or that are shared with them."""
    wanted = [term.text for term in query.terms]
    for row in graph.read("search/own", user=user, wanted=wanted, most=MOST_OWN, limit=CONSIDERED):
        if row["kind"] in query.kinds:
            yield from _matching(row["kind"], row["found"], query)


def in_history(graph: Graph, history: Ref, query: Query) -> Iterator[Candidate]:
    """Yield all matches in a history; raise `NotFound` when it is not in the graph."""
    found = {row["kind"]: row["found"] for row in graph.read("search/history", history=history.key)}
    if "history" not in found:
        raise NotFound(f"{history} is not in the graph.", history)
    for kind in query.kinds:
        yield from _matching(kind, found.get(kind, ()), query)


def _matching(kind: str, rows: Iterable[Row], query: Query) -> Iterator[Candidate]:
    for key, title, text in rows:
        words = words_in(text)
        if query.matches(words):
            yield Candidate(kind, str(key), title, words)
