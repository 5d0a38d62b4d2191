"""First load against a plain loader that sends the same rows.

    python -m tests.bench.bench_first_load [--datasets N] [--source sqlite|postgres] [--turns N] [local] [neo4j]

The sync is timed with everything: it reads Galaxy's database, transforms and writes. The plain loader is timed in three
ways: it reads the same database too, one thing after the other; it has its rows in memory already; and that with the
accelerator that we install (`neo4j-rust-ext`). They take turns, on the same server, emptied in between; the first turn
warms it up. Where other work goes on meanwhile, processor time tells more than the clock: that of the loader and of the
graph's server, in seconds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass

from more_itertools import partition

from cypher import EdgeRow, Graph, NodeRow, open_graph
from cypher.dump import _edge, _node, dump
from tests.bench import measured_sync, processor_time
from tests.bench.databases import SOURCES
from tests.bench.graphs import ENGINES
from tests.bench.plain_loader import pickled, prepare, run
from tests.bench.table import say, show
from tests.engines.graph_server import empty

WANTED = 1.8
PLAIN = ("plain", "in memory", "accelerated")
"""The plain loader: reading the source; with its rows in memory; that with the accelerator."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and processor time of the loader and of the server."""

    clock: float
    loader: float
    server: float


def measure(engine: str, galaxy: str, turns: int) -> Iterator[tuple[int, list[Cost]]]:
    """Yield the number of rows, what the sync costs and each plain loader, in the order of `PLAIN`; once per turn."""
    with ENGINES[engine]() as url:
        for _ in range(turns):
            synced = measured_sync.run(galaxy, url)
            costs = [Cost(synced.seconds, synced.loader, synced.server)]
            with open_graph(url) as graph:
                batches = list(prepare(*rows_of(graph)))
                rows = sum(len(batch.rows) for batch in batches)
                with pickled(batches) as file:
                    del batches
                    for source, accelerated in ((galaxy, False), (file, False), (file, True)):
                        empty(graph)
                        costs.append(_send(url, source, accelerated=accelerated))
                empty(graph)
            yield rows, costs


def _send(url: str, source: str, *, accelerated: bool) -> Cost:
    server = processor_time.of_server(url)
    sent = run(url, source, accelerated=accelerated)
    return Cost(sent.clock, sent.loader, processor_time.of_server(url) - server)


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
            for rows, costs in measure(engine, galaxy, turns):
                each = [figure for cost in costs for figure in (rows / cost.clock, cost.loader, cost.server)]
                sync, *plain = costs
                lines.append((engine, rows, *each, *(cost.clock / sync.clock for cost in plain)))
                say("  ".join(str(cell) for cell in lines[-1]))
    columns = [f"{who} {what}" for who in ("sync", *PLAIN) for what in ("rows/s", "loader", "server")]
    show(
        f"First load of {datasets:,} datasets from {source}; rows: nodes and edges; wanted: to plain ≥ {WANTED}",
        ("engine", "rows", *columns, *(f"to {who}" for who in PLAIN)),
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
