"""Search over many datasets: a page of 50 for rare words, common ones, a beginning; and what the index costs.

    python -m tests.bench.bench_search [--datasets N] [--times N] [local] [neo4j]
    python -m tests.bench.bench_search --given GRAPH [WORDS ...]     a graph that is there, words that occur in it

The datasets are made up here, with names as tools give them; ten to a history, an execution for each four. Wanted:
less than 300 ms at 10^6 datasets, on both engines.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from more_itertools import chunked

from cypher import Graph, NodeRow, open_graph
from cypher.words import words_of
from explorer import Explorer
from tests.bench.graphs import ENGINES
from tests.bench.table import say, show

TOOLS: Final = ("FastQC", "bowtie2", "HISAT2", "featureCounts", "MultiQC", "Trimmomatic", "samtools sort", "Cut")
KINDS: Final = (("Webpage", "html"), ("alignments", "bam"), ("log", "txt"), ("counts", "tabular"))
QUERIES: Final = (
    ("one dataset, by its id", "424242"),
    ("a run, by its accession", "err4711 "),
    ("a rare beginning", "err471"),
    ("a number", "4711"),
    ("two words", "trimmomatic 4711"),
    ("a common word", "fastqc"),
    ("two common words", "hisat2 alignments"),
    ("what all have", "on"),
    ("a common beginning", "sam"),
    ("nothing", "unheard"),
    ("a beginning that nothing has, before what all have", "fastp"),
)

Line = tuple[str, str, str, int, float, float]
"""Engine, what is asked about, words, how many the page shows, p50 and p95 in ms."""


def things(datasets: int) -> Iterator[NodeRow]:
    """Yield datasets, their executions and their histories."""
    chance = random.Random(7)
    for number in range(1, datasets + 1):
        tool, (what, extension) = chance.choice(TOOLS), chance.choice(KINDS)
        name = f"{tool} on ERR{chance.randrange(datasets // 20)}.fastq.gz: {what}"
        yield _node("Dataset", "hda", number, {"name": name, "extension": extension, "create_time": None})
        if number % 4 == 0:
            yield _node("ToolExecution", "job", number, {"tool_id": f"toolshed/repos/iuc/{tool}/1.{number % 9}"})
        if number % 10 == 0:
            yield _node("History", "history", number, {"name": f"Experiment {number}"})


def _node(label: str, kind: str, number: int, properties: dict[str, object]) -> NodeRow:
    key = f"main/{kind}/{number}"
    return NodeRow(label, key, {**properties, "words": words_of(label, key, properties)})


def fill(graph: Graph, datasets: int) -> tuple[float, float]:
    """Write everything, then make the index; return the seconds of both."""
    writer, begun = graph.writer(), time.monotonic()
    for some in chunked(things(datasets), 20_000):
        writer.apply(some, fresh=True)
    written = time.monotonic()
    graph.ensure_searchable()
    return written - begun, time.monotonic() - written


def measure(graph: Graph, words: str, times: int) -> tuple[int, list[float]]:
    """Return how many the first page has, and the milliseconds of each time, in order."""
    explorer, taken, shown = Explorer(graph), [], 0
    for _ in range(times):
        begun = time.perf_counter()
        shown = len(explorer.search(words).hits)
        taken.append((time.perf_counter() - begun) * 1000)
    return shown, sorted(taken)


def asked(graph: Graph, questions: Iterable[tuple[str, str]], times: int) -> Iterator[Line]:
    """Yield a line for each question."""
    measure(graph, "trimmomatic log", times)
    for about, words in questions:
        shown, taken = measure(graph, words, times)
        yield graph.engine, about, words, shown, taken[len(taken) // 2], taken[int(len(taken) * 0.95)]


def made(datasets: int, times: int, engines: Sequence[str]) -> Iterator[Line]:
    """Fill a graph for each engine, and yield a line for each engine and question."""
    for engine in engines:
        with ENGINES[engine]() as url, open_graph(url) as graph:
            written, indexed = fill(graph, datasets)
            say(f"{engine}: {written:.1f} s to write, {indexed:.1f} s for the indexes")
            yield from asked(graph, QUERIES, times)


def given(url: str, words: Sequence[str], times: int) -> Iterator[Line]:
    """Yield a line for each of some words in a graph that is there; the first question makes its indexes."""
    with open_graph(url) as graph:
        yield from asked(graph, [("given", each) for each in words], times)


def main(arguments: argparse.Namespace) -> None:
    """Print a line for each engine and question."""
    if arguments.given:
        url, *words = arguments.given
        lines = list(given(url, words or [each for _, each in QUERIES], arguments.times))
    else:
        lines = list(made(arguments.datasets, arguments.times, arguments.engines))
    show("Search, ms; wanted: < 300", ("engine", "question", "words", "shown", "p50 ms", "p95 ms"), lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="local|neo4j", default=list(ENGINES))
    parser.add_argument("--datasets", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--given", nargs="+", metavar=("GRAPH", "WORDS"))
    main(parser.parse_args())
