"""Gives every block its column: the longest path, with inputs moved up to their first use."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(slots=True)
class Flow:
    """Blocks in the order of the flow (those in or behind a cycle are missing), and both sides of each."""

    order: list[int]
    successors: list[list[int]]
    predecessors: list[list[int]]


@dataclass(slots=True)
class Layers:
    """Columns of blocks and the flow between them, without the pairs that were taken out to break cycles.

    `height` is the longest path to an end, `depth` that from a beginning, in blocks. `floating` blocks only wait to be
    used: nothing that is fixed leads to them.
    """

    flow: Flow
    back: set[Pair]
    column: list[int]
    depth: list[int]
    height: list[int]
    floating: list[bool]


def assign(fixed: Sequence[bool], pairs: Iterable[Pair]) -> Layers:
    """Place blocks in columns, every source left of its targets, except for the pairs in `back`.

    `fixed` says of each block whether it is an execution: copies of waiting data wait too, executions on it do not.
    """
    known = sorted(set(pairs))
    back = {pair for pair in known if pair[0] == pair[1]}
    flow = _flow(len(fixed), known, back)
    if len(flow.order) < len(fixed):
        back |= _closing_pairs(flow.successors, sorted(set(range(len(fixed))) - set(flow.order)))
        flow = _flow(len(fixed), known, back)
    depth = _longest(flow.order, flow.predecessors)
    height = _longest(flow.order[::-1], flow.successors)
    column = list(depth)
    return Layers(flow, back, column, depth, height, _move_up(fixed, flow, column))


def _flow(size: int, pairs: list[Pair], back: Collection[Pair]) -> Flow:
    successors: list[list[int]] = [[] for _ in range(size)]
    predecessors: list[list[int]] = [[] for _ in range(size)]
    for pair in pairs:
        if pair not in back:
            successors[pair[0]].append(pair[1])
            predecessors[pair[1]].append(pair[0])
    waiting = [len(before) for before in predecessors]
    ready = deque(block for block in range(size) if not waiting[block])
    order = []
    while ready:
        block = ready.popleft()
        order.append(block)
        for target in successors[block]:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return Flow(order, successors, predecessors)


def _closing_pairs(successors: list[list[int]], roots: list[int]) -> set[Pair]:
    """Pairs that close a cycle when the blocks are visited in depth, the oldest first."""
    closing: set[Pair] = set()
    seen: set[int] = set()
    for root in roots:
        if root not in seen:
            closing |= _closing_below(root, successors, seen)
    return closing


def _closing_below(root: int, successors: list[list[int]], seen: set[int]) -> set[Pair]:
    closing: set[Pair] = set()
    path, on_path = [(root, iter(successors[root]))], {root}
    seen.add(root)
    while path:
        block, targets = path[-1]
        target = next(targets, None)
        if target is None:
            on_path.discard(path.pop()[0])
        elif target in on_path:
            closing.add((block, target))
        elif target not in seen:
            seen.add(target)
            on_path.add(target)
            path.append((target, iter(successors[target])))
    return closing


def _longest(order: list[int], before: list[list[int]]) -> list[int]:
    length = [0] * len(order)
    for block in order:
        if before[block]:
            length[block] = 1 + max([length[other] for other in before[block]])
    return length


def _move_up(fixed: Sequence[bool], flow: Flow, column: list[int]) -> list[bool]:
    """Move what only waits to be used to the column before its first use; change `column`, return what waits."""
    floating = [False] * len(fixed)
    for block in flow.order:
        before = flow.predecessors[block]
        floating[block] = not before or (not fixed[block] and all(floating[p] for p in before))
    for block in reversed(flow.order):
        after = flow.successors[block]
        if floating[block] and after:
            column[block] = min([column[other] for other in after]) - 1
    return floating
