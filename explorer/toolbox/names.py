"""Tool names in a graph that was read: where no source was kept, the toolbox knows what a tool is called. Pure."""

from __future__ import annotations

from dataclasses import replace

from explorer.model import HistoryGraph, Node
from explorer.toolbox.tool import Toolbox


def with_tool_names(graph: HistoryGraph, toolbox: Toolbox | None) -> HistoryGraph:
    """Return a graph whose executions have the names that the toolbox gives their tools, where they had none."""
    if toolbox is None or not any(map(_is_nameless, graph.nodes)):
        return graph
    names = toolbox.names()
    return replace(graph, nodes=tuple(_named(node, names.get(node.tool_id or "")) for node in graph.nodes))


def _named(node: Node, name: str | None) -> Node:
    return replace(node, tool_name=name) if name and _is_nameless(node) else node


def _is_nameless(node: Node) -> bool:
    return bool(node.tool_id) and not node.tool_name
