"""The history graph of Galaxy's TES branch: captured, validated executions are the tools, elements lead to collections.

Where Galaxy loses the elements of one of two selected collections that share them, each collection has its own here.
"""

from __future__ import annotations

from explorer.access import Access
from explorer.graph.drafts import Draft, Scope, capturing, inputs, sole_outputs, standing
from explorer.graph.model import Node
from explorer.graph.nodes import plain_item, plain_tool
from explorer.graph.profiles import Profile
from explorer.graph.records import CaptureOriginRow, InputRow, ItemRow, LeavesRow
from explorer.history.questions import Question
from explorer.reading import by_kind, items_named, read_closure, rows, together


def read(
    access: Access, chosen: dict[str, ItemRow], scope: Scope, profile: Profile, _: Question
) -> tuple[dict[str, Node], list[Draft]]:
    """Return the nodes by key and the edges, with edges whose ends are not nodes.

    The inputs of every candidate are named, also of those that are no nodes because their items have several: the
    items stay as nodes without an edge, as in Galaxy.
    """
    graph, collections = access.graph, by_kind(chosen)["collections"]
    leaves, origins = together(
        lambda: rows(graph, "history_graph/leaves", LeavesRow, "leaves", collections=collections),
        lambda: rows(graph, "history_graph/capture_origins", CaptureOriginRow, "origins", **by_kind(chosen)),
    )
    candidates = capturing(origins, profile)
    drafts, tools = sole_outputs(candidates)
    asked = sorted({candidate.producer for candidate in candidates})
    drafts += inputs(rows(graph, "history_graph/inputs", InputRow, "inputs", executions=asked), scope, profile)
    drafts += standing(leaves)
    items = chosen | read_closure(graph, items_named(drafts, scope), scope)
    nodes = {key: plain_item(row) for key, row in items.items() if row.stored is not None}
    return nodes | {key: plain_tool(key, tool) for key, tool in tools.items()}, drafts
