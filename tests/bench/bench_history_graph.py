"""History graphs of 1,000 items with their JSON, against Galaxy's own builder on the same PostgreSQL; no HTTP.

    python -m tests.bench.bench_history_graph [--turns N] [--histories N] DATASETS... [--engines local neo4j]
    python -m tests.bench.bench_history_graph --given GALAXY GRAPH      a database and its graph that are there already

All forms take turns, history by history, so that other work on the machine disturbs all alike. Galaxy's builder runs
in a process of its own and tells how long it took. In the Galaxy that is made up all runs from the tool form leave a
tool request, and the history is that of the largest whose graph has about as many nodes in Galaxy's answer as the one
where the target comes from: 719, for which the builder needed 180 statements; it says how many it needs here.
Wanted: half of Galaxy's time (a quarter is the aim), a twentieth when asked again, and the same from 10^4 to 10^6
datasets.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median, quantiles
from typing import Any, Final

import psycopg

from api.encoding import Encoder
from api.freshness import entity_tag
from api.ids import Ids
from api.kept import Answer, Kept
from api.schemas import HistoryGraph
from api.writing import write
from cypher import Graph
from explorer import Explorer
from tests.bench.databases import postgres
from tests.bench.graphs import ENGINES
from tests.bench.places import driver_url, given, loaded
from tests.bench.table import say, show
from tests.oracle.client import ID_SECRET, OracleProcess

LIMIT: Final = 1_000
NODES: Final = 719
LOOKED_AT: Final = 12
"""Histories whose graphs are counted."""

BASE: Final = "Galaxy's builder"
LARGEST: Final = """
    SELECT history_id FROM (
      SELECT history_id FROM history_dataset_association WHERE NOT deleted
      UNION ALL
      SELECT history_id FROM history_dataset_collection_association WHERE NOT deleted
    ) AS items GROUP BY history_id ORDER BY count(*) DESC, history_id LIMIT %s
"""

Form = Callable[[int], float]
"""Answers about a history, and returns the seconds that it took."""


def chosen(process: OracleProcess, galaxy: str, count: int) -> list[int]:
    """Return histories of whose graph Galaxy shows about `NODES` nodes."""
    with psycopg.connect(driver_url(galaxy)) as connection:
        largest = [history for (history,) in connection.execute(LARGEST, [LOOKED_AT])]
    answers = {history: _asked(process, galaxy, history) for history in largest}
    sizes = {history: len(answer["graph"]["nodes"]) for history, answer in answers.items()}
    found = sorted(largest, key=lambda history: abs(sizes[history] - NODES))[:count]
    for history in found:
        say(f"history {history}: {sizes[history]} nodes from Galaxy, by {answers[history]['statements']} statements")
    return found


def builder(process: OracleProcess, galaxy: str) -> Form:
    """Return Galaxy's own way, timed in its process."""
    return lambda history: float(_asked(process, galaxy, history)["seconds"])


def _asked(process: OracleProcess, galaxy: str, history: int) -> dict[str, Any]:
    asked = {"database": driver_url(galaxy), "ids": "encoded", "id_secret": ID_SECRET, "limit": LIMIT}
    return process.ask(asked | {"history_id": history})


def forms(graph: Graph) -> dict[str, Form]:
    """Return our ways: each profile asked for the first time, and the kept answer."""
    ids, kept = Ids({"main": ID_SECRET}), Kept()

    def written(history: int, profile: str) -> bytes:
        found = Explorer(graph).history_graph(history, limit=LIMIT, profile=profile)
        return write(HistoryGraph, found, Encoder(ids, "main"))

    def tag(history: int) -> str:
        return entity_tag("secret", graph.version(), history)

    def again(history: int) -> bytes | None:
        answer = kept.get(tag(history))
        return answer and answer.body

    def first(history: int) -> None:
        kept.keep(tag(history), Answer(written(history, "full"), []))

    return {
        "galaxy-26.1": _timed(lambda history: written(history, "galaxy-26.1")),
        "tes": _timed(lambda history: written(history, "tes")),
        "full": _timed(first),
        "full, asked again": _timed(again),
    }


def _timed(ask: Callable[[int], object]) -> Form:
    def timed(history: int) -> float:
        begun = time.perf_counter()
        ask(history)
        return time.perf_counter() - begun

    return timed


def measure(forms: dict[str, Form], histories: Sequence[int], turns: int) -> dict[str, list[float]]:
    """Return milliseconds of each form, for all histories and turns; the first three turns warm up."""
    taken: dict[str, list[float]] = {name: [] for name in forms}
    for turn in range(-3, turns):
        for history in histories:
            for name, form in forms.items():
                seconds = form(history)
                if turn >= 0:
                    taken[name].append(1_000 * seconds)
    return taken


def rows(taken: dict[str, list[float]]) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield for each form its name, least, p50 and p95, and its p50 over that of Galaxy's builder."""
    base = median(taken[BASE])
    for name, times in taken.items():
        yield name, min(times), median(times), quantiles(times, n=20)[-1], median(times) / base


def compare(process: OracleProcess, galaxy: str, graph: Graph, arguments: argparse.Namespace) -> None:
    """Print a table for one database and its graph."""
    histories = chosen(process, galaxy, arguments.histories)
    taken = measure({BASE: builder(process, galaxy)} | forms(graph), histories, arguments.turns)
    title = f"{graph.server}, {len(histories)} histories, {LIMIT:,} items, ms"
    show(title, ("form", "least", "p50", "p95", "to Galaxy's"), list(rows(taken)))


def main(arguments: argparse.Namespace) -> None:
    """Print a table for each size and engine, or for what is given."""
    sizes = () if arguments.given else arguments.datasets
    with OracleProcess() as process:
        for size in sizes:
            with postgres(size, requested=1) as galaxy:
                for engine in arguments.engines:
                    with loaded(galaxy, engine) as (_, graph):
                        compare(process, galaxy, graph, arguments)
        for urls in arguments.given:
            with given(*urls) as (galaxy, graph):
                compare(process, galaxy, graph, arguments)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*", type=int, default=[100_000])
    parser.add_argument("--histories", type=int, default=1)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=["local"])
    parser.add_argument("--given", nargs=2, action="append", default=[], metavar=("GALAXY", "GRAPH"))
    main(parser.parse_args())
