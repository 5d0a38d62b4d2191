"""First load against a plain loader that sends the same rows.

    python -m tests.bench.bench_first_load [--datasets N] [--source sqlite|postgres] [--turns N] [local] [neo4j]

The sync is timed with everything: it reads Galaxy's database, transforms and writes. The plain loader has its rows in
memory. They take turns, on the same server, emptied in between; the first turn warms it up. Where other work goes on
meanwhile, processor time tells more than the clock: that of the loader and of the graph's server, in seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from more_itertools import partition

from cypher import EdgeRow, Graph, NodeRow, open_graph
from cypher.dump import _edge, _node, dump
from tests.bench import measured_sync, processor_time
from tests.bench.databases import SOURCES
from tests.bench.graphs import ENGINES
from tests.bench.plain_loader import PlainBatch, prepare, send
from tests.bench.table import say, show
from tests.engines.graph_server import empty

WANTED = 1.8


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and processor time of the loader and of the server."""

    clock: float
    loader: float
    server: float


def measure(engine: str, galaxy: str, turns: int) -> Iterator[tuple[int, Cost, Cost]]:
    """Yield the number of rows, what the sync costs and what the plain loader costs, once per turn."""
    with ENGINES[engine]() as url:
        for _ in range(turns):
            synced = measured_sync.run(galaxy, url)
            with open_graph(url) as graph:
                batches = list(prepare(*rows_of(graph)))
                empty(graph)
                plain = _send(graph, url, batches)
                empty(graph)
            cost = Cost(synced.seconds, synced.loader, synced.server)
            yield sum(len(batch.rows) for batch in batches), cost, plain


def _send(graph: Graph, url: str, batches: Sequence[PlainBatch]) -> Cost:
    server, loader, clock = processor_time.of_server(url), processor_time.of_this(), monotonic()
    with graph._session() as session:
        send(session, batches)
    clock, loader = monotonic() - clock, processor_time.of_this() - loader
    return Cost(clock, loader, processor_time.of_server(url) - server)


def rows_of(graph: Graph) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Take the very rows from a graph that holds them."""
    lines = (json.loads(line) for line in dump(graph))
    edges, nodes = partition(lambda record: "node" in record, lines)
    return [_node(record) for record in nodes], [_edge(json.dumps(record)) for record in edges]


def main(datasets: int, source: str, turns: int, engines: list[str]) -> None:
    """Print a line for each engine and turn."""
    lines = []
    with SOURCES[source](datasets) as galaxy:
        for engine in engines:
            for rows, sync, plain in measure(engine, galaxy, turns):
                costs = [cost for each in (sync, plain) for cost in (rows / each.clock, each.loader, each.server)]
                lines.append((engine, rows, *costs, plain.clock / sync.clock))
                say("  ".join(str(cell) for cell in lines[-1]))
    show(
        f"First load of {datasets:,} datasets from {source}; rows are nodes and edges; wanted: ratio ≥ {WANTED}",
        ("engine", "rows", "sync rows/s", "loader", "server", "plain rows/s", "loader", "server", "ratio"),
        lines,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="local|neo4j", default=list(ENGINES))
    parser.add_argument("--datasets", type=int, default=100_000)
    parser.add_argument("--source", choices=SOURCES, default="sqlite")
    parser.add_argument("--turns", type=int, default=2)
    given = parser.parse_args()
    main(given.datasets, given.source, given.turns, given.engines)
