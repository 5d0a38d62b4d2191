"""The overview of a history that is too large to draw: a card for each tool, with a line where data goes on. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from explorer.graph.drafts import Draft, is_item
from explorer.graph.model import Execution, Node
from explorer.view.runs import card


def by_tool(
    nodes: Mapping[str, Node], drafts: Iterable[Draft], stubs: AbstractSet[str]
) -> tuple[dict[str, Node], list[Draft]]:
    """Put one card in the place of all executions of a tool, named by the first of them; data are not shown.

    What the caller may not read, `stubs`, is in no group and is no way between two.
    """
    groups = _groups(nodes, stubs)
    of = {execution: group for group, members in groups.items() for execution in members}
    cards: dict[str, Node] = {group: _card(group, [nodes[key] for key in members]) for group, members in groups.items()}
    lines = sorted(_lines([draft for draft in drafts if not stubs & {draft.source, draft.target}], of))
    return cards, [Draft(source, target, "dataset_input", mapped=True) for source, target in lines]


def _groups(nodes: Mapping[str, Node], stubs: AbstractSet[str]) -> dict[str, list[str]]:
    """Return the executions of each tool, by the first of them."""
    tools: dict[str | None, list[str]] = defaultdict(list)
    for key in sorted(nodes):
        if not is_item(key) and key not in stubs:
            tools[nodes[key].tool_id].append(key)
    return {members[0]: members for members in tools.values()}


def _card(group: str, members: list[Node]) -> Execution:
    """A card for executions of one tool; how long they took, with all the time between them, says nothing."""
    first = members[0]
    made = card(group, first.tool_name or first.tool_id or "Unknown tool", members)
    return replace(made, tool_id=first.tool_id, end_time=None)


def _lines(drafts: Iterable[Draft], of: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return which group leads to which: over what the one made, and copies of it, that the other read."""
    after: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        after[draft.source].append(draft.target)
    found: set[tuple[str, str]] = set()
    for execution, group in of.items():
        found |= {(group, of[reader]) for reader in _readers(execution, after) if reader in of and of[reader] != group}
    return found


def _readers(execution: str, after: Mapping[str, list[str]]) -> set[str]:
    """Return the executions that an execution leads to over data alone."""
    readers: set[str] = set()
    open_, seen = list(after.get(execution, ())), set[str]()
    while open_:
        item = open_.pop()
        if not is_item(item):
            readers.add(item)
        elif item not in seen:
            seen.add(item)
            open_ += after.get(item, ())
    return readers
