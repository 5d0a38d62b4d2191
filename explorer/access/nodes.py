"""The nodes of a graph as the caller sees them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from explorer.access.access import Access
from explorer.access.restricted import Restricted
from explorer.access.view import View
from explorer.graph.model import Item, Named, Node

N = TypeVar("N", bound=Node)


def keys_of(nodes: Mapping[str, Node]) -> Iterator[str]:
    """Yield the keys of nodes and of the items that they name."""
    for key, node in nodes.items():
        yield key
        if isinstance(node, Item):
            yield from (one.ref.key for one in (node.copied_from, node.element_of) if one)


def as_seen(access: Access, nodes: Mapping[str, Node]) -> Mapping[str, Node]:
    """Return nodes with stubs for what the caller may not read; an administrator gets them as they are."""
    if access.is_unlimited:
        return nodes
    view = access.view(keys_of(nodes))
    return {key: restricted(key, node, view) for key, node in nodes.items()}


def restricted(key: str, node: N, view: View) -> N:
    """Return a node without what the caller may not read: a stub, or the node with stubs for the items it names."""
    if not view.shows(key):
        return type(node)(ref=view.ref(key))
    if isinstance(node, Item):
        return replace(
            node, copied_from=restricted_name(node.copied_from, view), element_of=restricted_name(node.element_of, view)
        )
    return node


def restricted_name(named: Named | None, view: View) -> Named | None:
    """Return the name of an item, or a stub for one that the caller may not read."""
    if named is None or view.shows(named.ref.key):
        return named
    return Named(ref=view.ref(named.ref.key), name=None)


def is_restricted(node: Node) -> bool:
    """Tell whether a node is a stub."""
    return isinstance(node.ref, Restricted)
