"""The two granularities, as a table: which statements read them, each way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cypher import Graph
from explorer.lineage.model import Granularity, Way

Rows = list[dict[str, Any]]


class Keys(NamedTuple):
    """Keys by what they are; `executions` are jobs at element granularity."""

    datasets: list[str]
    collections: list[str]
    executions: list[str]


@dataclass(frozen=True, slots=True)
class Reads:
    """How to read the graph at one granularity.

    Attributes:
        closure: everything one way from one key.
        dependants: how much is downstream of one key, and the ids of the items among it.
        step: the neighbours of many keys, one way.
        edges: the edges that lead into many keys.
        whole: everything one way from one key, with the edges that lead into it, unless it is more than so many nodes.
    """

    closure: Mapping[Way, Callable[[Graph, str], Rows]]
    dependants: Callable[[Graph, str], Rows]
    step: Mapping[Way, Callable[[Graph, Keys], Rows]]
    edges: Callable[[Graph, Keys], Rows]
    whole: Mapping[Way, Callable[[Graph, str, int], Rows]]


def _of(statement: str) -> Callable[[Graph, Keys], Rows]:
    """Return how to ask a statement about keys of every kind."""
    return lambda graph, keys: graph.read(statement, **keys._asdict())


READS: Final[Mapping[Granularity, Reads]] = MappingProxyType(
    {
        "execution": Reads(
            closure={
                "upstream": lambda graph, key: graph.read("lineage/upstream", key=key),
                "downstream": lambda graph, key: graph.read("lineage/downstream", key=key),
            },
            dependants=lambda graph, key: graph.read("lineage/dependants", key=key),
            step={"upstream": _of("lineage/sources"), "downstream": _of("lineage/targets")},
            edges=_of("lineage/edges"),
            whole={
                "upstream": lambda graph, key, most: graph.read("lineage/whole_upstream", key=key, most=most),
                "downstream": lambda graph, key, most: graph.read("lineage/whole_downstream", key=key, most=most),
            },
        ),
        "element": Reads(
            closure={
                "upstream": lambda graph, key: graph.read("lineage/job_upstream", key=key),
                "downstream": lambda graph, key: graph.read("lineage/job_downstream", key=key),
            },
            dependants=lambda graph, key: graph.read("lineage/job_dependants", key=key),
            step={"upstream": _of("lineage/job_sources"), "downstream": _of("lineage/job_targets")},
            edges=_of("lineage/job_edges"),
            whole={
                "upstream": lambda graph, key, most: graph.read("lineage/job_whole_upstream", key=key, most=most),
                "downstream": lambda graph, key, most: graph.read("lineage/job_whole_downstream", key=key, most=most),
            },
        ),
    }
)


def kind_of(key: str) -> str:
    """Return the kind in a key: `hda`, `hdca`, or that of an execution."""
    return key.split("/", 2)[1]


def is_data(key: str) -> bool:
    """Tell whether a key is that of a dataset or a collection."""
    return kind_of(key) in {"hda", "hdca"}


def by_kind(keys: Iterable[str]) -> Keys:
    """Sort keys out by what they are."""
    found = Keys([], [], [])
    places = {"hda": found.datasets, "hdca": found.collections}
    for key in keys:
        places.get(kind_of(key), found.executions).append(key)
    return found


def step(graph: Graph, granularity: Granularity, way: Way, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the neighbours of each key, one way; a key without any is there too."""
    found: dict[str, list[str]] = {key: [] for key in keys}
    if keys:
        for row in READS[granularity].step[way](graph, by_kind(keys)):
            found.update(row["neighbours"])
    return found


def closure(graph: Graph, granularity: Granularity, way: Way, key: str) -> set[str]:
    """Return the keys of everything one way from a key, and the key."""
    return {key}.union(*(row["keys"] for row in READS[granularity].closure[way](graph, key)))
