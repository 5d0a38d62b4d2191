"""What is beyond the cards of a view: the numbers on its chevrons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from explorer.graph.drafts import is_item
from explorer.graph.model import Item, Node
from explorer.view.material import Material
from explorer.view.model import More


def beyond(material: Material, nodes: Mapping[str, Node], gone: AbstractSet[str]) -> dict[str, More]:
    """Return for each node how many of its neighbours are not shown; none for those that have none.

    `gone` are nodes that are there and that folding or a filter took away: they are not loaded by a chevron. An upload
    is nothing that one would load; what an execution made is always shown with it.
    """
    items = [key for key in nodes if is_item(key)]
    material.read_sources(nodes)
    material.read_targets(items)
    there = nodes.keys() | gone
    up = {key: material.sources[key] - there for key, node in nodes.items() if not _is_upload(node)}
    down = {key: set(material.targets.get(key, ())) - there for key in items}
    readable = material.access.readable(_united([*up.values(), *down.values()]))
    found = {key: More(_number(up, key, readable), _number(down, key, readable)) for key in nodes}
    return {key: more for key, more in found.items() if more != More()}


def _is_upload(node: Node) -> bool:
    return isinstance(node, Item) and node.upload


def _united(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


def _number(near: Mapping[str, set[str]], key: str, readable: AbstractSet[str]) -> int:
    return len(near.get(key, set()) & readable)
