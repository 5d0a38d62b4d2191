"""Instances of a graph, compared: what one of them holds, as lines without its name."""

from __future__ import annotations

import itertools
import json

from cypher import Graph
from cypher.schema import EDGES, NODES
from loaders.sync import sync

MOST_SHOWN = 30
"""Lines of a difference."""

_numbers = itertools.count(1)


def new_instance() -> str:
    """Return a name that no instance had: tests then need not empty the graph."""
    return f"i{next(_numbers)}"


def dumped(graph: Graph, instance: str) -> list[str]:
    """Return the lines of one instance's dump."""
    mine, lines = f"STARTS WITH '{instance}/'", []
    for node in NODES:
        for _, properties in graph.stream(f"MATCH (n:{node.label}) WHERE n.key {mine} RETURN n.key, properties(n)"):
            lines.append({"node": node.label} | {name: properties[name] for name in properties.keys() - {"instance"}})
    for edge in EDGES:
        for source, target in edge.ends:
            pattern = f"(a:{source})-[e:{edge.type}]->(b:{target}) WHERE a.key {mine}"
            for start, end, properties in graph.stream(f"MATCH {pattern} RETURN a.key, b.key, properties(e)"):
                lines.append({"edge": edge.type, "from": start, "to": end} | properties)
    return sorted(json.dumps(line, sort_keys=True).replace(f'"{instance}/', '"') for line in lines)


def difference(graph: Graph, instance: str, url: str) -> str:
    """Load the database anew, as an instance of its own; say how that differs from this one. Empty when it does not."""
    fresh = new_instance()
    sync(url, graph, instance=fresh)
    have, want = dumped(graph, instance), dumped(graph, fresh)
    lines = [f"+ {line}" for line in have if line not in set(want)]
    lines += [f"- {line}" for line in want if line not in set(have)]
    if len(have) != len(want):
        lines.insert(0, f"{len(have)} lines instead of {len(want)}")
    return "\n".join(lines[:MOST_SHOWN])
