"""The yardstick of the write speed: a loader as one writes it first.

`UNWIND … MERGE … SET +=`, batches of 5,000 rows, a transaction each, one session; constraints are in place. What is
sent is prepared beforehand, so that only the sending is measured:

    batches = list(prepare(nodes, edges))
    with driver.session() as session:
        send(session, batches)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from more_itertools import chunked
from neo4j import Session

from cypher import EdgeRow, NodeRow
from cypher.schema import BY_TYPE

BATCH = 5_000


class PlainBatch(NamedTuple):
    """A statement and its `$rows`."""

    statement: str
    rows: list[dict[str, Any]]


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
    identity = ", ".join(f"{name}: r.properties.{name}" for name in BY_TYPE[edge.type].identity if name in properties)
    ends = f"MATCH (a:{edge.source_label} {{key: r.source}}) MATCH (b:{edge.target_label} {{key: r.target}})"
    return f"UNWIND $rows AS r {ends} MERGE (a)-[e:{edge.type} {{{identity}}}]->(b) SET e += r.properties"
