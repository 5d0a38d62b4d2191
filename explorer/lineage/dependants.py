"""What depends on something: how much there is, and which items, by their ids.

Everything downstream is one question whose answer are the ids; it takes a graph server 5 to 10 µs a node. What is kept
are ids, 8 bytes each, and the last such answers are remembered until the graph changes: so the pages of a table,
and the table after its first page, do not ask again. They are the same for everybody, for who asks may read what is
decided page by page.
"""

from __future__ import annotations

import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from cypher import Graph
from explorer.lineage.granularities import READS, closure
from explorer.lineage.model import Granularity, Reached
from explorer.refs import ITEMS

ROOM: Final = 64 * 2**20
"""Bytes of ids that are remembered for one graph."""


@dataclass(frozen=True, slots=True)
class Dependants:
    """Counts by kind, and the ids of datasets and collections, in order; all of one Galaxy."""

    counts: Reached
    instance: str
    ids: Mapping[str, Sequence[int]]

    def keys(self, after: str | None = None) -> Iterator[str]:
        """Yield the keys of items, datasets first, each by id; those behind a key only, when one is given."""
        kind, number = ("", 0) if after is None else _parts(after)
        behind = (each for each in sorted(ITEMS) if each >= kind)
        return chain.from_iterable(self._of(each, number if each == kind else -1) for each in behind)

    @property
    def size(self) -> int:
        """Bytes that the ids take."""
        return 256 + sum(8 * len(ids) for ids in self.ids.values())

    def _of(self, kind: str, after: int) -> Iterator[str]:
        ids = self.ids[kind]
        return (f"{self.instance}/{kind}/{number}" for number in islice(ids, bisect_right(ids, after), None))


def read_dependants(graph: Graph, begin: Sequence[str], granularity: Granularity) -> Dependants:
    """Return what depends on nodes, which are not counted themselves; remembered until the graph changes."""
    with _lock:
        kept = _kept.setdefault(graph, LRUCache(ROOM, getsizeof=_size))
    question = (graph.version(), granularity, *begin)  # the version first: what changes meanwhile is asked again
    with _lock:
        found = kept.get(question)
    if found is None:
        found = _read(graph, begin, granularity)
        with _lock:
            if found.size <= kept.maxsize:
                kept[question] = found
    return found


def forget(graph: Graph) -> None:
    """Remember nothing of a graph, as if nothing had been asked."""
    with _lock:
        _kept.pop(graph, None)


def _read(graph: Graph, begin: Sequence[str], granularity: Granularity) -> Dependants:
    return _of_one(graph, begin[0], granularity) if len(begin) == 1 else _of_several(graph, begin, granularity)


def _of_one(graph: Graph, key: str, granularity: Granularity) -> Dependants:
    instance = key.split("/", 1)[0]
    rows = READS[granularity].dependants(graph, key)
    datasets = _ordered(number for row in rows for number in row["datasets"])
    collections = _ordered(number for row in rows for number in row["collections"])
    executions = sum(row["nodes"] for row in rows) - len(datasets) - len(collections)
    counts = Reached(len(datasets), len(collections), executions)
    return Dependants(counts, instance, {"hda": datasets, "hdca": collections})


def _of_several(graph: Graph, begin: Sequence[str], granularity: Granularity) -> Dependants:
    """Return what depends on any of the jobs of an execution: what several of them lead to is told by its key."""
    keys = set[str]().union(*(closure(graph, granularity, "downstream", key) for key in begin))
    keys.difference_update(begin)
    instance = begin[0].split("/", 1)[0]
    ids = {kind: _ordered(_numbers(keys, f"{instance}/{kind}/")) for kind in sorted(ITEMS)}
    datasets, collections = len(ids["hda"]), len(ids["hdca"])
    return Dependants(Reached(datasets, collections, len(keys) - datasets - collections), instance, ids)


def _numbers(keys: Iterable[str], prefix: str) -> Iterator[int]:
    return (int(key[len(prefix) :]) for key in keys if key.startswith(prefix))


def _ordered(numbers: Iterable[int]) -> array[int]:
    return array("q", sorted(numbers))


def _parts(key: str) -> tuple[str, int]:
    _, kind, number = key.split("/")
    return kind, int(number)


def _size(found: Dependants) -> int:
    return found.size


_kept: WeakKeyDictionary[Graph, LRUCache[tuple[object, ...], Dependants]] = WeakKeyDictionary()
_lock = threading.Lock()
