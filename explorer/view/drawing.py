"""From nodes and edges by key to cards, links and their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from explorer.access.nodes import is_restricted
from explorer.graph.drafts import Draft, is_collection, is_item
from explorer.graph.model import Execution, Item, Node
from explorer.layout import Card, Link
from explorer.layout.geometry import ROW_HEIGHT, ROWS_FOOT, ROWS_GAP, ROWS_PAGER
from explorer.layout.model import Kind, PlacedCard, RoutedEdge, Spine
from explorer.refs import Ref
from explorer.view.frames import frame_of
from explorer.view.model import DrawnCard, DrawnEdge, Opened, Picture, Run
from explorer.view.picture import drawn_as_lines, laid_out, link_of
from explorer.view.rows import PAGE_ROWS

HIDDEN_NAMES: Final = {True: "1 item you can’t see", False: "1 step you can’t see"}  # noqa: RUF001 - as on the page
STUB: Final = "stub"
LAST: Final = "~"
"""Comes after every time."""


def cards_of(
    nodes: Mapping[str, Node], drafts: Sequence[Draft], opened: Mapping[str, Opened], seed: str | None
) -> list[Card]:
    """Return the cards of nodes; a stub for what the caller may not read is ordered by what is beside it."""
    beside = _beside(drafts, nodes)
    tabs = tabbed(nodes, drafts)
    return [
        _restricted(key, node, beside.get(key, ()))
        if is_restricted(node)
        else _card(key, node, opened.get(key), tab=key == seed or key in tabs)
        for key, node in nodes.items()
    ]


def tabbed(nodes: Mapping[str, Node], drafts: Iterable[Draft]) -> set[str]:
    """Return the items that say in which other history they stand: the first of each on the way of the data."""
    before: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        before[draft.target].add(draft.source)
    homes = {key: node.history.ref for key, node in nodes.items() if isinstance(node, Item) and node.history}
    return {key for key, home in homes.items() if not any(homes.get(each) == home for each in _behind(key, before))}


def _behind(item: str, before: Mapping[str, set[str]]) -> set[str]:
    """Return the items that an item comes from, over the executions that made it."""
    direct = before.get(item, set())
    return direct.union(*(before.get(key, set()) for key in direct if not is_item(key)))


def links_of(drafts: Iterable[Draft], hubs: AbstractSet[str]) -> list[Link]:
    """Return the lines; of hubs they begin at the stub beside each reader."""
    ends = ((d, stub_id(d) if _begins_at_stub(d, hubs) else d.source) for d in drawn_as_lines(drafts))
    return [link_of(draft, source, draft.target) for draft, source in ends]


def stubs_of(drafts: Iterable[Draft], hubs: AbstractSet[str]) -> list[Card]:
    """Return a card for each reader of each hub."""
    pairs = {stub_id(draft): draft for draft in drafts if _begins_at_stub(draft, hubs)}
    return [Card(key, "dataset", STUB, None, (LAST, True, STUB, 0, draft.target)) for key, draft in pairs.items()]


def _begins_at_stub(draft: Draft, hubs: AbstractSet[str]) -> bool:
    return draft.source in hubs and draft.type == "dataset_input"


def stub_id(draft: Draft) -> str:
    """Return what names the stub of a hub beside one of its readers."""
    return f"{draft.source} {draft.target}"


def place(
    cards: Sequence[Card],
    links: Sequence[Link],
    refs: Mapping[str, Ref],
    opened: Mapping[str, Opened],
    runs: Iterable[Run],
) -> Picture:
    """Lay everything out; `refs` are the references of keys as the caller sees them."""
    found = laid_out(cards, links)
    tabs = {card.id for card in cards if card.tab}
    places = [_place(placed, refs, opened, has_tab=placed.ref in tabs) for placed in found.cards]
    lines = [_line(route, refs) for route in found.edges]
    spines = [Spine(refs[spine.source], refs[spine.target]) for spine in found.spines]
    frames = [frame for run in runs if not run.folded if (frame := frame_of(run, found, refs, tabs))]
    return Picture(found.width, found.height, tuple(places), tuple(lines), tuple(spines), tuple(frames))


def _restricted(key: str, node: Node, beside: tuple[str, ...]) -> Card:
    """What the caller may not read is ordered by what is beside it: its own number and time are not told."""
    kind: Kind = "dataset" if is_item(key) else "execution"
    return Card(key, kind, HIDDEN_NAMES[is_item(key)], None, ("", is_item(key), node.ref.src, 0, " ".join(beside)))


def _card(key: str, node: Node, opened: Opened | None, *, tab: bool) -> Card:
    time = node.create_time if isinstance(node, Item | Execution) else None
    order = (time or "", is_item(key), node.ref.src, node.ref.id, node.ref.instance)
    more = _rows_height(opened) if opened else 0
    if isinstance(node, Execution):
        name = node.tool_name or node.tool_id or "Unknown tool"
        return Card(key, "execution", name, node.count if node.mapped else None, order, tab, more)
    if not is_collection(key):
        return Card(key, "dataset", node.name or "unnamed", None, order, tab)
    count = node.count if isinstance(node, Item) else None
    return Card(key, "collection", node.name or "unnamed", count or 0, order, tab, more)


def _rows_height(opened: Opened) -> int:
    """What an opened card adds to its height: its rows, and the pager or some room below them."""
    foot = ROWS_PAGER if opened.total > PAGE_ROWS else ROWS_FOOT["collection" if opened.ref.is_item else "execution"]
    return ROWS_GAP + ROW_HEIGHT * len(opened.rows) + foot


def _beside(drafts: Iterable[Draft], nodes: Mapping[str, Node]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        if draft.source in nodes and draft.target in nodes:
            found[draft.source].add(f"{nodes[draft.target].ref}")
            found[draft.target].add(f"{nodes[draft.source].ref}")
    return {key: tuple(sorted(refs)) for key, refs in found.items()}


def _place(placed: PlacedCard, refs: Mapping[str, Ref], opened: Mapping[str, Opened], *, has_tab: bool) -> DrawnCard:
    source, _, target = str(placed.ref).partition(" ")
    rows_from = None
    if source in opened and not target:
        rows_from = placed.height - _rows_height(opened[source]) + ROWS_GAP
    return DrawnCard(
        ref=refs[source],
        beside=refs[target] if target else None,
        x=placed.x,
        y=placed.y,
        width=placed.width,
        height=placed.height,
        lines=placed.lines,
        column=placed.column,
        block=placed.block,
        rows_from=rows_from,
        tab=has_tab,
    )


def _line(route: RoutedEdge, refs: Mapping[str, Ref]) -> DrawnEdge:
    source, _, stub = str(route.source).partition(" ")
    return DrawnEdge(refs[source], refs[route.target], route.points, route.style, bool(stub))
