"""Search around something: of what has the words, what is connected with it, whether it is shown already or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from cypher import Graph
from explorer.access import Access
from explorer.lineage.granularities import closure
from explorer.lineage.seeds import seeds
from explorer.refs import Ref
from explorer.search.answer import Found, Hit
from explorer.search.query import MAX_LIMIT, Query
from explorer.search.search import search

FAR: Final = 40
"""Hits outside of a history that are looked at: each is followed both ways."""


def search_around(access: Access, instance: str, query: Query, around: Ref) -> Found:
    """Return the best of what has all words and is connected with an item, an execution or a history; one page.

    Connected with a history is what stands in it, what its items come from, and what depends on them.

    Raises:
        NotFound: what it is about is not in the graph.
        Forbidden: the caller may not read it.
    """
    is_near = _near_history(access, around) if around.src == "history" else _near_node(access, around)
    widest = replace(query, kinds=tuple(kind for kind in query.kinds if kind != "history"), limit=MAX_LIMIT)
    found = search(access.graph, access, instance, widest, None)
    return Found(tuple(hit for hit in found.hits if is_near(hit))[: query.limit])


def _near_node(access: Access, ref: Ref) -> Callable[[Hit], bool]:
    key = seeds(access, ref, "execution")[0]
    near = _both_ways(access.graph, key)
    return lambda hit: hit.ref.key in near


def _near_history(access: Access, history: Ref) -> Callable[[Hit], bool]:
    access.require(history)
    inside = {key for row in access.graph.read("lineage/of_history", key=history.key) for key in row["keys"]}
    looked_at = 0

    def is_near(hit: Hit) -> bool:
        nonlocal looked_at
        if hit.ref.key in inside:
            return True
        looked_at += 1
        return looked_at <= FAR and not inside.isdisjoint(_both_ways(access.graph, hit.ref.key))

    return is_near


def _both_ways(graph: Graph, key: str) -> set[str]:
    return closure(graph, "execution", "upstream", key) | closure(graph, "execution", "downstream", key)
