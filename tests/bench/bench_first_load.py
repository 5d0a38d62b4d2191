"""First load against a plain loader that sends the same rows.

    python -m tests.bench.bench_first_load [datasets [engine …]]

The sync is timed with everything: a process that reads Galaxy's database, transforms and writes. The plain loader has
its rows in memory. They take turns, on the same server, emptied in between.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from time import monotonic

from more_itertools import partition

from cypher import EdgeRow, Graph, NodeRow, open_graph
from cypher.dump import _edge, _node, dump
from tests.bench import measured_sync
from tests.bench.databases import sqlite
from tests.bench.graphs import ENGINES
from tests.bench.plain_loader import PlainBatch, prepare, send
from tests.bench.table import show
from tests.engines.graph_server import empty

WANTED = 1.8
TURNS = 2


Line = tuple[str, int, float, float, float]


def measure(engine: str, datasets: int) -> Iterator[Line]:
    """(engine, rows, rows/s of the sync, rows/s of the plain loader, ratio), once per turn."""
    with sqlite(datasets) as galaxy, ENGINES[engine]() as url:
        for _ in range(TURNS):
            seconds = measured_sync.run(galaxy, url).seconds
            with open_graph(url) as graph:
                batches = list(prepare(*rows_of(graph)))
                empty(graph)
                plain, rows = _send(graph, batches)
                empty(graph)
            yield engine, rows, rows / seconds, rows / plain, plain / seconds


def rows_of(graph: Graph) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Take the very rows from a graph that holds them; edges come first."""
    lines = (json.loads(line) for line in dump(graph))
    edges, nodes = partition(lambda record: "node" in record, lines)
    return [_node(record) for record in nodes], [_edge(json.dumps(record)) for record in edges]


def _send(graph: Graph, batches: Sequence[PlainBatch]) -> tuple[float, int]:
    begun = monotonic()
    with graph._session() as session:
        rows = send(session, batches)
    return monotonic() - begun, rows


def main(datasets: int = 100_000, engines: tuple[str, ...] = tuple(ENGINES)) -> None:
    """Print a line for each engine and turn."""
    show(
        f"First load of {datasets:,} datasets, rows (nodes and edges) per second; wanted: ratio ≥ {WANTED}",
        ("engine", "rows", "sync", "plain loader", "ratio"),
        [line for engine in engines for line in measure(engine, datasets)],
    )


if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:2]), *((tuple(sys.argv[2:]),) if sys.argv[2:] else ()))
