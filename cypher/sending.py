"""Statements inside a write transaction: what goes with one is bounded, so that no message is too large.

The local server drops a message above `LARGEST_MESSAGE` of `cypher.local.options`, and any server has to hold it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from more_itertools import chunked, constrained_batches
from neo4j import ManagedTransaction

from cypher import writes
from cypher.errors import TooLarge
from cypher.rows import EdgeRow, NodeRow

AT_ONCE: Final = 5_000
"""Rows, or keys, in one statement."""

CHARACTERS: Final = 16 * 2**20
"""Text in one statement; a single row may be larger."""

MOST: Final = 32 * 2**20
"""Text in one row: the local server takes a minute for twice as much, and does not come back from three times."""

_WITH_TEXT: Final = frozenset({str, list, tuple})
_Row = Collection[Any]
_End = tuple[str, Sequence[_Row]]
"""The key of a node, and its edges: the key of the other end and the values of the properties."""


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
    statement, rows = writes.create_nodes(label), (node.values() for node in nodes)
    for some in _bounded(rows):
        send(tx, statement, rows=some)


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


def create_edges(tx: ManagedTransaction, ends: tuple[str, str, str], edges: Sequence[EdgeRow]) -> int:
    """Create edges of one type between two labels (type, of the source, of the target); return how many had both ends.

    The end that fewer nodes stand at, such as the history of many datasets, is looked up once for all its edges.
    """
    by_source = len({edge.source for edge in edges}) <= len({edge.target for edge in edges})
    statement = writes.create_edges(*ends, by_source=by_source)
    return sum(int(send(tx, statement, rows=some)[0]["made"]) for some in _sliced(_by_end(edges, by_source=by_source)))


def remove_edges(tx: ManagedTransaction, ends: tuple[str, str, str], rows: Iterable[dict[str, str]]) -> None:
    """Remove all edges of one type between each source and target (type, label of the source, of the target)."""
    for some in chunked(rows, AT_ONCE):
        send(tx, writes.remove_edges(*ends), rows=some)


def _send_maps(tx: ManagedTransaction, statement: str, rows: Iterable[dict[str, Any]]) -> None:
    for some in constrained_batches(rows, CHARACTERS, AT_ONCE, get_len=lambda r: _weight(r.values()), strict=False):
        send(tx, statement, rows=some)


def _by_end(edges: Iterable[EdgeRow], *, by_source: bool) -> dict[str, list[list[Any]]]:
    rows: dict[str, list[list[Any]]] = {}
    for edge in edges:
        here, there = (edge.source, edge.target) if by_source else (edge.target, edge.source)
        rows.setdefault(here, []).append([there, *edge.values()])
    return rows


def _sliced(rows: Mapping[str, Sequence[_Row]]) -> Iterator[Sequence[_End]]:
    """Cut what one node has, and gather what several have, to statements of at most `AT_ONCE` edges."""
    cut = ((key, some) for key, all_ in rows.items() for some in chunked(all_, AT_ONCE))
    for some in constrained_batches(cut, AT_ONCE, get_len=lambda row: len(row[1])):
        if sum(_characters(edges) for _, edges in some) <= CHARACTERS:
            yield some
        else:
            yield from ([(key, few)] for key, edges in some for few in _bounded(edges))


def _bounded(rows: Iterable[_Row]) -> Iterator[Sequence[_Row]]:
    """Cut rows to statements of at most `AT_ONCE`, and fewer where they have much text."""
    for some in chunked(rows, AT_ONCE):
        if _characters(some) <= CHARACTERS:
            yield some
        else:
            yield from map(list, constrained_batches(some, CHARACTERS, get_len=_weight, strict=False))


def _weight(row: _Row) -> int:
    """Return how much text there is in a row.

    Raises:
        TooLarge: more than a row may have.
    """
    found = _characters([row])
    if found > MOST:
        raise TooLarge(f"{found} characters are more than the {MOST} of a row that the graph can hold.")
    return found


def _characters(rows: Iterable[_Row]) -> int:
    """Return how much text there is in rows, and in the lists in them."""
    values = [value for row in rows for value in row if value.__class__ in _WITH_TEXT]
    texts = sum([len(value) for value in values if value.__class__ is str])
    lists = [value for value in values if value.__class__ is not str]
    return texts + sum([len(text) for some in lists for text in some if text.__class__ is str])
