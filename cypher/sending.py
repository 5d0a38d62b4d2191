"""Statements inside a write transaction: what goes with one is bounded, so that no message is too large.

The local server drops a message above `LARGEST_MESSAGE` of `cypher.local.options`, and any server has to hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from more_itertools import chunked
from neo4j import ManagedTransaction

from cypher import writes
from cypher.packing import AT_ONCE, Ends, Insert, bounded_maps, insert_edges, insert_nodes
from cypher.rows import EdgeRow, NodeRow


def send(tx: ManagedTransaction, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    """Run a statement and return its rows by name."""
    result = tx.run(statement, parameters)
    return [dict(zip(result.keys(), record.values(), strict=True)) for record in result]


def found(tx: ManagedTransaction, statement: str, keys: Iterable[str]) -> Iterator[Any]:
    """Run a statement that finds a list for `$keys`, in slices, and yield what is in the lists."""
    for some in chunked(keys, AT_ONCE):
        yield from send(tx, statement, keys=some)[0]["found"]


def create_nodes(tx: ManagedTransaction, label: str, nodes: Iterable[NodeRow]) -> None:
    """Create nodes that are not there."""
    for insert in insert_nodes(label, nodes):
        insert_rows(tx, insert)


def update_nodes(tx: ManagedTransaction, label: str, rows: Iterable[dict[str, Any]]) -> None:
    """Give nodes that are there these properties, and no others."""
    _send_maps(tx, writes.update_nodes(label), rows)


def upsert_nodes(tx: ManagedTransaction, label: str, rows: Iterable[dict[str, Any]]) -> None:
    """Give nodes these properties, and no others; create those that are not there."""
    _send_maps(tx, writes.upsert_nodes(label), rows)


def remove_nodes(tx: ManagedTransaction, label: str, keys: Iterable[str]) -> None:
    """Remove nodes that are there, with their edges."""
    for some in chunked(keys, AT_ONCE):
        send(tx, writes.remove_nodes(label), keys=some)


def create_edges(tx: ManagedTransaction, ends: Ends, edges: Sequence[EdgeRow]) -> int:
    """Create edges of one type between two labels; return how many had both ends."""
    return sum(insert_rows(tx, insert) for insert in insert_edges(ends, edges))


def insert_rows(tx: ManagedTransaction, insert: Insert) -> int:
    """Create nodes or edges; return how many were made, see `Insert`."""
    return int(send(tx, insert.statement, rows=insert.rows)[0]["made"])


def remove_edges(tx: ManagedTransaction, ends: Ends, rows: Iterable[dict[str, str]]) -> None:
    """Remove all edges of one type between each source and target."""
    for some in chunked(rows, AT_ONCE):
        send(tx, writes.remove_edges(*ends), rows=some)


def _send_maps(tx: ManagedTransaction, statement: str, rows: Iterable[dict[str, Any]]) -> None:
    for some in bounded_maps(rows):
        send(tx, statement, rows=some)
