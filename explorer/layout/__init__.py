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
    layers = layering.assign([blocks.is_execution(b) for b in range(len(blocks.members))], blocks.pairs)
    strands = stranding.cut(blocks, layers)
    place = [0] * len(strands.column)
    parts = _parts(blocks, layers, strands, place)
    size = pack(parts, place)
    return _picture(blocks, parts, strands, place, size)


def _parts(blocks: Blocks, layers: Layers, strands: Strands, place: list[int]) -> list[Part]:
    """The connected parts; `place` is filled with the place of every node in its part."""
    many = {pair for pair, edge in zip(blocks.pairs, blocks.edges, strict=True) if edge.mapped or edge.whole}
    turned = Counter(blocks.pairs[number][0] for number in strands.turned)
    parts, rank = [], [0] * len(place)
    for blocks_of_part in components(strands, blocks, layers):
        columns = order(blocks_of_part, strands, layers, rank)
        if len(blocks_of_part) > 1:
            wished = wishes(columns, strands, blocks)
            solve(columns, tie(columns, wished, layers, many), wished, blocks, place)
        back = sum(turned[block] for block in blocks_of_part) if turned else 0
        parts.append(measure(columns, place, blocks, back))
    return parts


def _picture(blocks: Blocks, parts: list[Part], strands: Strands, place: list[int], size: tuple[int, int]) -> Layout:
    cards = _cards(blocks, parts, place)
    corners = trace(parts, strands, blocks, place)
    ids = [card.id for card in blocks.cards]
    routes = [
        RoutedEdge(ids[edge.source], ids[edge.target], corners[number], edge.styles)
        for number, edge in enumerate(blocks.edges)
    ]
    return Layout(*size, tuple(cards), tuple(routes), _spines(blocks))


def _cards(blocks: Blocks, parts: list[Part], place: list[int]) -> list[PlacedCard]:
    """Cards column by column, from the top; blocks are numbered in that order."""
    places = [
        (column, place[block], block)
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
            blocks.heights[card],
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
