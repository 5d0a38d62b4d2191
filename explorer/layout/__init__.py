"""The picture of a history: cards and links in, places and orthogonal routes out. Pure, deterministic, quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explorer.layout import layers as layering
from explorer.layout import strands as stranding
from explorer.layout.blocks import Blocks, build
from explorer.layout.chains import tie, wishes
from explorer.layout.geometry import CARD_WIDTH, PITCH
from explorer.layout.heights import solve
from explorer.layout.layers import Layers
from explorer.layout.model import Card, Layout, Link, PlacedCard, Point, RoutedEdge, Spine
from explorer.layout.ordering import components, order
from explorer.layout.packing import Part, measure, pack
from explorer.layout.pause import without_cycle_search
from explorer.layout.routes import trace
from explorer.layout.strands import Strands

__all__ = ["Card", "Layout", "Link", "PlacedCard", "Point", "RoutedEdge", "Spine", "layout"]


def layout(nodes: Sequence[Card], edges: Sequence[Link]) -> Layout:
    """Lay out cards and links; the same in another order gives the same picture.

    Args:
        nodes: the cards; of several with one id the last counts.
        edges: the links; those to cards that are not there are left out.

    Returns:
        The picture in graph units. Its top left corner is at 0, 0; all cards of a column have the same left edge.
    """
    with without_cycle_search():
        return _laid_out(nodes, edges)


def _laid_out(nodes: Sequence[Card], edges: Sequence[Link]) -> Layout:
    blocks = build(nodes, edges)
    pairs = [(blocks.of[edge.source], blocks.of[edge.target]) for edge in blocks.edges]
    layers = layering.assign([blocks.is_execution(b) for b in range(len(blocks.members))], pairs)
    strands = stranding.cut(blocks, layers)
    parts = _parts(blocks, layers, strands)
    size = pack(parts)
    return _picture(blocks, parts, strands, size)


def _parts(blocks: Blocks, layers: Layers, strands: Strands) -> list[Part]:
    many = {(blocks.of[e.source], blocks.of[e.target]) for e in blocks.edges if e.mapped or e.whole}
    turned = Counter(blocks.of[blocks.edges[number].source] for number in strands.turned)
    parts = []
    for blocks_of_part in components(strands, blocks, layers):
        columns = order(blocks_of_part, strands, layers)
        place = {blocks_of_part[0]: 0}
        if len(blocks_of_part) > 1:
            wished = wishes(columns, strands, blocks)
            place = solve(columns, tie(columns, wished, layers, many), wished, blocks)
        back = sum(turned[block] for block in blocks_of_part) if turned else 0
        parts.append(measure(columns, place, blocks, back))
    return parts


def _picture(blocks: Blocks, parts: list[Part], strands: Strands, size: tuple[int, int]) -> Layout:
    cards = _cards(blocks, parts)
    corners = trace(parts, strands, blocks)
    routes = tuple(
        RoutedEdge(blocks.cards[edge.source].id, blocks.cards[edge.target].id, corners[number], edge.styles)
        for number, edge in enumerate(blocks.edges)
    )
    return Layout(*size, tuple(cards), routes, _spines(blocks))


def _cards(blocks: Blocks, parts: list[Part]) -> list[PlacedCard]:
    """Cards column by column, from the top; blocks are numbered in that order."""
    places = [
        (column, part.place[block], block)
        for part in parts
        for column, nodes in enumerate(part.columns, part.left)
        for block in nodes
        if block < len(blocks.members)
    ]
    return [
        PlacedCard(
            blocks.cards[card].id,
            column * PITCH,
            y + blocks.dy[card],
            CARD_WIDTH,
            blocks.card_height(card),
            blocks.lines[card],
            column,
            number,
        )
        for number, (column, y, block) in enumerate(sorted(places))
        for card in blocks.members[block]
    ]


def _spines(blocks: Blocks) -> tuple[Spine, ...]:
    return tuple(
        Spine(blocks.cards[members[0]].id, blocks.cards[output].id)
        for members in blocks.members
        for output in members[1:]
    )
