"""Gives vertical runs their lane in the gap between two columns, so that lines neither meet nor cross without need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.layout.geometry import LANE, RUN, RUN_ROOM
from explorer.layout.strands import End, Run

_SMALL = 12
"""Of more runs side by side than this the order is a rule of thumb."""
_COVERED = 100
"""What it costs when two different lines run on top of each other, in crossings."""


@dataclass(slots=True)
class Bundle:
    """Runs that share their vertical part: all of one port, and all that lead to the very same targets."""

    runs: list[Run]
    starts: set[int]
    ends: set[int]
    low: int
    high: int
    lane: int = 0

    def join(self, run: Run, start: int) -> None:
        """Take in one more run, to the same targets."""
        self.runs.append(run)
        self.starts.add(start)
        self.low, self.high = min(self.low, start), max(self.high, start)


def spread(runs: Iterable[Run], place: list[int], target_x: int) -> None:
    """Set `x` of all runs in one gap; `target_x` is the left edge of the column behind it."""
    bundles = sorted(_bundles(runs, place), key=lambda b: (b.low, b.high, min(b.starts)))
    for cluster in _clusters(bundles):
        last = _assign(_ordered(cluster)) if len(cluster) > 1 else 0
        step = LANE if last * LANE <= RUN_ROOM else RUN_ROOM / last
        lanes = [round(target_x - RUN - step * lane, 1) for lane in range(last + 1)]
        for bundle in cluster:
            for run in bundle.runs:
                run.x = lanes[bundle.lane]


def _bundles(runs: Iterable[Run], place: list[int]) -> Iterable[Bundle]:
    """Bundles of the runs that are not straight."""
    shared: dict[tuple[End, ...], Bundle] = {}
    for run in runs:
        node, below = run.start
        start = place[node] + below
        if len(run.ends) == 1:
            node, below = run.ends[0]
            ends = {place[node] + below}
        else:
            ends = {place[node] + below for node, below in run.ends}
        if start in ends and len(ends) == 1:
            continue
        bundle = shared.get(alike := tuple(run.ends))
        if bundle is None:
            shared[alike] = Bundle([run], {start}, ends, min(start, *ends), max(start, *ends))
        else:
            bundle.join(run, start)
    return shared.values()


def _clusters(bundles: Sequence[Bundle]) -> Iterable[list[Bundle]]:
    """Bundles that overlap, directly or through others."""
    cluster: list[Bundle] = []
    reach = 0
    for bundle in bundles:
        if cluster and bundle.low >= reach + LANE:
            yield cluster
            cluster = []
        reach = max(reach, bundle.high) if cluster else bundle.high
        cluster.append(bundle)
    if cluster:
        yield cluster


def _ordered(cluster: list[Bundle]) -> list[Bundle]:
    """From the target to the left, so that few lines cross."""
    if len(cluster) > _SMALL:
        return sorted(cluster, key=_rule_of_thumb)
    ordered: list[Bundle] = []
    for bundle in cluster:
        right_of = [_cost(bundle, other) for other in ordered]
        costs = [sum(right_of)]
        for other, cost in zip(ordered, right_of, strict=True):
            costs.append(costs[-1] - cost + _cost(other, bundle))
        ordered.insert(costs.index(min(costs)), bundle)
    return ordered


def _rule_of_thumb(bundle: Bundle) -> tuple[bool, int]:
    """Runs that go down stand right to left from the top, those that go up from the bottom."""
    start = min(bundle.starts)
    goes_up = start - bundle.low > bundle.high - start
    return goes_up, -start if goes_up else start


def _cost(right: Bundle, left: Bundle) -> int:
    """Crossings when one bundle stands right of another."""
    if right.high < left.low or left.high < right.low:
        return 0
    crossed = sum([right.low < end < right.high for end in left.ends])
    crossed += sum([left.low < start < left.high for start in right.starts])
    return crossed + _COVERED * len(right.starts & left.ends)


def _assign(ordered: list[Bundle]) -> int:
    """Each bundle stands left of those before it that it overlaps; return the last lane that is used."""
    for number, bundle in enumerate(ordered):
        low, high = bundle.low - LANE, bundle.high + LANE
        beside = [b.lane for b in ordered[:number] if b.low < high and low < b.high]
        bundle.lane = 1 + max(beside) if beside else 0
    return max(bundle.lane for bundle in ordered)
