"""Docks outputs below their execution: from here on the layout moves blocks, not cards."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise, product
from operator import attrgetter

from explorer.layout.geometry import CARD_BASE, DOCK, LINE_HEIGHT, PORT, SHEETS, TAB
from explorer.layout.model import Card, Link
from explorer.layout.text import name_lines

_STYLES = {
    marks: tuple(compress(("many", "whole", "copy", "evidence"), marks)) for marks in product((False, True), repeat=4)
}


@dataclass(slots=True)
class Edge:
    """All links between two cards that are drawn as one line. Cards are given by their index."""

    source: int
    target: int
    copy: bool
    mapped: bool
    whole: bool
    evidence: bool

    def join(self, link: Link) -> None:
        """Take in one more link: the line says the most that any of them says."""
        self.mapped |= link.mapped
        self.whole |= link.whole
        self.evidence &= link.evidence

    @property
    def styles(self) -> tuple[str, ...]:
        """How the line is drawn."""
        return _STYLES[self.mapped or self.whole, self.whole, self.copy, self.evidence and not self.copy]


@dataclass(slots=True)
class Blocks:
    """Blocks by index, in the order of their first cards.

    `heights` are those of the cards without sheets. A block's place is that of its first card's top left corner: `dy`
    is where a card stands below it, `height` reaches to the lowest sheet, `above` is the tab over it. `ports`
    are where edges meet each card: its block, and how far below the block's place. `pairs` are the blocks at the ends
    of each edge.
    """

    cards: list[Card]
    lines: list[tuple[str, ...]]
    heights: list[int]
    members: list[list[int]] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    dy: list[int] = field(default_factory=list)
    height: list[int] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    ports: list[tuple[int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def is_execution(self, block: int) -> bool:
        """Whether the block is an execution with its outputs."""
        return self.cards[self.members[block][0]].kind == "execution"


def build(cards: Iterable[Card], links: Sequence[Link]) -> Blocks:
    """Sort the cards, dock outputs and join links; links to cards that are not there are left out."""
    ordered = _sorted({card.id: card for card in cards}.values())
    lines = [name_lines(c.kind, c.name, c.count) for c in ordered]
    heights = [CARD_BASE + LINE_HEIGHT * len(name) + card.more for card, name in zip(ordered, lines, strict=True)]
    blocks = Blocks(ordered, lines, heights)
    index = {card.id: i for i, card in enumerate(ordered)}
    producer = _producers(ordered, links, index)
    _dock(blocks, producer)
    blocks.ports = [(block, below + PORT) for block, below in zip(blocks.of, blocks.dy, strict=True)]
    blocks.edges = _edges(links, index, producer)
    blocks.pairs = [(blocks.of[edge.source], blocks.of[edge.target]) for edge in blocks.edges]
    return blocks


def _sorted(cards: Iterable[Card]) -> list[Card]:
    """In their own order; where that leaves a choice, by the text of their ids."""
    ordered = sorted(cards, key=attrgetter("order"))
    if any(a.order == b.order for a, b in pairwise(ordered)):
        ordered.sort(key=lambda card: (card.order, str(card.id)))
    return ordered


def _producers(cards: list[Card], links: Sequence[Link], index: dict[Hashable, int]) -> dict[int, int]:
    """For each output the oldest execution that is linked to it."""
    found: dict[int, int] = {}
    for link in links:
        if link.kind != "output":
            continue
        source, target = index.get(link.source), index.get(link.target)
        if source is None or target is None or cards[target].kind == "execution":
            continue
        found[target] = min(source, found.get(target, source))
    return found


def _dock(blocks: Blocks, producer: dict[int, int]) -> None:
    outputs: dict[int, list[int]] = {}
    for card in sorted(producer):
        outputs.setdefault(producer[card], []).append(card)
    blocks.of = [0] * len(blocks.cards)
    blocks.dy = [0] * len(blocks.cards)
    for card in range(len(blocks.cards)):
        if card not in producer:
            _add_block(blocks, [card, *outputs.get(card, ())])


def _add_block(blocks: Blocks, members: list[int]) -> None:
    number, at = len(blocks.members), 0
    for card in members:
        drawn = blocks.cards[card]
        if at:
            at += DOCK + TAB * drawn.tab
        blocks.of[card], blocks.dy[card] = number, at
        at += blocks.heights[card] + SHEETS * (drawn.kind == "collection")
    blocks.members.append(members)
    blocks.height.append(at)
    blocks.above.append(TAB * blocks.cards[members[0]].tab)


def _edges(links: Sequence[Link], index: dict[Hashable, int], producer: dict[int, int]) -> list[Edge]:
    """One edge for each pair of cards and kind, in the order of the cards; docked outputs have none."""
    edges: dict[tuple[int, int, bool], Edge] = {}
    for link in links:
        source, target = index.get(link.source), index.get(link.target)
        if source is None or target is None or source == target or producer.get(target) == source:
            continue
        key = (source, target, link.kind == "copy")
        edge = edges.get(key)
        if edge is None:
            edges[key] = Edge(*key, link.mapped, link.whole, link.evidence)
        else:
            edge.join(link)
    return [edges[key] for key in sorted(edges)]
