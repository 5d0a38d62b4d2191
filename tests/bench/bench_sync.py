"""Syncs of databases of several sizes: what the cost depends on.

    python -m tests.bench.bench_sync [--engine local|neo4j] [--source sqlite|postgres] [datasets …]

Each size: the first load, empty syncs, syncs after 1,000 new executions and some changes, a reconcile of what is equal,
and one after 10 datasets were deleted for good. 10^6 datasets take about a quarter of an hour and 5 GB of disk.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tests.bench import measured_sync
from tests.bench.databases import SOURCES
from tests.bench.galaxy import add_executions, delete_rows
from tests.bench.graphs import ENGINES, count
from tests.bench.measured_sync import Measured
from tests.bench.table import say, show

SIZES = (10_000, 100_000, 1_000_000)
TIMES = 3
"""Empty and growing syncs are run so often; the median counts."""

EXECUTIONS = 1_000
SHOWN = 20
MEGABYTE = 2**20


@dataclass(frozen=True)
class Figures:
    """What was measured at one size: `rows` are nodes and edges after the first load."""

    datasets: int
    rows: int
    first: Measured
    empty: list[Measured]
    grown: list[Measured]
    equal: Measured
    deleted: Measured


def measure(datasets: int, source: str, engine: str) -> Figures:
    """Run all syncs of one size."""
    with SOURCES[source](datasets) as galaxy, ENGINES[engine]() as graph:
        first = _run("first load", galaxy, graph)
        rows = count(graph)
        empty = [_run("empty", galaxy, graph) for _ in range(TIMES)]
        equal = _run("reconcile, nothing differs", galaxy, graph, "reconcile")
        delete_rows(galaxy, 10)
        deleted = _run("reconcile, 10 deleted", galaxy, graph, "reconcile")
        grown = list(_growing(galaxy, graph))
        return Figures(datasets, rows, first, empty, grown, equal, deleted)


def _growing(galaxy: str, graph: str) -> Iterator[Measured]:
    for seed in range(TIMES):
        add_executions(galaxy, EXECUTIONS, seed=seed + 100)
        yield _run(f"after {EXECUTIONS} new executions", galaxy, graph)


def _run(what: str, galaxy: str, graph: str, mode: str = "incremental") -> Measured:
    measured = measured_sync.run(galaxy, graph, mode)
    say(
        f"  {what}: {measured.seconds:.2f} s, processor {measured.loader:.2f} s here and {measured.server:.2f} s there,"
        f" {measured.read:,} rows read, {measured.written:,} written,"
        f" {len(measured.differences)} differences, {measured.peak // MEGABYTE} MB at most"
    )
    for line in measured.differences[:SHOWN]:
        say(f"    {line}")
    return measured


def main(sizes: list[int], source: str, engine: str) -> None:
    """Run all sizes and print the tables."""
    found = []
    for size in sizes:
        say(f"{size:,} datasets, {source} to {engine}")
        found.append(measure(size, source, engine))
    _show_loads(found)
    _show_syncs(found)


def _show_loads(found: list[Figures]) -> None:
    head = ("datasets", "rows", "seconds", "rows/s", "ratio", "µs loader", "µs server", "MB at most", "MB by quarter")
    speeds = [f.rows / f.first.seconds for f in found]
    rows = [
        (
            f"{f.datasets:,}", f.rows, f.first.seconds, speed, speed / speeds[0],
            f.first.loader / f.rows * 1e6, f.first.server / f.rows * 1e6, f.first.peak // MEGABYTE,
            " ".join(str(quarter // MEGABYTE) for quarter in f.first.quarters),
        )
        for f, speed in zip(found, speeds, strict=True)
    ]  # fmt: skip
    show("First load; rows are nodes and edges; µs of processor time per row; memory of the loader", head, rows)


def _show_syncs(found: list[Figures]) -> None:
    head = ("datasets", "empty", "loader", "grown", "ratio", "loader", "equal", "loader", "10 deleted", "found")
    grown = [_middle(f.grown) for f in found]
    rows = [
        (
            f"{f.datasets:,}", *_middle(f.empty), clock, clock / grown[0][0], loader, f.equal.seconds, f.equal.loader,
            f.deleted.seconds, len(f.deleted.differences),
        )
        for f, (clock, loader) in zip(found, grown, strict=True)
    ]  # fmt: skip
    show(
        f"Seconds, and those of processor time of the loader: a sync with nothing new, one after {EXECUTIONS:,} new"
        " executions; a reconcile where nothing differs, and one after 10 deletions",
        head,
        rows,
    )


def _middle(runs: list[Measured]) -> tuple[float, float]:
    return median(run.seconds for run in runs), median(run.loader for run in runs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--source", choices=SOURCES, default="sqlite")
    parser.add_argument("--engine", choices=ENGINES, default="local")
    given = parser.parse_args()
    main(list(given.sizes), given.source, given.engine)
