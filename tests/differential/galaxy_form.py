"""Our answers in the form in which Galaxy gives its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from explorer.graph.model import Edge, HistoryGraph, Node
from explorer.refs import Ref

MEMBERS = ("name", "hid", "state", "extension", "collection_type", "deleted", "visible", "tool_id", "tool_name")
Encode = Callable[[str, int], str]


def raw(_: str, number: int) -> str:
    """Ids as they are in the database."""
    return str(number)


def answer(graph: HistoryGraph, encode: Encode = raw) -> dict[str, Any]:
    """Return a graph as Galaxy's route does."""
    return {
        "nodes": [node(one, encode) for one in graph.nodes],
        "edges": [edge(one, encode) for one in graph.edges],
        "truncated": {
            "item_count_capped": graph.truncated.item_count_capped,
            "scope_type": graph.truncated.scope_type,
            "seed_in_scope": graph.truncated.seed_in_scope,
        },
    }


def node(one: Node, encode: Encode) -> dict[str, Any]:
    return reference(one.ref, encode) | {member: getattr(one, member) for member in MEMBERS}


def edge(one: Edge, encode: Encode) -> dict[str, Any]:
    return {"source": reference(one.source, encode), "target": reference(one.target, encode), "type": one.type}


def reference(ref: Ref, encode: Encode) -> dict[str, Any]:
    return {"src": ref.src, "id": encode(ref.src, ref.id)}


def without_tool_names(graph: dict[str, Any]) -> dict[str, Any]:
    """Return Galaxy's answer as it is without a toolbox: names of tools are looked up in the running server's."""
    return graph | {"nodes": [one | {"tool_name": None} for one in graph["nodes"]]}
