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


def solve(columns: Columns, chains: Chains, wished: list[list[Wish]], blocks: Blocks) -> dict[int, int]:
    """The place of every node. The lowest number is not zero; packing moves whole parts."""
    bounds = _bounds(columns, chains, blocks)
    wanted = _wanted(chains, wished)
    order = _from_top(bounds)
    place = [0] * len(chains.members)
    for chain in order:
        place[chain] = max([place[other] + least for other, least in bounds.above[chain]], default=0)
    anchor = max(range(len(place)), key=lambda chain: len(chains.members[chain]))
    for turn in range(_PASSES if len(place) <= _MANY else _PASSES_OF_MANY):
        for chain in order if turn % 2 else reversed(order):
            if chain != anchor and wanted[chain]:
                place[chain] = _moved(chain, place, bounds, wanted)
    return {node: place[chain] + chains.drop[node] for node, chain in chains.of.items()}


def _moved(chain: int, place: list[int], bounds: Bounds, wanted: Links) -> int:
    """The middle of the places that its neighbours suggest, as near as the chains above and below allow."""
    wish = [place[other] + far for other, far in wanted[chain]]
    wish.sort()
    at = wish[(len(wish) - 1) // 2]
    for other, least in bounds.below[chain]:
        at = min(at, place[other] - least)
    for other, least in bounds.above[chain]:
        at = max(at, place[other] + least)
    return at


def _bounds(columns: Columns, chains: Chains, blocks: Blocks) -> Bounds:
    size = len(chains.members)
    bounds = Bounds([[] for _ in range(size)], [[] for _ in range(size)])
    for column in columns:
        for upper, lower in pairwise(column):
            least = _distance(upper, lower, blocks) + chains.drop[upper] - chains.drop[lower]
            above, below = chains.of[upper], chains.of[lower]
            bounds.above[below].append((above, least))
            bounds.below[above].append((below, least))
    return bounds


def _distance(upper: int, lower: int, blocks: Blocks) -> int:
    """Least distance of the places of two nodes that follow each other in a column."""
    fixed = len(blocks.members)
    height = blocks.height[upper] if upper < fixed else 0
    above = blocks.above[lower] if lower < fixed else 0
    gap = {2: STEP, 1: ROW, 0: LANE}[(upper < fixed) + (lower < fixed)]
    return height + gap + above


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
