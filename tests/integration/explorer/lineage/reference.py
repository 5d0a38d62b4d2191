"""What lineage must be, worked out by networkx on the dump of a graph; shares no code with the explorer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import networkx as nx

from cypher import Graph
from cypher.dump import dump

FLOWS = {
    "execution": {"CONSUMED_BY", "PRODUCED", "ELEMENT_OF", "COPIED_TO", "CONVERTED_TO"},
    "element": {"READ_BY", "WROTE", "ELEMENT_OF", "COPIED_TO", "CONVERTED_TO"},
}
Answer = tuple[dict[str, int], set[tuple[str, str, str, str]], dict[str, dict[str, int]]]
"""Hops by key, edges as (source, target, type, input or output), neighbours beyond by key and way."""


def flow(graph: Graph, granularity: str) -> nx.MultiDiGraph[str]:
    """Return the data flow at one granularity."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for line in map(json.loads, dump(graph)):
        if line.get("edge") in FLOWS[granularity]:
            found.add_edge(line["from"], line["to"], type=line["edge"], properties=line["properties"])
        elif line.get("node") in {"Dataset", "Collection", "ToolExecution" if granularity == "execution" else "Job"}:
            found.add_node(line["key"])
    return found


def is_data(key: str) -> bool:
    return key.split("/")[1].startswith("hd")


def lineage(flow: nx.MultiDiGraph[str], seed: str, direction: str, depth: int | None) -> Answer:
    """Return the nodes, edges and what lies beyond; `both` is the union of two answers."""
    hops: dict[str, int] = {}
    edges: set[tuple[str, str, str, str]] = set()
    sides = {}
    for way in ("upstream", "downstream"):
        if direction in {way, "both"}:
            against = flow.reverse(copy=False) if way == "upstream" else flow
            sides[way] = (against, one_way(against, seed, depth))
            for key, hop in sides[way][1].items():
                hops[key] = min(hop, hops.get(key, hop))
            edges |= edges_within(flow, sides[way][1])
    beyond: dict[str, dict[str, int]] = {}
    for way, (against, side) in sides.items():
        for key in side:
            if count := len(set(against[key]) - hops.keys()):
                beyond.setdefault(key, {"upstream": 0, "downstream": 0})[way] = count
    return hops, edges, beyond


def one_way(flow: nx.MultiDiGraph[str], seed: str, depth: int | None) -> dict[str, int]:
    """Return hops by key: data by the shortest way over data, an execution as the hop that first enters it."""
    lengths = nx.single_source_dijkstra_path_length(flow, seed, weight=lambda source, _, __: int(is_data(source)))
    if not is_data(seed):
        lengths = {key: length + (key != seed) for key, length in lengths.items()}
    return {key: hop for key, hop in lengths.items() if depth is None or hop <= depth}


def edges_within(flow: nx.MultiDiGraph[str], keys: Iterable[str]) -> set[tuple[str, str, str, str]]:
    return {named(source, target, data) for source, target, data in flow.subgraph(keys).edges(data=True)}


def named(source: str, target: str, data: dict[str, Any]) -> tuple[str, str, str, str]:
    said = data["properties"]
    return source, target, data["type"], json.dumps([said.get(name) for name in NAMES])


NAMES = ("input", "output", "via", "mapped", "path", "identifier", "index")
