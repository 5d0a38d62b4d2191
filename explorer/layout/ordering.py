"""Orders the nodes of each column: first as the work was done, then by sweeps that take out crossings."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise

from explorer.layout.blocks import Blocks
from explorer.layout.layers import Layers
from explorer.layout.strands import Strands

Columns = list[list[int]]
Sides = list[list[int]]
"""For each node those that it is joined with in a neighbouring column."""

_ROUNDS = ((300, 6), (1_000, 3))
"""Sweeps there and back for parts of up to so many nodes; larger ones get one."""
_SETTLED = 1_000
"""Parts of up to so many nodes are gone through once more, pair by pair."""


def components(strands: Strands, blocks: Blocks, layers: Layers) -> list[list[int]]:
    """The blocks of each connected part, by their index, parts by their first block."""
    parent = list(range(len(blocks.members)))

    def root(block: int) -> int:
        while parent[block] != block:
            parent[block] = block = parent[parent[block]]
        return block

    turned = [blocks.pairs[number] for number in strands.turned]
    for source, targets in enumerate(layers.flow.successors):
        turned.extend((source, target) for target in targets)
    for source, target in turned:
        a, b = root(source), root(target)
        parent[max(a, b)] = min(a, b)
    parts: dict[int, list[int]] = defaultdict(list)
    for block in range(len(parent)):
        parts[root(block)].append(block)
    return list(parts.values())


def order(part: list[int], strands: Strands, layers: Layers, rank: list[int]) -> Columns:
    """The nodes of one connected part, column by column from the top; the first list is its leftmost column.

    `rank` has room for a number of every node, its place in its column.
    """
    if len(part) == 1:
        return [part]
    columns = _as_done(part, strands, layers, rank)
    if len(part) > len(columns):
        columns = _with_fewer_crossings(columns, strands, rank)
    return columns


def _as_done(part: list[int], strands: Strands, layers: Layers, rank: list[int]) -> Columns:
    """Follow the flow in depth, the oldest first; what waits for its use stands below what comes from before."""
    column, after, predecessors = strands.column, strands.after, layers.flow.predecessors
    left = min(column[block] for block in part)
    columns: Columns = [[] for _ in range(max(column[block] for block in part) - left + 1)]
    seen: set[int] = set()
    roots = [block for block in part if not predecessors[block]]
    waiting = _waiting(roots, layers)
    stack = sorted(roots, key=lambda block: (column[block], block), reverse=True)
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        arriving = [node]
        if node in waiting:
            arriving += [block for block in waiting[node] if block not in seen]
        for new in arriving:
            here = columns[column[new] - left]
            rank[new] = len(here)
            here.append(new)
        seen.update(arriving)
        for new in reversed(arriving):
            stack += reversed(after[new])
    return columns


def _waiting(roots: list[int], layers: Layers) -> dict[int, list[int]]:
    """What waits for each block."""
    waiting: dict[int, list[int]] = defaultdict(list)
    for block in roots:
        for target in layers.flow.successors[block]:
            waiting[target].append(block)
    return waiting


def _with_fewer_crossings(columns: Columns, strands: Strands, rank: list[int]) -> Columns:
    """The first order with the fewest crossings among the given one and those that the sweeps come by."""
    nodes = sum(map(len, columns))
    before, after = strands.before, strands.after
    best, fewest = columns, _crossings(columns, after, rank)
    now = columns
    for _ in range(next((rounds for limit, rounds in _ROUNDS if nodes <= limit), 1)):
        if not fewest:
            return best
        swept = _swept(_swept(now, before, rank, 1), after, rank, -1)
        if swept == now:
            break
        now = swept
        crossings = _crossings(now, after, rank)
        if crossings < fewest:
            best, fewest = now, crossings
    return _settled(best, columns, before, after) if nodes <= _SETTLED else best


def _swept(columns: Columns, near: Sides, rank: list[int], step: int) -> Columns:
    """Sort each column by the mean place of its neighbours in the one before (step 1) or after it (step -1)."""
    swept = list(columns)
    for number in range(len(columns))[::step]:
        swept[number] = _sorted_column(columns[number], near, rank)
        for i, node in enumerate(swept[number]):
            rank[node] = i
    return swept


def _sorted_column(column: list[int], near: Sides, rank: list[int]) -> list[int]:
    """Nodes without neighbours keep their place, the others share what is left."""
    if len(column) == 1:
        return column
    keyed: dict[int, float] = {}
    for node in column:
        others = near[node]
        if len(others) == 1:
            keyed[node] = rank[others[0]]
        elif others:
            keyed[node] = sum(map(rank.__getitem__, others)) / len(others)
    ranked = sorted(keyed, key=keyed.__getitem__)
    if len(ranked) == len(column):
        return ranked
    following = iter(ranked)
    return [next(following) if near[node] else node for node in column]


def _crossings(columns: Columns, after: Sides, rank: list[int]) -> int:
    """How many pairs of lines cross, over all gaps."""
    return sum(
        _gap_crossings(left, after, rank) for left, right in pairwise(columns) if len(left) > 1 and len(right) > 1
    )


def _gap_crossings(left: list[int], after: Sides, rank: list[int]) -> int:
    ends: list[int] = []
    for node in left:
        others = after[node]
        if len(others) == 1:
            ends.append(rank[others[0]])
        elif others:
            ends += sorted(map(rank.__getitem__, others))
    if ends == sorted(ends):
        return 0
    passed: list[int] = []
    crossings = 0
    for number, end in enumerate(ends):
        at = bisect_right(passed, end)
        passed.insert(at, end)
        crossings += number - at
    return crossings


def _settled(columns: Columns, first: Columns, before: Sides, after: Sides) -> Columns:
    """Swap neighbours in a column where that takes out a crossing, or takes none and restores the first order."""
    rank = {node: i for column in first for i, node in enumerate(column)}
    place = {node: i for column in columns for i, node in enumerate(column)}
    for column in columns:
        for _ in range(len(column)):
            if not _settle(column, rank, place, (before, after)):
                break
    return columns


def _settle(column: list[int], rank: dict[int, int], place: dict[int, int], sides: tuple[Sides, Sides]) -> bool:
    """One pass over a column, changed in place; whether anything moved."""
    moved = False
    for i in range(len(column) - 1):
        upper, lower = column[i], column[i + 1]
        gain = sum(_pair_gain(side[upper], side[lower], place) for side in sides)
        if gain > 0 or (gain == 0 and rank[upper] > rank[lower]):
            column[i], column[i + 1] = lower, upper
            place[upper], place[lower] = i + 1, i
            moved = True
    return moved


def _pair_gain(upper: list[int], lower: list[int], place: dict[int, int]) -> int:
    """Crossings that go when two nodes that follow each other change places."""
    ends = [place[other] for other in lower]
    return sum((end < place[other]) - (end > place[other]) for other in upper for end in ends)
