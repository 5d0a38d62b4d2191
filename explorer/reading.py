"""Asking the graph for rows, and for the items that edges name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Final, NamedTuple, TypeVar

from cypher import Graph
from explorer.access import Access
from explorer.graph.drafts import Draft, Scope, is_collection, is_item
from explorer.graph.records import ItemRow, LeavesRow, unpack
from explorer.graph.states import RESTRICTED

R = TypeVar("R", bound=NamedTuple)
A = TypeVar("A")
B = TypeVar("B")

_ASKING: Final = ThreadPoolExecutor(40, "asking")
"""As many threads as answer requests; each is made when it is first needed."""


def together(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Return two answers that do not need each other; the graph is asked for both at the same time."""
    other = _ASKING.submit(copy_context().run, first)
    try:
        found = second()
    finally:
        wait([other])
    return other.result(), found


def rows(graph: Graph, statement: str, kind: type[R], column: str, **keys: list[str]) -> list[R]:
    """Return the rows of a statement about keys; without any key it is not asked."""
    if not any(keys.values()):
        return []
    return unpack(kind, graph.read(statement, **keys), column)


def by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return keys of items as the parameters `datasets` and `collections`, sorted."""
    ordered = sorted(keys)
    return {
        "datasets": [key for key in ordered if not is_collection(key)],
        "collections": [key for key in ordered if is_collection(key)],
    }


def read_items(graph: Graph, keys: Iterable[str]) -> dict[str, ItemRow]:
    """Return items by key; those that are not in the graph are left out."""
    return {row.key: row for row in rows(graph, "items/nodes", ItemRow, "items", **by_kind(keys))}


def items_named(drafts: Iterable[Draft], scope: Scope) -> set[str]:
    """Return the keys of the items that edges name and that are not selected."""
    return {key for draft in drafts for key in (draft.source, draft.target) if is_item(key)} - scope.chosen


def read_closure(graph: Graph, named: Iterable[str], scope: Scope) -> dict[str, ItemRow]:
    """Return the items that edges name, unless they are deleted and must not be shown."""
    found = read_items(graph, named)
    return {key: row for key, row in found.items() if scope.include_deleted or row.deleted is False}


def read_leaves(access: Access, keys: Iterable[str]) -> list[LeavesRow]:
    """Return the leaves of collections; what the caller may not read has the state `restricted`."""
    collections = [key for key in keys if is_collection(key)]
    if access.is_unlimited:
        return rows(access.graph, "history_graph/leaves", LeavesRow, "leaves", collections=collections)
    found = rows(access.graph, "access/leaves", LeavesRow, "leaves", collections=collections)
    admitted = access.admits((row.history, row.roles) for row in found)
    return [
        row if (row.history, frozenset(row.roles or ())) in admitted else row._replace(state=RESTRICTED)
        for row in found
    ]
