"""First load against a plain loader that sends the same rows.

    python -m tests.bench.bench_first_load [--datasets N] [--source sqlite|postgres] [--turns N] [local] [neo4j]

The sync is timed with everything: it reads Galaxy's database, transforms and writes. The plain loader has its rows in
memory. They take turns, on the same server, emptied in between; the first turn warms it up. Where other work goes on
meanwhile, processor time tells more than the clock: that of the loader and of the graph's server, in seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from more_itertools import partition

from cypher import EdgeRow, Graph, NodeRow, open_graph
from cypher.dump import _edge, _node, dump
from tests.bench import measured_sync, processor_time
from tests.bench.databases import SOURCES
from tests.bench.graphs import ENGINES
from tests.bench.plain_loader import prepare, send
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
            synced = _cost(url, processor_time.of_children, lambda: measured_sync.run(galaxy, url).seconds)
            with open_graph(url) as graph:
                batches = list(prepare(*rows_of(graph)))
                empty(graph)
                with graph._session() as session:
                    plain = _cost(url, processor_time.of_this, lambda s=session, b=batches: _timed(lambda: send(s, b)))
                empty(graph)
            yield sum(len(batch.rows) for batch in batches), synced, plain


def rows_of(graph: Graph) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Take the very rows from a graph that holds them."""
    lines = (json.loads(line) for line in dump(graph))
    edges, nodes = partition(lambda record: "node" in record, lines)
    return [_node(record) for record in nodes], [_edge(json.dumps(record)) for record in edges]


def _timed(work: Callable[[], object]) -> float:
    begun = monotonic()
    work()
    return monotonic() - begun


def _cost(url: str, loader: Callable[[], float], work: Callable[[], float]) -> Cost:
    """Run; `work` says how long it took by the clock."""
    before = loader(), processor_time.of_server(url)
    clock = work()
    return Cost(clock, loader() - before[0], processor_time.of_server(url) - before[1])


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
