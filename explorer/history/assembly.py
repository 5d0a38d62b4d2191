"""Nodes and edges of a history graph in Galaxy's order, cut to the neighbourhood of a seed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from explorer.access.nodes import is_restricted
from explorer.errors import SeedNotFound
from explorer.graph.drafts import Draft
from explorer.graph.model import Direction, Edge, Execution, Node
from explorer.refs import Ref

NODE_RANK: Mapping[str, int] = {
    "hda": 0,
    "hdca": 1,
    "tool_request": 2,
    "tool_execution": 2,
    "implicit_collection_jobs": 3,
    "job": 4,
    "workflow_invocation_step": 5,
    "workflow_invocation": 6,
}
EDGE_RANK: Mapping[str, int] = {
    "dataset_input": 0,
    "dataset_output": 1,
    "collection_input": 2,
    "collection_output": 3,
    "dataset_element": 4,
    "dataset_copy": 5,
    "collection_copy": 6,
}
"""Galaxy's order (`history_graph.md` 6), and after it what only we know."""

Graph = tuple[list[Node], list[Edge]]
Place = tuple[int, int, str]
EdgePlace = tuple[int, int, int, str, str, str, tuple[str, ...]]


def connect(nodes: Mapping[str, Node], drafts: Iterable[Draft]) -> Graph:
    """Return sorted nodes, and sorted edges of which both ends are nodes."""
    places = {key: _place(node.ref) for key, node in nodes.items()}
    ranks = {place: rank for rank, place in enumerate(sorted(set(places.values())))}
    order = {key: ranks[place] for key, place in places.items()}
    stubs = {key for key, node in nodes.items() if is_restricted(node)}
    told = dict.fromkeys(_told(draft, stubs) for draft in drafts if draft.source in nodes and draft.target in nodes)
    ordered = sorted(told, key=lambda draft: _edge_place(draft, order))
    edges = [_edge(draft, nodes[draft.source].ref, nodes[draft.target].ref) for draft in ordered]
    return [nodes[key] for key in sorted(nodes, key=order.__getitem__)], edges


def _told(draft: Draft, stubs: AbstractSet[str]) -> Draft:
    """Return what may be told of an edge; of one with a stub at an end only its type: names of inputs tell the tool."""
    if draft.source in stubs or draft.target in stubs:
        return Draft(draft.source, draft.target, draft.type)
    return draft


def _edge(draft: Draft, source: Ref, target: Ref) -> Edge:
    return Edge(
        source=source,
        target=target,
        type=draft.type,
        input=draft.input,
        output=draft.output,
        via=draft.via,
        mapped=draft.mapped,
        element=draft.element,
        path=draft.path,
    )


def around(graph: Graph, seed: Ref, direction: Direction, depth: int) -> Graph:
    """Return the part of a graph within `depth` hops of a node; raise `SeedNotFound` when it is not in the graph.

    `both` goes both ways in every round, so siblings are reached too, as in Galaxy.
    """
    nodes, edges = graph
    start = _find(nodes, seed)
    near = _near(edges, direction)
    reached, frontier = {start}, {start}
    for _ in range(depth):
        frontier = {other for ref in frontier for other in near[ref]} - reached
        if not frontier:
            break
        reached |= frontier
    return (
        [node for node in nodes if node.ref in reached],
        [edge for edge in edges if edge.source in reached and edge.target in reached],
    )


def _find(nodes: Sequence[Node], seed: Ref) -> Ref:
    """Return the reference of the node that a seed names; an execution also answers to its tool request."""
    for node in nodes:
        if node.ref == seed or (isinstance(node, Execution) and node.request == seed):
            return node.ref
    raise SeedNotFound(f"Seed {seed} not found in graph.", seed)


def _near(edges: Iterable[Edge], direction: Direction) -> Mapping[Ref, set[Ref]]:
    near: dict[Ref, set[Ref]] = defaultdict(set)
    for edge in edges:
        if direction != "backward":
            near[edge.source].add(edge.target)
        if direction != "forward":
            near[edge.target].add(edge.source)
    return near


def _place(ref: Ref) -> Place:
    return NODE_RANK[ref.src], ref.id, ref.instance


def _edge_place(draft: Draft, order: Mapping[str, int]) -> EdgePlace:
    ends = order[draft.source], order[draft.target]
    return *ends, EDGE_RANK[draft.type], draft.input or "", draft.output or "", draft.via or "", draft.path
