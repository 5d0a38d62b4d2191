"""The history graph: a bounded number of statements, then pure assembly (`drafts`, `nodes`, `assembly`).

A graph needs at most nine statements, whatever its size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cypher import Graph
from explorer import execution_graph, request_graph
from explorer.assembly import around, connect
from explorer.drafts import Draft, Scope, choose
from explorer.errors import NotFound, SeedScopeNotFound
from explorer.model import HistoryGraph, HistoryName, Node, Truncation
from explorer.profiles import Profile
from explorer.questions import Question, window
from explorer.records import ItemRow, unpack

Parts = tuple[dict[str, Node], list[Draft]]
Read = Callable[[Graph, dict[str, ItemRow], Scope, Profile, Question], Parts]

_READ: Mapping[str, Read] = {"requests": request_graph.read, "executions": execution_graph.read}


def read_history_graph(graph: Graph, question: Question, profile: Profile) -> HistoryGraph:
    """Answer a question about a history.

    Raises:
        NotFound: there is no such history.
        SeedScopeNotFound, SeedNotFound: see `history_graph.md` 1.
    """
    history, items = _items(graph, question)
    chosen = choose(items, question.considered)
    scope = Scope(frozenset(chosen), question.include_deleted)
    built = connect(*_READ[profile.tool_nodes](graph, chosen, scope, profile, question))
    if question.seed is not None:
        built = around(built, question.seed, question.direction, question.depth)
    return HistoryGraph(
        tuple(built[0]),
        tuple(built[1]),
        _truncation(question, len(items)),
        history if profile.enriched else None,
    )


def _truncation(question: Question, found: int) -> Truncation:
    return Truncation(
        item_count_capped=found > question.considered,
        scope_type="seed_centered" if question.seed_scope else "recent",
        seed_in_scope=True if question.seed else None,
    )


def _items(graph: Graph, question: Question) -> tuple[HistoryName, list[ItemRow]]:
    above, below = _bounds(graph, question)
    answer = graph.read(
        "history_graph/items",
        history=question.history.key,
        limit=question.considered + 1,
        include_deleted=question.include_deleted,
        above=above,
        below=below,
    )
    if not answer:
        raise NotFound(f"{question.history} is not in the graph.", question.history)
    rows = sorted(unpack(ItemRow, answer, "items"), key=_newest)
    return HistoryName(question.history, answer[0]["name"], next(iter(answer[0]["owners"]), None)), rows


def _bounds(graph: Graph, question: Question) -> tuple[int | None, int | None]:
    scope = question.seed_scope
    if scope is None:
        return None, None
    dataset, collection = (scope.key, "") if scope.src == "hda" else ("", scope.key)
    rows = graph.read("history_graph/scope", history=question.history.key, dataset=dataset, collection=collection)
    if not rows or rows[0]["hid"] is None:
        raise SeedScopeNotFound(f"seed_scope {scope} not found in history.", scope)
    return window(rows[0]["hid"], question.considered)


def _newest(row: ItemRow) -> tuple[bool, int, int, str]:
    return row.hid is not None, -(row.hid or 0), -int(row.key.rsplit("/", 1)[1]), row.key
