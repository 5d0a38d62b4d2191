"""A dump, read back: nodes by label and edges by type, without the instance in their keys."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from cypher import Graph
from cypher.dump import dump


class Content:
    """What a graph holds of one instance."""

    def __init__(self, lines: list[dict[str, Any]], instance: str) -> None:
        self.nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
        start = f"{instance}/"
        for line in lines:
            if "node" in line and line["key"].startswith(start):
                self.nodes[line["node"]][line["key"].removeprefix(start)] = line["properties"]
            elif "edge" in line and line["from"].startswith(start):
                ends = line["from"].removeprefix(start), line["to"].removeprefix(start)
                self.edges[line["edge"]].append((*ends, line["properties"]))

    def pairs(self, edge_type: str) -> set[tuple[str, str]]:
        """The two ends of each edge of a type."""
        return {(source, target) for source, target, _ in self.edges[edge_type]}


def content(graph: Graph, instance: str = "main") -> Content:
    """Return what a graph holds now."""
    return Content([json.loads(line) for line in dump(graph)], instance)


def text(graph: Graph) -> str:
    """Return the whole dump."""
    return "".join(dump(graph))
