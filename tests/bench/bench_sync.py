"""Syncs of databases of several sizes: what the cost depends on.

    python -m tests.bench.bench_sync [--engine local|neo4j] [--source sqlite|postgres] [--kept FOLDER] [--short]
        [datasets …]

Each size: the first load, empty syncs, syncs after 1,000 new executions and some changes, a reconcile of what is equal,
and one after 10 datasets were deleted for good. 10^6 datasets take about a quarter of an hour and 5 GB of disk.
With `--kept` loaded graphs of the local server are kept in a folder, as `graph-DATASETS`, and copies of them are used:
the first load is left out where there is one. `--short` leaves out the reconciles. At the end: each size against the
first one, by the clock and by processor time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench import measured_sync
from tests.bench.databases import SOURCES
from tests.bench.galaxy import add_executions, delete_rows
from tests.bench.graphs import ENGINES, count, kept
from tests.bench.measured_sync import Measured
from tests.bench.table import Cell, say, show

SIZES = (10_000, 100_000, 1_000_000)
TIMES = 3
"""Empty and growing syncs are run so often; the median counts."""

EXECUTIONS = 1_000
SHOWN = 20
MEGABYTE = 2**20


@dataclass(frozen=True)
class Figures:
    """What was measured at one size: `rows` are nodes and edges before the first sync that is no first load."""

    datasets: int
    rows: int
    first: Measured | None
    empty: list[Measured]
    grown: list[Measured]
    equal: Measured | None
    deleted: Measured | None


Server = Callable[[str, int], AbstractContextManager[str]]
"""Source and number of datasets → the address of a graph that may hold them."""


def measure(datasets: int, source: str, server: Server, *, short: bool) -> Figures:
    """Run all syncs of one size."""
    with SOURCES[source](datasets) as galaxy, server(galaxy, datasets) as graph:
        first = None if count(graph) else _run("first load", galaxy, graph)
        rows = count(graph)
        empty = [_run("empty", galaxy, graph) for _ in range(TIMES)]
        equal, deleted = (None, None) if short else _reconciled(galaxy, graph)
        grown = list(_growing(galaxy, graph))
        return Figures(datasets, rows, first, empty, grown, equal, deleted)


def _reconciled(galaxy: str, graph: str) -> tuple[Measured, Measured]:
    equal = _run("reconcile, nothing differs", galaxy, graph, "reconcile")
    delete_rows(galaxy, 10)
    return equal, _run("reconcile, 10 deleted", galaxy, graph, "reconcile")


def _empty(engine: str, _galaxy: str, _datasets: int) -> AbstractContextManager[str]:
    return ENGINES[engine]()


def _kept(folder: Path, galaxy: str, datasets: int) -> AbstractContextManager[str]:
    return kept(folder / f"graph-{datasets}", lambda graph: _run("first load, kept", galaxy, graph))


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


def main(sizes: list[int], source: str, server: Server, *, short: bool) -> None:
    """Run all sizes and print the tables."""
    found = []
    for size in sizes:
        say(f"{size:,} datasets from {source}")
        found.append(measure(size, source, server, short=short))
    _show_loads([(f, f.first) for f in found if f.first])
    _show_syncs(found)
    _show_growth(found)


def _show_loads(found: list[tuple[Figures, Measured]]) -> None:
    head = ("datasets", "rows", "seconds", "rows/s", "ratio", "µs loader", "µs server", "MB at most", "MB by quarter")
    speeds = [f.rows / first.seconds for f, first in found]
    rows = [
        (
            f"{f.datasets:,}", f.rows, first.seconds, speed, speed / speeds[0],
            first.loader / f.rows * 1e6, first.server / f.rows * 1e6, first.peak // MEGABYTE,
            " ".join(str(quarter // MEGABYTE) for quarter in first.quarters),
        )
        for (f, first), speed in zip(found, speeds, strict=True)
    ]  # fmt: skip
    if rows:
        show("First load; rows are nodes and edges; µs of processor time per row; memory of the loader", head, rows)


def _show_syncs(found: list[Figures]) -> None:
    head = (
        "datasets",
        "empty",
        "loader",
        "server",
        "grown",
        "loader",
        "server",
        "equal",
        "loader",
        "10 deleted",
        "found",
    )
    rows = [
        (
            f"{f.datasets:,}", *_middle(f.empty), *_middle(f.grown),
            *((f.equal.seconds, f.equal.loader) if f.equal else (None, None)),
            *((f.deleted.seconds, len(f.deleted.differences)) if f.deleted else (None, None)),
        )
        for f in found
    ]  # fmt: skip
    show(
        f"Seconds, and those of processor time of loader and server: a sync with nothing new, one after {EXECUTIONS:,}"
        " new executions; a reconcile where nothing differs, and one after 10 deletions",
        head,
        rows,
    )


def _show_growth(found: list[Figures]) -> None:
    """Print what grows with the size; wanted of a sync after new executions: at most 1.3."""
    grown = [_middle(f.grown) for f in found]
    rows: list[list[Cell]] = [
        [f"{f.datasets:,}", *_ratios(costs, grown[0])] for f, costs in zip(found, grown, strict=True)
    ]
    show(
        f"A sync after {EXECUTIONS:,} new executions, to the one at {found[0].datasets:,} datasets; wanted: ≤ 1.3",
        ("datasets", "clock", "loader", "server", "both"),
        rows,
    )


def _ratios(costs: Sequence[float], first: Sequence[float]) -> list[float]:
    """Return each cost to the first one's, and last that of the processor time of both sides together."""
    return [*(now / then for now, then in zip(costs, first, strict=True)), sum(costs[1:]) / sum(first[1:])]


def _middle(runs: list[Measured]) -> tuple[float, float, float]:
    """Return the medians of the clock, and of the processor time of loader and server."""
    return median(r.seconds for r in runs), median(r.loader for r in runs), median(r.server for r in runs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--source", choices=SOURCES, default="sqlite")
    parser.add_argument("--engine", choices=ENGINES, default="local")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="of graphs of the local server")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    wanted = partial(_kept, given.kept) if given.kept else partial(_empty, given.engine)
    main(list(given.sizes), given.source, wanted, short=given.short)
