"""Level by level from some nodes, one way, visiting every node once. Pure but for the neighbours it is given.

A hop leads from data to data. An execution is part of the hop over it: it is found with the first data that it leads
to, and costs nothing. So a level has two halves, the executions and then the data behind them. Where a walk begins at
an execution, its data are one hop away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from explorer.lineage.granularities import is_data, kind_of

Neighbours = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]


class Place(NamedTuple):
    """Where a node stands in the order of a walk: hops, half of the level, kind, number."""

    hops: int
    half: int
    kind: str
    number: int


@dataclass(slots=True)
class Walk:
    """Nodes by key in the order of their places, and why the walk ended before everything was found.

    `ended` is where it ended: what stands behind it in another walk of the same answer has to wait; None when nothing
    but a bound of the depth ended it.
    """

    places: dict[str, Place] = field(default_factory=dict)
    is_cut: bool = False
    is_late: bool = False
    is_bounded: bool = False

    def add(self, keys: Iterable[str], hops: int, half: int) -> list[str]:
        """Take in nodes that are new, and return them in order."""
        new = sorted((place(key, hops, half), key) for key in set(keys) if key not in self.places)
        self.places.update((key, at) for at, key in new)
        return [key for _, key in new]

    @property
    def ended(self) -> Place | None:
        """The last place, when there is more behind it."""
        return next(reversed(self.places.values())) if self.is_cut or self.is_late else None


def place(key: str, hops: int, half: int) -> Place:
    """Return the place of a key in a half level."""
    return Place(hops, half, kind_of(key), int(key.rsplit("/", 1)[1]))


def walk(
    seeds: Iterable[str],
    neighbours: Neighbours,
    *,
    depth: int | None = None,
    most: int | None = None,
    is_over: Callable[[], bool] = lambda: False,
) -> Walk:
    """Walk from the seeds until everything is found, `depth` hops are made, `most` nodes are found or time is over.

    A half level is found as a whole or not at all, so a walk with a smaller `most` is a prefix of one with a greater.
    """
    found = Walk()
    items = found.add(seeds, 0, 0)
    executions = [key for key in items if not is_data(key)]
    items = [key for key in items if is_data(key)]
    hops = 0
    while items or executions:
        if depth is not None and hops >= depth:
            found.is_bounded = True
            break
        hops += 1
        behind: set[str] = set()
        for half in (0, 1):
            if most is not None and len(found.places) >= most:
                found.is_cut = True
                return found
            if is_over():
                found.is_late = True
                return found
            keys = executions if half else items
            reached = {each for near in neighbours(keys).values() for each in near} if keys else set()
            behind.update(key for key in reached if is_data(key))
            if not half:
                executions += found.add((key for key in reached if not is_data(key)), hops, 0)
        items = found.add(behind, hops, 1)
        executions = []
    return found
