"""When executions ended: with their beginning it is what the table says they took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cypher import Graph
from explorer.access.nodes import is_restricted
from explorer.graph.model import Execution, Node


def ended(graph: Graph, nodes: Mapping[str, Node]) -> dict[str, Node]:
    """Return nodes by key, executions with the time at which their last job changed; stubs stay as they are."""
    wanted = sorted(key for key, node in nodes.items() if isinstance(node, Execution) and not is_restricted(node))
    if not wanted:
        return dict(nodes)
    ends = {key: time for row in graph.read("view/ends", executions=wanted) for key, time in row["ends"]}
    return {
        key: replace(node, end_time=ends[key]) if isinstance(node, Execution) and key in ends else node
        for key, node in nodes.items()
    }
