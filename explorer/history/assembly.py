"""Nodes and edges of a history graph in Galaxy's order, cut to the neighbourhood of a seed. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from explorer.access import Restricted
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
EdgePlace = tuple[Place, Place, int, str, str, str, tuple[str, ...]]


def connect(nodes: Mapping[str, Node], drafts: Iterable[Draft]) -> Graph:
    """Return sorted nodes, and sorted edges of which both ends are nodes."""
    places = {key: _place(node.ref) for key, node in nodes.items()}
    edges: dict[Edge, EdgePlace] = {}
    for draft in dict.fromkeys(drafts):
        if draft.source in nodes and draft.target in nodes:
            edge = _edge(draft, nodes[draft.source].ref, nodes[draft.target].ref)
            edges[edge] = _edge_place(edge, places[draft.source], places[draft.target])
    return [nodes[key] for key in sorted(nodes, key=places.__getitem__)], sorted(edges, key=edges.__getitem__)


def _edge(draft: Draft, source: Ref, target: Ref) -> Edge:
    """Return an edge; of one with a stub at an end only its type is told, for the names of inputs tell the tool."""
    if isinstance(source, Restricted) or isinstance(target, Restricted):
        return Edge(source=source, target=target, type=draft.type)
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


def _edge_place(edge: Edge, source: Place, target: Place) -> EdgePlace:
    return source, target, EDGE_RANK[edge.type], edge.input or "", edge.output or "", edge.via or "", edge.path
