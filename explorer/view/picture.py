"""The picture of a history graph: which nodes are cards, which edges are lines, and where they stand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Final, TypeVar

from explorer.graph.drafts import Draft
from explorer.graph.model import Edge, EdgeType, Execution, HistoryGraph, Item, Node
from explorer.layout import Card, Layout, Link, layout
from explorer.layout.model import LinkKind
from explorer.refs import Ref

E = TypeVar("E", Edge, Draft)

_KEPT = 32
"""So many pictures are kept; one of 1,000 items takes about a megabyte."""

LINKS: Final[Mapping[EdgeType, LinkKind]] = {
    "dataset_input": "input",
    "collection_input": "input",
    "dataset_output": "output",
    "collection_output": "output",
    "dataset_copy": "copy",
    "collection_copy": "copy",
    "dataset_element": "input",
}
MADE: Final = frozenset[EdgeType]({"collection_output", "collection_copy"})
"""What says where a collection as a whole comes from."""


def draw(graph: HistoryGraph, seed: Ref | None = None) -> Layout:
    """Lay out a graph of the `full` profile; the same graph is laid out once and kept for a while.

    Uploads are not cards: what they made is a source. Copies from other histories are cards only where an execution
    reads them or the asked history holds them. `seed` gets room for its tab.
    """
    nodes = {node.ref: node for node in graph.nodes if not _is_left_out(node)}
    among = (edge for edge in graph.edges if edge.source in nodes and edge.target in nodes)
    links = [link_of(edge, edge.source, edge.target) for edge in drawn_as_lines(among)]
    used = {end for link in links if link.kind != "copy" for end in (link.source, link.target)}
    cards = [_card(node, seed) for node in nodes.values() if node.ref in used or not _is_elsewhere(node)]
    return laid_out(cards, links)


def _is_left_out(node: Node) -> bool:
    return isinstance(node, Execution) and node.upload


def _is_elsewhere(node: Node) -> bool:
    return isinstance(node, Item) and node.history is not None


def _card(node: Node, seed: Ref | None) -> Card:
    order = (getattr(node, "create_time", None) or "", node.ref.is_item, node.ref.src, node.ref.id, node.ref.instance)
    if isinstance(node, Execution):
        name = node.tool_name or node.tool_id or "Unknown tool"
        is_seed = seed is not None and seed in (node.ref, node.request)
        return Card(node.ref, "execution", name, node.count if node.mapped else None, order, is_seed)
    tab = node.ref == seed or _is_elsewhere(node)
    if node.ref.src == "hda":
        return Card(node.ref, "dataset", node.name or "", None, order, tab)
    count = node.count if isinstance(node, Item) else None
    return Card(node.ref, "collection", node.name or "", count or 0, order, tab)


def drawn_as_lines(edges: Iterable[E]) -> list[E]:
    """Return the edges that are lines: of elements those into a collection that was put together by hand.

    Where a collection as a whole comes from somewhere, its elements show for the row that is lit.
    """
    known = list(edges)
    explained = {edge.target for edge in known if edge.type in MADE and edge.via != "elements"}
    return [edge for edge in known if edge.type != "dataset_element" or edge.target not in explained]


def link_of(edge: Edge | Draft, source: Hashable, target: Hashable) -> Link:
    """Return the line of an edge between two cards; an element that is a copy of what is shown is drawn as a copy."""
    is_copied = edge.type == "dataset_element" and edge.via == "copy"
    return Link(
        source,
        target,
        "copy" if is_copied else LINKS[edge.type],
        mapped=edge.mapped,
        whole=edge.type == "collection_input" and not edge.mapped and not edge.element,
        evidence=edge.via not in (None, "payload"),
    )


def laid_out(cards: Sequence[Card], links: Sequence[Link]) -> Layout:
    """Lay cards out, or return the picture of the same ones that is kept."""
    return _kept.picture(cards, links)


def _digest(cards: Sequence[Card], links: Sequence[Link]) -> bytes:
    """What tells two pictures apart, in a few bytes."""
    lines = [f"{c.id}\t{c.kind}\t{c.name}\t{c.count}\t{c.order}\t{c.tab}\t{c.more}" for c in cards]
    lines += [f"{e.source}\t{e.target}\t{e.kind}\t{e.mapped}\t{e.whole}\t{e.evidence}" for e in links]
    return blake2b("\n".join(lines).encode(), digest_size=16).digest()


class _Kept:
    """The last pictures by a digest of what is in them."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[bytes, Layout] = OrderedDict()
        self._lock = Lock()

    def picture(self, cards: Sequence[Card], links: Sequence[Link]) -> Layout:
        """The kept picture of these cards and links, or a new one."""
        digest = _digest(cards, links)
        with self._lock:
            if digest in self._pictures:
                self._pictures.move_to_end(digest)
                return self._pictures[digest]
        picture = layout(cards, links)
        with self._lock:
            self._pictures[digest] = picture
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return picture


_kept = _Kept()
