"""First load against a plain loader that sends the same rows.

    python -m tests.bench.bench_first_load [datasets [engine …]]

The sync is timed with everything: a process that reads Galaxy's database, transforms and writes. The plain loader has
its rows in memory. They take turns, on the same server, emptied in between.
"""

from __future__ import annotations

import sys

from cypher import open_graph
from tests.bench import measured_sync, plain_loader
from tests.bench.databases import sqlite_database
from tests.bench.graphs import ENGINES
from tests.bench.table import show
from tests.engines.graph_server import empty

WANTED = 1.8
TURNS = 2


def measure(engine: str, datasets: int) -> list[tuple[str, int, float, float, float]]:
    """(engine, rows, rows/s of the sync, rows/s of the plain loader, ratio), once per turn."""
    galaxy, found = f"sqlite:///{sqlite_database(datasets)}", []
    with ENGINES[engine]() as url:
        for _ in range(TURNS):
            seconds = measured_sync.run(galaxy, url).seconds
            with open_graph(url) as graph:
                rows = plain_loader.read_rows(graph)
                empty(graph)
                plain = plain_loader.load(graph, rows)
                empty(graph)
            found.append((engine, len(rows), len(rows) / seconds, len(rows) / plain, plain / seconds))
    return found


def main(datasets: int = 100_000, engines: tuple[str, ...] = tuple(ENGINES)) -> None:
    """Print a line for each engine and turn."""
    show(
        f"First load of {datasets:,} datasets, rows (nodes and edges) per second; wanted: ratio ≥ {WANTED}",
        ("engine", "rows", "sync", "plain loader", "ratio"),
        [line for engine in engines for line in measure(engine, datasets)],
    )


if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:2]), *((tuple(sys.argv[2:]),) if sys.argv[2:] else ()))
