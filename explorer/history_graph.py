"""The history graph: a bounded number of statements, then pure assembly (`drafts`, `nodes`, `assembly`).

A graph needs at most nine statements, whatever its size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explorer import capture_graph, execution_graph, request_graph
from explorer.access import Access
from explorer.access.nodes import is_restricted, keys_of, restricted
from explorer.assembly import around, connect
from explorer.drafts import Draft, Scope, choose
from explorer.errors import NotFound, SeedScopeNotFound
from explorer.model import HistoryGraph, HistoryName, Node, Truncation
from explorer.profiles import Profile
from explorer.questions import Question, window
from explorer.records import ItemRow, unpack

Parts = tuple[dict[str, Node], list[Draft]]
Read = Callable[[Access, dict[str, ItemRow], Scope, Profile, Question], Parts]

_READ: Mapping[str, Read] = {
    "requests": request_graph.read,
    "captures": capture_graph.read,
    "executions": execution_graph.read,
}


def read_history_graph(access: Access, question: Question, profile: Profile) -> HistoryGraph:
    """Answer a question about a history, with stubs for what the caller may not read.

    Raises:
        NotFound: there is no such history.
        Forbidden: the caller may not read it.
        SeedScopeNotFound, SeedNotFound: see `history_graph.md` 1.
    """
    access.require(question.history)
    history, items = _items(access, question)
    chosen = choose(items, question.considered)
    scope = Scope(frozenset(chosen), question.include_deleted)
    nodes, drafts = _READ[profile.tool_nodes](access, chosen, scope, profile, question)
    view = access.view(keys_of(nodes))
    built = connect({key: restricted(key, node, view) for key, node in nodes.items()}, drafts)
    if question.seed is not None:
        built = around(built, question.seed, question.direction, question.depth)
    return HistoryGraph(
        tuple(built[0]),
        tuple(built[1]),
        _truncation(question, len(items), sum(map(is_restricted, built[0]))),
        history if profile.enriched else None,
    )


def _truncation(question: Question, found: int, hidden: int) -> Truncation:
    return Truncation(
        item_count_capped=found > question.considered,
        scope_type="seed_centered" if question.seed_scope else "recent",
        seed_in_scope=True if question.seed else None,
        hidden_by_access=hidden,
    )


def _items(access: Access, question: Question) -> tuple[HistoryName, list[ItemRow]]:
    above, below = _bounds(access, question)
    answer = access.graph.read(
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


def _bounds(access: Access, question: Question) -> tuple[int | None, int | None]:
    scope = question.seed_scope
    if scope is None:
        return None, None
    dataset, collection = (scope.key, "") if scope.src == "hda" else ("", scope.key)
    found = access.graph.read(
        "history_graph/scope", history=question.history.key, dataset=dataset, collection=collection
    )
    if not found or found[0]["hid"] is None or not access.may_read(scope.key):
        raise SeedScopeNotFound(f"seed_scope {scope} not found in history.", scope)
    return window(found[0]["hid"], question.considered)


def _newest(row: ItemRow) -> tuple[bool, int, int, str]:
    return row.hid is not None, -(row.hid or 0), -int(row.key.rsplit("/", 1)[1]), row.key
