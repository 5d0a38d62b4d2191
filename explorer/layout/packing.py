"""Packs connected parts into one picture: the largest first, small ones in the room that is left below."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from math import ceil, sqrt
from operator import sub

from explorer.layout.blocks import Blocks
from explorer.layout.geometry import CARD_WIDTH, PITCH, ROW, STEP
from explorer.layout.ordering import Columns

_ASPECT = 1.6
"""Width to height that many small parts together strive for."""
_TOLERANCE = 64
"""A part stands as far left as possible if that costs no more height than this."""
_SCREEN = 900
"""A part with a flow in it begins at the left, where flows begin, if that costs no more height than this."""
Span = tuple[int, int]
Spot = tuple[int, int]


@dataclass(slots=True)
class Part:
    """A connected part of the picture; its nodes' places are its own, until it is packed.

    `spans` are the highest and lowest point in each column and in each gap right of it, in turns; `lead` counts empty
    columns on the left, for edges that lead back to the first one; `floor` is the lowest point of what stands there.
    """

    columns: Columns
    spans: list[Span]
    lead: int = 0
    left: int = 0
    floor: int = 0

    @property
    def width(self) -> int:
        """Columns taken."""
        return self.lead + len(self.columns)


def measure(columns: Columns, place: list[int], blocks: Blocks, turned: int) -> Part:
    """Find what a part takes in each column and gap; `turned` edges that lead back run below it, around all of it.

    Lines in a gap begin and end in what its two columns take.
    """
    spans = [_column_span(column, place, blocks) for column in columns]
    if len(spans) == 1 and not turned:
        return Part(columns, spans, floor=spans[0][1])
    floor = max(bottom for _, bottom in spans)
    if turned:
        around = (min(top for top, _ in spans), floor + ROW * turned)
        return Part(columns, [around] * (2 * len(columns) + 2), lead=1, floor=floor)
    between = [(min(a, c), max(b, d)) for (a, b), (c, d) in pairwise(spans)]
    turns = [*chain.from_iterable(zip(spans, between, strict=False)), spans[-1]]
    return Part(columns, turns, floor=floor)


def _column_span(column: list[int], place: list[int], blocks: Blocks) -> Span:
    """From the top of the first node to the bottom of the last one: nodes are in their order."""
    first, last, fixed = column[0], column[-1], len(blocks.members)
    above = blocks.above[first] if first < fixed else 0
    height = blocks.height[last] if last < fixed else 0
    return place[first] - above, place[last] + height


def pack(parts: list[Part], place: list[int]) -> tuple[int, int]:
    """Move every part to its place: changes `left` and the places of its nodes, so that the picture begins at 0, 0.

    Return its width and height.
    """
    if not parts:
        return 0, 0
    ranked = sorted(parts, key=lambda part: -sum(map(len, part.columns)))
    skyline, floor = [-STEP] * (2 * _width(ranked)), -STEP
    for part in ranked:
        lowest = max([bottom for _, bottom in part.spans])
        part.left, y = _lone(part, skyline, floor) if part.width == 1 else _spot(part, skyline, floor - lowest)
        for slot, (_, bottom) in enumerate(part.spans, 2 * part.left):
            skyline[slot] = y + bottom
        for node in chain.from_iterable(part.columns):
            place[node] += y
        part.left += part.lead
        part.floor += y
        floor = max(floor, y + lowest)
    columns = max(part.left + len(part.columns) for part in parts)
    around = any(part.lead and part.left + len(part.columns) == columns for part in parts)
    return columns * PITCH - (0 if around else PITCH - CARD_WIDTH), floor


def _width(ranked: list[Part]) -> int:
    area = sum((bottom - top + STEP) * PITCH for part in ranked for top, bottom in part.spans[::2])
    return max(*(part.width for part in ranked), ceil(sqrt(area * _ASPECT) / PITCH))


def _spot(part: Part, skyline: list[int], free: int) -> Spot:
    """The leftmost place that does not make the picture much higher than it has to be; up to `free` it grows not."""
    tops = [top - STEP for top, _ in part.spans]
    lefts = range(0, len(skyline) - 2 * part.width + 2, 2)
    choices = [max(map(sub, skyline[left : left + len(tops)], tops)) for left in lefts]
    enough = max(min(choices) + _SCREEN, free)
    return next((left, y) for left, y in enumerate(choices) if y <= enough)


def _lone(part: Part, skyline: list[int], floor: int) -> Spot:
    """The same for a part of one column, of which there may be thousands."""
    top, bottom = part.spans[0]
    edges = skyline[::2]
    enough = max(min(edges) + _TOLERANCE, floor - bottom + top - STEP)
    left = next(left for left, edge in enumerate(edges) if edge <= enough)
    return left, edges[left] + STEP - top
