"""The history graph of the profile `full`: every execution, copies, elements, and what is known about each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cypher import Graph
from explorer.access import Access
from explorer.graph.drafts import Draft, Scope, copies, elements, inputs, is_item, outputs, standing
from explorer.graph.model import Item, Named, Node
from explorer.graph.nodes import About, about_row, full_execution, full_item, named
from explorer.graph.profiles import Profile
from explorer.graph.records import ElementRow, ExecutionRow, InputRow, ItemRow, OriginRow
from explorer.graph.states import count_leaves
from explorer.history.questions import Question
from explorer.reading import by_kind, items_named, read_closure, read_leaves, rows, together
from explorer.tools.names import tool_names


def read(
    access: Access, chosen: dict[str, ItemRow], scope: Scope, profile: Profile, question: Question
) -> tuple[dict[str, Node], list[Draft]]:
    """Return the nodes by key and the edges, with edges whose ends are not nodes."""
    graph, collections = access.graph, by_kind(chosen)["collections"]
    origins, (leaves, by_hand) = together(
        lambda: rows(graph, "history_graph/origins", OriginRow, "origins", **by_kind(chosen)),
        lambda: (
            read_leaves(access, collections),
            rows(graph, "history_graph/elements", ElementRow, "elements", collections=collections),
        ),
    )
    drafts = outputs(origins) + copies(origins, scope, profile) + elements(by_hand, scope, profile)
    makers = sorted({draft.source for draft in drafts if not is_item(draft.source)})
    tools, taken = together(
        lambda: rows(graph, "history_graph/executions", ExecutionRow, "executions", executions=makers),
        lambda: rows(graph, "history_graph/inputs", InputRow, "inputs", executions=makers),
    )
    drafts += inputs(taken, scope, profile) + standing(leaves)
    others = items_named(drafts, scope)
    closure, (more_leaves, tool_nodes) = together(
        lambda: read_closure(graph, others, scope),
        lambda: together(lambda: read_leaves(access, others), lambda: _tool_nodes(graph, tools)),
    )
    shown = {key: row for key, row in (chosen | closure).items() if row.stored is not None}
    about = _about(drafts, origins, tools, shown)
    counted = count_leaves(leaves + more_leaves)
    nodes: dict[str, Node] = {}
    for key, row in shown.items():
        nodes[key] = _item(row, about, counted.get(key, {}), question.history.key, is_chosen=key in chosen)
    return nodes | tool_nodes, drafts


def _item(
    row: ItemRow, about: Mapping[str, About], leaves: Mapping[str, int], history: str, *, is_chosen: bool
) -> Item:
    if is_chosen:
        return full_item(row, about.get(row.key, About()), leaves, row.history)
    return full_item(row, about_row(row), leaves, history)


def _tool_nodes(graph: Graph, tools: Sequence[ExecutionRow]) -> dict[str, Node]:
    names = tool_names(graph, {row.source for row in tools if row.source})
    return {row.key: full_execution(row, names.get(row.source or "")) for row in tools}


def _about(
    drafts: Iterable[Draft], origins: Iterable[OriginRow], tools: Iterable[ExecutionRow], shown: Mapping[str, ItemRow]
) -> dict[str, About]:
    """Return what the edges of a graph say about its selected items."""
    tool_ids = {row.key: row.tool_id for row in tools}
    makers: dict[str, list[str | None]] = defaultdict(list)
    holders: dict[str, str] = {}
    for draft in drafts:
        if draft.source in tool_ids:
            makers[draft.target].append(tool_ids[draft.source])
        elif draft.type == "dataset_element" and draft.via is None:
            holders[draft.source] = min(draft.target, holders.get(draft.source, draft.target))
    copied = {row.item: row for row in reversed(list(origins)) if row.type == "COPIED_TO"}
    return {
        key: About(
            makers=makers[key],
            copied_from=_copied(copied.get(key)),
            element_of=_holder(shown.get(holders.get(key, ""))),
        )
        for key in shown
    }


def _copied(row: OriginRow | None) -> Named | None:
    return named(row.source, row.name, row.hid, row.history, row.history_name) if row else None


def _holder(row: ItemRow | None) -> Named | None:
    return named(row.key, row.name, row.hid) if row else None
