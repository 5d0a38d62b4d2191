"""The history graph: a bounded number of statements, then pure assembly (`drafts`, `nodes`, `assembly`).

A graph needs at most ten statements, whatever its size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explorer.access import Access
from explorer.access.nodes import as_seen, is_restricted
from explorer.errors import SeedScopeNotFound
from explorer.graph.drafts import Draft, Scope, choose
from explorer.graph.model import HistoryGraph, Node, Truncation
from explorer.graph.profiles import Profile
from explorer.graph.records import ItemRow
from explorer.history import capture_graph, execution_graph, request_graph
from explorer.history.assembly import around, connect
from explorer.history.newest import Window, read_newest
from explorer.history.questions import Question, window

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
    window = Window(question.include_deleted, *_bounds(access, question))
    history, items, _ = read_newest(access.graph, question.history, question.considered + 1, window)
    chosen = choose(items, question.considered)
    scope = Scope(frozenset(chosen), question.include_deleted)
    nodes, drafts = _READ[profile.tool_nodes](access, chosen, scope, profile, question)
    built = connect(as_seen(access, nodes), drafts)
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
