"""The upstream closure of about 500 nodes: every form tried, against a recursive query on Galaxy's own PostgreSQL.

    python -m tests.bench.bench_lineage [--datasets N] [--nodes N] [--seeds N] [--turns N] [local] [neo4j]
    python -m tests.bench.bench_lineage --given GALAXY GRAPH     a database and its graph that are there already

All forms take turns, seed by seed, so that other work on the machine disturbs all alike. The recursive query is timed
with the nodes and edges of the closure and their properties, on the indexes that Galaxy makes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg

from cypher import Graph
from explorer import Explorer
from explorer.lineage.edges import read_edges
from explorer.lineage.granularities import closure
from explorer.lineage.nodes import read_nodes
from tests.bench.graphs import ENGINES
from tests.bench.places import driver_url, given, made
from tests.bench.table import show

CLOSURE = Path(__file__).with_name("recursive.sql").read_text(encoding="utf-8")
IDS = f"{CLOSURE} SELECT kind, id FROM up"
WHOLE = (
    CLOSURE
    + """
SELECT up.kind, up.id, d.hid, d.name, x.state, d.extension, d.deleted, d.visible, d.create_time, h.id,
    h.name
  FROM up JOIN history_dataset_association d ON up.kind = 'hda' AND d.id = up.id
  JOIN dataset x ON x.id = d.dataset_id LEFT JOIN history h ON h.id = d.history_id
UNION ALL
SELECT up.kind, up.id, c.hid, c.name, k.populated_state, k.collection_type, c.deleted, c.visible, c.create_time,
    h.id, h.name
  FROM up JOIN history_dataset_collection_association c ON up.kind = 'hdca' AND c.id = up.id
  JOIN dataset_collection k ON k.id = c.collection_id LEFT JOIN history h ON h.id = c.history_id
UNION ALL
SELECT up.kind, up.id, NULL, min(j.tool_id), min(j.state), min(j.tool_version), NULL, NULL, min(j.create_time),
    NULL, NULL
  FROM up LEFT JOIN implicit_collection_jobs_job_association m
    ON up.kind = 'icj' AND m.implicit_collection_jobs_id = up.id
  JOIN job j ON j.id = CASE WHEN up.kind = 'job' THEN up.id ELSE m.job_id END
  WHERE up.kind IN ('job', 'icj') GROUP BY up.kind, up.id
UNION ALL
SELECT 'written', o.job_id, o.dataset_id, o.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM up JOIN job_to_output_dataset o ON up.kind = 'hda' AND o.dataset_id = up.id
UNION ALL
SELECT 'read', i.job_id, i.dataset_id, i.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM up LEFT JOIN implicit_collection_jobs_job_association m
    ON up.kind = 'icj' AND m.implicit_collection_jobs_id = up.id
  JOIN job_to_input_dataset i ON i.job_id = CASE WHEN up.kind = 'job' THEN up.id ELSE m.job_id END
  WHERE up.kind IN ('job', 'icj')
UNION ALL
SELECT 'element', e.hda_id, up.id, e.element_identifier, NULL, NULL, NULL, NULL, NULL, e.element_index, NULL
  FROM up JOIN history_dataset_collection_association c ON up.kind = 'hdca' AND c.id = up.id
  JOIN dataset_collection_element e ON e.dataset_collection_id = c.collection_id
"""
)

Form = Callable[[int], Any]


def forms(graph: Graph) -> dict[str, Form]:
    """What is tried on a graph, by name."""
    explorer = Explorer(graph)

    def keys(seed: int) -> set[str]:
        return closure(graph, "execution", "upstream", f"main/hda/{seed}")

    return {
        "keys alone, one statement": keys,
        "keys, then nodes": lambda seed: read_nodes(graph, "execution", keys(seed)),
        "keys, then edges": lambda seed: read_edges(graph, "execution", keys(seed)),
        "Explorer.lineage": lambda seed: explorer.lineage(f"hda:{seed}", limit=10_000),
        "Explorer.lineage, level by level": lambda seed: explorer.lineage(f"hda:{seed}", depth=10**6, limit=10_000),
    }


def seeds_near(graph: Graph, nodes: int, count: int) -> list[tuple[int, int]]:
    """Return datasets whose closure has about so many nodes, of a sample of all, and how many it has."""
    datasets = graph.highest("Dataset", "main/hda/")
    sample = range(1, datasets, max(1, datasets // 400))
    sizes = {seed: len(closure(graph, "execution", "upstream", f"main/hda/{seed}")) for seed in sample}
    return sorted(sizes.items(), key=lambda pair: (abs(pair[1] - nodes), pair))[:count]


def measure(forms: dict[str, Form], seeds: Sequence[int], turns: int) -> dict[str, list[float]]:
    """Return milliseconds of each form, for all seeds and turns; the first turn warms up."""
    taken: dict[str, list[float]] = {name: [] for name in forms}
    for turn in range(turns + 1):
        for seed in seeds:
            for name, form in forms.items():
                begun = time.perf_counter()
                form(seed)
                if turn:
                    taken[name].append(1_000 * (time.perf_counter() - begun))
    return taken


def recursive(connection: psycopg.Connection[Any]) -> dict[str, Form]:
    """Return the recursive queries."""
    return {
        "recursive SQL, ids": lambda seed: connection.execute(IDS, {"seed": seed}).fetchall(),
        "recursive SQL, all": lambda seed: connection.execute(WHOLE, {"seed": seed}).fetchall(),
    }


def rows(taken: dict[str, list[float]]) -> Iterator[tuple[str, float, float, float, float, float]]:
    """Yield for each form its name, least, p50 and p95, and least and p50 over those of the query with everything.

    The least is what is left to compare where other work keeps the machine busy.
    """
    base = taken["recursive SQL, all"]
    for name, times in taken.items():
        least, middle = min(times), median(times)
        yield name, least, middle, quantiles(times, n=20)[-1], least / min(base), middle / median(base)


def compare(galaxy: str, graph: Graph, arguments: argparse.Namespace) -> None:
    """Print a table for one database and its graph."""
    seeds = seeds_near(graph, arguments.nodes, arguments.seeds)
    with psycopg.connect(driver_url(galaxy), autocommit=True) as connection:
        taken = measure(recursive(connection) | forms(graph), [seed for seed, _ in seeds], arguments.turns)
    sizes = sorted(size for _, size in seeds)
    title = f"{graph.server}, closures of {sizes[0]} to {sizes[-1]} nodes, ms"
    show(title, ("form", "least", "p50", "p95", "least to SQL", "p50 to SQL"), list(rows(taken)))


def main(arguments: argparse.Namespace) -> None:
    """Print a table for each engine, or for what is given."""
    engines = () if arguments.given else arguments.engines or ENGINES
    wanted = [made("postgres", arguments.datasets, engine) for engine in engines]
    for place in [*wanted, *(given(*urls) for urls in arguments.given)]:
        with place as (galaxy, graph):
            compare(galaxy, graph, arguments)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=int, default=10_000)
    parser.add_argument("--nodes", type=int, default=500)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--turns", type=int, default=10)
    parser.add_argument("--given", nargs=2, action="append", default=[], metavar=("GALAXY", "GRAPH"))
    parser.add_argument("engines", nargs="*", metavar="local|neo4j")
    main(parser.parse_args())
