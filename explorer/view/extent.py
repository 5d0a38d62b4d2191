"""How large the lineage of a seed is: the cards that there are once every side that leads away from it is open."""

from __future__ import annotations

from typing import Final

from explorer.access import Access
from explorer.graph.drafts import is_item
from explorer.graph.model import Item, Node
from explorer.lineage.model import Way
from explorer.lineage.seeds import seeds
from explorer.refs import Ref
from explorer.view.material import MOST, Material, is_apart
from explorer.view.model import Extent
from explorer.view.question import WAYS
from explorer.view.reach import PAGE, reach, show_whole

MOST_CARDS: Final = 1_000
MOST_HOPS: Final = 60
"""Where counting ends: more than that is told as more."""


def read_extent(access: Access, seed: Ref) -> Extent:
    """Count what a seed comes from, with all that was made on the way, and what depends on it, hop by hop.

    Only what the caller may read counts, and only it leads on: what is counted is what the chevrons would load.

    Raises:
        NotFound, Forbidden, BadRequest: as `explorer.lineage.seeds` says.
    """
    key = seeds(access, seed, "execution")[0]
    material = Material(access)
    shown = {key}
    if not is_item(key):
        show_whole(material, shown, [key])
    ended = [_follow(material, shown, key, way) for way in WAYS["both"]]
    return Extent(len(_cards(material, shown)), goes_on=not all(ended))


def _follow(material: Material, shown: set[str], key: str, way: Way) -> bool:
    """Open one way from a seed until nothing new comes; tell whether that was before it was enough."""
    known, new = {key}, {key}
    for _ in range(MOST_HOPS):
        reached = set(known)
        reach(material, reached, {(each, way): MOST // PAGE for each in new})
        new = {each for each in _cards(material, reached - known) if _leads_on(material.nodes[each], way)}
        known |= reached
        shown |= reached
        if not new or len(shown) > MOST_CARDS:
            break
    return not new


def _cards(material: Material, keys: set[str]) -> set[str]:
    """Return what of it is cards that the caller may read."""
    material.read_nodes(keys, None)
    found = {key for key in keys if key in material.nodes and not is_apart(material.nodes[key])}
    return material.access.readable(found)


def _leads_on(node: Node, way: Way) -> bool:
    """An upload comes from nothing that one would open."""
    return way == "downstream" or not (isinstance(node, Item) and node.upload)
