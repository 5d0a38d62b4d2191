"""Orders the nodes of each column: first as the work was done, then by sweeps that take out crossings."""

from __future__ import annotations

from bisect import bisect_right, insort
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

    turned = [(blocks.of[e.source], blocks.of[e.target]) for e in (blocks.edges[n] for n in strands.turned)]
    for source, targets in enumerate(layers.flow.successors):
        turned.extend((source, target) for target in targets)
    for source, target in turned:
        a, b = root(source), root(target)
        parent[max(a, b)] = min(a, b)
    parts: dict[int, list[int]] = defaultdict(list)
    for block in range(len(parent)):
        parts[root(block)].append(block)
    return list(parts.values())


def order(part: list[int], strands: Strands, layers: Layers) -> Columns:
    """The nodes of one connected part, column by column from the top; the first list is its leftmost column."""
    if len(part) == 1:
        return [part]
    columns = _as_done(part, strands, layers)
    if len(part) > len(columns):
        columns = _with_fewer_crossings(columns, strands)
    return columns


def _as_done(part: list[int], strands: Strands, layers: Layers) -> Columns:
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
        arriving = [node, *(block for block in waiting.get(node, ()) if block not in seen)]
        for new in arriving:
            seen.add(new)
            columns[column[new] - left].append(new)
        for new in reversed(arriving):
            stack += after[new][::-1]
    return columns


def _waiting(roots: list[int], layers: Layers) -> dict[int, list[int]]:
    """What waits for each block."""
    waiting: dict[int, list[int]] = defaultdict(list)
    for block in roots:
        for target in layers.flow.successors[block]:
            waiting[target].append(block)
    return waiting


def _with_fewer_crossings(columns: Columns, strands: Strands) -> Columns:
    """The first order with the fewest crossings among the given one and those that the sweeps come by."""
    nodes = sum(map(len, columns))
    before, after = strands.before, strands.after
    best, fewest = columns, _crossings(columns, after)
    now = columns
    for _ in range(next((rounds for limit, rounds in _ROUNDS if nodes <= limit), 1)):
        if not fewest:
            return best
        now = _swept(_swept(now, before, 1), after, -1)
        crossings = _crossings(now, after)
        if crossings < fewest:
            best, fewest = now, crossings
    return _settled(best, columns, before, after) if nodes <= _SETTLED else best


def _swept(columns: Columns, near: Sides, step: int) -> Columns:
    """Sort each column by the mean place of its neighbours in the one before (step 1) or after it (step -1)."""
    swept = list(columns)
    place: dict[int, float] = {}
    for number in range(len(columns))[::step]:
        swept[number] = _sorted_column(columns[number], near, place)
        place = {node: i for i, node in enumerate(swept[number])}
    return swept


def _sorted_column(column: list[int], near: Sides, place: dict[int, float]) -> list[int]:
    """Nodes without neighbours keep their place, the others share what is left."""
    keyed: dict[int, float] = {}
    for node in column:
        others = near[node]
        if len(others) == 1:
            keyed[node] = place[others[0]]
        elif others:
            keyed[node] = sum([place[other] for other in others]) / len(others)
    ranked = sorted(keyed, key=keyed.__getitem__)
    if len(ranked) == len(column):
        return ranked
    following = iter(ranked)
    return [next(following) if near[node] else node for node in column]


def _crossings(columns: Columns, after: Sides) -> int:
    """How many pairs of lines cross, over all gaps."""
    return sum(_gap_crossings(left, right, after) for left, right in pairwise(columns))


def _gap_crossings(left: list[int], right: list[int], after: Sides) -> int:
    if len(left) == 1 or len(right) == 1:
        return 0
    place = {node: i for i, node in enumerate(right)}
    ends: list[int] = []
    for node in left:
        others = after[node]
        ends += [place[others[0]]] if len(others) == 1 else sorted([place[other] for other in others])
    if ends == sorted(ends):
        return 0
    passed: list[int] = []
    crossings = 0
    for number, end in enumerate(ends):
        crossings += number - bisect_right(passed, end)
        insort(passed, end)
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
