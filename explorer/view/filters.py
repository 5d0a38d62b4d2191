"""Filters of a view: what there is to filter by, and what they leave out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from explorer.graph.drafts import Draft, is_item
from explorer.graph.model import Execution, Item, Node
from explorer.graph.states import order_states
from explorer.view.model import Counts, ToolCount
from explorer.view.question import Filters, Kind

IS: Final[Mapping[Kind, Callable[[Item], bool]]] = MappingProxyType(
    {
        "deleted": lambda item: bool(item.deleted),
        "hidden": lambda item: item.visible is False and not item.deleted,
        "uploads": lambda item: item.upload,
    }
)
"""Kinds of items that can be hidden; what is restricted is no item but a stub."""


def count(nodes: Iterable[Node], restricted: int, deleted: int | None) -> Counts:
    """Count readable nodes by what one can filter by; `deleted` when it is known from elsewhere."""
    items: list[Item] = []
    executions: list[Execution] = []
    for node in nodes:
        if isinstance(node, Item):
            items.append(node)
        elif isinstance(node, Execution) and not node.upload:
            executions.append(node)
    kinds = {kind: sum(map(test, items)) for kind, test in IS.items()}
    times = sorted(time for time in map(_time, [*items, *executions]) if time)
    return Counts(
        items=len(items),
        executions=len(executions),
        deleted=kinds["deleted"] if deleted is None else deleted,
        hidden=kinds["hidden"],
        uploads=kinds["uploads"],
        restricted=restricted,
        tools=_tools(executions),
        states=order_states(Counter(state for node in [*items, *executions] for state in states_of(node))),
        first=times[0] if times else None,
        last=times[-1] if times else None,
    )


def states_of(node: Node) -> set[str]:
    """Return the states that a card shows: of its elements or jobs, or its own."""
    states = getattr(node, "states", None)
    return set(states) if states else {node.state} if node.state else set()


def sift(nodes: Mapping[str, Node], drafts: Iterable[Draft], stubs: Iterable[str], filters: Filters) -> dict[str, str]:
    """Return the keys of what the filters leave out, each with the filter that does it: the first of several.

    A tool stays with all that it read and made; a state or time stays where the card itself has it.
    """
    kept_by_tool = _of_tools(nodes, drafts, filters.tools) if filters.tools else set(nodes)
    hidden_stubs = set(stubs) if "restricted" in filters.hide else set()
    out: dict[str, str] = {}
    for key, node in nodes.items():
        if key in hidden_stubs:
            out[key] = "restricted"
        elif reason := _reason(key, node, filters, kept_by_tool):
            out[key] = reason
    return out


def _reason(key: str, node: Node, filters: Filters, kept_by_tool: set[str]) -> str | None:
    kind = next((kind for kind in IS if kind in filters.hide and isinstance(node, Item) and IS[kind](node)), None)
    if kind:
        return kind
    if key not in kept_by_tool:
        return "tool"
    if filters.states and not filters.states & states_of(node):
        return "state"
    return None if _in_time(_time(node), filters) else "time"


def _in_time(time: str | None, filters: Filters) -> bool:
    if filters.since is None and filters.until is None:
        return True
    return time is not None and (filters.since or "") <= time and (filters.until is None or time <= filters.until)


def _of_tools(nodes: Mapping[str, Node], drafts: Iterable[Draft], tools: frozenset[str]) -> set[str]:
    kept = {key for key, node in nodes.items() if not is_item(key) and node.tool_id in tools}
    ends = [(draft.source, draft.target) for draft in drafts]
    return kept | {b for a, b in ends if a in kept} | {a for a, b in ends if b in kept}


def _tools(executions: Iterable[Execution]) -> tuple[ToolCount, ...]:
    numbers = Counter(one.tool_id for one in executions if one.tool_id)
    names = {one.tool_id: one.tool_name for one in executions if one.tool_id}
    found = (ToolCount(tool, names[tool], number) for tool, number in numbers.items())
    return tuple(sorted(found, key=lambda one: (-one.count, (one.name or one.tool_id).lower(), one.tool_id)))


def _time(node: Node) -> str | None:
    return node.create_time if isinstance(node, Item | Execution) else None
