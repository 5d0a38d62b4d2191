"""What depends on a reference that everybody uses: counts and the first page, then all of it, and the memory.

    python -m tests.bench.bench_impact [--nodes N] [--turns N] [local] [neo4j]
    python -m tests.bench.bench_impact --given GRAPH HUB         a graph that is there, and a key in it

A hub is made up: analyses of 25 steps, each of which reads the hub and what the step before made. Wanted: counts and
the first page of 10^5 nodes within a second, and the rest as a stream in constant memory.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable, Iterator
from statistics import median
from typing import Final

from more_itertools import chunked

from cypher import EdgeRow, Graph, NodeRow, open_graph
from explorer import Explorer
from explorer.lineage import dependants
from explorer.lineage.model import Impact
from tests.bench.graphs import ENGINES
from tests.bench.table import show

STEPS: Final = 25
HUB: Final = "main/hda/1"
MIDDLE: Final = "main/hda/25000"


def analyses(nodes: int) -> Iterator[tuple[list[NodeRow], list[EdgeRow]]]:
    """Yield an analysis at a time; one has a dataset and an execution for each step."""
    yield [NodeRow("Dataset", HUB, {"name": "reference"})], []
    for first in range(2, nodes // 2, STEPS):
        new: list[NodeRow] = []
        edges: list[EdgeRow] = []
        before = None
        for number in range(first, first + STEPS):
            made, run = f"main/hda/{number}", f"main/job/{number}"
            new.append(NodeRow("Dataset", made, {"name": f"step {number}", "hid": number, "state": "ok"}))
            new.append(NodeRow("ToolExecution", run, {"tool_id": "align"}))
            edges.append(EdgeRow("PRODUCED", "ToolExecution", run, "Dataset", made, {"output": "out"}))
            edges += [
                EdgeRow("CONSUMED_BY", "Dataset", source, "ToolExecution", run, {"input": "in"})
                for source in (HUB, before)
                if source
            ]
            before = made
        yield new, edges


def fill(graph: Graph, nodes: int) -> None:
    """Write the hub and what depends on it."""
    writer = graph.writer()
    for some in chunked(analyses(nodes), 100):
        writer.apply(
            [node for new, _ in some for node in new], [edge for _, edges in some for edge in edges], fresh=True
        )


def measure(graph: Graph, hub: str, turns: int) -> Iterator[tuple[str, float, float]]:
    """Yield what was asked, p50 in ms and the most memory in MB that Python took for it."""
    explorer = Explorer(graph)

    def first_time() -> Impact:
        dependants.forget(graph)
        return explorer.impact(hub)

    asked: dict[str, Callable[[], object]] = {
        "counts and first page": first_time,
        "the same again": lambda: explorer.impact(hub),
        "a page in the middle": lambda: explorer.impact(hub, cursor={"after": MIDDLE}),
        "all, as a stream": lambda: sum(1 for _ in explorer.all_impact(hub)[1]),
    }
    for name, ask in asked.items():
        ask()
        taken = []
        for _ in range(turns):
            begun = time.perf_counter()
            ask()
            taken.append(1_000 * (time.perf_counter() - begun))
        tracemalloc.start()
        ask()
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        yield name, median(taken), peak


def report(graph: Graph, hub: str, turns: int) -> None:
    """Print a table for one hub."""
    counts = Explorer(graph).impact(hub).counts
    title = f"{graph.server}: {counts.datasets:,} datasets and {counts.executions:,} executions depend on {hub}"
    show(title, ("asked", "p50 ms", "MB"), list(measure(graph, hub, turns)))


def main(arguments: argparse.Namespace) -> None:
    """Print a table for each engine, or for what is given."""
    for url, hub in arguments.given:
        with open_graph(url) as graph:
            report(graph, hub, arguments.turns)
    for engine in () if arguments.given else arguments.engines or ENGINES:
        with ENGINES[engine]() as url, open_graph(url) as graph:
            fill(graph, arguments.nodes)
            report(graph, HUB, arguments.turns)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="local|neo4j")
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--given", nargs=2, action="append", default=[], metavar=("GRAPH", "HUB"))
    main(parser.parse_args())
