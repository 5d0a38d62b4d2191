"""Tool names in a graph that was read: where no source was kept, the toolbox knows what a tool is called. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from explorer.executions.model import Producers, ToolExecutionDetail
from explorer.graph.model import HistoryGraph, Node
from explorer.toolbox.tool import Toolbox


def with_tool_names(graph: HistoryGraph, toolbox: Toolbox | None) -> HistoryGraph:
    """Return a graph whose executions have the names that the toolbox gives their tools, where they had none."""
    if toolbox is None or not any(map(_is_nameless, graph.nodes)):
        return graph
    names = toolbox.names()
    return replace(graph, nodes=tuple(_named(node, names.get(node.tool_id or "")) for node in graph.nodes))


def named_nodes(nodes: Mapping[str, Node], toolbox: Toolbox | None) -> dict[str, Node]:
    """Return nodes by key, the executions among them named by the toolbox where they had no name."""
    if toolbox is None or not any(map(_is_nameless, nodes.values())):
        return dict(nodes)
    names = toolbox.names()
    return {key: _named(node, names.get(node.tool_id or "")) for key, node in nodes.items()}


def with_tool_name(detail: ToolExecutionDetail, toolbox: Toolbox | None) -> ToolExecutionDetail:
    """Return an execution whose tool has the name that the toolbox gives it, where it had none."""
    if toolbox is None or detail.tool.name or not detail.tool.id:
        return detail
    return replace(detail, tool=replace(detail.tool, name=toolbox.names().get(detail.tool.id)))


def with_makers_named(found: Producers, toolbox: Toolbox | None) -> Producers:
    """Return what an item comes from, with the names of the tools that made it."""
    return replace(found, producers=tuple(with_tool_name(each, toolbox) for each in found.producers))


def _named(node: Node, name: str | None) -> Node:
    return replace(node, tool_name=name) if name and _is_nameless(node) else node


def _is_nameless(node: Node) -> bool:
    return bool(node.tool_id) and not node.tool_name
