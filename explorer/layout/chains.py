"""Chooses which nodes of neighbouring columns stand at one height, so that what belongs together runs straight."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from explorer.layout.blocks import Blocks
from explorer.layout.geometry import PORT
from explorer.layout.layers import Layers
from explorer.layout.ordering import Columns
from explorer.layout.strands import Strands

_ROW_WEIGHT = 3
"""A straight row counts as much as so many steps of a chain when they stand in each other's way."""


Wish = tuple[int, int, int]
"""(left, right, drop): the right node would like to stand `drop` below the left one."""


Tie = tuple[int, int, int, int]
"""A wish that counts, and its weight: when two cross, the heavier set is met."""


@dataclass(slots=True)
class Chains:
    """Nodes that stand fixed to each other: `of` names each node's chain, `drop` its place below the chain's."""

    of: dict[int, int]
    drop: dict[int, int]
    members: list[list[int]]


def tie(columns: Columns, wished: list[list[Wish]], layers: Layers, many: set[tuple[int, int]]) -> Chains:
    """Tie nodes into chains; each has at most one neighbour on each side and no two chains cross.

    `many` are pairs of blocks between which mapped data flows.
    """
    place = {node: i for column in columns for i, node in enumerate(column)}
    nexts: dict[int, tuple[int, int]] = {}
    for here in wished:
        for left, right, drop, _ in _uncrossed(_matched(here, layers, many), place):
            nexts[left] = (right, drop)
    return _joined(columns, nexts)


def wishes(columns: Columns, strands: Strands, blocks: Blocks) -> list[list[Wish]]:
    """For each column what leads out of it: a block wants the height of its source block, a row that of its port."""
    fixed = len(blocks.members)
    found = []
    for column in columns:
        here: list[Wish] = []
        for node in column:
            for run in strands.runs_of[node]:
                below = run.start[1]
                for end, port in run.ends:
                    here.append((node, end, 0 if port == PORT and node < fixed else below - port))
        found.append(here)
    return found


def _matched(wished: list[Wish], layers: Layers, many: set[tuple[int, int]]) -> list[Tie]:
    """The best wishes out of one column, each node used once: blocks before rows, long ways through, mapped data.

    They stay in their order, which is that of the left nodes from the top.
    """
    fixed, depth, height = len(layers.column), layers.depth, layers.height
    ranks = [
        2 * (depth[left] + height[right]) + ((left, right) in many) if left < fixed and right < fixed else -1
        for left, right, _ in wished
    ]
    lefts: set[int] = set()
    rights: set[int] = set()
    chosen = []
    for number in sorted(range(len(wished)), key=ranks.__getitem__, reverse=True):
        left, right, _ = wished[number]
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            chosen.append(number)
    chosen.sort()
    return [(*wished[number], 1 + (ranks[number] // 2 if ranks[number] >= 0 else _ROW_WEIGHT)) for number in chosen]


def _uncrossed(ties: list[Tie], place: dict[int, int]) -> list[Tie]:
    """The heaviest set of ties of which no two cross; they come in the order of the left nodes."""
    rights = [place[right] for _, right, _, _ in ties]
    if all(a < b for a, b in pairwise(rights)):
        return ties
    ends: list[int] = []  # rising right places, with ever heavier sets that end there
    sums: list[int] = []
    backs: list[tuple[Tie, object]] = []
    for one, end in zip(ties, rights, strict=True):
        at = bisect_left(ends, end)
        weight = one[3] + (sums[at - 1] if at else 0)
        back = (one, backs[at - 1] if at else None)
        stop = at
        while stop < len(ends) and sums[stop] <= weight:
            stop += 1
        if stop > at or at == len(ends) or ends[at] != end:
            ends[at:stop], sums[at:stop], backs[at:stop] = [end], [weight], [back]
    return _followed(backs[-1])


def _followed(back: object) -> list[Tie]:
    chosen = []
    while isinstance(back, tuple):
        chosen.append(back[0])
        back = back[1]
    return chosen


def _joined(columns: Columns, nexts: dict[int, tuple[int, int]]) -> Chains:
    chains = Chains({}, {}, [])
    for column in columns:
        for node in column:
            if node not in chains.of:
                _follow(node, nexts, chains)
    return chains


def _follow(node: int, nexts: dict[int, tuple[int, int]], chains: Chains) -> None:
    number, drop, members = len(chains.members), 0, [node]
    chains.of[node], chains.drop[node] = number, drop
    while node in nexts:
        node, further = nexts[node]
        drop += further
        chains.of[node], chains.drop[node] = number, drop
        members.append(node)
    chains.members.append(members)
