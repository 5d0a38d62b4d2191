"""Orders the nodes of each column: first as the work was done, then by sweeps that take out crossings."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from explorer.layout.blocks import Blocks
from explorer.layout.layers import Layers
from explorer.layout.strands import Strands

Columns = list[list[int]]
Neighbours = list[list[tuple[int, float]]]
"""For each node those on one side, with the share of a place that their port is below their top."""

_SWEEPS = ((300, 12), (3_000, 4))
"""Sweeps for pictures of up to so many nodes; larger ones get two."""


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


def order(part: list[int], strands: Strands, blocks: Blocks, layers: Layers) -> Columns:
    """The nodes of one connected part, column by column from the top; the first list is its leftmost column."""
    columns = _as_done(part, strands, layers)
    if len(part) > len(columns):
        columns = _with_fewer_crossings(columns, strands, blocks)
    return columns


def _as_done(part: list[int], strands: Strands, layers: Layers) -> Columns:
    """Follow the flow in depth, the oldest first; what waits for its use stands below what comes from before."""
    left = min(strands.column[block] for block in part)
    columns: Columns = [[] for _ in range(max(strands.column[block] for block in part) - left + 1)]
    seen: set[int] = set()
    rooted = [block for block in part if not layers.flow.predecessors[block]]
    stack = sorted(rooted, key=lambda block: (strands.column[block], block), reverse=True)
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        arriving = [node, *(f for f in _waiting_for(node, layers) if f not in seen)]
        for new in arriving:
            seen.add(new)
            columns[strands.column[new] - left].append(new)
        for new in reversed(arriving):
            stack.extend(end for run in reversed(strands.runs_of[new]) for end, _ in reversed(run.ends))
    return columns


def _waiting_for(node: int, layers: Layers) -> Iterable[int]:
    if node >= len(layers.floating):
        return ()
    return (p for p in layers.flow.predecessors[node] if layers.floating[p] and not layers.flow.predecessors[p])


def _with_fewer_crossings(columns: Columns, strands: Strands, blocks: Blocks) -> Columns:
    """The first order with the fewest crossings among the given one and those that the sweeps come by."""
    nodes = sum(map(len, columns))
    before, after = _neighbours(columns, strands, blocks)
    best, fewest = columns, _crossings(columns, after)
    sweeps = next((sweeps for limit, sweeps in _SWEEPS if nodes <= limit), 2)
    now = columns
    for sweep in range(sweeps):
        if not fewest:
            break
        now = _swept(now, after, -1) if sweep % 2 else _swept(now, before, 1)
        crossings = _crossings(now, after)
        if crossings < fewest:
            best, fewest = now, crossings
    return best


def _neighbours(columns: Columns, strands: Strands, blocks: Blocks) -> tuple[Neighbours, Neighbours]:
    before: Neighbours = [[] for _ in strands.column]
    after: Neighbours = [[] for _ in strands.column]
    for column in columns:
        for node in column:
            for run in strands.runs_of[node]:
                share = run.start[1] / (blocks.height[node] + 1) if run.start[1] else 0.5
                for end, _ in run.ends:
                    before[end].append((node, share))
                    after[node].append((end, min(0.5, len(before[end]) / 8)))
    return before, after


def _swept(columns: Columns, neighbours: Neighbours, step: int) -> Columns:
    """Sort each column by the mean place of its neighbours in the one before (step 1) or after it (step -1)."""
    swept = list(columns)
    numbers = range(len(columns)) if step > 0 else range(len(columns) - 1, -1, -1)
    place: dict[int, int] = {}
    for number in numbers:
        swept[number] = _sorted_column(columns[number], neighbours, place)
        place = {node: i for i, node in enumerate(swept[number])}
    return swept


def _sorted_column(column: list[int], neighbours: Neighbours, place: dict[int, int]) -> list[int]:
    """Nodes without neighbours keep their place, the others share what is left."""
    keyed = []
    for node in column:
        near = neighbours[node]
        if near:
            keyed.append((sum([place[other] + share for other, share in near]) / len(near), node))
    ranked = iter([node for _, node in sorted(keyed, key=_mean)])
    return [next(ranked) if neighbours[node] else node for node in column]


def _mean(keyed: tuple[float, int]) -> float:
    return keyed[0]


def _crossings(columns: Columns, after: Neighbours) -> int:
    """How many pairs of runs cross, over all gaps."""
    return sum(_gap_crossings(left, right, after) for left, right in pairwise(columns))


def _gap_crossings(left: list[int], right: list[int], after: Neighbours) -> int:
    if len(left) == 1 or len(right) == 1:
        return 0
    place = {node: i for i, node in enumerate(right)}
    passed: list[int] = []
    crossings = 0
    for node in left:
        ends = sorted([place[other] for other, _ in after[node]])
        for end in ends:
            crossings += len(passed) - bisect_right(passed, end)
        for end in ends:
            insort(passed, end)
    return crossings
