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

    `is_cut`: enough nodes were found; `is_late`: time was over.
    """

    places: dict[str, Place] = field(default_factory=dict)
    is_cut: bool = False
    is_late: bool = False

    def add(self, keys: Iterable[str], hops: int, half: int) -> list[str]:
        """Take in nodes that are new, and return them in order."""
        new = sorted((place(key, hops, half), key) for key in set(keys) if key not in self.places)
        self.places.update((key, at) for at, key in new)
        return [key for _, key in new]

    @property
    def ended(self) -> Place | None:
        """The last place, when there may be more behind it."""
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
    begin = found.add(seeds, 0, 0)
    items = [key for key in begin if is_data(key)]
    executions = [key for key in begin if not is_data(key)]
    hops = 0
    while (items or executions) and (depth is None or hops < depth):
        hops += 1
        if _must_end(found, most, is_over):
            break
        entered, direct = _reached(neighbours, items)
        executions += found.add(entered, hops, 0)
        if _must_end(found, most, is_over):
            break
        _, behind = _reached(neighbours, executions)
        items, executions = found.add(direct | behind, hops, 1), []
    return found


def _must_end(found: Walk, most: int | None, is_over: Callable[[], bool]) -> bool:
    found.is_cut = most is not None and len(found.places) >= most
    found.is_late = not found.is_cut and is_over()
    return found.is_cut or found.is_late


def _reached(neighbours: Neighbours, keys: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the executions and the data next to these nodes."""
    reached = {each for near in neighbours(keys).values() for each in near} if keys else set()
    data = {key for key in reached if is_data(key)}
    return reached - data, data
