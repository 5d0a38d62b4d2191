"""Finds the height of every chain: packed from the top, then moved towards what it is connected with."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.layout.blocks import Blocks
from explorer.layout.chains import Chains, Wish
from explorer.layout.geometry import LANE, ROW, STEP
from explorer.layout.ordering import Columns

_PASSES = 3
_PASSES_OF_MANY = 2
_MANY = 1_000
"""Parts of more chains than this are moved in fewer passes."""
Links = list[list[tuple[int, int]]]
"""For each chain others, and how far from them it has to, or would like to, stand."""


@dataclass(slots=True)
class Bounds:
    """What keeps chains apart: for each the chains above and below it, with the least distance of their places."""

    above: Links = field(default_factory=list)
    below: Links = field(default_factory=list)


def solve(columns: Columns, chains: Chains, wished: list[list[Wish]], blocks: Blocks, place: list[int]) -> None:
    """Fill in the place of every node. The lowest number is not zero; packing moves whole parts."""
    bounds = _bounds(columns, chains, blocks)
    wanted = _wanted(chains, wished)
    order = _from_top(bounds)
    tops = [0] * len(chains.members)
    for chain in order:
        tops[chain] = max([tops[other] + least for other, least in bounds.above[chain]], default=0)
    sizes = list(map(len, chains.members))
    anchor = sizes.index(max(sizes))
    for turn in range(_PASSES if len(tops) <= _MANY else _PASSES_OF_MANY):
        for chain in order if turn % 2 else reversed(order):
            if chain != anchor and wanted[chain]:
                tops[chain] = _moved(chain, tops, bounds, wanted)
    for node, chain in chains.of.items():
        place[node] = tops[chain] + chains.drop[node]


def _moved(chain: int, place: list[int], bounds: Bounds, wanted: Links) -> int:
    """The middle of the places that its neighbours suggest, as near as the chains above or below allow.

    Where it stands is always allowed, so only those in its way are looked at.
    """
    wish = [place[other] + far for other, far in wanted[chain]]
    wish.sort()
    at = wish[(len(wish) - 1) // 2]
    if at > place[chain]:
        return min([at, *[place[other] - least for other, least in bounds.below[chain]]])
    if at < place[chain]:
        return max([at, *[place[other] + least for other, least in bounds.above[chain]]])
    return at


def _bounds(columns: Columns, chains: Chains, blocks: Blocks) -> Bounds:
    size = len(chains.members)
    bounds = Bounds([[] for _ in range(size)], [[] for _ in range(size)])
    of, drops = chains.of, chains.drop
    for column in columns:
        for (upper, lower), least in zip(pairwise(column), _distances(column, blocks), strict=True):
            above, below = of[upper], of[lower]
            far = least + drops[upper] - drops[lower]
            under, over = bounds.below[above], bounds.above[below]
            if under and under[-1][0] == below and over[-1][0] == above:  # they met in the column before
                if far <= under[-1][1]:
                    continue
                del under[-1], over[-1]
            under.append((below, far))
            over.append((above, far))
    return bounds


def _distances(column: list[int], blocks: Blocks) -> list[int]:
    """Least distances of the places of the nodes that follow each other in a column."""
    fixed, height, above = len(blocks.members), blocks.height, blocks.above
    return [
        (height[upper] + STEP + above[lower] if lower < fixed else height[upper] + ROW)
        if upper < fixed
        else (ROW + above[lower] if lower < fixed else LANE)
        for upper, lower in pairwise(column)
    ]


def _wanted(chains: Chains, wished: list[list[Wish]]) -> Links:
    wanted: Links = [[] for _ in chains.members]
    of, drops = chains.of, chains.drop
    for here in wished:
        for left, right, drop in here:
            a, b = of[left], of[right]
            if a != b:
                far = drops[left] + drop - drops[right]
                wanted[b].append((a, far))
                wanted[a].append((b, -far))
    return wanted


def _from_top(bounds: Bounds) -> list[int]:
    """Chains so that each comes after all that stand above it."""
    waiting = [len(above) for above in bounds.above]
    ready = deque(chain for chain, count in enumerate(waiting) if not count)
    order = []
    while ready:
        chain = ready.popleft()
        order.append(chain)
        for other, _ in bounds.below[chain]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return order
