"""What both sides come from: one reading of the graph, so that what is shared is the same node on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from explorer.access import Access, Restricted
from explorer.graph.profiles import UPLOADS
from explorer.lineage.lineage import read_around
from explorer.lineage.model import Edge, Lineage, LineageNode
from explorer.lineage.questions import Question
from explorer.refs import Ref

MOST: Final = 5000
"""Nodes that are compared at most."""

Roles = Mapping[str, Sequence[Ref]]
"""What leads into a node, by the part that it plays: the name of an input, or the type of the edge."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Readable nodes, and what leads into each. `hidden` counts those that are not readable."""

    nodes: Mapping[Ref, LineageNode]
    into: Mapping[Ref, Roles]
    hidden: int
    is_whole: bool

    def closure(self, seeds: Iterable[Ref]) -> dict[Ref, None]:
        """Return everything that these come from, themselves included, the nearest first."""
        seen = dict.fromkeys(seed for seed in seeds if seed in self.nodes)
        for ref in (waiting := list(seen)):
            found = [source for sources in self.into.get(ref, {}).values() for source in sources]
            new = [source for source in dict.fromkeys(found) if source not in seen]
            seen.update(dict.fromkeys(new))
            waiting.extend(new)
        return seen

    def sources_of(self, ref: Ref) -> list[Ref]:
        """Return what leads into a node."""
        return [source for sources in self.into.get(ref, {}).values() for source in sources]


def read_origins(access: Access, seeds: Sequence[str], depth: int | None = None) -> Origins:
    """Read what nodes come from, as far as the caller may read; uploads are no steps and left out."""
    found = read_around(access, seeds, Question(depth=depth, limit=MOST))
    nodes = {node.ref: node for node in found.nodes if not _is_left_out(node)}
    return Origins(nodes, _into(found, nodes), found.truncated.hidden_by_access, found.truncated.next is None)


def _is_left_out(node: LineageNode) -> bool:
    return isinstance(node.ref, Restricted) or node.tool_id in UPLOADS


def _into(found: Lineage, nodes: Mapping[Ref, LineageNode]) -> dict[Ref, dict[str, list[Ref]]]:
    into: dict[Ref, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for edge in found.edges:
        if edge.source in nodes and edge.target in nodes:
            into[edge.target][_role(edge)].append(edge.source)
    return into


def _role(edge: Edge) -> str:
    return edge.input or edge.type
