"""History graphs of 1,000 items with their JSON, against Galaxy's own builder on the same database; no HTTP.

    python -m tests.bench.bench_history_graph [--turns N] [--histories N] DATASETS... [--engines local neo4j]

All forms take turns, history by history, so that other work on the machine disturbs all alike. Galaxy's builder runs
in a process of its own and tells how long it took; the histories are those with most that Galaxy shows. Wanted: half of
Galaxy's time (a quarter is the aim), a twentieth when asked again, and the same from 10^4 to 10^6 datasets.
"""

from __future__ import annotations

import argparse
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from statistics import median, quantiles

from api.encoding import Encoder
from api.freshness import entity_tag
from api.ids import Ids
from api.kept import Answer, Kept
from api.schemas import HistoryGraph
from cypher import Graph, open_graph
from explorer import Explorer
from loaders.sync import sync
from tests.bench.databases import SOURCES
from tests.bench.graphs import ENGINES
from tests.bench.table import show
from tests.oracle.client import ID_SECRET, OracleProcess

LIMIT = 1_000
BASE = "Galaxy's builder"
LARGEST = """
    SELECT history_id, sum(shown) AS shown FROM (
      SELECT history_id, sum(visible) AS shown FROM history_dataset_association WHERE NOT deleted GROUP BY history_id
      UNION ALL
      SELECT history_id, count(*) FROM history_dataset_collection_association WHERE NOT deleted GROUP BY history_id
    ) GROUP BY history_id ORDER BY shown DESC LIMIT ?
"""

Form = Callable[[int], float]
"""Answers about a history, and returns the seconds that it took."""


def largest(database: str, count: int) -> list[int]:
    """Return the histories that show most items."""
    with closing(sqlite3.connect(database)) as connection:
        return [history for history, _ in connection.execute(LARGEST, [count])]


def builder(process: OracleProcess, database: str) -> Form:
    """Return Galaxy's own way, timed in its process."""
    asked = {"database": database, "ids": "encoded", "id_secret": ID_SECRET, "limit": LIMIT}
    return lambda history: float(process.ask(asked | {"history_id": history})["seconds"])


def forms(graph: Graph) -> dict[str, Form]:
    """Return our ways: each profile asked for the first time, and the kept answer."""
    ids, kept = Ids({"main": ID_SECRET}), Kept()

    def written(history: int, profile: str) -> bytes:
        found = Explorer(graph).history_graph(history, limit=LIMIT, profile=profile)
        return HistoryGraph.model_validate(Encoder(ids, "main").encode(found)).model_dump_json().encode()

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


def main(arguments: argparse.Namespace) -> None:
    """Print a table for each size and engine."""
    with OracleProcess() as process:
        for datasets in arguments.datasets:
            for engine in arguments.engines:
                with (
                    SOURCES["sqlite"](datasets) as galaxy,
                    ENGINES[engine]() as url,
                    open_graph(url) as graph,
                ):
                    sync(galaxy, graph)
                    database = galaxy.removeprefix("sqlite:///")
                    histories = largest(database, arguments.histories)
                    taken = measure({BASE: builder(process, database)} | forms(graph), histories, arguments.turns)
                title = f"{engine}, {datasets:,} datasets, {len(histories)} histories, {LIMIT:,} items, ms"
                show(title, ("form", "least", "p50", "p95", "to Galaxy's"), list(rows(taken)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="*", type=int, default=[10_000])
    parser.add_argument("--histories", type=int, default=2)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=["local"])
    main(parser.parse_args())
