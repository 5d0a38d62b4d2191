"""The yardstick of the write speed: a loader as one writes it first.

`UNWIND … MERGE … SET +=`, batches of 5,000 rows, a transaction each, one session; constraints are in place. It runs
in a process of its own, in two ways: it reads Galaxy's database, a stream at a time, and sends what it has read; or it
has all rows in memory when the clock starts, so that only the sending is measured:

    sent = run(graph_url, galaxy_url, accelerated=False)
    with pickled(prepare(nodes, edges)) as file:
        sent = run(graph_url, file, accelerated=False)

The driver has an accelerator, `neo4j-rust-ext`, that we install: it more than halves what packing the rows costs. Who
writes a plain loader has the driver alone, so both are measured.

python -m tests.bench.plain_loader GRAPH_URL GALAXY_URL|BATCHES plain|accelerated    sends and prints what it cost
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, process_time
from typing import TYPE_CHECKING, Any, NamedTuple

from more_itertools import chunked

if TYPE_CHECKING:
    from neo4j import Session

    from cypher import EdgeRow, NodeRow

BATCH = 5_000
PICKLED = ".pickle"


class PlainBatch(NamedTuple):
    """A statement and its `$rows`."""

    statement: str
    rows: list[dict[str, Any]]


class Sent(NamedTuple):
    """What it cost: seconds by the clock, and of processor time of this side."""

    clock: float
    loader: float


def run(graph_url: str, source: str, *, accelerated: bool) -> Sent:
    """Send a Galaxy database, or pickled batches, in a new process, with or without the driver's accelerator."""
    driver = "accelerated" if accelerated else "plain"
    command = [sys.executable, "-m", "tests.bench.plain_loader", graph_url, source, driver]
    return Sent(**json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))


@contextmanager
def pickled(batches: Iterable[PlainBatch]) -> Iterator[str]:
    """Yield the path of a file with these batches."""
    with tempfile.NamedTemporaryFile(suffix=PICKLED) as file:
        pickle.dump([tuple(batch) for batch in batches], file)
        file.flush()
        yield file.name


def prepare(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow]) -> Iterator[PlainBatch]:
    """Yield the batches of all nodes, by label, then those of all edges, by type and ends."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        rows[_merge_nodes(node.label)].append({"key": node.key, "properties": node.stored()})
    for edge in edges:
        properties = edge.stored()
        rows[_merge_edges(edge, properties)].append(
            {"source": edge.source, "target": edge.target, "properties": properties}
        )
    for statement, all_ in rows.items():
        for some in chunked(all_, BATCH):
            yield PlainBatch(statement, some)


def send(session: Session, batches: Iterable[PlainBatch]) -> int:
    """Send the batches and return the number of their rows."""
    count = 0
    for statement, rows in batches:
        session.execute_write(lambda tx, text=statement, some=rows: tx.run(text, rows=some).consume())
        count += len(rows)
    return count


def _merge_nodes(label: str) -> str:
    return f"UNWIND $rows AS r MERGE (n:{label} {{key: r.key}}) SET n += r.properties"


def _merge_edges(edge: EdgeRow, properties: dict[str, Any]) -> str:
    """Match both ends; an edge is one per type, ends and the identifying properties that it has."""
    from cypher.schema import BY_TYPE  # noqa: PLC0415 - `main` decides what the driver has before anything imports it

    identity = ", ".join(f"{name}: r.properties.{name}" for name in BY_TYPE[edge.type].identity if name in properties)
    ends = f"MATCH (a:{edge.source_label} {{key: r.source}}) MATCH (b:{edge.target_label} {{key: r.target}})"
    return f"UNWIND $rows AS r {ends} MERGE (a)-[e:{edge.type} {{{identity}}}]->(b) SET e += r.properties"


def main(graph_url: str, source: str, driver: str) -> None:
    """Send the batches of a file, or of a Galaxy database."""
    if driver == "plain":
        sys.modules["neo4j._rust"] = None  # type: ignore[assignment]  # as if it were not installed
    from cypher import open_graph  # noqa: PLC0415
    from tests.bench.plain_reading import read  # noqa: PLC0415

    is_pickled = source.endswith(PICKLED)
    batches = _unpickled(source) if is_pickled else (batch for found in read(source) for batch in prepare(*found))
    with open_graph(graph_url) as graph, graph._session() as session:
        begun, before = monotonic(), process_time()
        send(session, batches)
        json.dump(Sent(monotonic() - begun, process_time() - before)._asdict(), sys.stdout)


def _unpickled(path: str) -> list[PlainBatch]:
    with Path(path).open("rb") as file:
        return [PlainBatch(*batch) for batch in pickle.load(file)]


if __name__ == "__main__":
    main(*sys.argv[1:])
