"""The history graph of Galaxy 26.1: tool requests are the tools, and what they declared are the inputs."""

from __future__ import annotations

from explorer.access import Access
from explorer.graph.drafts import Draft, Scope, inputs, requesting, sole_outputs
from explorer.graph.model import Node
from explorer.graph.nodes import plain_item, plain_tool
from explorer.graph.profiles import Profile
from explorer.graph.records import InputRow, ItemRow, RequestOriginRow
from explorer.history.questions import Question
from explorer.reading import by_kind, items_named, read_closure, rows


def read(
    access: Access, chosen: dict[str, ItemRow], scope: Scope, profile: Profile, _: Question
) -> tuple[dict[str, Node], list[Draft]]:
    """Return the nodes by key and the edges, with edges whose ends are not nodes."""
    origins = rows(access.graph, "history_graph/request_origins", RequestOriginRow, "origins", **by_kind(chosen))
    drafts, tools = sole_outputs(requesting(origins, profile))
    taken = rows(access.graph, "history_graph/request_inputs", InputRow, "inputs", requests=list(tools))
    drafts += inputs(taken, scope, profile)
    items = chosen | read_closure(access.graph, items_named(drafts, scope), scope)
    nodes = {key: plain_item(row) for key, row in items.items() if row.stored is not None}
    return nodes | {key: plain_tool(key, tool) for key, tool in tools.items()}, drafts
